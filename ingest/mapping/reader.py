"""A mapping as a reader: the shipped profiles of clones and surveys, and an analyst's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from graphintel.errors import ImportFailure
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Read
from ingest.base import Item, as_record, load_each, loaded
from ingest.files.decoding import is_spreadsheet
from ingest.mapping.entities import RowReader
from ingest.mapping.profile import Profile, read_profile
from ingest.mapping.rows import begins_as_json, columns_in, columns_of, stream_rows

_MARGIN = 0.04  # a profile that knows more of a file's columns wins over one that knows fewer


class MappedTable:
    """Reads a table by a mapping."""

    def __init__(self, profile: Profile, *, is_shipped: bool) -> None:
        self.profile, self.is_shipped = profile, is_shipped
        self.name = profile.name if is_shipped else f"mapping {profile.name}"
        needed = profile.needed or tuple(dict.fromkeys(column for column, _ in profile.columns))
        self._needed = needed
        self.notes = FormatNotes(
            title=profile.title,
            recognised_by="the columns " + ", ".join(needed),
            carries=", ".join(dict.fromkeys(entity.schema for entity in profile.entities)),
            traps=(profile.note,) if profile.note else (),
            not_read=("columns that the mapping does not name",),
        )

    def detect(self, head: Head) -> Detection | None:
        """All columns that the mapping needs, and one of its marks."""
        found = set(columns_of(head))
        if not self._needed or not found.issuperset(self._needed):
            return None
        marks = [mark for mark in self.profile.marks if mark in found]
        if self.profile.marks and not marks:
            return None
        named = {column for column, _ in self.profile.columns}
        share = len(named & found) / max(1, len(found))
        # An analyst's own mapping was written for this very table, so it comes before what is shipped.
        score = (0.55 if self.is_shipped else 0.9) + _MARGIN * share + 0.005 * len(self._needed)
        return Detection(
            min(score, 0.99),
            "columns " + ", ".join([*self._needed, *marks][:6]),
            mapping=None if self.is_shipped else self.profile.text,
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Read]:
        """Yield each row.

        Raises:
            ImportFailure: the file lacks a column that the mapping names.
        """
        columns = columns_in(source.path, self.profile.shape)
        is_json = begins_as_json(source.path)
        self._check_columns(columns, is_json)
        zone = self.profile.zone or options.timezone
        entities = self.profile.entities
        # Another record of JSON, or another sheet, may hold what these lack; a table's header holds for all of it.
        if columns and not is_json and not is_spreadsheet(source.path):
            entities = tuple(entity.within(columns) for entity in entities)
        rows = RowReader(replace(self.profile, entities=entities), replace(options, timezone=zone), source.source_id)

        def parse(item: Item) -> Iterator[Loaded]:
            yield loaded(item.locator, *rows.read(as_record(item)))

        yield from load_each(stream_rows(source.path, self.profile.shape), parse)

    def _check_columns(self, found: Sequence[str], is_json: bool) -> None:
        """Refuse a file that the mapping was not written for; what is shipped was chosen by its columns already."""
        if self.is_shipped:
            return
        missing = [(column, node) for column, node in self.profile.columns if column not in found]
        is_stranger = len(missing) == len(self.profile.columns)
        if found and missing and (is_stranger or not is_json):
            column, node = missing[0]
            problem = f"the file has no column {column!r}. Its columns: {', '.join(found)[:400]}."
            raise ImportFailure(str(node.error(problem)))


@cache
def shipped_profiles() -> tuple[MappedTable, ...]:
    """The profiles that come with the program, in the order of their names."""
    folder = files("ingest") / "profiles"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda e: e.name)
    return tuple(MappedTable(read_profile(e.read_text("utf-8"), e.name), is_shipped=True) for e in found)


def own_mapping(text: str, source: str) -> MappedTable:
    """An analyst's mapping as a reader.

    Raises:
        MappingError: names line and key of the first mistake.
    """
    return MappedTable(read_profile(text, source), is_shipped=False)
