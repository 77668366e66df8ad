"""A case folder, opened: read one consistent state, or commit the next one."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from graphintel.case.durable import hash_file, replace_text, sync_folder, write_aside
from graphintel.case.manifest import Manifest, TableFile, decode_manifest, encode_manifest, manifest_id
from graphintel.errors import CaseDamaged, CaseExists, CaseMissing, CaseVersion
from graphintel.schema import DERIVED_TABLES, EVIDENCE_TABLES, Table
from graphintel.settings import SCHEMA_VERSION, CaseSettings, read_settings, write_settings

_TABLES = {table.name: table for table in (*EVIDENCE_TABLES, *DERIVED_TABLES)}
_EVIDENCE = frozenset(table.name for table in EVIDENCE_TABLES)
_SCRATCH = ".partial-*"


class Case:
    """One case folder as its CURRENT manifest describes it at the moment of opening."""

    def __init__(self, path: Path, settings: CaseSettings, run_id: str, manifest: Manifest) -> None:
        self.path, self.settings, self.run_id, self.manifest = path, settings, run_id, manifest

    def table_paths(self, name: str) -> list[Path]:
        """Parquet files of a table, in order; empty where the state has none."""
        layer = "evidence" if name in _EVIDENCE else "derived"
        files = getattr(self.manifest, layer).get(name, ())
        return [self.path / layer / name / f"{file.sha256}.parquet" for file in files]

    def read(self, name: str) -> pa.Table:
        """A whole table, rows in the order in which they were written; without rows where there is none.

        Raises:
            CaseDamaged: a file that the manifest names is missing or unreadable.
        """
        parts = [rows for _, rows in self.parts(name)]
        return pa.concat_tables(parts) if parts else _TABLES[name].empty()

    def parts(self, name: str) -> Iterator[tuple[TableFile, pa.Table]]:
        """The files of a table with their rows, one after the other.

        Raises:
            CaseDamaged: a file that the manifest names is missing or unreadable.
        """
        files = (self.manifest.evidence if name in _EVIDENCE else self.manifest.derived).get(name, ())
        for file, path in zip(files, self.table_paths(name), strict=True):
            try:
                yield file, pq.read_table(path, schema=_TABLES[name].arrow, partitioning=None)
            except (OSError, pa.ArrowInvalid) as problem:
                raise CaseDamaged(self.path, f"a file of the table {name} cannot be read ({problem})") from problem

    def write(self, name: str, rows: pa.Table) -> TableFile:
        """Write rows as an immutable file; nothing names it until `commit` does."""
        return write_table(self.path / ("evidence" if name in _EVIDENCE else "derived") / name, _TABLES[name], rows)

    def commit(self, manifest: Manifest) -> Case:
        """Make ``manifest`` the state that readers open; the very last step of an ingest or run."""
        content = encode_manifest(manifest)
        run_id = manifest_id(content)
        runs = self.path / "runs"
        write_aside(runs, lambda scratch: _put(scratch, content), name=lambda _: f"{run_id}.json")
        replace_text(self.path / "CURRENT", run_id + "\n")
        return Case(self.path, self.settings, run_id, manifest)

    def with_evidence(self, added: Mapping[str, Iterable[TableFile]]) -> dict[str, tuple[TableFile, ...]]:
        """The evidence files of the state that follows: those here, then ``added``."""
        files = dict(self.manifest.evidence)
        for name, new in added.items():
            files[name] = files.get(name, ()) + tuple(new)
        return files

    def sweep(self) -> int:
        """Remove what a killed writer left unnamed. Call under the write lock. Returns the number of files."""
        left = [path for folder in ("evidence", "derived", "runs", "originals", "config", "graph", "cache")
                for path in (self.path / folder).rglob(_SCRATCH)]  # fmt: skip
        left += list(self.path.glob(_SCRATCH))
        named = {original.sha256 for original in self.manifest.originals}
        left += [path for path in (self.path / "originals").iterdir() if path.name not in named and path not in left]
        for path in left:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        return len(left)


def write_table(folder: Path, declared: Table, rows: pa.Table) -> TableFile:
    """Write ``rows`` as Parquet below ``folder``, named by the file's SHA-256."""
    conformed = declared.conform(rows)
    path = write_aside(
        folder,
        lambda scratch: pq.write_table(conformed, scratch, compression="zstd", store_schema=False),
        name=lambda scratch: f"{hash_file(scratch)}.parquet",
    )
    return TableFile(sha256=path.stem, row_count=conformed.num_rows)


def init_case(path: Path, *, name: str, region: str, timezone: str) -> Case:
    """Make an empty case.

    Raises:
        CaseExists: something stands at ``path``.
        SettingsError: region or time zone is unknown.
    """
    settings = CaseSettings(case_id=uuid.uuid4().hex, name=name, region=region, timezone=timezone)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise CaseExists(path)
    for folder in ("originals", "evidence", "derived", "config", "ledger", "runs", "graph", "briefs"):
        (path / folder).mkdir(parents=True, exist_ok=True)
    empty = Manifest(kind="init", parent=None, made_at=now_text())
    case = Case(path, settings, "", empty).commit(empty)
    replace_text(path / "case.toml", write_settings(settings))  # last: without it the folder is no case
    sync_folder(path)
    return case


def open_case_folder(path: Path, *, run_id: str | None = None) -> Case:
    """Open the state that CURRENT names, or an earlier one by its ``run_id``.

    Raises:
        CaseMissing: there is no case at ``path``.
        CaseVersion: another version of the program wrote it.
        CaseDamaged: CURRENT or its manifest is missing or unreadable.
    """
    try:
        settings = read_settings((path / "case.toml").read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise CaseMissing(path) from problem
    if settings.schema_version != SCHEMA_VERSION:
        raise CaseVersion(path, settings.schema_version, SCHEMA_VERSION)
    try:
        run_id = run_id or (path / "CURRENT").read_text("utf-8").strip()
        content = (path / "runs" / f"{run_id}.json").read_bytes()
    except OSError as problem:
        raise CaseDamaged(path, f"CURRENT names no manifest that can be read ({problem})") from problem
    return Case(path, settings, run_id, decode_manifest(content, path=str(path)))


def now_text() -> str:
    """The time for people to read in a manifest, ISO 8601 UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def next_manifest(case: Case, **changes: object) -> Manifest:
    """The manifest after this one: the same but for ``changes``, with this one as its parent."""
    return msgspec.structs.replace(case.manifest, parent=case.run_id, made_at=now_text(), **changes)


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
