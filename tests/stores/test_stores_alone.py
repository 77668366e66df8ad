"""Stores and queries where no server is needed: addresses, generations, headers, what a reader may ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphintel.errors import QueryError, StoreError, StoreUnavailable
from graphintel.progress import Silent
from graphintel.stores import list_queries, load_query, open_store
from graphintel.stores.queries import parse_query
from tests.contract.graphs import handles, trade


def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "uji-uji-uji")
    store = open_store("bolt://127.0.0.1:1", case_path=tmp_path, case_id="c", generation=None)
    with pytest.raises(StoreUnavailable, match="docker compose up"):
        store.published_run()


def test_a_missing_password_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    store = open_store("bolt://127.0.0.1:1", case_path=tmp_path, case_id="c", generation=None)
    with pytest.raises(StoreUnavailable, match="NEO4J_PASSWORD"):
        store.published_run()


@pytest.mark.parametrize("target", ["http://127.0.0.1:7474", "file.db", ""])
def test_an_address_of_another_kind_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(StoreError, match="no store"):
        open_store(target, case_path=tmp_path, case_id="c", generation=None)


def test_generations_stand_side_by_side(tmp_path: Path) -> None:
    store = open_store("embedded", case_path=tmp_path, case_id="c", generation=None)
    first = store.publish(handles("ana"), run_id="r1", progress=Silent()).generation
    reader = open_store("embedded", case_path=tmp_path, case_id="c", generation=first)
    text = "MATCH (a:Account) RETURN count(*) AS n"
    assert reader.query(text, {}).to_pylist() == [{"n": 1}]
    store.publish(trade(), run_id="r2", progress=Silent())
    assert reader.query(text, {}).to_pylist() == [{"n": 1}]
    assert store.query(text, {}).to_pylist() == [{"n": 5}]
    assert sorted(path.name for path in (tmp_path / "graph").iterdir()) == ["r1.lbdb", "r2.lbdb"]


def test_a_case_without_a_graph_says_what_to_do(tmp_path: Path) -> None:
    store = open_store("embedded", case_path=tmp_path, case_id="c", generation=None)
    assert store.published_run() is None
    with pytest.raises(StoreUnavailable, match="graphintel run"):
        store.query("MATCH (a:Account) RETURN a.id AS id", {})


def test_a_run_that_cannot_name_a_file_is_refused(tmp_path: Path) -> None:
    store = open_store("embedded", case_path=tmp_path, case_id="c", generation=None)
    with pytest.raises(StoreError, match="generation"):
        store.publish(trade(), run_id="../r1", progress=Silent())


def test_every_question_has_a_header_that_can_be_read() -> None:
    assert len(list_queries()) >= 9
    for name in list_queries():
        query = load_query(name)
        assert query.name == name
        assert query.columns


def test_an_unknown_question_names_the_known_ones() -> None:
    with pytest.raises(QueryError, match="portable/networks"):
        load_query("nonsense")


def test_a_header_without_order_is_refused() -> None:
    with pytest.raises(QueryError, match="order"):
        parse_query("// name: x\n// asks: a\n// params: none\n// returns: a STRING\nRETURN 1", expected="x")
