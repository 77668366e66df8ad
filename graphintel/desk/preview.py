"""What an import would do: every file read through, nothing written."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graphintel.desk.drop import Copied, KeptOut, copy_drop
from graphintel.errors import ImportFailure
from graphintel.progress import Progress
from graphintel.schema.reading import Detection, Reader, ReadOptions, SourceFile
from graphintel.schema.records import Group, Loaded, Post, Quarantined, Question, Read

_GROUPS_SHOWN = 4
_REASON_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What one file is, and what of it would be loaded. ``reasons`` counts what would be quarantined."""

    file_name: str
    format: str | None
    why: str
    records: int = 0
    quarantined: int = 0
    first: datetime | None = None
    last: datetime | None = None
    groups: tuple[str, ...] = ()
    group_count: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    questions: tuple[str, ...] = ()


def preview_paths(
    paths: Iterable[Path],
    *,
    identify: Callable[[Path], tuple[Reader, Detection]],
    options: ReadOptions,
    progress: Progress,
) -> tuple[FilePreview, ...]:
    """Read a drop through and say what each file is; archives are unpacked into a scratch folder and thrown away.

    Returns:
        One preview per file, pictures and archives included, in the order of the drop.
    """
    with tempfile.TemporaryDirectory(prefix="graphintel-") as scratch:
        seen: set[str] = set()
        previews = []
        for number, entry in enumerate(copy_drop(paths, Path(scratch), is_known=lambda _: False), start=1):
            progress.advance("look at files", number)
            previews.append(_preview(entry, seen, identify, options))
            if isinstance(entry, Copied):
                seen.add(entry.sha256)
                if entry.kind != "archive":  # its members are read next, from the file itself
                    entry.path.unlink(missing_ok=True)
        return tuple(previews)


def _preview(
    entry: Copied | KeptOut,
    seen: set[str],
    identify: Callable[[Path], tuple[Reader, Detection]],
    options: ReadOptions,
) -> FilePreview:
    if isinstance(entry, KeptOut):
        return FilePreview(entry.name, None, entry.reason)
    if entry.sha256 in seen:
        return FilePreview(entry.name, "again", "the same file stands in this drop before")
    if entry.kind == "archive":
        return FilePreview(entry.name, f"{entry.what} archive", "its files follow")
    if entry.kind == "media":
        return FilePreview(entry.name, entry.what, "its first bytes", records=1)
    try:
        reader, detection = identify(entry.path)
    except ImportFailure as problem:
        return FilePreview(entry.name, None, str(problem))
    tally = _Tally()
    try:
        for record in reader.read(SourceFile(entry.path, entry.name, entry.source_id), options):
            tally.count(record)
    except ImportFailure as problem:
        tally.fault(str(problem))
    return tally.preview(entry.name, reader.name, detection.reason)


class _Tally:
    """Counts the records of one file."""

    def __init__(self) -> None:
        self.records = 0
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.groups: dict[str, str] = {}
        self.reasons: Counter[str] = Counter()
        self.questions: dict[str, str] = {}

    def count(self, record: Read) -> None:
        """Take one record of the file into account."""
        if isinstance(record, Question):
            self.questions.setdefault(record.kind, record.text)
            return
        self.records += 1
        if isinstance(record, Quarantined):
            self.reasons[record.reason[:_REASON_CHARACTERS]] += 1
        elif isinstance(record, Loaded):
            for statement in record.statements:
                if isinstance(statement, Post):
                    self._see(statement)
                elif isinstance(statement, Group):
                    self.groups[statement.group_key] = statement.name or statement.group_key

    def fault(self, reason: str) -> None:
        """Count a fault of the file itself as a record."""
        self.records += 1
        self.reasons[reason] += 1

    def preview(self, name: str, form: str, why: str) -> FilePreview:
        """What was counted, as a row of the table."""
        groups = tuple(self.groups.values())
        return FilePreview(
            name,
            form,
            why,
            records=self.records,
            quarantined=self.reasons.total(),
            first=self.first,
            last=self.last,
            groups=groups[:_GROUPS_SHOWN],
            group_count=len(groups),
            reasons=tuple(self.reasons.most_common(5)),
            questions=tuple(self.questions.values()),
        )

    def _see(self, post: Post) -> None:
        if post.group_key is not None:
            self.groups.setdefault(post.group_key, post.group_key)
        moment = post.posted_at
        if moment is not None:
            self.first = moment if self.first is None else min(self.first, moment)
            self.last = moment if self.last is None else max(self.last, moment)
