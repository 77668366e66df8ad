"""The pictures of a drop read one after the other, as evidence; what a killed ingest had read is not read again."""

from __future__ import annotations

import logging
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyarrow as pa
from msgspec import Struct

from graphintel.case import Case
from graphintel.case.durable import write_aside
from graphintel.desk.picture_text.pieces import EngineReading, PictureReading
from graphintel.desk.picture_text.reader import PictureReader
from graphintel.progress import Progress
from graphintel.schema.columns import Table
from graphintel.schema.evidence import PICTURE_READINGS, PICTURE_TEXTS

log = logging.getLogger(__name__)
_MOST_WORKERS = 4  # pictures read at once: each may take 300 MB and a core
_UNFINISHED = "unfinished"  # folder in the case: readings that no state names yet
_LOCATOR = "picture"
_TO_TRY_AGAIN = frozenset(("timed_out", "failed"))


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture of the case; the first digits of its hash name it as a source."""

    source_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PictureCounts:
    """How many pictures were read, and what in: each number counts pictures."""

    read: int = 0
    with_codes: int = 0
    with_print: int = 0
    unreadable: int = 0
    unfinished: int = 0  # the reader of print took too long, or ended with an error


@dataclass(frozen=True, slots=True)
class PictureRows:
    """Evidence tables ``picture_readings`` and ``picture_texts`` of some pictures."""

    readings: pa.Table
    texts: pa.Table
    counts: PictureCounts


@dataclass(frozen=True, slots=True)
class PictureTask:
    """Pictures of a case, and what they are to be read by."""

    reader: PictureReader
    pictures: tuple[PictureFile, ...]


def read_pictures(case: Case, task: PictureTask, *, progress: Progress) -> PictureRows:
    """Read pictures of the case, each once, whatever their number of posts; rows stand in the given order.

    What was read is kept aside until `forget_unfinished`, so that a killed ingest has not read in vain.
    """
    readings: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    seen: list[PictureReading] = []
    for number, (picture, reading) in enumerate(_read_all(case, task), start=1):
        progress.advance("read pictures", number, len(task.pictures))
        seen.append(reading)
        for one in reading.engines:
            readings.append(_reading_row(picture, reading, one))
            texts += _text_rows(picture, one)
    return PictureRows(_table(PICTURE_READINGS, readings), _table(PICTURE_TEXTS, texts), _counted(seen))


def unread_pictures(case: Case, reader: PictureReader) -> PictureTask:
    """Pictures of the case that an engine of this machine has not read yet, or could not finish."""
    columns = ("source_id", "kind", "engine", "outcome")
    rows = zip(*(case.read("picture_readings")[name].to_pylist() for name in columns), strict=True)
    done = {(source_id, kind, engine) for source_id, kind, engine, outcome in rows if outcome not in _TO_TRY_AGAIN}
    wanted = reader.engines.items()
    sources = case.read("sources").select(["source_id", "sha256", "format"]).to_pylist()
    unread = (
        PictureFile(row["source_id"], row["sha256"])
        for row in sources
        if row["format"].startswith("a picture")
        and any((row["source_id"], kind, engine) not in done for kind, engine in wanted)
    )
    return PictureTask(reader, tuple(unread))


def forget_unfinished(case: Case) -> None:
    """Throw away what was kept aside; a state of the case holds it now."""
    shutil.rmtree(case.path / _UNFINISHED, ignore_errors=True)


class _Aside(Struct, frozen=True, kw_only=True):
    """A reading kept aside, with the engines that it was made by."""

    engines: dict[str, str]
    reading: PictureReading


def _read_all(case: Case, task: PictureTask) -> Iterator[tuple[PictureFile, PictureReading]]:
    def read(picture: PictureFile) -> PictureReading:
        return _read_once(case, picture, task.reader)

    pool = ThreadPoolExecutor(min(_MOST_WORKERS, os.cpu_count() or 1))
    try:
        yield from zip(task.pictures, pool.map(read, task.pictures), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _read_once(case: Case, picture: PictureFile, reader: PictureReader) -> PictureReading:
    aside = case.path / _UNFINISHED / f"{picture.sha256}.json"
    try:
        kept = msgspec.json.decode(aside.read_bytes(), type=_Aside)
        if kept.engines == reader.engines:
            return kept.reading
    except (OSError, msgspec.DecodeError):
        pass  # never read yet, or half written
    reading = reader.read(case.path / "originals" / picture.sha256)
    content = msgspec.json.encode(_Aside(engines=reader.engines, reading=reading))
    write_aside(aside.parent, lambda scratch: _put(scratch, content), name=lambda _: aside.name)
    return reading


def _reading_row(picture: PictureFile, reading: PictureReading, one: EngineReading) -> tuple[object, ...]:
    size = (reading.width or None, reading.height or None)
    place = (picture.source_id, _LOCATOR, picture.sha256)
    return (*place, one.kind, one.engine, one.outcome, len(one.pieces), *size)


def _text_rows(picture: PictureFile, one: EngineReading) -> Iterator[tuple[object, ...]]:
    for number, piece in enumerate(one.pieces, start=1):
        box = piece.box
        locator = f"{_LOCATOR}, {box.width}×{box.height} pixels at {box.x},{box.y}"
        place = (picture.source_id, locator, picture.sha256, one.kind, number)
        yield (*place, piece.text, box.x, box.y, box.width, box.height, piece.confidence, one.engine)


def _counted(readings: Iterable[PictureReading]) -> PictureCounts:
    met: Counter[str] = Counter()
    for reading in readings:
        outcomes = {(one.kind, one.outcome) for one in reading.engines}
        met["read"] += 1
        met["with_codes"] += ("qr", "read") in outcomes
        met["with_print"] += ("ocr", "read") in outcomes
        met["unreadable"] += ("qr", "unreadable") in outcomes
        met["unfinished"] += bool({("ocr", outcome) for outcome in _TO_TRY_AGAIN} & outcomes)
    return PictureCounts(**met)


def _table(declared: Table, rows: list[tuple[object, ...]]) -> pa.Table:
    if not rows:
        return declared.empty()
    return declared.from_columns(dict(zip(declared.names, zip(*rows, strict=True), strict=True)))


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
