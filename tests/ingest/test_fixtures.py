"""Each format, and each quirk of it, gives the rows that a person expects."""

from __future__ import annotations

import pytest

from graphintel.schema.records import Quarantined, Question
from ingest import identify
from tests.ingest.fixtures import Fixture, all_fixtures, read, rows_of

FIXTURES = list(all_fixtures())


@pytest.mark.parametrize("fixture", FIXTURES, ids=[fixture.name for fixture in FIXTURES])
def test_a_fixture_gives_its_rows(fixture: Fixture) -> None:
    assert identify(fixture.path)[0].name == fixture.expected["format"]
    records = read(fixture.path, fixture.options)
    assert sum(1 for record in records if not isinstance(record, Question)) == fixture.expected["records"]
    reasons = [record.reason for record in records if isinstance(record, Quarantined)]
    wanted = fixture.expected.get("quarantined", [])
    assert len(reasons) == len(wanted)
    assert all(piece in reason for piece, reason in zip(wanted, reasons, strict=True))
    assert [r.kind for r in records if isinstance(r, Question)] == fixture.expected.get("questions", [])
    assert rows_of(records) == fixture.expected["rows"]
