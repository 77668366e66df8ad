"""What ties two accounts, layer by layer, each against what chance would give."""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression
from scipy.stats import poisson

from graphintel.schema.derived import TIE_EVIDENCE

_GROUP_CAP = 500  # members in scope; above it a group says nothing about two of them, and pairs grow with the square
_LEAST_GROUPS = 2
_WINDOW_SECONDS = 6 * 3600  # between near-same adverts of two accounts that post in concert
_WORDING_CAP = 40  # accounts; a wording that more use is the market's own
_MOST_EVIDENCE = 20  # keys kept per tie
_CONTACT_CAP = 60  # accounts that write one contact; public ones are out anyway
_SMALLEST_P = 1e-300


def tie_evidence(*layers: pa.Table) -> pa.Table:
    """The layers as one table, in the order of its key."""
    keys = [(name, "ascending") for name in TIE_EVIDENCE.key]
    return pa.concat_tables([TIE_EVIDENCE.empty(), *layers]).sort_by(keys)


def shared_contacts(contacts: pa.Table, account_contacts: pa.Table, scope: pa.Table) -> pa.Table:
    """Pairs that write the same contact, public ones aside; weight is the sum of 1/(users − 1)."""
    usable = ibis.memtable(contacts).filter(
        (_["class"] != "public") & (_.account_count > 1) & (_.account_count <= _CONTACT_CAP)
    )
    uses = ibis.memtable(account_contacts).join(usable.select("contact_id", users=_.account_count), "contact_id")
    uses = uses.semi_join(ibis.memtable(scope), "account_id").select(
        "account_id", "users", "use_count", "first_seen", "last_seen", key=_.contact_id
    )
    pairs = _pairs(uses.to_pyarrow())
    rows = pairs.mutate(weight=1.0 / (_.users - 1), at=ibis.greatest(_.first_seen, _.right_first_seen))
    rows = rows.mutate(until=ibis.greatest(_.last_seen, _.right_last_seen))
    people = max(scope.num_rows, 2)
    # Chance that two of the accounts in scope write the same contact: each pair of its users against all pairs.
    chance = (_.users * (_.users - 1)).cast("float64") / float(people * (people - 1))
    return _layer(rows.mutate(chance=ibis.least(chance, 1.0)), "shared_contact")


def co_membership(members: pa.Table, scope: pa.Table) -> pa.Table:
    """Pairs in two groups or more together; weight is the sum of 1/(size − 1) over members in scope.

    Source: cap, weight and floor as measured in the project's notes on networks, section C; the p-value is the Poisson
    tail of the two-mode configuration model.
    """
    inside = ibis.memtable(members).semi_join(ibis.memtable(scope), "account_id")
    seats = inside.group_by("group_id", "account_id").agg(
        first_seen=_.first_seen.min(), last_seen=_.last_seen.max(), key=_.group_id.min()
    )
    sized = seats.mutate(
        size=_.count().over(ibis.window(group_by="group_id")), degree=_.count().over(ibis.window(group_by="account_id"))
    ).to_pyarrow()
    if sized.num_rows == 0:
        return TIE_EVIDENCE.empty()
    total = sized.num_rows
    sizes = ibis.memtable(sized).select("group_id", "size").distinct().aggregate(s=(_.size * _.size).sum()).to_pyarrow()
    squares = float(sizes["s"][0].as_py() or 0)
    usable = ibis.memtable(sized).filter((_.size <= _GROUP_CAP) & (_.size > 1) & (_.degree >= _LEAST_GROUPS))
    pairs = _pairs(usable.drop("group_id").to_pyarrow())
    rows = pairs.mutate(
        weight=1.0 / (_.size - 1),
        at=ibis.greatest(_.first_seen, _.right_first_seen),
        until=ibis.least(_.last_seen, _.right_last_seen),
        chance=(_.degree * _.right_degree).cast("float64") * squares / float(total) ** 2,
    )
    layer = _layer(rows, "co_membership", expected_is_total=True)
    return layer.filter(pa.compute.greater_equal(layer["evidence_count"], _LEAST_GROUPS))


