"""What every graph store keeps to, on the real thing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from graphintel.errors import QueryError, StoreError
from graphintel.progress import Silent
from graphintel.schema.graph import NODE_LABELS
from graphintel.stores.declared import NODE_SCHEMAS, RELATIONSHIP_SCHEMAS
from graphintel.stores.port import GraphStore, GraphTables
from tests.contract.graphs import HOSTILE, WHEN, graph, handles, trade


def publish(store: GraphStore, graph: GraphTables, run_id: str = "r1") -> Any:
    return store.publish(graph, run_id=run_id, progress=Silent())


def rows(store: GraphStore, text: str, **parameters: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = store.query(text, parameters).to_pylist()
    return found


def test_a_published_graph_is_counted_and_named(store: GraphStore) -> None:
    assert publish(store, trade()).node_count == trade().node_count
    assert store.published_run() == "r1"
    assert rows(store, "MATCH (a:Account) RETURN count(*) AS n") == [{"n": 5}]
    assert rows(store, "MATCH (:Actor)-[t:TIED_TO]->(:Actor) RETURN count(t) AS n") == [{"n": 5}]


def test_every_declared_label_and_type_can_be_asked_for(store: GraphStore) -> None:
    publish(store, graph({}, {}))
    for label, schema in NODE_SCHEMAS.items():
        columns = ", ".join(f"n.{name} AS {name}" for name in schema.names)
        assert store.query(f"MATCH (n:{label}) RETURN {columns}", {}).column_names == schema.names
    for (kind, left, right), schema in RELATIONSHIP_SCHEMAS.items():
        columns = ", ".join(f"r.{name} AS {name}" for name in schema.names[2:])
        assert rows(store, f"MATCH (:{left})-[r:{kind}]->(:{right}) RETURN {columns}") == []


def test_the_whole_graph_comes_back_as_it_went_in(store: GraphStore) -> None:
    publish(store, trade())
    for label in NODE_LABELS:
        wanted = trade().nodes[label.name].sort_by("id")
        columns = ", ".join(f"n.{name} AS {name}" for name in wanted.column_names)
        assert rows(store, f"MATCH (n:{label.name}) RETURN {columns} ORDER BY id") == wanted.to_pylist()
    for (kind, left, right), table in trade().relationships.items():
        columns = ", ".join(f"r.{name} AS {name}" for name in table.column_names[2:])
        text = f"MATCH (a:{left})-[r:{kind}]->(b:{right}) RETURN a.id AS left_id, b.id AS right_id, {columns}"
        assert rows(store, f"{text} ORDER BY edge_id") == table.sort_by("edge_id").to_pylist()


def test_the_same_graph_again_writes_nothing(store: GraphStore) -> None:
    publish(store, trade())
    again = publish(store, trade())
    assert (again.nodes_written, again.relationships_written, again.nodes_removed) == (0, 0, 0)
    assert rows(store, "MATCH ()-[t:TIED_TO]->() RETURN count(t) AS n") == [{"n": 5}]


def test_what_vanished_is_gone_and_what_changed_is_new(store: GraphStore) -> None:
    publish(store, handles("ana", "budi", "citra"))
    after = handles("ana", "citra", "dewi")
    accounts = after.nodes["Account"]
    renamed = accounts.set_column(3, accounts.schema.field(3), [["Ana Uji", None, None]])
    publish(store, GraphTables({**after.nodes, "Account": renamed}, after.relationships), "r2")
    assert store.published_run() == "r2"
    text = "MATCH (a:Account)-[:OPERATED_BY]->(:Actor) RETURN a.handle AS h, a.display_name AS d ORDER BY h"
    assert [tuple(row.values()) for row in rows(store, text)] == [("ana", "Ana Uji"), ("citra", None), ("dewi", None)]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:20])
def test_hostile_text_stays_text(store: GraphStore, value: str) -> None:
    publish(store, handles("uji", value))
    text = "MATCH (a:Account) WHERE a.handle = $value RETURN a.handle AS handle"
    assert rows(store, text, value=value) == [{"handle": value}]
    assert rows(store, "MATCH (a:Account) RETURN count(*) AS n") == [{"n": 2}]
    assert rows(store, "MATCH (a:Account)-[:OPERATED_BY]->(:Actor) RETURN count(*) AS n") == [{"n": 2}]


def test_a_nul_is_shown_as_a_sign(store: GraphStore) -> None:
    publish(store, handles("uji\0x"))
    assert rows(store, "MATCH (a:Account) RETURN a.handle AS handle") == [{"handle": "uji\u2400x"}]
    assert len(rows(store, "MATCH (a:Account {handle: $h}) RETURN a.id AS id", h="uji\0x")) == 1


def test_long_texts_are_kept_whole(store: GraphStore) -> None:
    texts = {f"p{n}": "象牙 uji " * 20_000 for n in range(5)}
    publish(store, graph({"Advert": [{"id": key, "text": text} for key, text in texts.items()]}, {}))
    found = rows(store, "MATCH (p:Advert) RETURN p.id AS id, p.text AS text ORDER BY id")
    assert {row["id"]: row["text"] for row in found} == texts


def test_times_are_the_same_moment_in_utc(store: GraphStore) -> None:
    publish(store, trade())
    there = WHEN.replace(day=2).astimezone(timezone(timedelta(hours=8)))
    text = "MATCH (p:Advert) WHERE p.posted_at >= $since RETURN p.posted_at AS posted_at ORDER BY posted_at"
    found = [row["posted_at"] for row in rows(store, text, since=there)]
    assert found == [WHEN.replace(day=day) for day in (2, 3, 4)]
    assert all(moment.utcoffset() == timedelta(0) for moment in found)


@pytest.mark.parametrize("value", ["uji", 7, 2**62, -0.5, True, None, ["a", "b"], [1, 2], WHEN], ids=repr)
def test_a_parameter_comes_back_as_it_was_given(store: GraphStore, value: object) -> None:
    publish(store, trade())
    assert rows(store, "MATCH (s:Source) RETURN $value AS given", value=value) == [{"given": value}]


REFUSED = [
    ("a write", "CREATE (:Account {id: 'x'})"),
    ("a write after reading", "MATCH (a:Account) SET a.handle = 'x' RETURN a.id AS id"),
    ("a removal", "MATCH (a:Account) DETACH DELETE a"),
    ("lower case", "match (a:Account) detach delete a"),
    ("a merge", "UNWIND [1] AS i MERGE (:Account {id: 'x'})"),
    ("a file, embedded", "LOAD FROM '/etc/hostname' RETURN *"),
    ("a file, Neo4j", "WITH 1 AS x LOAD CSV FROM 'file:///x' AS line RETURN line"),
    ("a copy", "COPY (MATCH (a:Account) RETURN a.id) TO 'x.csv'"),
    ("a procedure", "CALL dbms.listConnections()"),
    ("a subquery that writes", "MATCH (a:Account) CALL { CREATE (:Actor {id: 'x'}) } RETURN 1 AS n"),
    ("a second statement", "RETURN 1 AS n; RETURN 2 AS n"),
    ("a write behind a comment", "/* MATCH */ CREATE (:Account {id: 'x'}) // RETURN"),
    ("a write behind a string", "RETURN 'a\\' AS a CREATE (:Account {id: 'x'}) RETURN ' AS b"),
    ("an escape", "MATCH (a) \\u0053ET a.x = 1 RETURN 1 AS n"),
    ("nothing", "  "),
    ("no Cypher", "MATCH (a:Account RETURN"),
    ("no such label in a path", "RETURN foo("),
]


@pytest.mark.parametrize("text", [case[1] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_reading_question_is_refused(store: GraphStore, text: str) -> None:
    publish(store, trade())
    with pytest.raises(QueryError):
        store.query(text, {})
    assert rows(store, "MATCH (a:Account) RETURN count(*) AS n") == [{"n": 5}]


def test_a_refused_word_may_stand_in_text_names_and_comments(store: GraphStore) -> None:
    publish(store, trade())
    text = "MATCH (a:Account) // SET nothing\nWHERE a.handle <> 'DELETE' RETURN a.id AS `CREATE` LIMIT 1"
    assert len(rows(store, text)) == 1


def test_a_missing_parameter_is_named(store: GraphStore) -> None:
    publish(store, trade())
    with pytest.raises(QueryError, match=r"\$handle"):
        store.query("MATCH (a:Account {handle: $handle}) RETURN a.id AS id", {})


def test_a_time_without_zone_is_refused(store: GraphStore) -> None:
    publish(store, trade())
    with pytest.raises(QueryError, match="zone"):
        store.query("RETURN $t AS t", {"t": datetime(2024, 1, 1)})


def test_nodes_come_back_as_their_properties(store: GraphStore) -> None:
    publish(store, trade())
    found = rows(store, "MATCH (s:Source) RETURN s AS source")[0]["source"]
    assert found == {"id": "s1", "file_name": "uji.json", "sha256": "0" * 64, "format": "wechat"}


def test_a_second_handle_reads_what_the_first_published(store: GraphStore) -> None:
    publish(store, trade())
    assert [store.published_run() for _ in range(2)] == ["r1", "r1"]
    store.close()
    assert rows(store, "MATCH (a:Actor) RETURN count(*) AS n") == [{"n": 4}]


def test_a_tie_to_nobody_is_refused_before_anything_is_written(store: GraphStore) -> None:
    publish(store, trade())
    broken = graph({}, {("POSTED", "Account", "Advert"): [{"left_id": "x", "right_id": "y"}]})
    with pytest.raises(StoreError, match="no node"):
        publish(store, broken, "r2")
    assert store.published_run() == "r1"


def test_an_interrupted_publication_leaves_the_last_one(store: GraphStore) -> None:
    publish(store, handles("ana"))

    class Interrupts:
        def advance(self, step: str, done: int, total: int | None = None) -> None:
            if done:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.publish(trade(), run_id="r2", progress=Interrupts())
    assert store.published_run() == "r1"
    assert rows(store, "MATCH (a:Account) RETURN a.handle AS h") == [{"h": "ana"}]
    publish(store, trade(), "r2")
    assert store.published_run() == "r2"
    assert WHEN.tzinfo is UTC
