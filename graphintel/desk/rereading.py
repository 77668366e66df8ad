"""Read originals again: what was quarantined after a mapping was mended, or everything with a better reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from graphintel.case import Case, open_case_folder, write_lock
from graphintel.case.manifest import TableFile
from graphintel.desk.drop import Copied
from graphintel.desk.imports import Identify, Intake, told_if_unwritable
from graphintel.desk.picture_text import (
    PictureCounts,
    PictureTask,
    forget_unfinished,
    reader_of,
    told_of_reader,
    unread_pictures,
)
from graphintel.desk.pictures import Picture, perceptual_hash
from graphintel.errors import ImportFailure
from graphintel.progress import Progress
from graphintel.schema import EVIDENCE_TABLES
from graphintel.schema.reading import ReadOptions

_OF_PICTURES = frozenset(("picture_readings", "picture_texts"))
_COUNTS = ("read_count", "loaded_count", "duplicate_count", "quarantined_count")


@dataclass(frozen=True, slots=True)
class Reread:
    """One original read again: its counts (read, loaded, duplicate, quarantined) before and after."""

    file_name: str
    format: str
    before: tuple[int, int, int, int]
    after: tuple[int, int, int, int]
    gone: int  # records that it stated before and states no more, or states otherwise
    new: int  # records that it states now and did not before
    problem: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether anything came out otherwise than before."""
        return bool(self.gone or self.new or self.before != self.after or self.problem)


@dataclass(frozen=True, slots=True)
class RereadReport:
    """What reading again changed, in the order of the sources."""

    run_id: str
    files: tuple[Reread, ...]
    questions: tuple[str, ...]
    pictures: PictureCounts | None = None  # None where none was looked through for codes and print
    hints: tuple[str, ...] = ()  # what is worth doing next


Choose = Callable[[dict[str, object]], bool]


def needs_retry(source: dict[str, object]) -> bool:
    """A source of which something was quarantined."""
    return bool(source["quarantined_count"])


def has_questions(source: dict[str, object]) -> bool:
    """A source that could not tell something."""
    return bool(source["questions"])


def everything(source: dict[str, object]) -> bool:
    """Every source."""
    return True


def reread(
    case_path: Path,
    choose: Choose,
    *,
    identify: Identify,
    given: dict[str, object],
    progress: Progress,
    reads_pictures: bool = False,
) -> RereadReport:
    """Read the chosen originals again and put what they state now in the place of what they stated.

    Args:
        choose: which rows of ``sources``; archives are never read again.
        given: options said now (``timezone``, ``region``, ``owners``, ``date_order``), before those said at the import.
        reads_pictures: also look through the pictures that today's programs have not read yet.

    Raises:
        CaseBusy, CaseMissing, CaseVersion, CaseDamaged, CaseUnwritable: as `import_paths`.
    """
    with told_if_unwritable(case_path), write_lock(case_path):
        case = open_case_folder(case_path)
        case.sweep()
        sources = case.read("sources").to_pylist()
        texts = [row for row in sources if row["options"] is not None]
        chosen = {str(row["source_id"]) for row in texts if choose(row)}
        is_illustrated = any(str(row["format"]).startswith("a picture") for row in sources)
        reader = reader_of(case) if reads_pictures and is_illustrated else None
        unread = unread_pictures(case, reader) if reader else None
        hints = told_of_reader(reader, case.path) if reader else ()
        if not chosen and not (unread and unread.pictures):
            return RereadReport(case.run_id, (), (), hints=hints)
        report = _Again(case, sources, identify, given, unread).read(chosen, progress)
        forget_unfinished(case)
        return replace(report, hints=hints)


