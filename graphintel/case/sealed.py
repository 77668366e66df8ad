"""Logs of what people decide, in decisions.sqlite: appended to, never changed, each entry sealing the one before."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from graphintel.errors import CaseDamaged

_BUSY_SECONDS = 10  # a decision waits for another one, never for a run


@dataclass(frozen=True, slots=True)
class SealedLog:
    """One log: ``columns`` are text, and what the seal covers; ``entry`` is what a person calls one of its entries."""

    name: str
    columns: tuple[str, ...]
    entry: str

    def append(self, case_path: Path, entries: Sequence[tuple[str, ...]]) -> int:
        """Append entries, all or none. Returns the place of the last in the log, from 1.

        The chain runs over hashes of entries, so that an entry's text can be erased and the chain still holds.
        """
        names = ", ".join((*self.columns, "content_hash", "chain_hash"))
        marks = ", ".join("?" * (len(self.columns) + 2))
        place = 0
        with self._opened(case_path) as log:
            log.execute("BEGIN IMMEDIATE")
            self._declare(log)
            last = log.execute(f"SELECT chain_hash FROM {self.name} ORDER BY sequence DESC LIMIT 1").fetchone()
            chain = last[0] if last else ""
            for values in entries:
                content = _content_hash(values)
                chain = _chain_hash(chain, content)
                made = log.execute(f"INSERT INTO {self.name} ({names}) VALUES ({marks})", (*values, content, chain))
                place = made.lastrowid or 0
            log.commit()
        return place

    def read(self, case_path: Path) -> list[tuple[Any, ...]]:
        """All entries in their order, each with its place before its columns; none where nobody wrote any yet."""
        return self._rows(case_path, ("sequence", *self.columns))

    def faults(self, case_path: Path, *, seen: int) -> list[str]:
        """One sentence per entry that is not as it was written, and one where fewer than ``seen`` are left."""
        faults, before, place = [], "", 0
        for row in self._rows(case_path, ("sequence", *self.columns, "content_hash", "chain_hash")):
            place, *values, content, chain = row
            if _content_hash(tuple(values)) != content or _chain_hash(before, str(content)) != chain:
                faults.append(f"the {self.entry} {place} was changed after it was written")
            before = chain
        if place < seen:
            faults.append(f"the {self.entry} {seen} is missing: the last run has seen it")
        return faults

    def _rows(self, case_path: Path, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
        if not (case_path / "decisions.sqlite").is_file():
            return []
        with self._opened(case_path) as log:
            if not log.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (self.name,)).fetchone():
                return []
            return log.execute(f"SELECT {', '.join(columns)} FROM {self.name} ORDER BY sequence").fetchall()

    def _declare(self, log: sqlite3.Connection) -> None:
        texts = ", ".join(f"{name} TEXT NOT NULL" for name in (*self.columns, "content_hash", "chain_hash"))
        log.execute(f"CREATE TABLE IF NOT EXISTS {self.name} (sequence INTEGER PRIMARY KEY AUTOINCREMENT, {texts})")

    @contextmanager
    def _opened(self, case_path: Path) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(case_path / "decisions.sqlite", timeout=_BUSY_SECONDS)) as log:
                yield log
        except sqlite3.DatabaseError as problem:
            raise CaseDamaged(case_path, f"decisions.sqlite cannot be used ({problem})") from problem


def _content_hash(values: tuple[object, ...]) -> str:
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


def _chain_hash(before: str, content: str) -> str:
    return hashlib.sha256(f"{before}{content}".encode()).hexdigest()
