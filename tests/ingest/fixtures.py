"""Hand-made exports, one per format and quirk, each with the rows that must come out of it.

``tests/fixtures/<family>/<quirk>.<anything>`` is the export, ``<quirk>.expected.json`` beside it says: ``format`` (the
reader's name), ``records`` (counted by hand in the file), ``quarantined`` (pieces of the reasons, in order),
``options`` (of `ReadOptions`), ``questions`` (kinds asked), and ``rows`` (every statement as name and fields; fields
that hold their default are left out).

`python tests/ingest/fixtures.py FILE [option=value …]` prints what comes out now, to be checked by eye before it is
kept. Options: timezone, region, date_order, owner.<platform>.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined, Question, Read
from ingest import identify

FOLDER = Path(__file__).parents[1] / "fixtures"
ZONE = "Asia/Kuala_Lumpur"


@dataclass(frozen=True, slots=True)
class Fixture:
    """One export with what must come out of it."""

    path: Path
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        return self.path.relative_to(FOLDER).as_posix()

    @property
    def options(self) -> ReadOptions:
        return options_of(self.expected.get("options", {}))


def all_fixtures() -> Iterator[Fixture]:
    """Every fixture, in the order of names."""
    for expected in sorted(FOLDER.rglob("*.expected.json")):
        stem = expected.name.removesuffix(".expected.json")
        path = next(p for p in sorted(expected.parent.glob(f"{stem}.*")) if not p.name.endswith(".expected.json"))
        yield Fixture(path, json.loads(expected.read_text("utf-8")))


def options_of(given: dict[str, Any]) -> ReadOptions:
    values = {"timezone": ZONE} | given
    return ReadOptions(**(values | {"timezone": ZoneInfo(values["timezone"])}))


def read(path: Path, options: ReadOptions) -> list[Read]:
    reader, _ = identify(path)
    return list(reader.read(SourceFile(path, path.name, "s1"), options))


def rows_of(records: list[Read]) -> list[list[Any]]:
    """Each statement as its name and the fields that differ from the default."""
    rows = []
    for record in records:
        for statement in record.statements if isinstance(record, Loaded) else ():
            defaults = dict(
                zip(reversed(statement.__struct_fields__), reversed(statement.__struct_defaults__), strict=False)
            )
            fields = {
                name: value
                for name in statement.__struct_fields__
                if (value := getattr(statement, name)) != defaults.get(name, ...)
            }
            rows.append([type(statement).__name__, json.loads(msgspec.json.encode(fields))])
    return rows


def expected_of(path: Path, given: dict[str, Any]) -> dict[str, Any]:
    """What a fixture's expectation would hold if the reader were right."""
    records = read(path, options_of(given))
    return {
        "format": identify(path)[0].name,
        "records": sum(1 for record in records if not isinstance(record, Question)),
        "options": given,
        "quarantined": [record.reason for record in records if isinstance(record, Quarantined)],
        "questions": [record.kind for record in records if isinstance(record, Question)],
        "rows": rows_of(records),
    }


def _print() -> None:
    given: dict[str, Any] = {}
    for word in sys.argv[2:]:
        name, _, value = word.partition("=")
        if name.startswith("owner."):
            given.setdefault("owners", {})[name.removeprefix("owner.")] = value
        else:
            given[name] = value
    shown = expected_of(Path(sys.argv[1]), given)
    rows = shown.pop("rows")
    text = json.dumps(shown, ensure_ascii=False, indent=1)
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    sys.stdout.write(text[:-2] + ',\n "rows": [\n' + lines + "\n ]\n}\n")


if __name__ == "__main__":
    _print()
