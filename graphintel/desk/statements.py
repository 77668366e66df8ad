"""Gathers what a reader yields into evidence tables, and keeps the account of every record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import pyarrow as pa

from graphintel.desk.known import KnownRecords
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
    Question,
    Read,
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
_BATCH_ROWS = 5_000  # rows held as Python objects before they become Arrow
_RAW_CHARACTERS = 65_536  # most of a quarantined record that is kept
_MOST_SEEN = 400_000  # statements of a file remembered as given once; beyond that some may stand twice
Keep = Callable[[str, pa.Table], None]


class Gatherer:
    """Takes the records of one file; knows which records the case already holds."""

    def __init__(
        self,
        source_id: str,
        known: KnownRecords,
        keep: Keep,
        *,
        find_media: Callable[[Media], Media] | None = None,
    ) -> None:
        self.source_id, self._known, self._keep, self._find_media = source_id, known, keep, find_media
        self.loaded = self.duplicates = self.quarantined = 0
        self.questions: dict[str, str] = {}  # kind → sentence
        self._seen: set[bytes] = set()
        self._rows: dict[str, list[tuple[object, ...]]] = {}

    @property
    def read(self) -> int:
        """Records met so far: loaded, duplicate and quarantined together."""
        return self.loaded + self.duplicates + self.quarantined

    def take(self, records: Iterable[Read]) -> None:
        """Take every record that the reader yields; what it asks is kept for the analyst."""
        for record in records:
            if isinstance(record, Loaded):
                self._load(record)
            elif isinstance(record, Quarantined):
                self.quarantined += 1
                reason, raw = _storable(record.reason), _storable(record.raw[:_RAW_CHARACTERS])
                self._add(QUARANTINE, (self.source_id, record.locator, reason, raw))
            elif isinstance(record, Question):
                self.questions.setdefault(record.kind, record.text)

    def quarantine(self, *, locator: str, reason: str) -> None:
        """Keep a fault of the file itself as a row."""
        self.quarantined += 1
        self._add(QUARANTINE, (self.source_id, locator, reason, ""))

    def flush(self) -> None:
        """Hand on what is still held."""
        for name in sorted(self._rows):
            self._hand_on(name)

    def _load(self, record: Loaded) -> None:
        statements = record.statements
        if self._find_media is not None:
            statements = tuple(self._find_media(s) if type(s) is Media else s for s in statements)
        digest = _digest(statements)
        if not self._known.add(digest):
            self.duplicates += 1
            return
        self.loaded += 1
        self._add(RECORDS, (self.source_id, record.locator, digest))
        for statement in statements:
            kind = type(statement)
            if kind in _ONCE_PER_SOURCE and not self._is_new(statement):
                continue
            values = msgspec.structs.astuple(statement)
            self._add(TABLE_OF[kind], (self.source_id, record.locator, *values))

    def _is_new(self, statement: Statement) -> bool:
        mark = hashlib.blake2b(_encode(statement), digest_size=16, person=type(statement).__name__.encode()).digest()
        if mark in self._seen:
            return False
        if len(self._seen) < _MOST_SEEN:
            self._seen.add(mark)
        if isinstance(statement, Account) and statement.is_owner and ":~me-" in statement.account_key:
            text = (
                f"Who made this {statement.platform} export? Say it with --owner {statement.platform}:ID, "
                "so that their own messages are theirs everywhere."
            )
            self.questions.setdefault(f"owner:{statement.platform}", text)
        return True

    def _add(self, table: Table, row: tuple[object, ...]) -> None:
        rows = self._rows.setdefault(table.name, [])
        rows.append(row)
        if len(rows) >= _BATCH_ROWS:
            self._hand_on(table.name)

    def _hand_on(self, name: str) -> None:
        rows = self._rows.pop(name, [])
        if rows:
            declared = _DECLARED[name]
            columns: dict[str, Any] = dict(zip(declared.names, zip(*rows, strict=True), strict=True))
            try:
                self._keep(name, declared.from_columns(columns))
            except UnicodeEncodeError:  # half a surrogate pair: no table can hold it
                mended = {
                    key: [_storable(v) if isinstance(v, str) else v for v in part] for key, part in columns.items()
                }
                self._keep(name, declared.from_columns(mended))


_DECLARED = {table.name: table for table in (*TABLE_OF.values(), RECORDS, QUARANTINE)}
_encode = msgspec.msgpack.Encoder().encode


def _digest(statements: tuple[Statement, ...]) -> str:
    """BLAKE2b-128 of what a record states, wherever it stands: equal records are duplicates."""
    named = [(type(statement).__name__, statement) for statement in statements]
    try:
        content = _encode(named)
    except UnicodeEncodeError:
        content = _storable(repr(named)).encode()
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _storable(text: str) -> str:
    """The text without lone halves of surrogate pairs: they become U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
