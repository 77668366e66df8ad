"""Which keys stand for one account: only what a record itself states, and only where it is unambiguous."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.schema.derived import ACCOUNT_IDS

# opaque id → handle → numeric id: no record states a longer chain.
_HOPS = 2
# Facebook's pfbid… stands for an account in one crawl and may change with the next: even a vanity name is stronger.
OPAQUE = ":pfbid"


def unify_accounts(accounts: pa.Table, identifiers: pa.Table, posts: pa.Table, memberships: pa.Table) -> pa.Table:
    """Give every account key that the evidence names its ``account_id``.

    A handle stands for an id only where exactly one id is stated for it: handles change hands, and joining two
    ids by one would put two people together. An opaque id stands for the one id, else the one handle, that its records
    state. Telephone numbers and names join nothing here.

    Returns:
        Table ``account_ids``, in the order of ``account_key``.
    """
    ids = _all_keys(accounts, posts, memberships).mutate(account_id=_.account_key).to_pyarrow()
    stands_for = _unambiguous(_stated(accounts, identifiers)).to_pyarrow()
    for _hop in range(_HOPS):  # each hop on its own: Ibis cannot join one expression to itself twice
        joined = ibis.memtable(ids).left_join(ibis.memtable(stands_for), [("account_id", "key")])
        ids = joined.select("account_key", account_id=ibis.coalesce(_.target, _.account_id)).to_pyarrow()
    return ACCOUNT_IDS.conform(ids.sort_by("account_key"))


def _all_keys(accounts: pa.Table, posts: pa.Table, memberships: pa.Table) -> Expression:
    members = ibis.memtable(memberships)
    parts = (
        ibis.memtable(accounts).select("account_key"),
        ibis.memtable(posts).select("account_key"),
        members.select("account_key"),
        members.select(account_key=_.inviter_account_key),
    )
    return ibis.union(*parts, distinct=True).filter(_.account_key.notnull())


def _stated(accounts: pa.Table, identifiers: pa.Table) -> Expression:
    """What records state: ``key`` stands for ``target``, the stronger of the two."""
    rows = ibis.memtable(identifiers).mutate(platform=_.account_key.split(":")[0])
    by_uid = rows.filter(_.kind == "uid").select(key=_.account_key, target=_.platform + ":" + _.value)
    named = rows.filter(_.kind.isin(["handle", "alias"])).select("account_key", handle=_.platform + ":@" + _.value)
    shown = ibis.memtable(accounts).filter(_.handle.notnull() & ~_.is_name_only)
    shown = shown.select("account_key", handle=_.platform + ":@" + _.handle)
    bearers = ibis.memtable(ibis.union(named, shown, distinct=True).to_pyarrow())
    known = ibis.memtable(_unambiguous(by_uid).to_pyarrow())
    bearers = bearers.left_join(known, bearers.account_key == known.key)
    bearers = bearers.select("handle", bearer=ibis.coalesce(_.target, _.account_key))
    is_opaque = _.bearer.contains(OPAQUE)
    by_handle = bearers.select(
        key=ibis.ifelse(is_opaque, _.bearer, _.handle), target=ibis.ifelse(is_opaque, _.handle, _.bearer)
    )
    return ibis.union(by_uid, by_handle, distinct=True).filter(_.key != _.target)


def _unambiguous(stated: Expression) -> Expression:
    grouped = stated.group_by("key").agg(target=_.target.min(), targets=_.target.nunique())
    return grouped.filter(_.targets == 1).select("key", "target")
