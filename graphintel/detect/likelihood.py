"""How much a community looks like people who trade together, with reasons and counter-evidence."""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa
from ibis import _

from graphintel.detect.communities import Communities

MODEL_ID = "judgement-1"
_FEWEST_ADVERTS = 6
_FEWEST_MEMBERS = 3
_LIKELY, _POSSIBLE = 0.6, 0.35
_CLAIMS_OF_A_SHOP = 0.5  # share of adverts with a claim from which a set looks like a licensed business
_LAYERS = ("shared_contact", "co_posting", "reply", "co_membership", "invite")
# Log-odds by judgement on planted samples; not calibrated. Conduct in concert counts, volume does not: a busy honest
# shop has much of it. Claims of a licence and a public number speak against, since shops' staff look alike otherwise.
_BASE = -3.4
_WEIGHTS = {
    "inside": 1.6,
    "layers": 0.9,
    "co_posting": 2.4,
    "shared_contact": 0.4,
    "reply": 0.5,
    "weeks": 0.9,
    "offers": 0.9,
    "stability": 0.8,
    "claims": -4.5,
    "single": -1.2,
    "outside": -1.0,
}


def describe_communities(
    found: Communities, ties: pa.Table, actor_accounts: pa.Table, actors: pa.Table, adverts: pa.Table
) -> pa.Table:
    """One row per community: counts, features in 0..1, probability, band, reasons, counter-evidence; in their order."""
    members = ibis.memtable(found.members)
    people = (
        members.join(ibis.memtable(actors), "actor_id")
        .group_by("community")
        .agg(
            actor_count=_.count(),
            account_count=_.account_count.sum(),
            seller_count=_.is_seller.cast("int64").sum(),
            label=_.label.argmax(_.advert_count),
        )
    )
    table = people.order_by("community").to_pyarrow()
    for part in (_conduct(found, ties), _trade(found, actor_accounts, adverts), _cohesion(found)):
        joined = ibis.memtable(table).left_join(ibis.memtable(part), "community").drop("community_right")
        table = joined.order_by("community").to_pyarrow()
    return _judged(table.append_column("stability", pa.array(found.stability, pa.float64())))


def _conduct(found: Communities, ties: pa.Table) -> pa.Table:
    """By community: the share of members that each layer reaches."""
    inside = _inside(found, ties)
    ends = ibis.union(
        inside.select("community", "layer", actor=_.left_actor_id),
        inside.select("community", "layer", actor=_.right_actor_id),
    )
    reached = ibis.memtable(ends.to_pyarrow()).group_by("community", "layer").agg(actors=_.actor.nunique())
    wide = reached.group_by("community").agg(
        **{f"{layer}_actors": _.actors.max(where=_.layer == layer) for layer in _LAYERS}
    )
    return wide.to_pyarrow()


def _inside(found: Communities, rows: pa.Table) -> ibis.Table:
    left = ibis.memtable(found.members).rename(left_actor_id="actor_id")
    right = ibis.memtable(found.members).rename(right_actor_id="actor_id", other="community")
    joined = ibis.memtable(rows).join(left, "left_actor_id").join(right, "right_actor_id")
    return joined.filter(_.community == _.other)


def _trade(found: Communities, actor_accounts: pa.Table, adverts: pa.Table) -> pa.Table:
    offers = ibis.memtable(adverts).filter(_.intent == "offer").join(ibis.memtable(actor_accounts), "account_id")
    mine = offers.join(ibis.memtable(found.members), "actor_id").mutate(week=_.posted_at.truncate("W"))
    return (
        mine.group_by("community")
        .agg(
            advert_count=_.count(),
            claim_share=(_.legality_claim != "none").mean(),
            weeks=_.week.nunique(),
            group_count=_.group_id.nunique(),
            first_seen=_.posted_at.min(),
            last_seen=_.posted_at.max(),
        )
        .to_pyarrow()
    )


