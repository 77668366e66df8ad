"""decisions.sqlite: what people decided about a case, as a log in which every entry seals the one before."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pyarrow as pa

from graphintel.errors import CaseDamaged
from graphintel.schema.decisions import JUDGEMENTS

_BUSY_SECONDS = 10  # a decision waits for another one, never for a run
_TABLE = """
CREATE TABLE IF NOT EXISTS judgements (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  left_account_id TEXT NOT NULL, right_account_id TEXT NOT NULL, verdict TEXT NOT NULL,
  by_whom TEXT NOT NULL, decided_at TEXT NOT NULL, reason TEXT NOT NULL,
  content_hash TEXT NOT NULL, chain_hash TEXT NOT NULL
)
"""
_COLUMNS = ("left_account_id", "right_account_id", "verdict", "by_whom", "decided_at", "reason")


def record_judgement(case_path: Path, values: tuple[str, str, str, str, str, str]) -> int:
    """Append a judgement: left and right account, verdict, by whom, when, why. Returns its place in the log.

    The chain runs over hashes of entries, so that an entry's text can be erased and the chain still holds.
    """
    with _opened(case_path) as log:
        log.execute("BEGIN IMMEDIATE")
        row = log.execute("SELECT chain_hash FROM judgements ORDER BY sequence DESC LIMIT 1").fetchone()
        content = _content_hash(values)
        chain = _chain_hash(row[0] if row else "", content)
        marks = ", ".join("?" * (len(_COLUMNS) + 2))
        names = ", ".join((*_COLUMNS, "content_hash", "chain_hash"))
        made = log.execute(f"INSERT INTO judgements ({names}) VALUES ({marks})", (*values, content, chain))
        log.commit()
        return int(made.lastrowid or 0)


def read_judgements(case_path: Path) -> pa.Table:
    """The whole log as table ``judgements``, in its order; without rows where nobody decided anything yet."""
    if not (case_path / "decisions.sqlite").is_file():
        return JUDGEMENTS.empty()
    with _opened(case_path) as log:
        rows = log.execute(f"SELECT {', '.join(JUDGEMENTS.names)} FROM judgements ORDER BY sequence").fetchall()
    if not rows:
        return JUDGEMENTS.empty()
    return JUDGEMENTS.from_columns(dict(zip(JUDGEMENTS.names, zip(*rows, strict=True), strict=True)))


def chain_faults(case_path: Path) -> list[str]:
    """One sentence per entry that is not as it was written."""
    if not (case_path / "decisions.sqlite").is_file():
        return []
    faults, before = [], ""
    with _opened(case_path) as log:
        names = ", ".join(("sequence", *_COLUMNS, "content_hash", "chain_hash"))
        for sequence, *values, content, chain in log.execute(f"SELECT {names} FROM judgements ORDER BY sequence"):
            if _content_hash(tuple(values)) != content or _chain_hash(before, content) != chain:
                faults.append(f"the decision {sequence} was changed after it was written")
            before = chain
    return faults


@contextmanager
def _opened(case_path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(case_path / "decisions.sqlite", timeout=_BUSY_SECONDS)) as log:
            log.execute(_TABLE)
            yield log
    except sqlite3.DatabaseError as problem:
        raise CaseDamaged(case_path, f"decisions.sqlite cannot be used ({problem})") from problem


def _content_hash(values: tuple[str, ...]) -> str:
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


def _chain_hash(before: str, content: str) -> str:
    return hashlib.sha256(f"{before}{content}".encode()).hexdigest()
