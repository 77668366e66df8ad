"""Take a drop of exports into a case: all that can be read, once, with an account of the rest."""

from __future__ import annotations

import errno
import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from graphintel.case import Case, open_case_folder, write_lock
from graphintel.case.durable import write_aside
from graphintel.case.folder import next_manifest
from graphintel.case.manifest import Original, TableFile
from graphintel.desk.drop import Copied, KeptOut, copy_drop
from graphintel.desk.known import KnownRecords
from graphintel.desk.outcomes import FileOutcome, ImportReport
from graphintel.desk.picture_text import (
    PictureCounts,
    PictureFile,
    PictureTask,
    forget_unfinished,
    read_pictures,
    reader_of,
    told_of_reader,
    told_of_unread,
)
from graphintel.desk.pictures import Album, Picture, perceptual_hash
from graphintel.desk.statements import Gatherer
from graphintel.errors import CaseUnwritable, ImportFailure
from graphintel.progress import Progress
from graphintel.schema.evidence import QUARANTINE, SOURCES
from graphintel.schema.reading import Detection, Reader, ReadOptions, SourceFile

log = logging.getLogger(__name__)
Identify = Callable[[Path], tuple[Reader, Detection]]
_FILE_ROWS = 100_000  # rows of one evidence file, about; held in memory until then,
_FILE_BYTES = 32 << 20  # or until they take this much
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG, errno.EIO})


def import_paths(
    case_path: Path,
    paths: Iterable[Path],
    *,
    identify: Identify,
    options: ReadOptions,
    progress: Progress,
    reads_pictures: bool = True,
) -> ImportReport:
    """Append the exports at ``paths`` (files, archives, or folders with all that is below them) to a case.

    All tables move together: a killed import leaves the case as it was. Pictures are looked through for QR codes and
    print unless ``reads_pictures`` is false.

    Raises:
        CaseBusy: another process writes to the case.
        CaseMissing, CaseVersion, CaseDamaged: the case cannot be opened.
        CaseUnwritable: the disk is full or the folder read-only; the case is as it was.
    """
    with told_if_unwritable(case_path), write_lock(case_path):
        case = open_case_folder(case_path)
        case.sweep()
        intake = Intake(case, identify, options)
        known = {original.sha256 for original in case.manifest.originals}
        drop: list[Copied] = []
        for number, entry in enumerate(copy_drop(paths, case.path / "originals", is_known=known.__contains__), start=1):
            progress.advance("copy files", number)
            if isinstance(entry, KeptOut):
                intake.keep_out(entry)
            elif entry.sha256 in known:
                intake.say_known(entry)
            else:
                known.add(entry.sha256)
                drop.append(entry)
        # Pictures first: posts are stored with the hashes of what they show. Archives last: files are their records.
        drop.sort(key=lambda entry: ("media", "text", "archive").index(entry.kind))
        for number, entry in enumerate(drop, start=1):
            intake.take(entry)
            progress.advance("read files", number, len(drop))
        hints = intake.told_of_pictures()
        counts = None
        if reads_pictures and intake.pictures:
            reader = reader_of(case)
            counts = intake.read_pictures(PictureTask(reader, tuple(intake.pictures)), progress)
            hints += (*told_of_reader(reader, case.path), *told_of_unread(case, reader))
        run_id = intake.commit().run_id
        forget_unfinished(case)
        return ImportReport(run_id, intake.outcomes(), hints, counts)


@contextmanager
def told_if_unwritable(case_path: Path) -> Iterator[None]:
    """Turn a full disk or a read-only folder into a sentence."""
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            raise CaseUnwritable(case_path, problem.strerror or str(problem)) from problem
        raise
    except pa.ArrowException as problem:  # Parquet's writer reports a full disk in its own words
        if "No space left" in str(problem) or "rror writing" in str(problem):
            raise CaseUnwritable(case_path, str(problem)[:120]) from problem
        raise


