"""Gathers what a reader yields into evidence tables, and keeps the account of every record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
import pyarrow as pa

from graphintel.schema.columns import Table
from graphintel.schema.evidence import (
    ACCOUNTS,
    GROUPS,
    IDENTIFIERS,
    MEDIA,
    MEMBERSHIPS,
    POSTS,
    QUARANTINE,
    RECORDS,
    SAME_AS,
    STATEMENTS,
)
from graphintel.schema.records import (
    Account,
    Group,
    Identifier,
    Loaded,
    Media,
    Membership,
    Note,
    Post,
    Quarantined,
    SameAs,
    Statement,
)

TABLE_OF: dict[type[Statement], Table] = {
    Account: ACCOUNTS,
    Group: GROUPS,
    Identifier: IDENTIFIERS,
    Membership: MEMBERSHIPS,
    Post: POSTS,
    Media: MEDIA,
    Note: STATEMENTS,
    SameAs: SAME_AS,
}
# Statements that a file repeats with every post; the first is kept with its locator.
_ONCE_PER_SOURCE = frozenset({Account, Group, Identifier, SameAs})
_BATCH_ROWS = 20_000  # rows held as Python objects before they become Arrow
_RAW_CHARACTERS = 65_536  # most of a quarantined record that is kept


class Gatherer:
    """Takes the records of one file; knows which records the case already holds."""

    def __init__(self, source_id: str, known: set[str]) -> None:
        self.source_id, self._known = source_id, known
        self.loaded = self.duplicates = self.quarantined = 0
        self._seen: set[Statement] = set()
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._batches: dict[str, list[pa.Table]] = {}

    @property
    def read(self) -> int:
        """Records met so far: loaded, duplicate and quarantined together."""
        return self.loaded + self.duplicates + self.quarantined

    def take(self, records: Iterable[Loaded | Quarantined]) -> None:
        """Take every record that the reader yields."""
        for record in records:
            if isinstance(record, Quarantined):
                self.quarantined += 1
                self._add(QUARANTINE, (self.source_id, record.locator, record.reason, record.raw[:_RAW_CHARACTERS]))
            else:
                self._load(record)

    def quarantine(self, *, locator: str, reason: str) -> None:
        """Keep a fault of the file itself as a row."""
        self.quarantined += 1
        self._add(QUARANTINE, (self.source_id, locator, reason, ""))

    def tables(self) -> dict[str, pa.Table]:
        """The gathered rows by table, in file order; tables without rows are left out."""
        for name in list(self._rows):
            self._flush(name)
        return {name: pa.concat_tables(parts) for name, parts in sorted(self._batches.items())}

    def _load(self, record: Loaded) -> None:
        digest = _digest(record.statements)
        if digest in self._known:
            self.duplicates += 1
            return
        self._known.add(digest)
        self.loaded += 1
        self._add(RECORDS, (self.source_id, record.locator, digest))
        for statement in record.statements:
            kind = type(statement)
            if kind in _ONCE_PER_SOURCE:
                if statement in self._seen:
                    continue
                self._seen.add(statement)
            values = msgspec.structs.astuple(statement)
            self._add(TABLE_OF[kind], (self.source_id, record.locator, *values))

    def _add(self, table: Table, row: tuple[object, ...]) -> None:
        rows = self._rows.setdefault(table.name, [])
        rows.append(row)
        if len(rows) >= _BATCH_ROWS:
            self._flush(table.name)

    def _flush(self, name: str) -> None:
        rows = self._rows.pop(name, [])
        if rows:
            declared = _DECLARED[name]
            columns = dict(zip(declared.names, zip(*rows, strict=True), strict=True))
            self._batches.setdefault(name, []).append(declared.from_columns(columns))


_DECLARED = {table.name: table for table in (*TABLE_OF.values(), RECORDS, QUARANTINE)}


def _digest(statements: tuple[Statement, ...]) -> str:
    """BLAKE2b-128 of what a record states, wherever it stands: equal records are duplicates."""
    named = [(type(statement).__name__, statement) for statement in statements]
    return hashlib.blake2b(msgspec.msgpack.encode(named), digest_size=16).hexdigest()
