"""Which posts are adverts: two independent signals or more, in a group that is about wildlife."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.schema.columns import Table
from graphintel.schema.derived import ADVERT_CLAIMS, ADVERT_CONDITIONS, ADVERT_ITEMS, ADVERT_PLACES, ADVERTS

# Log-odds of each signal at full strength, and of a post that has none. Set by judgement on invented texts,
# so that a name alone is no advert (p .12), with a contact or a word of sale just one (.53), with a price too
# surely (.88).
_BASE = -4.2
_WEIGHTS = {"subject": 3.0, "sale": 2.2, "price": 2.1, "contact": 2.1, "live": 1.0, "topic": 0.9, "known": 1.4}
_WARNING = -7.5
_THRESHOLD = 0.5
GROUP_TRADES = "the group trades wildlife"
_SURE = 0.8  # strength from which one act of trade is enough
_STRONG = 0.5  # strength from which a signal counts as one
# A group is about wildlife where one post in twenty names a taxon together with a word of sale, price or animal.
_TOPIC_SHARE = 0.05
_TOPIC_PRIOR_POSTS = 10.0


@dataclass(frozen=True, slots=True)
class Adverts:
    """Tables ``adverts``, ``advert_items``, ``advert_places``, ``advert_conditions`` and ``advert_claims``."""

    adverts: pa.Table
    items: pa.Table
    places: pa.Table
    conditions: pa.Table
    claims: pa.Table


def judge_adverts(posts: pa.Table, said: Mapping[str, pa.Table]) -> Adverts:
    """Judge every post by the signals of its texts and the topic of its group.

    Args:
        posts: table ``unified_posts``.
        said: what the texts of each post say, by the names of `TEXT_TABLES`, with ``post_id`` in place of ``text_id``;
            a post with several fields has several rows.

    Returns:
        Adverts in the order of ``advert_id``, their items and claims.
    """
    judged = ibis.memtable(score_posts(posts, said["text_signals"])).filter(_.is_advert)
    adverts = judged.mutate(advert_id=_.post_id, legality_claim=ibis.literal("none"))
    claimed = _claimed(adverts, said["text_claims"])
    joined = adverts.drop("legality_claim").left_join(ibis.memtable(_legality(claimed)), "advert_id")
    table = joined.mutate(legality_claim=_.legality_claim.fill_null("none"))
    ordered = table.select(*ADVERTS.names).order_by("advert_id").to_pyarrow()
    return Adverts(
        adverts=ADVERTS.conform(ordered),
        items=_named(ordered, said["text_items"]),
        places=_once(ordered, said["text_places"], ADVERT_PLACES),
        conditions=_once(ordered, said["text_conditions"], ADVERT_CONDITIONS),
        claims=ADVERT_CLAIMS.conform(claimed),
    )


def score_posts(posts: pa.Table, signals: pa.Table) -> pa.Table:
    """Every post with its ``confidence`` to be an advert, ``is_advert``, ``intent`` and ``reasons``, |-separated."""
    return _scored(posts, _per_post(signals)).mutate(reasons=_reasons()).to_pyarrow()


def _per_post(signals: pa.Table) -> Expression:
    strengths = {name: _[name].max() for name in ("subject", "sale", "price", "contact", "live")}
    return (
        ibis.memtable(signals)
        .group_by("post_id")
        .agg(
            **strengths,
            is_want=_.is_want.any(),
            is_warning=_.is_warning.any(),
            is_other=_.is_other.all(),
            template_id=_.template_id.min(),
        )
    )


def _scored(posts: pa.Table, signals: Expression) -> Expression:
    rows = ibis.memtable(posts).join(signals, "post_id").filter(_.kind != "system")
    rows = rows.mutate(price=ibis.ifelse(_.price_text.notnull(), 1.0, _.price))
    trades = (_.subject >= _STRONG) & ((_.sale >= _STRONG) | (_.price > 0) | (_.live >= _STRONG)) & ~_.is_warning
    rows = rows.mutate(trades=trades.cast("float64"))
    group = ibis.window(group_by="group_id")
    # What a post itself says is weighed already.
    share = (_.trades.sum().over(group) - _.trades) / (_.trades.count().over(group) - 1 + _TOPIC_PRIOR_POSTS)
    rows = rows.mutate(topic=ibis.least(share / _TOPIC_SHARE, 1.0))
    # Whoever trades openly elsewhere is more likely to mean the same where the words are veiled.
    author = ibis.window(group_by="account_id")
    others = ibis.ifelse(_.account_id.notnull(), _.trades.sum().over(author) - _.trades, 0.0)
    rows = rows.mutate(known=ibis.least(others / 2.0, 1.0))
    odds = _.is_warning.cast("float64") * _WARNING + _BASE
    for name, weight in _WEIGHTS.items():
        odds = odds + _[name] * weight
    rows = rows.mutate(odds=odds)
    rows = rows.mutate(confidence=(1.0 / (1.0 + (-_.odds).exp())).round(4))
    acts = (_.sale >= _STRONG).cast("int8") + (_.price > 0).cast("int8") + (_.contact >= _STRONG).cast("int8")
    # Words for animals without a name are an advert only from somebody who trades by name elsewhere.
    unnamed = (_.live >= _STRONG) & (_.topic >= _STRONG) & (_.known >= _STRONG) & ~_.is_other
    animal = (_.subject >= _STRONG) | unnamed
    # One word that is said in talk too ("ada", "open") is no act of trade; a second one makes it so.
    surely = (_.sale >= _SURE) | (_.price > 0) | (_.contact >= _SURE)
    enough = animal & (surely | (acts >= 2))
    veiled = (acts >= 2) & (_.topic >= _STRONG) & (_.known >= _STRONG)
    return rows.mutate(
        is_advert=(_.confidence >= _THRESHOLD) & (enough | (veiled & ~_.is_other)),
        intent=ibis.ifelse(_.is_want, "want", "offer"),
    )


def _reasons() -> ibis.Value:
    words = {
        "subject": "names a taxon or product",
        "sale": "words of sale",
        "price": "a price",
        "contact": "a contact",
        "live": "words for live animals",
        "topic": GROUP_TRADES,
        "known": "the account trades wildlife elsewhere",
    }
    parts = [ibis.ifelse(_[name] >= _STRONG, word + "|", "") for name, word in words.items()]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + part
    return joined.re_replace(r"[|]$", "")


def _claimed(adverts: Expression, claims: pa.Table) -> pa.Table:
    named = ibis.memtable(claims).group_by("post_id", "claim").agg(raw_text=_.raw_text.min())
    joined = adverts.select("advert_id", "post_id").join(named, "post_id")
    return joined.select(*ADVERT_CLAIMS.names).order_by("advert_id", "claim").to_pyarrow()


def _once(adverts: pa.Table, found: pa.Table, declared: Table) -> pa.Table:
    """What the texts of adverts say, once for each key: the field that comes first, and in it the first place."""
    joined = ibis.memtable(adverts.select(["advert_id", "post_id"])).join(ibis.memtable(found), "post_id")
    window = ibis.window(group_by=list(declared.key), order_by=["field_rank", "raw_text"])
    once = joined.mutate(rank=ibis.row_number().over(window)).filter(_["rank"] == 0)
    return declared.conform(once.select(*declared.names).order_by(*declared.key).to_pyarrow())


def _legality(claims: pa.Table) -> pa.Table:
    """``claimed_legal`` where a text claims anything but to have no papers; ``likely_legal`` where it backs that up.

    Backed up is captive breeding with papers, or any claim with a permit's number. Nobody looked at those papers.
    """
    says = {name: (_.claim == name).any() for name in ("no_papers", "permit_number", "papers", "captive_bred")}
    made = ibis.memtable(claims).group_by("advert_id").agg(**says, other=(_.claim != "no_papers").any())
    backed = (_.permit_number | (_.papers & _.captive_bred)) & ~_.no_papers
    told = ibis.ifelse(backed, "likely_legal", ibis.ifelse(_.other, "claimed_legal", "none"))
    return made.mutate(legality_claim=told).select("advert_id", "legality_claim").to_pyarrow()


def _named(adverts: pa.Table, items: pa.Table) -> pa.Table:
    joined = ibis.memtable(adverts.select(["advert_id", "post_id"])).join(ibis.memtable(items), "post_id")
    first = ibis.window(group_by=["advert_id", "taxon", "form", "product"], order_by=["field_rank", "span_start"])
    once = joined.mutate(rank=ibis.row_number().over(first)).filter(_["rank"] == 0)
    numbered = once.mutate(
        number=ibis.row_number().over(
            ibis.window(group_by="advert_id", order_by=["field_rank", "span_start", "taxon", "form"])
        )
    )
    unpriced = {"price_usd_min": ibis.null("float64"), "price_usd_max": ibis.null("float64")}
    table = numbered.mutate(item_number=_.number + 1, rate_month=ibis.null("string"), **unpriced)
    return ADVERT_ITEMS.conform(table.select(*ADVERT_ITEMS.names).order_by("advert_id", "item_number").to_pyarrow())