class _Again:
    """One reading again; the case names nothing of it before its end."""

    def __init__(
        self,
        case: Case,
        sources: list[dict[str, object]],
        identify: Identify,
        given: dict[str, object],
        unread: PictureTask | None,
    ) -> None:
        self.case, self._sources, self._identify, self._given = case, sources, identify, given
        self._unread = unread if unread and unread.pictures else None

    def read(self, chosen: set[str], progress: Progress) -> RereadReport:
        """Read the chosen sources again, and others whose duplicates would be lost with what is gone now."""
        refused = self._unknown(chosen)
        while True:
            chosen = chosen - refused.keys()
            files: dict[str, Reread] = dict(refused)
            questions: dict[str, None] = {}
            without = msgspec.structs.replace(self.case.manifest, evidence=self._without(chosen))
            emptied = Case(self.case.path, self.case.settings, self.case.run_id, without)
            intake = Intake(emptied, self._identify, ReadOptions(), remembers_hashes=True)
            self._open_album(intake)
            ordered = [row for row in self._sources if row["source_id"] in chosen]
            for number, row in enumerate(ordered, start=1):
                progress.advance("read again", number, len(ordered))
                files[str(row["source_id"])] = self._one(row, intake, questions)
            others = self._bereft(files, chosen) - refused.keys()
            if not others:
                break
            chosen = chosen | others
        counts = intake.read_pictures(self._unread, progress) if self._unread else None
        in_order = tuple(files[str(row["source_id"])] for row in self._sources if row["source_id"] in files)
        is_changed = counts is not None or any(file.is_changed for file in in_order)
        run_id = intake.commit_as(self.case).run_id if is_changed else self.case.run_id
        return RereadReport(run_id, in_order, tuple(questions), counts)

    def _without(self, chosen: set[str]) -> dict[str, tuple[TableFile, ...]]:
        """The evidence without what the chosen sources state, and without what older programs read in pictures."""
        pictures = {picture.source_id for picture in self._unread.pictures} if self._unread else set()
        kept = {}
        for table in EVIDENCE_TABLES:
            gone = pictures if table.name in _OF_PICTURES else chosen
            if files := _files_without(self.case, table.name, gone):
                kept[table.name] = files
        return kept

    def _unknown(self, chosen: set[str]) -> dict[str, Reread]:
        """Chosen sources that no reader knows any more: what they stated stays as it is, and they are named."""
        refused: dict[str, Reread] = {}
        for row in self._sources:
            if row["source_id"] not in chosen:
                continue
            try:
                self._identify(_entry(self.case, row).path)
            except ImportFailure as problem:
                counts = _four(tuple(int(str(row[name])) for name in _COUNTS))
                refused[str(row["source_id"])] = Reread(
                    str(row["file_name"]), str(row["format"]), counts, counts, 0, 0, str(problem)
                )
        return refused

    def _bereft(self, files: dict[str, Reread], chosen: set[str]) -> set[str]:
        """Sources whose duplicates stood only in what is gone now: they must be read again too, or these are lost."""
        if not any(file.gone for file in files.values()):
            return set()
        return {
            str(row["source_id"])
            for row in self._sources
            if row["source_id"] not in chosen and row["duplicate_count"] and row["options"] is not None
        }

    def _one(self, row: dict[str, object], intake: Intake, questions: dict[str, None]) -> Reread:
        entry = _entry(self.case, row)
        before = tuple(int(str(row[name])) for name in _COUNTS)
        reader, detection = self._identify(entry.path)
        gatherer, source = intake.read_export(entry, reader, detection, _options(str(row["options"]), self._given))
        intake.keep_source(source)
        questions.update(dict.fromkeys(gatherer.questions.values()))
        counts = (gatherer.read, gatherer.loaded, gatherer.duplicates, gatherer.quarantined)
        old, now = (
            _hashes(self.case, entry.source_id),
            pa.chunked_array([chunk for column in intake.last_hashes for chunk in column.chunks], pa.string()),
        )
        gone, new = _missing(old, now), _missing(now, old)
        return Reread(entry.name, reader.name, _four(before), counts, gone, new)

    def _open_album(self, intake: Intake) -> None:
        for row in self._sources:
            form = str(row["format"])
            if row["options"] is None and not form.endswith("archive"):
                path = self.case.path / "originals" / str(row["sha256"])
                looks = perceptual_hash(path) if form.startswith("a picture") else None
                container = str(row["container_id"]) if row["container_id"] else None
                intake.album.add(Picture(str(row["file_name"]), container, str(row["sha256"]), looks))


def _files_without(case: Case, table: str, source_ids: Iterable[str]) -> tuple[TableFile, ...]:
    """A table without the rows of some sources: files that hold none of them stay, the others are written anew."""
    wanted = pa.array(sorted(source_ids), pa.string())
    files: list[TableFile] = []
    for file, rows in case.parts(table):
        stay = pc.invert(pc.is_in(rows["source_id"], value_set=wanted))
        if pc.all(stay, min_count=0).as_py():
            files.append(file)
        elif pc.any(stay).as_py():
            files.append(case.write(table, rows.filter(stay)))
    return tuple(files)


def _hashes(case: Case, source_id: str) -> pa.ChunkedArray:
    found = [rows.filter(pc.equal(rows["source_id"], source_id))["record_hash"] for _, rows in case.parts("records")]
    return pa.chunked_array([chunk for column in found for chunk in column.chunks], pa.string())


def _missing(these: pa.ChunkedArray, those: pa.ChunkedArray) -> int:
    """How many of ``these`` are not among ``those``."""
    if not len(these):
        return 0
    return len(these) - int(pc.sum(pc.is_in(these, value_set=those.combine_chunks())).as_py() or 0)


def _entry(case: Case, row: dict[str, object]) -> Copied:
    sha256 = str(row["sha256"])
    container = str(row["container_id"]) if row["container_id"] else None
    path = case.path / "originals" / sha256
    return Copied(path, str(row["file_name"]), sha256, int(str(row["byte_count"])), "text", "", container)


def _options(stored: str, given: dict[str, object]) -> ReadOptions:
    values = msgspec.json.decode(stored) | {name: value for name, value in given.items() if value}
    base = ReadOptions(timezone=ZoneInfo(values["timezone"]), region=values["region"])
    return replace(base, owners=values["owners"], date_order=values["date_order"])


def _four(counts: tuple[int, ...]) -> tuple[int, int, int, int]:
    return counts[0], counts[1], counts[2], counts[3]
