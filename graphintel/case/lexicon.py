"""The lexicon of a case: the shipped one, then what people changed, in the order of time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa

from graphintel.case.decisions import read_lexicon_entries
from graphintel.reference import Amendment, Lexicon, amend, load_lexicon

_FIELDS = tuple(Amendment.__dataclass_fields__)


def case_lexicon(case_path: Path, *, before: datetime | None = None) -> Lexicon:
    """The lexicon that counts for a case.

    Args:
        case_path: folder of the case.
        before: as it stood just before this time; with all changes where None.

    Raises:
        CaseDamaged: the log of changes cannot be read.
    """
    return lexicon_after(read_lexicon_entries(case_path), before=before)


def lexicon_after(entries: pa.Table, *, before: datetime | None = None) -> Lexicon:
    """The shipped lexicon after the rows of table ``lexicon_entries``, or the rows before a time."""
    rows = entries.to_pylist()
    counted = (row for row in rows if before is None or datetime.fromisoformat(row["decided_at"]) < before)
    return amend(load_lexicon(), (Amendment(**{name: row[name] for name in _FIELDS}) for row in counted))
