"""Which keys stand for one group and one post: stated by a record, or the same message seen by two tools."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression
from ibis.expr.types import Value

from graphintel.schema.derived import GROUP_IDS

_HOPS = 2  # a message that three tools export without a common id reaches the smallest key in two steps


def unify_group_keys(groups: pa.Table, posts: pa.Table, memberships: pa.Table, same_as: pa.Table) -> pa.Table:
    """Give every group key that the evidence names its ``group_id``.

    A name in a link stands for an id only where exactly one id is stated for it: names of groups change hands.

    Returns:
        Table ``group_ids``, in the order of ``group_key``.
    """
    stated = ibis.memtable(same_as).filter(_.subject_kind == "group")
    targets = stated.group_by("key").agg(target=_.other_key.min(), targets=_.other_key.nunique())
    stands_for = ibis.memtable(targets.filter(_.targets == 1).select("key", "target").to_pyarrow())
    keys = ibis.union(
        ibis.memtable(groups).select("group_key"),
        ibis.memtable(posts).select("group_key"),
        ibis.memtable(memberships).select("group_key"),
        distinct=True,
    ).filter(_.group_key.notnull())
    joined = keys.left_join(stands_for, keys.group_key == stands_for["key"])
    ids = joined.select("group_key", group_id=ibis.coalesce(_.target, _.group_key)).order_by("group_key")
    return GROUP_IDS.conform(ids.to_pyarrow())


def rekeyed_posts(posts: pa.Table, account_ids: pa.Table, group_ids: pa.Table) -> pa.Table:
    """The evidence's posts with ids beside keys: columns ``post_id``, ``parent_post_id``, ``group_id``, ``account_id``.

    Two tools that give a message no id in common still state who wrote what, where, in which second: then it is one
    message. Equal ones within one export stay as many as they are.
    """
    accounts, groups = ibis.memtable(account_ids), ibis.memtable(group_ids)
    rows = ibis.memtable(posts).left_join(accounts, "account_key").left_join(groups, "group_key")
    named = rows.mutate(post_id=_in_group(_.post_key), parent_post_id=_in_group(_.parent_post_key))
    table = named.drop("account_key_right", "group_key_right", "parent_post_key").to_pyarrow()
    same = _same_messages(table)
    for _hop in range(_HOPS if same.num_rows else 0):
        for column in ("post_id", "parent_post_id"):
            mapped = ibis.memtable(same).rename({column: "key"})
            joined = ibis.memtable(table).left_join(mapped, column)
            found = joined.mutate(**{column: ibis.coalesce(_.target, _[column])})
            table = found.drop("target", f"{column}_right").to_pyarrow()
    return table


def _in_group(key: Value) -> Value:
    """A post's key below its group's id: the group's own key is the first part of it."""
    rest = key.substr(_.group_key.length())
    is_below = key.startswith(_.group_key + "/") & (_.group_id != _.group_key)
    return ibis.ifelse(is_below.fill_null(False), _.group_id + rest, key)


def _same_messages(table: pa.Table) -> pa.Table:
    """Pairs of ``key`` and smaller ``target`` that are one message in two exports."""
    messages = ibis.memtable(table).filter(
        (_.kind == "message")
        & (_.posted_precision == "second")
        & _.text.notnull()
        & _.account_id.notnull()
        & _.group_id.notnull()
    )
    shared = messages.group_by("group_id").agg(sources=_.source_id.nunique()).filter(_.sources > 1)
    several = ibis.memtable(shared.select("group_id").to_pyarrow())
    seen = messages.semi_join(several, "group_id").select(
        "source_id", "group_id", "account_id", "posted_at", "text", "post_id"
    )
    return _smaller(seen).to_pyarrow()


def _smaller(seen: Expression) -> Expression:
    stated = ["group_id", "account_id", "posted_at", "text"]
    distinct = seen.distinct()
    numbered = distinct.mutate(
        place=ibis.row_number().over(ibis.window(group_by=["source_id", *stated], order_by="post_id"))
    )
    found = numbered.mutate(target=_.post_id.min().over(ibis.window(group_by=[*stated, "place"])))
    return found.filter(_.target != _.post_id).group_by(key=_.post_id).agg(target=_.target.min()).order_by("key")