def _cohesion(found: Communities) -> pa.Table:
    edges = found.edges
    inside = _inside(found, edges).group_by("community").agg(inside_weight=_.weight.sum(), inside_mean=_.weight.mean())
    left = ibis.memtable(found.members).rename(left_actor_id="actor_id")
    right = ibis.memtable(found.members).rename(right_actor_id="actor_id")
    touching = ibis.union(
        ibis.memtable(edges).join(left, "left_actor_id").select("community", "weight"),
        ibis.memtable(edges).join(right, "right_actor_id").select("community", "weight"),
    )
    total = ibis.memtable(touching.to_pyarrow()).group_by("community").agg(total_weight=_.weight.sum())
    joined = ibis.memtable(inside.to_pyarrow()).join(ibis.memtable(total.to_pyarrow()), "community")
    outside = 1.0 - 2.0 * _.inside_weight / _.total_weight
    return joined.mutate(outside=ibis.greatest(outside, 0.0)).to_pyarrow()


def _judged(table: pa.Table) -> pa.Table:
    def column(name: str) -> np.ndarray:
        return np.nan_to_num(np.array(table[name].to_pylist(), dtype=np.float64))

    size, adverts = column("actor_count"), column("advert_count")
    shares = {layer: column(f"{layer}_actors") / np.maximum(size, 1) for layer in _LAYERS}
    broad = sum((shares[layer] >= 0.5).astype(float) for layer in _LAYERS)
    features = {
        "inside": column("inside_mean"),
        "layers": np.clip((broad - 1) / 2, 0, 1),
        "co_posting": shares["co_posting"],
        "shared_contact": shares["shared_contact"],
        "reply": shares["reply"],
        "weeks": np.clip((column("weeks") - 1) / 5, 0, 1),
        "offers": np.clip(column("seller_count") / np.maximum(size, 1), 0, 1),
        "stability": column("stability"),
        "claims": np.clip(column("claim_share") / _CLAIMS_OF_A_SHOP, 0, 1),
        "single": (broad <= 1).astype(float),
        "outside": column("outside"),
    }
    odds = _BASE + sum(features[name] * weight for name, weight in _WEIGHTS.items())
    probability = np.round(1 / (1 + np.exp(-odds)), 4)
    few = (adverts < _FEWEST_ADVERTS) | (size < _FEWEST_MEMBERS)
    band = np.where(probability >= _LIKELY, "likely", np.where(probability >= _POSSIBLE, "possible", "unlikely"))
    band = np.where(few, "too_little_seen", band)
    reasons, against = [], []
    for row in range(table.num_rows):
        at = {name: float(values[row]) for name, values in (features | {"claim_share": column("claim_share")}).items()}
        reasons.append(_reasons(at, int(size[row]), int(column("weeks")[row]), int(column("group_count")[row])))
        against.append(_against(at, int(adverts[row]), bool(few[row])))
    few_p = np.where(few, np.minimum(probability, _LIKELY - 0.05), probability)
    return (
        table.append_column("organised_probability", pa.array(np.round(few_p, 4)))
        .append_column("band", pa.array(band.tolist(), pa.string()))
        .append_column("reasons", pa.array(reasons, pa.string()))
        .append_column("counter_evidence", pa.array(against, pa.string()))
    )


def _reasons(at: dict[str, float], size: int, weeks: int, groups: int) -> str:
    said = []
    if at["co_posting"] >= 0.5:
        said.append(f"{round(at['co_posting'] * size)} of {size} post near-same adverts within hours of each other")
    if at["shared_contact"] >= 0.5:
        said.append(f"{round(at['shared_contact'] * size)} of {size} write a contact that another member writes")
    if at["reply"] >= 0.5:
        said.append(f"{round(at['reply'] * size)} of {size} keep answering each other's posts")
    if weeks >= 2:
        said.append(f"offers over {weeks} weeks in {groups} groups")
    if at["stability"] >= 0.9:
        said.append("the same members come out at every resolution tried")
    return "|".join(said) or "ties between its members are denser than to others"


def _against(at: dict[str, float], adverts: int, few: bool) -> str:
    said = []
    if few:
        said.append(f"only {adverts} adverts were seen: too little to judge")
    if at["claims"] >= 0.3:
        said.append(
            f"{at['claims']:.0%} of its adverts claim papers or captive breeding: it may be a licensed business"
        )
    if at["single"]:
        said.append("one kind of evidence carries it")
    if at["outside"] >= 0.4:
        said.append("many of its ties lead outside")
    if at["weeks"] <= 0.2:
        said.append("seen in one or two weeks only")
    return "|".join(said) or "none found by the checks made"