class Intake:
    """The files taken so far, none of which the case names before `commit`."""

    def __init__(self, case: Case, identify: Identify, options: ReadOptions, *, remembers_hashes: bool = False) -> None:
        self.case, self._identify, self._options = case, identify, options
        self._remembers_hashes = remembers_hashes
        self.album = Album()
        self.pictures: list[PictureFile] = []
        # Of the records that the last export read was the first to state, where somebody wants to compare them.
        self.last_hashes: list[pa.ChunkedArray] = []
        self._outcomes: list[FileOutcome] = []
        self._known = KnownRecords(case.read("records")["record_hash"])
        self._originals: list[Original] = []
        self._mappings: list[str] = []
        self._evidence: dict[str, list[TableFile]] = {}
        self._waiting: dict[str, list[pa.Table]] = {}
        self._refused_members: dict[str, list[KeptOut]] = {}
        self._members: Counter[str] = Counter()
        self._known_members: Counter[str] = Counter()
        self._unplaced: list[pa.ChunkedArray] = []  # paths of pictures that exports name and that are not there

    def outcomes(self) -> tuple[FileOutcome, ...]:
        """What became of each file, in the order of names; pictures of a drop count once by folder."""
        return tuple(sorted(self._outcomes, key=lambda outcome: outcome.file_name))

    def keep_out(self, entry: KeptOut) -> None:
        """Name a file that cannot be taken; one of an archive also counts in the archive's account."""
        self._outcomes.append(FileOutcome(entry.name, "refused", entry.reason))
        if entry.container_id:
            self._refused_members.setdefault(entry.container_id, []).append(entry)

    def say_known(self, entry: Copied) -> None:
        """Name a file that the case holds already."""
        self._outcomes.append(
            FileOutcome(entry.name, "known", "the same file is in the case already; nothing was added")
        )
        if entry.container_id:
            self._known_members[entry.container_id] += 1

    def take(self, entry: Copied) -> None:
        """Read a file that was copied in, and note what became of it; one that nobody reads is taken out again."""
        if entry.kind == "media":
            self._take_media(entry)
        elif entry.kind == "archive":
            self._take_archive(entry)
        else:
            self._take_text(entry)

    def told_of_pictures(self) -> tuple[str, ...]:
        """What to do where posts and the pictures that they name came in different drops."""
        todo = f"Put them beside their posts with `graphintel ingest {self.case.path} --reread`."
        told = []
        if self.album:
            media = self.case.read("media")
            if count := _count_named(media.filter(pc.is_null(media["sha256"]))["uri"], self.album.names):
                told.append(f"This drop has files that earlier exports name ({count:,}). {todo}")
        if self._unplaced:
            sources = self.case.read("sources")
            names = sources.filter(pc.starts_with(sources["format"], "a picture"))["file_name"]
            earlier = _file_names(names).unique().to_pylist()
            if count := sum(_count_named(uris, earlier) for uris in self._unplaced):
                told.append(f"This drop names pictures that came in earlier ones ({count:,}). {todo}")
        return tuple(told)

    def read_pictures(self, task: PictureTask, progress: Progress) -> PictureCounts:
        """Look pictures of the case through for codes and print, and keep what was read."""
        rows = read_pictures(self.case, task, progress=progress)
        if rows.readings.num_rows:
            self.keep("picture_readings", rows.readings)
        if rows.texts.num_rows:
            self.keep("picture_texts", rows.texts)
        return rows.counts

    def commit(self) -> Case:
        """Name everything that was taken, in one step; nothing changes where nothing was."""
        return self.commit_as(self.case) if self._originals else self.case

    def commit_as(self, before: Case) -> Case:
        """Name what stands here as the state after ``before``."""
        for table in sorted(self._waiting):
            self._write(table)
        return self.case.commit(
            next_manifest(
                before,
                kind="ingest",
                originals=(*self.case.manifest.originals, *self._originals),
                evidence=self.case.with_evidence(self._evidence),
                mappings=tuple(dict.fromkeys((*self.case.manifest.mappings, *self._mappings))),
            )
        )

    def keep(self, table: str, rows: pa.Table) -> None:
        """Hold rows until there are enough for a file: many small exports must not become many small files."""
        if table == "records" and self._remembers_hashes:
            self.last_hashes.append(rows["record_hash"])
        if table == "media":
            self._unplaced.append(rows["uri"].filter(pc.is_null(rows["sha256"])))
        waiting = self._waiting.setdefault(table, [])
        waiting.append(rows)
        if sum(part.num_rows for part in waiting) >= _FILE_ROWS or sum(p.nbytes for p in waiting) >= _FILE_BYTES:
            self._write(table)

    def read_export(
        self, entry: Copied, reader: Reader, detection: Detection, options: ReadOptions
    ) -> tuple[Gatherer, dict[str, object]]:
        """Read an export into evidence; gives the account of it and its row of ``sources``."""
        finder = (lambda media: self.album.find(media, entry.name, entry.container_id)) if self.album else None
        gatherer = Gatherer(entry.source_id, self._known, self.keep, find_media=finder)
        self.last_hashes = []
        try:
            gatherer.take(reader.read(SourceFile(entry.path, entry.name, entry.source_id), options))
        except ImportFailure as problem:
            gatherer.quarantine(locator="file", reason=str(problem))
        gatherer.flush()
        if not gatherer.read:
            told = f"{entry.name} holds no records, only a header or an empty list. Is it the whole export?"
            gatherer.questions["empty"] = told
        row = self._source_row(entry, reader.name, detection.reason) | {
            "read_count": gatherer.read,
            "loaded_count": gatherer.loaded,
            "duplicate_count": gatherer.duplicates,
            "quarantined_count": gatherer.quarantined,
            "mapping_sha256": self._keep_mapping(detection.mapping),
            "questions": "\n".join(gatherer.questions.values()) or None,
            "options": write_options(options),
        }
        return gatherer, row

    def _take_text(self, entry: Copied) -> None:
        try:
            reader, detection = self._identify(entry.path)
        except ImportFailure as problem:
            self.keep_out(KeptOut(entry.name, str(problem), entry.container_id))
            entry.path.unlink(missing_ok=True)
            return
        gatherer, row = self.read_export(entry, reader, detection, self._options)
        self._name_original(entry)
        self.keep_source(row)
        counts = (gatherer.read, gatherer.loaded, gatherer.duplicates, gatherer.quarantined)
        reason = f"{reader.name}: {detection.reason}"
        questions = tuple(gatherer.questions.values())
        self._outcomes.append(FileOutcome(entry.name, "loaded", reason, *counts, questions=questions))

    def _take_media(self, entry: Copied) -> None:
        looks = None
        if entry.what.startswith("a picture"):
            looks = perceptual_hash(entry.path)
            self.pictures.append(PictureFile(entry.source_id, entry.sha256))
        self.album.add(Picture(entry.name, entry.container_id, entry.sha256, looks))
        self._name_original(entry)
        self.keep_source(self._source_row(entry, entry.what, "its first bytes") | _COUNTED_ONCE)
        self._outcomes.append(
            FileOutcome(entry.name, "kept", f"{entry.what}, shown beside the posts that name it", 1, 1)
        )

    def _take_archive(self, entry: Copied) -> None:
        """An archive's records are its files: each a source of its own, or refused."""
        refused = self._refused_members.get(entry.source_id, [])
        inside, again = self._members[entry.source_id], self._known_members[entry.source_id]
        columns = {
            "source_id": [entry.source_id] * len(refused),
            "locator": [member.name for member in refused],
            "reason": [member.reason for member in refused],
            "raw": [""] * len(refused),
        }
        if refused:
            self.keep("quarantine", QUARANTINE.from_columns(columns))
        row = self._source_row(entry, f"{entry.what} archive", "its first bytes")
        row |= {"read_count": inside + again + len(refused), "loaded_count": inside}
        row |= {"duplicate_count": again, "quarantined_count": len(refused)}
        self._name_original(entry)
        self.keep_source(row)
        told = f"{entry.what} archive; its files are listed by themselves"
        counts = (inside + again + len(refused), inside, again, len(refused))
        self._outcomes.append(FileOutcome(entry.name, "kept", told, *counts))

    def _source_row(self, entry: Copied, form: str, reason: str) -> dict[str, object]:
        return {
            "source_id": entry.source_id,
            "file_name": entry.name,
            "sha256": entry.sha256,
            "byte_count": entry.byte_count,
            "format": form,
            "format_reason": reason,
            "container_id": entry.container_id,
        }

    def keep_source(self, row: dict[str, object]) -> None:
        """Keep a file's row of ``sources``."""
        self.keep("sources", SOURCES.from_columns({name: [value] for name, value in row.items()}))

    def _name_original(self, entry: Copied) -> None:
        self._originals.append(Original(sha256=entry.sha256, source_id=entry.source_id, byte_count=entry.byte_count))
        if entry.container_id:
            self._members[entry.container_id] += 1

    def _keep_mapping(self, text: str | None) -> str | None:
        if text is None:
            return None
        content = text.encode()
        name = hashlib.sha256(content).hexdigest()
        write_aside(self.case.path / "config", lambda scratch: _put(scratch, content), name=lambda _: f"{name}.yaml")
        self._mappings.append(name)
        return name

    def _write(self, table: str) -> None:
        rows = pa.concat_tables(self._waiting.pop(table))
        self._evidence.setdefault(table, []).append(self.case.write(table, rows))


_COUNTED_ONCE = {"read_count": 1, "loaded_count": 1, "duplicate_count": 0, "quarantined_count": 0}


def write_options(options: ReadOptions) -> str:
    """What an analyst said about a file, as JSON, so that it is read the same way again."""
    return msgspec.json.encode(
        {
            "timezone": options.timezone.key,
            "region": options.region,
            "owners": dict(sorted(options.owners.items())),
            "date_order": options.date_order,
        }
    ).decode()


def _file_names(paths: pa.ChunkedArray) -> pa.ChunkedArray:
    """Names without folders, in lower case."""
    return pc.utf8_lower(pc.replace_substring_regex(paths, r"^.*[/\\]", ""))


def _count_named(paths: pa.ChunkedArray, names: Sequence[str]) -> int:
    """How many of the paths end in one of the names."""
    return pc.sum(pc.is_in(_file_names(paths), value_set=pa.array(names, pa.string()))).as_py() or 0


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
