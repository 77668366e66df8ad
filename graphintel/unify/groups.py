"""One row per group, and who is in it by which kind of source."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import pyarrow as pa
from ibis import _

from graphintel.schema.derived import GROUP_MEMBERS, GROUP_PROFILES


def unify_groups(groups: pa.Table, group_ids: pa.Table, *, region: str, group_regions: Mapping[str, str]) -> pa.Table:
    """Gather what all sources show of each group; of several values the latest seen one counts.

    Args:
        groups: evidence table.
        group_ids: derived table; a group that only a post names is a group too.
        region: ISO 3166-1 alpha-2 code assumed where ``group_regions`` names none.

    Returns:
        Table ``group_profiles``, in the order of ``group_id``.
    """
    ids = ibis.memtable(group_ids)
    order = [_.observed_at.isnull(), ibis.desc("observed_at"), "source_id", "locator"]
    stated = ibis.memtable(groups).join(ids, "group_key")
    rows = stated.mutate(place=ibis.row_number().over(ibis.window(group_by="group_id", order_by=order)))
    shown = ("platform_uid", "name", "kind", "declared_member_count", "about")
    latest = rows.group_by("group_id").agg(**{n: _[n].argmin(_.place, where=_[n].notnull()) for n in shown})
    all_ids = ibis.memtable(group_ids.select(["group_id"])).distinct()
    joined = all_ids.left_join(ibis.memtable(latest.to_pyarrow()), "group_id")
    given = ibis.literal(region)
    if group_regions:
        given = _.group_id.cases(*sorted(group_regions.items()), else_=region)
    is_named = _.group_id.contains(":~")
    profiles = joined.mutate(
        platform=_.group_id.split(":")[0],
        platform_uid=ibis.coalesce(
            _.platform_uid, ibis.ifelse(is_named, ibis.null("string"), _.group_id.substr(_.group_id.find(":") + 1))
        ),
        known_by=ibis.ifelse(is_named, "name", "id"),
        region=given,
    )
    table = profiles.select(*GROUP_PROFILES.names).order_by("group_id").to_pyarrow()
    return GROUP_PROFILES.conform(table)


def unify_members(memberships: pa.Table, account_ids: pa.Table, group_ids: pa.Table, posts: pa.Table) -> pa.Table:
    """Who is in which group: as listed, joined, invited or reacted, and as the posts themselves show.

    Args:
        memberships: evidence table.
        account_ids, group_ids, posts: derived tables ``account_ids``, ``group_ids`` and ``unified_posts``.

    Returns:
        Table ``group_members``, in the order of its key. A role that changed, or a second inviter, is a row of its own
        with its own times; a source that names no role or inviter adds its times to the strongest and the first.
    """
    stated = ibis.memtable(memberships).join(ibis.memtable(account_ids), "account_key")
    inviters = ibis.memtable(account_ids).select(inviter_account_key=_.account_key, inviter_account_id=_.account_id)
    stated = stated.left_join(inviters, "inviter_account_key").join(ibis.memtable(group_ids), "group_key")
    stated = stated.select(
        "account_id", "source_kind", "role", "inviter_account_id", group_id=_.group_id, seen=_.observed_at
    )
    authored = ibis.memtable(posts).filter(_.account_id.notnull() & _.group_id.notnull() & (_.kind != "system"))
    written = authored.select(
        "account_id",
        source_kind=ibis.literal("authored"),
        role=ibis.null("string"),
        inviter_account_id=ibis.null("string"),
        group_id=_.group_id,
        seen=_.posted_at,
    )
    merged = ibis.memtable(ibis.union(stated, written).to_pyarrow())
    alike = ibis.window(group_by=["group_id", "account_id", "source_kind"])
    # Of several roles the one with most power: owner sorts after member, admin before it.
    powers = (_.role.max(where=_.role == "owner"), _.role.max(where=_.role == "admin"), _.role.max())
    strongest = ibis.coalesce(*(power.over(alike) for power in powers))
    filled = merged.mutate(
        role=ibis.coalesce(_.role, strongest),
        inviter_account_id=ibis.coalesce(_.inviter_account_id, _.inviter_account_id.min().over(alike)),
    )
    key = ("group_id", "account_id", "source_kind", "role", "inviter_account_id")
    grouped = filled.group_by(*key).agg(first_seen=_.seen.min(), last_seen=_.seen.max())
    ordered = grouped.order_by(*key).to_pyarrow()
    return GROUP_MEMBERS.conform(ordered.select(GROUP_MEMBERS.names))
