"""The contract between the engine and the readers of exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from graphintel.schema.records import Read


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read: ``path`` is where its bytes are, ``file_name`` how the analyst knows it."""

    path: Path
    file_name: str
    source_id: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader cannot know from the file.

    ``owners`` maps a platform to the uid of the account that made its exports
    ("我", "You"). ``timezone`` counts for times without an offset.
    """

    timezone: ZoneInfo = ZoneInfo("UTC")  # noqa: RUF009 - immutable
    owners: Mapping[str, str] = field(default_factory=dict)
    region: str = "MY"  # ISO 3166-1 alpha-2, for numbers without a country prefix
    date_order: str | None = None  # dmy, mdy or ymd, where a file does not show which part is the day


@dataclass(frozen=True, slots=True)
class Detection:
    """How sure a reader is that a file is its own: ``score`` in 0..1, and what in the content says so.

    ``mapping`` is the text of the analyst's mapping that the reader reads by; the case keeps it.
    """

    score: float
    reason: str
    mapping: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The start of a file, decoded: what detection looks at. The name is only ever a hint for people.

    ``text`` holds at most the first 256 KiB; ``encoding`` is the one that decoded it. Of a spreadsheet ``text`` is
    the first rows, from the header on, written as CSV, so that one detection serves both.
    """

    text: str
    encoding: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class FormatNotes:
    """What docs/formats.md says of a format, for analysts: whole sentences or short lists."""

    title: str  # the tool and what it writes
    recognised_by: str
    carries: str  # in words: accounts, groups, members, posts, comments, prices, …
    traps: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one format. ``name`` is lower case and unique; ``notes`` make its page in docs/formats.md."""

    name: str
    notes: FormatNotes

    def detect(self, head: Head) -> Detection | None:
        """Say how much the content looks like this format; None where it does not."""

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Read]:
        """Yield each record of the file, in file order, streaming; a bad record never stops the file.

        Raises:
            ImportFailure: the file as a whole cannot be read; what was yielded before counts.
        """
