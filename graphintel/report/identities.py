"""Accounts and groups that no export identifies: what stands apart although it may be one, or is one by its name."""

from __future__ import annotations

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.case import Case
from graphintel.errors import NothingPublished

_WHY = {
    ("account", "name"): "known by a name alone, within one group or file: never joined to the same name elsewhere",
    ("account", "owner"): "whoever made the export, who was not named: say it with `graphintel ingest CASE --owner`",
    ("account", "opaque"): "known by an id that may change with the next crawl: the same person may stand here twice",
    ("group", "name"): "known by its name alone: another group of this name would be taken for it",
}


def unidentified(case: Case) -> pa.Table:
    """Who and what cannot be joined across exports.

    Returns:
        Columns ``what`` (account or group), ``id``, ``name``, ``known_by``, ``why``, ``posts`` (their number) and
        ``files`` (names, |-separated); those with most posts first.

    Raises:
        NothingPublished: the case was never run.
    """
    if not case.manifest.derived:
        raise NothingPublished(case.path)
    accounts = _listed(case, "account", "account_profiles", "display_name")
    groups = _listed(case, "group", "group_profiles", "name")
    both = ibis.union(ibis.memtable(accounts), ibis.memtable(groups))
    return both.order_by(ibis.desc("posts"), "what", "id").to_pyarrow()


def count_unidentified(case: Case) -> dict[str, int]:
    """How many accounts and groups `unidentified` would list: cheap, for the end of each run."""
    counts = {}
    for what, profiles in (("account", "account_profiles"), ("group", "group_profiles")):
        kinds = pa.array([known_by for of, known_by in _WHY if of == what])
        known = pc.is_in(case.read(profiles)["known_by"], value_set=kinds)
        counts[what] = int(pc.sum(known).as_py() or 0)
    return {what: count for what, count in counts.items() if count}


def _listed(case: Case, what: str, profiles: str, name: str) -> pa.Table:
    key, ident = f"{what}_key", f"{what}_id"
    kinds = {known_by: why for (of, known_by), why in _WHY.items() if of == what}
    rows = ibis.memtable(case.read(profiles)).filter(_.known_by.isin(list(kinds)))
    posts = ibis.memtable(case.read("unified_posts")).group_by(ident).agg(posts=_.count())
    files = ibis.memtable(_files(case, key, ident).to_pyarrow())
    joined = rows.left_join(posts, ident).drop(f"{ident}_right").left_join(files, ident)
    listed = joined.select(
        what=ibis.literal(what),
        id=_[ident],
        name=_[name],
        known_by=_.known_by,
        why=_.known_by.cases(*kinds.items(), else_=""),
        posts=_.posts.fill_null(0),
        files=_.files.fill_null(""),
    )
    return listed.to_pyarrow()


def _files(case: Case, key: str, ident: str) -> Expression:
    """The files that state each account or group."""
    evidence, ids = ("accounts", "account_ids") if key == "account_key" else ("groups", "group_ids")
    named = ibis.memtable(case.read("sources")).select("source_id", "file_name")
    stated = ibis.memtable(case.read(evidence)).select(key, "source_id").distinct()
    rows = (
        stated.join(ibis.memtable(case.read(ids)), key).join(named, "source_id").select(ident, "file_name").distinct()
    )
    return rows.group_by(ident).agg(files=_.file_name.group_concat("|", order_by="file_name"))
