"""What people decided about a case: judgements on accounts, and changes of its lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from graphintel.case.sealed import SealedLog
from graphintel.schema.columns import Table
from graphintel.schema.decisions import JUDGEMENTS, LEXICON_ENTRIES

_JUDGEMENTS = SealedLog(JUDGEMENTS.name, JUDGEMENTS.names[1:], "decision")
_LEXICON = SealedLog(LEXICON_ENTRIES.name, LEXICON_ENTRIES.names[1:], "lexicon entry")


def record_judgement(case_path: Path, values: tuple[str, str, str, str, str, str]) -> int:
    """Append a judgement: left and right account, verdict, by whom, when, why. Returns its place in the log."""
    return _JUDGEMENTS.append(case_path, [values])


def read_judgements(case_path: Path) -> pa.Table:
    """The whole log as table ``judgements``, in its order; without rows where nobody decided anything yet."""
    return _table(JUDGEMENTS, _JUDGEMENTS.read(case_path))


def record_lexicon_entries(case_path: Path, entries: Sequence[tuple[str, ...]]) -> int:
    """Append changes of the lexicon, all or none: the columns of ``lexicon_entries`` after the first.

    Returns the place of the last in the log.
    """
    return _LEXICON.append(case_path, entries)


def read_lexicon_entries(case_path: Path) -> pa.Table:
    """The whole log as table ``lexicon_entries``, in its order; without rows where nobody changed the lexicon."""
    return _table(LEXICON_ENTRIES, _LEXICON.read(case_path))


def decision_faults(case_path: Path, *, judgements_seen: int, lexicon_entries_seen: int) -> list[str]:
    """One sentence per entry that is not as it was written, or that a run has seen and that is gone."""
    faults = _JUDGEMENTS.faults(case_path, seen=judgements_seen)
    return faults + _LEXICON.faults(case_path, seen=lexicon_entries_seen)


def _table(declared: Table, rows: list[tuple[Any, ...]]) -> pa.Table:
    if not rows:
        return declared.empty()
    return declared.from_columns(dict(zip(declared.names, zip(*rows, strict=True), strict=True)))
