"""One row per account: the latest profile, with every name and key that it ever had."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.schema.derived import ACCOUNT_PROFILES
from graphintel.unify.accounts import OPAQUE

_SHOWN = ("handle", "display_name", "bio", "profile_url", "avatar_url", "remark", "platform_uid")


def unify_profiles(
    accounts: pa.Table, identifiers: pa.Table, account_ids: pa.Table, posts: pa.Table, members: pa.Table
) -> pa.Table:
    """Gather what all sources show of each account; of several values the latest seen one counts.

    Args:
        accounts, identifiers: evidence tables.
        account_ids, posts, members: derived tables ``account_ids``, ``unified_posts`` and ``group_members``.

    Returns:
        Table ``account_profiles``, in the order of ``account_id``: every account that any table names.
    """
    ids = ibis.memtable(account_ids)
    shown = _shown(accounts, account_ids)
    base = ids.group_by("account_id").agg(keys=_.account_key.nunique())
    columns = base.select("account_id").left_join(shown, "account_id").drop("account_id_right")
    aliases = ibis.memtable(_aliases(accounts, identifiers, account_ids))
    seen = ibis.memtable(_seen(posts, members))
    joined = columns.left_join(aliases, "account_id").drop("account_id_right")
    joined = joined.left_join(seen, "account_id").drop("account_id_right")
    named = joined.mutate(
        platform=_.account_id.split(":")[0],
        is_owner=_.is_owner.fill_null(False),
        is_name_only=_.account_id.contains(":~"),
        known_by=_known_by(_.account_id),
        platform_uid=ibis.coalesce(_.platform_uid, _uid_of(_.account_id)),
        handle=ibis.coalesce(_.handle, ibis.ifelse(_.account_id.contains(":@"), _after(_.account_id, ":@"), None)),
    )
    return ACCOUNT_PROFILES.conform(named.select(*ACCOUNT_PROFILES.names).order_by("account_id").to_pyarrow())


def _known_by(account_id: ibis.Value) -> ibis.Value:
    return ibis.cases(
        (account_id.contains(":~me-"), "owner"),
        (account_id.contains(":~"), "name"),
        (account_id.contains(":@"), "handle"),
        (account_id.contains(OPAQUE), "opaque"),
        else_="id",
    )


def _uid_of(account_id: ibis.Value) -> ibis.Value:
    bare = account_id.contains(":~") | account_id.contains(":@")
    return ibis.ifelse(bare, ibis.null("string"), _after(account_id, ":"))


def _after(value: ibis.Value, mark: str) -> ibis.Value:
    return value.substr(value.find(mark) + len(mark))


def _shown(accounts: pa.Table, account_ids: pa.Table) -> Expression:
    rows = ibis.memtable(accounts).join(ibis.memtable(account_ids), "account_key")
    # Latest first; where sources give no time, the smaller source: any full order will do, it must only be stable.
    order = [ibis.desc("observed_at"), "source_id", "locator"]
    ordered = rows.mutate(
        place=ibis.row_number().over(ibis.window(group_by="account_id", order_by=[_.observed_at.isnull(), *order]))
    )
    latest = {name: _[name].argmin(_.place, where=_[name].notnull()) for name in _SHOWN}
    grouped = ordered.group_by("account_id").agg(**latest, is_owner=_.is_owner.any())
    names = (
        rows.filter(_.display_name.notnull())
        .select("account_id", "display_name")
        .distinct()
        .group_by("account_id")
        .agg(names=_.display_name.group_concat("|", order_by="display_name"))
    )
    joined = ibis.memtable(grouped.to_pyarrow()).left_join(ibis.memtable(names.to_pyarrow()), "account_id")
    return joined.drop("account_id_right")


def _aliases(accounts: pa.Table, identifiers: pa.Table, account_ids: pa.Table) -> pa.Table:
    """Other keys of the account, and the identifiers that records state for it."""
    ids = ibis.memtable(account_ids)
    keys = ids.filter(_.account_key != _.account_id).select("account_id", other=_.account_key)
    stated = (
        ibis.memtable(identifiers)
        .join(ibis.memtable(account_ids), "account_key")
        .select("account_id", other=_.kind + ":" + _.value)
    )
    united = ibis.union(keys, stated, distinct=True)
    return united.group_by("account_id").agg(aliases=_.other.group_concat("|", order_by="other")).to_pyarrow()


def _seen(posts: pa.Table, members: pa.Table) -> pa.Table:
    written = ibis.memtable(posts).filter(_.account_id.notnull())
    times = ibis.union(
        written.select("account_id", first_seen=_.posted_at, last_seen=_.posted_at),
        ibis.memtable(members).select("account_id", "first_seen", "last_seen"),
    )
    return times.group_by("account_id").agg(first_seen=_.first_seen.min(), last_seen=_.last_seen.max()).to_pyarrow()