def co_posting(adverts: pa.Table, posts: pa.Table, sketches: pa.Table, scope: pa.Table) -> pa.Table:
    """Pairs that post near-same adverts within hours; weight counts the days on which they did.

    Times of day precision never enter: they would fall into one window by the export's doing.
    """
    exact = ibis.memtable(posts).filter((_.posted_precision == "second") & _.posted_at.notnull())
    timed = ibis.memtable(adverts).select("post_id", "account_id").semi_join(ibis.memtable(scope), "account_id")
    timed = timed.join(exact.select("post_id", "posted_at"), "post_id").to_pyarrow()
    if timed.num_rows == 0:
        return TIE_EVIDENCE.empty()
    worded = ibis.memtable(timed).join(ibis.memtable(sketches), "post_id")
    keyed = worded.select("post_id", "account_id", "posted_at", key=_.sketch.unnest())
    shared = keyed.mutate(users=_.account_id.nunique().over(ibis.window(group_by="key")))
    shared = shared.filter((_.users > 1) & (_.users <= _WORDING_CAP))
    slot = (_.posted_at.epoch_seconds() // _WINDOW_SECONDS).cast("int64")
    kept = shared.mutate(slot=slot).to_pyarrow()
    met = _meetings(kept)
    met_table = met.to_pyarrow()
    if met_table.num_rows == 0:
        return TIE_EVIDENCE.empty()
    counted = _activity(timed)
    rows = ibis.memtable(met_table).join(ibis.memtable(counted), [("left_account_id", "account_id")])
    rows = rows.drop("account_id").rename(left_posts="posts").to_pyarrow()
    rows = ibis.memtable(rows).join(ibis.memtable(counted), [("right_account_id", "account_id")]).drop("account_id")
    span = _span_seconds(timed)
    # Expected meetings of two accounts that post at their own times, one text in ten being near-same.
    chance = _.left_posts * _.posts * (2.0 * _WINDOW_SECONDS / span) * 0.1
    days = rows.mutate(day=_.at.truncate("D")).group_by("left_account_id", "right_account_id", "day")
    daily = days.agg(key=_.key.min(), at=_.at.min(), until=_.at.max(), chance=chance.max())
    daily = daily.mutate(weight=ibis.literal(1.0), chance=ibis.least(_.chance, 1e6))
    return _layer(ibis.memtable(daily.to_pyarrow()), "co_posting", expected_is_total=True)


def repeated_replies(replies: pa.Table, scope: pa.Table) -> pa.Table:
    """Pairs in scope that answer each other in several weeks; weight counts the weeks."""
    inside = ibis.memtable(replies).semi_join(ibis.memtable(scope), "account_id").to_pyarrow()
    seen = ibis.memtable(scope).rename(parent_account_id="account_id")
    both = ibis.memtable(inside).semi_join(seen, "parent_account_id").to_pyarrow()
    if both.num_rows == 0:
        return TIE_EVIDENCE.empty()
    total = float(both.num_rows)
    rows = ibis.memtable(both).mutate(
        given=_.count().over(ibis.window(group_by="account_id")),
        taken=_.count().over(ibis.window(group_by="parent_account_id")),
        week=_.posted_at.truncate("W"),
    )
    ordered = rows.mutate(
        left_account_id=ibis.least(_.account_id, _.parent_account_id),
        right_account_id=ibis.greatest(_.account_id, _.parent_account_id),
    )
    weekly = ordered.group_by("left_account_id", "right_account_id", "week").agg(
        key=_.post_id.min(), at=_.posted_at.min(), until=_.posted_at.max(), chance=(_.given * _.taken / total).max()
    )
    return _layer(weekly.mutate(weight=ibis.literal(1.0)), "reply", expected_is_total=True)


def invites(members: pa.Table, scope: pa.Table) -> pa.Table:
    """Pairs in scope of which one brought the other into a group."""
    brought = ibis.memtable(members).filter(_.inviter_account_id.notnull() & (_.inviter_account_id != _.account_id))
    once = brought.group_by("group_id", "account_id", "inviter_account_id")
    brought = once.agg(first_seen=_.first_seen.min(), last_seen=_.last_seen.max())
    brought = ibis.memtable(brought.semi_join(ibis.memtable(scope), "account_id").to_pyarrow())
    seen = ibis.memtable(scope).rename(inviter_account_id="account_id")
    rows = brought.semi_join(seen, "inviter_account_id").select(
        left_account_id=ibis.least(_.account_id, _.inviter_account_id),
        right_account_id=ibis.greatest(_.account_id, _.inviter_account_id),
        key=_.group_id,
        at=_.first_seen,
        until=_.last_seen,
        weight=ibis.literal(1.0),
        chance=ibis.literal(0.05),
    )
    return _layer(ibis.memtable(rows.to_pyarrow()), "invite")


def _pairs(rows: pa.Table) -> Expression:
    """Rows with the same ``key`` against each other, left account < right account; the right side's columns are
    named ``right_…``."""
    left = ibis.memtable(rows).rename(left_account_id="account_id")
    right = ibis.memtable(rows).rename(lambda name: name if name == "key" else f"right_{name}")
    return left.join(right, "key").filter(_.left_account_id < _.right_account_id)


def _meetings(kept: pa.Table) -> Expression:
    """Pairs of adverts by two accounts, a band key in common and no more than a window apart."""
    left = ibis.memtable(kept).select("key", "slot", post="post_id", left_account_id="account_id", at="posted_at")
    shifted = [
        ibis.memtable(kept).select(
            "key", slot=_.slot + step, right_post=_.post_id, right_account_id=_.account_id, right_at=_.posted_at
        )
        for step in (-1, 0, 1)
    ]
    right = ibis.memtable(ibis.union(*shifted).to_pyarrow())
    joined = left.join(right, ["key", "slot"]).filter(
        (_.left_account_id < _.right_account_id)
        & ((_.at.epoch_seconds() - _.right_at.epoch_seconds()).abs() <= _WINDOW_SECONDS)
    )
    return joined.select("left_account_id", "right_account_id", "at", key=_.post + "~" + _.right_post).distinct()


def _activity(timed: pa.Table) -> pa.Table:
    counted = ibis.memtable(timed).group_by("account_id").agg(posts=_.count().cast("float64"))
    return counted.to_pyarrow()


def _span_seconds(timed: pa.Table) -> float:
    bounds = ibis.memtable(timed).aggregate(
        first=_.posted_at.min().epoch_seconds(), last=_.posted_at.max().epoch_seconds()
    )
    row = bounds.to_pyarrow().to_pylist()[0]
    return float(max(row["last"] - row["first"], 7 * 86_400))


def _layer(rows: Expression, name: str, *, expected_is_total: bool = False) -> pa.Table:
    """Fold coincidences (one row each: key, at, until, weight, chance) to pairs.

    ``chance`` is the expected number of coincidences of the pair where ``expected_is_total``, else of this one thing.
    """
    listed = rows.group_by("left_account_id", "right_account_id").agg(
        weight=_.weight.sum().round(9),
        expected=_.chance.max() if expected_is_total else _.chance.sum(),
        evidence_count=_.key.nunique(),
        evidence=_.key.collect(distinct=True),
        first_seen=_.at.min(),
        last_seen=_.until.max(),
    )
    texts = listed.mutate(evidence=_.evidence.sort()[:_MOST_EVIDENCE].join("|"), layer=ibis.literal(name))
    table = texts.to_pyarrow()
    counts = table["evidence_count"].to_numpy()
    tail = poisson.sf(counts - 1, np.maximum(table["expected"].to_numpy(), 1e-12))
    p_value = pa.array(np.clip(tail, _SMALLEST_P, 1.0))
    return TIE_EVIDENCE.conform(table.append_column("p_value", p_value))
