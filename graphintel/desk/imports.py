"""Take a drop of exports into a case: all that can be read, once, with an account of the rest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from graphintel.case import Case, open_case_folder, write_lock
from graphintel.case.durable import write_aside
from graphintel.case.folder import next_manifest
from graphintel.case.manifest import Original, TableFile
from graphintel.desk.statements import Gatherer
from graphintel.errors import ImportFailure
from graphintel.progress import Progress
from graphintel.schema.evidence import SOURCES
from graphintel.schema.reading import Detection, Reader, ReadOptions, SourceFile

Identify = Callable[[Path], tuple[Reader, Detection]]
_CHUNK_BYTES = 1 << 20
_SOURCE_ID_DIGITS = 16
_FILE_ROWS = 100_000  # rows of one evidence file, about; held in memory until then


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: loaded, already there or refused, with the reason in words."""

    file_name: str
    state: str  # loaded, known or refused
    reason: str
    read: int = 0
    loaded: int = 0
    duplicates: int = 0
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a drop, file by file, in the order in which they were read."""

    run_id: str
    files: tuple[FileOutcome, ...]

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        """Files that could not be read."""
        return tuple(outcome for outcome in self.files if outcome.state == "refused")


def import_paths(
    case_path: Path, paths: Iterable[Path], *, identify: Identify, options: ReadOptions, progress: Progress
) -> ImportReport:
    """Append the exports at ``paths`` (files, or folders with all that is below them) to a case.

    All tables move together: a killed import leaves the case as it was.

    Raises:
        CaseBusy: another process writes to the case.
        CaseMissing, CaseVersion, CaseDamaged: the case cannot be opened.
    """
    with write_lock(case_path):
        case = open_case_folder(case_path)
        case.sweep()
        drop = _Drop(case, identify, options)
        files = list(_files_below(paths))
        for number, (path, name) in enumerate(files, start=1):
            drop.take(path, name)
            progress.advance("read files", number, len(files))
        return ImportReport(drop.commit().run_id, tuple(drop.outcomes))


class _Drop:
    """The files taken so far, none of which the case names before `commit`."""

    def __init__(self, case: Case, identify: Identify, options: ReadOptions) -> None:
        self.case, self._identify, self._options = case, identify, options
        self.outcomes: list[FileOutcome] = []
        self._known_files = {original.sha256 for original in case.manifest.originals}
        self._known_records: set[str] = set(case.read("records")["record_hash"].to_pylist())
        self._originals: list[Original] = []
        self._evidence: dict[str, list[TableFile]] = {}
        self._waiting: dict[str, list[pa.Table]] = {}

    def take(self, path: Path, name: str) -> None:
        """Copy a file in, read it, and note what became of it."""
        if path.is_symlink():
            reason = "it is a link to another place, and links are not followed. Copy the file itself into the folder."
            self.outcomes.append(FileOutcome(name, "refused", reason))
            return
        try:
            original = copy_original(path, self.case.path / "originals")
            if original.sha256 in self._known_files:
                self.outcomes.append(
                    FileOutcome(name, "known", "the same file is in the case already; nothing was added")
                )
                return
            reader, detection = self._identify(self.case.path / "originals" / original.sha256)
        except ImportFailure as problem:
            (self.case.path / "originals" / original.sha256).unlink(missing_ok=True)
            self.outcomes.append(FileOutcome(name, "refused", str(problem)))
            return
        except OSError as problem:
            reason = f"it cannot be read ({problem.strerror or problem}). Check that it still exists and may be opened."
            self.outcomes.append(FileOutcome(name, "refused", reason))
            return
        self._known_files.add(original.sha256)
        self._originals.append(original)
        self._load(original, name, reader, detection)

    def commit(self) -> Case:
        """Name everything that was taken, in one step; nothing changes where nothing was."""
        if not self._originals:
            return self.case
        for table in sorted(self._waiting):
            self._write(table)
        return self.case.commit(
            next_manifest(
                self.case,
                kind="ingest",
                originals=(*self.case.manifest.originals, *self._originals),
                evidence=self.case.with_evidence(self._evidence),
            )
        )

    def _keep(self, table: str, rows: pa.Table) -> None:
        """Hold rows until there are enough for a file: many small exports must not become many small files."""
        waiting = self._waiting.setdefault(table, [])
        waiting.append(rows)
        if sum(part.num_rows for part in waiting) >= _FILE_ROWS:
            self._write(table)

    def _write(self, table: str) -> None:
        rows = pa.concat_tables(self._waiting.pop(table))
        self._evidence.setdefault(table, []).append(self.case.write(table, rows))

    def _load(self, original: Original, name: str, reader: Reader, detection: Detection) -> None:
        gatherer = Gatherer(original.source_id, self._known_records)
        source = SourceFile(self.case.path / "originals" / original.sha256, name, original.source_id)
        try:
            gatherer.take(reader.read(source, self._options))
        except ImportFailure as problem:
            gatherer.quarantine(locator="file", reason=str(problem))
        for table, rows in gatherer.tables().items():
            self._keep(table, rows)
        row: dict[str, list[object]] = {
            "source_id": [original.source_id],
            "file_name": [name],
            "sha256": [original.sha256],
            "byte_count": [original.byte_count],
            "format": [reader.name],
            "format_reason": [detection.reason],
            "read_count": [gatherer.read],
            "loaded_count": [gatherer.loaded],
            "duplicate_count": [gatherer.duplicates],
            "quarantined_count": [gatherer.quarantined],
        }
        self._keep("sources", SOURCES.from_columns(row))
        counts = (gatherer.read, gatherer.loaded, gatherer.duplicates, gatherer.quarantined)
        self.outcomes.append(FileOutcome(name, "loaded", f"{reader.name}: {detection.reason}", *counts))


def copy_original(path: Path, folder: Path) -> Original:
    """Copy a file into ``folder`` under its SHA-256; what is read later is this copy, whatever becomes of the file."""
    digest, size = hashlib.sha256(), 0

    def write(scratch: Path) -> None:
        nonlocal size
        with path.open("rb") as opened, scratch.open("wb") as written:
            while chunk := opened.read(_CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
                written.write(chunk)

    goal = write_aside(folder, write, name=lambda _: digest.hexdigest())
    return Original(sha256=goal.name, source_id=goal.name[:_SOURCE_ID_DIGITS], byte_count=size)


def _files_below(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Every file to be read with its name below the drop, in the order of names; links are not followed."""
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        found = [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
        yield from ((file, file.relative_to(path).as_posix()) for file in sorted(found))
