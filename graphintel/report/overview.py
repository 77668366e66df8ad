"""What a case holds, at a glance."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis import _

from graphintel.case import Case
from graphintel.errors import NothingPublished

BANDS = {
    "likely": "likely organised",
    "possible": "possibly organised",
    "unlikely": "unlikely to be organised",
    "too_little_seen": "too little seen to judge",
}


@dataclass(frozen=True, slots=True)
class Overview:
    """``networks`` are ranked, the likeliest first; ``sources`` and ``quarantine`` account for every record."""

    counts: dict[str, int]
    networks: pa.Table
    sources: pa.Table
    quarantine: pa.Table


def survey_case(case: Case) -> Overview:
    """Count what was read and what was found.

    Raises:
        NothingPublished: the case was never run.
    """
    if not case.manifest.derived:
        raise NothingPublished(case.path)
    actors, adverts, networks = (case.read(name) for name in ("actors", "adverts", "networks"))
    counts = {
        "posts": case.read("unified_posts").num_rows,
        "accounts": case.read("account_profiles").num_rows,
        "groups": case.read("group_profiles").num_rows,
        "adverts": adverts.num_rows,
        "sellers": pa.compute.sum(actors["is_seller"]).as_py() or 0,
        "networks": networks.num_rows,
    }
    ranked = networks.sort_by([("organised_probability", "descending"), ("network_id", "ascending")])
    names = ibis.memtable(case.read("sources")).select("source_id", "file_name")
    kept = ibis.memtable(case.read("quarantine")).left_join(names, "source_id")
    rows = kept.select("file_name", "locator", "reason", "raw").order_by("file_name", "locator", "reason")
    sources = case.read("sources").sort_by([("file_name", "ascending"), ("source_id", "ascending")])
    return Overview(counts, ranked, sources, rows.to_pyarrow())


def adverts_by_week(case: Case) -> pa.Table:
    """Adverts per week: columns ``week`` and ``adverts``, in the order of time."""
    timed = ibis.memtable(case.read("adverts")).filter(_.posted_at.notnull()).mutate(week=_.posted_at.truncate("W"))
    return timed.group_by("week").agg(adverts=_.count()).order_by("week").to_pyarrow()
