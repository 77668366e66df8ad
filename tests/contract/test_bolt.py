"""What holds on Neo4j alone: ownership, batches, refusals of the server, the full-text index."""

from __future__ import annotations

import os
from collections.abc import Iterator

import neo4j
import pytest

from graphintel.errors import StoreError, StoreUnavailable
from graphintel.progress import Silent
from graphintel.schema.graph import NODE_LABELS, RELATIONSHIP_TYPES
from graphintel.stores.bolt import BoltLimits, BoltStore
from tests.contract.graphs import handles, trade

pytestmark = pytest.mark.neo4j
IN_BATCHES = BoltLimits(batch_rows=3, transaction_rows=5)


class StopsAfter:
    """Ends a publication once so many rows are through."""

    def __init__(self, rows: int) -> None:
        self.rows = rows

    def advance(self, step: str, done: int, total: int | None = None) -> None:
        if done >= self.rows:
            raise KeyboardInterrupt


@pytest.fixture
def driver(empty_neo4j: str) -> Iterator[neo4j.Driver]:
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(empty_neo4j, auth=auth) as opened:
        yield opened


def test_another_case_is_refused_for_reading_and_writing(empty_neo4j: str) -> None:
    BoltStore(empty_neo4j, case_id="mine").publish(trade(), run_id="r1", progress=Silent())
    other = BoltStore(empty_neo4j, case_id="other")
    for act in (
        lambda: other.publish(handles("x"), run_id="r2", progress=Silent()),
        lambda: other.query("MATCH (a:Account) RETURN a.id AS id", {}),
        other.published_run,
    ):
        with pytest.raises(StoreError, match="another case"):
            act()


def test_foreign_data_is_left_alone(empty_neo4j: str, driver: neo4j.Driver) -> None:
    driver.execute_query("CREATE (:Film {title: 'Uji'})")
    with pytest.raises(StoreError, match="did not write"):
        BoltStore(empty_neo4j, case_id="c").publish(trade(), run_id="r1", progress=Silent())
    assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 1


@pytest.mark.parametrize("rows", [1, 8, 20])
def test_a_run_left_half_way_is_shown_as_none_and_mended_by_the_next(empty_neo4j: str, rows: int) -> None:
    store = BoltStore(empty_neo4j, case_id="c", limits=IN_BATCHES)
    store.publish(handles("ana"), run_id="r1", progress=Silent())
    with pytest.raises(KeyboardInterrupt):
        store.publish(trade(), run_id="r2", progress=StopsAfter(rows))
    assert store.published_run() is None
    store.publish(trade(), run_id="r2", progress=Silent())
    assert store.published_run() == "r2"
    found = store.query("MATCH (a:Account) RETURN count(*) AS n", {}).to_pylist()
    assert found == [{"n": 5}]


def test_batches_give_the_same_graph_as_one_transaction(empty_neo4j: str) -> None:
    store = BoltStore(empty_neo4j, case_id="c", limits=IN_BATCHES)
    store.publish(trade(), run_id="r1", progress=Silent())
    again = BoltStore(empty_neo4j, case_id="c").publish(trade(), run_id="r1", progress=Silent())
    assert (again.nodes_written, again.relationships_written) == (0, 0)


def test_only_what_changed_is_sent(empty_neo4j: str) -> None:
    store = BoltStore(empty_neo4j, case_id="c")
    store.publish(handles("ana", "budi"), run_id="r1", progress=Silent())
    done = store.publish(handles("ana", "citra"), run_id="r2", progress=Silent())
    assert (done.nodes_written, done.nodes_removed) == (1, 1)
    assert (done.relationships_written, done.relationships_removed) == (1, 1)


def test_every_label_and_type_has_its_constraint(empty_neo4j: str, driver: neo4j.Driver) -> None:
    BoltStore(empty_neo4j, case_id="c").publish(trade(), run_id="r1", progress=Silent())
    found = {name for record in driver.execute_query("SHOW CONSTRAINTS").records for name in record["labelsOrTypes"]}
    assert found >= {label.name for label in NODE_LABELS} | {kind.name for kind in RELATIONSHIP_TYPES}


def test_chinese_is_found_by_the_full_text_index(empty_neo4j: str, driver: neo4j.Driver) -> None:
    BoltStore(empty_neo4j, case_id="c").publish(trade(), run_id="r1", progress=Silent())
    driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    found = driver.execute_query(
        "CALL db.index.fulltext.queryNodes('advert_text', '象牙') YIELD node RETURN node.id AS id"
    )
    assert {record["id"] for record in found.records} == {"p1", "p2", "p3", "p4"}


def test_the_server_itself_holds_a_question_to_reading(empty_neo4j: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphintel.stores.bolt.check_question", lambda text, parameters: None)
    store = BoltStore(empty_neo4j, case_id="c")
    with pytest.raises(StoreError, match="Neo4j cannot answer"):
        store.query("CREATE (:Account {id: 'x'})", {})


def test_a_wrong_password_says_so(empty_neo4j: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-password")
    with pytest.raises(StoreUnavailable, match="cannot open"):
        BoltStore(empty_neo4j, case_id="c").published_run()
