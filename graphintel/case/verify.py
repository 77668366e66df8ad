"""Does every byte of a case still stand as it was written, and does every record add up?"""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc

from graphintel.case.decisions import decision_faults
from graphintel.case.durable import hash_file
from graphintel.case.folder import Case
from graphintel.case.lists import named_tables, table_path
from graphintel.case.manifest import manifest_id


def verify_case(case: Case) -> tuple[str, ...]:
    """Recompute the hashes and the reconciliation of the current state.

    Returns:
        One sentence per fault, in a stated order; empty where the case is whole.
    """
    seen = {"judgements_seen": case.manifest.decisions_seen, "lexicon_entries_seen": case.manifest.lexicon_entries_seen}
    faults = [*_manifest_faults(case), *_file_faults(case), *decision_faults(case.path, **seen)]
    return tuple(faults if faults else _reconciliation_faults(case))


def _manifest_faults(case: Case) -> list[str]:
    content = (case.path / "runs" / f"{case.run_id}.json").read_bytes()
    return (
        [] if manifest_id(content) == case.run_id else [f"the manifest {case.run_id} was changed after it was written"]
    )


def _file_faults(case: Case) -> list[str]:
    faults = []
    for original in case.manifest.originals:
        faults += _fault_of(case.path / "originals" / original.sha256, original.sha256, "the original")
    for sha256 in case.manifest.mappings:
        faults += _fault_of(case.path / "config" / f"{sha256}.yaml", sha256, "the mapping")
    for what, handed in named_tables(case):
        faults += _fault_of(table_path(case, handed), handed.sha256, f"{what} {handed.file_name}")
    for name in (*sorted(case.manifest.evidence), *sorted(case.manifest.derived)):
        for path in case.table_paths(name):
            faults += _fault_of(path, path.stem, f"a file of the table {name}")
    return faults


def _fault_of(path: Path, sha256: str, what: str) -> list[str]:
    if not path.is_file():
        return [f"{what} {sha256[:16]} is missing"]
    return [] if hash_file(path) == sha256 else [f"{what} {sha256[:16]} was changed after it was written"]


def _reconciliation_faults(case: Case) -> list[str]:
    sources = case.read("sources")
    parts = pc.add(pc.add(sources["loaded_count"], sources["duplicate_count"]), sources["quarantined_count"])
    wrong = sources.filter(pc.not_equal(sources["read_count"], parts))
    return [
        f"{name}: {read} records were read, but loaded, duplicate and quarantined do not add up to that"
        for name, read in zip(wrong["file_name"].to_pylist(), wrong["read_count"].to_pylist(), strict=True)
    ]
