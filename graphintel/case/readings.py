"""What the last run read in each text, kept for the next: a help that may be lost, never a source of anything."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from graphintel.case.durable import hash_file, write_aside
from graphintel.case.folder import Case, write_table
from graphintel.reference import Lexicon
from graphintel.schema import Table

log = logging.getLogger(__name__)


class _Index(Struct, frozen=True, kw_only=True):
    """What the files of one set of readings are: ``files`` maps a table to the SHA-256 that is its file's name."""

    rules: str
    columns: dict[str, str]
    lexicon: Lexicon
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Readings:
    """Tables that were read by ``rules`` (any text that changes when they do) with ``lexicon``."""

    rules: str
    lexicon: Lexicon
    tables: Mapping[str, pa.Table]


def load_readings(case: Case, declared: Sequence[Table], *, rules: str) -> Readings | None:
    """The readings that the case's manifest names; None where they are missing, damaged, or made by other rules."""
    index = _index(case)
    if index is None or index.rules != rules or index.columns != _columns(declared):
        return None
    try:
        tables = {table.name: _read(case, table, index.files[table.name]) for table in declared}
    except (OSError, KeyError, ValueError, pa.ArrowException) as problem:
        log.info("the readings of the last run cannot be used: %s", problem)
        return None
    return Readings(index.rules, index.lexicon, tables)


def keep_readings(case: Case, declared: Sequence[Table], readings: Readings) -> str:
    """Write readings aside; nothing names them until the next manifest does. Returns the SHA-256 of their index."""
    written = {table.name: write_table(_folder(case), table, readings.tables[table.name]) for table in declared}
    files = {name: file.sha256 for name, file in written.items()}
    index = _Index(rules=readings.rules, columns=_columns(declared), lexicon=readings.lexicon, files=files)
    return _write_index(case, index)


def keep_again(case: Case, lexicon: Lexicon) -> str | None:
    """Keep the readings that the manifest names as they are, for ``lexicon`` too, which gives the same."""
    index = _index(case)
    return None if index is None else _write_index(case, msgspec.structs.replace(index, lexicon=lexicon))


def prune_readings(case: Case) -> int:
    """Remove all readings but those that the manifest names. Call under the write lock. Returns the files removed."""
    index = _index(case)
    named = set() if index is None else {f"{case.manifest.readings}.json", *map(_file_name, index.files.values())}
    left = [path for path in _folder(case).glob("*") if path.name not in named]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _index(case: Case) -> _Index | None:
    if case.manifest.readings is None:
        return None
    path = _folder(case) / f"{case.manifest.readings}.json"
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != path.stem:
            raise ValueError(f"{path.name} was changed after it was written")
        return msgspec.json.decode(content, type=_Index)
    except (OSError, ValueError) as problem:  # msgspec's errors are ValueErrors
        log.info("the readings of the last run cannot be used: %s", problem)
        return None


def _read(case: Case, declared: Table, sha256: str) -> pa.Table:
    path = _folder(case) / _file_name(sha256)
    if hash_file(path) != sha256:
        raise ValueError(f"{path.name} was changed after it was written")
    return pq.read_table(path, schema=declared.arrow, partitioning=None)


def _write_index(case: Case, index: _Index) -> str:
    content = msgspec.json.encode(index, order="deterministic")
    name = hashlib.sha256(content).hexdigest()
    write_aside(_folder(case), lambda scratch: _put(scratch, content), name=lambda _: f"{name}.json")
    return name


def _columns(declared: Sequence[Table]) -> dict[str, str]:
    return {table.name: str(table.arrow) for table in declared}


def _file_name(sha256: str) -> str:
    return f"{sha256}.parquet"


def _folder(case: Case) -> Path:
    return case.path / "cache"


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
