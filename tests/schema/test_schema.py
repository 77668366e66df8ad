"""The declarations hold together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphintel.errors import SchemaError
from graphintel.schema import DERIVED_TABLES, EVIDENCE_TABLES, NODE_LABELS, RELATIONSHIP_TYPES, check_names, graph
from graphintel.schema.evidence import QUARANTINE

ALL_TABLES = (*EVIDENCE_TABLES, *DERIVED_TABLES)


@pytest.mark.parametrize("table", ALL_TABLES, ids=[t.name for t in ALL_TABLES])
def test_the_key_of_each_table_is_among_its_columns(table: object) -> None:
    assert set(table.key) <= set(table.names)  # type: ignore[attr-defined]


def test_no_two_tables_share_a_name() -> None:
    names = [table.name for table in ALL_TABLES]
    assert sorted(set(names)) == sorted(names)


def test_every_relationship_joins_declared_labels() -> None:
    labels = {label.name for label in NODE_LABELS}
    assert {end for kind in RELATIONSHIP_TYPES for pair in kind.ends for end in pair} <= labels


def test_a_keyword_of_a_store_is_refused_as_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    check_names()
    monkeypatch.setattr(graph, "NODE_LABELS", (replace(NODE_LABELS[0], name="Group"),))
    with pytest.raises(SchemaError, match="Group"):
        graph.check_names()


def test_a_row_without_a_required_value_is_refused() -> None:
    rows = QUARANTINE.from_columns({"source_id": ["a"], "locator": ["line 1"], "reason": ["cut short"]})
    with pytest.raises(SchemaError, match="raw"):
        QUARANTINE.conform(rows)


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(SchemaError, match="colour"):
        QUARANTINE.from_columns({"colour": ["red"]})
