"""Each portable question gives the rows that its header promises, and the same ones on both stores."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from graphintel.progress import Silent
from graphintel.stores import list_queries, load_query
from graphintel.stores.bolt import BoltStore
from graphintel.stores.embedded import EmbeddedStore
from graphintel.stores.queries import cypher_folder
from tests.contract.graphs import WHEN, trade

GIVEN: dict[str, object] = {
    "actor_id": "A-1",
    "kinds": ["wechat"],
    "limit": 10,
    "min_adverts": 1,
    "min_networks": 1,
    "min_probability": 0.0,
    "network_id": "N-001",
    "since": WHEN.replace(day=1),
    "until": WHEN.replace(day=3),
}
# Worked out by hand from the graph `trade`.
FIRST_COLUMNS = {
    "portable/actor_accounts": [("facebook:1", "facebook"), ("wechat:uji5", "wechat")],
    "portable/adverts_of_network": [("p1", "A-1"), ("p2", "A-2")],
    "portable/brokers": [("A-3", "Uji 3"), ("A-4", "Uji 4")],
    "portable/network_members": [("A-1", "Uji 1"), ("A-2", "Uji 2"), ("A-3", "Uji 3")],
    "portable/network_ties": [("A-1", "A-2"), ("A-1", "A-2"), ("A-1", "A-3"), ("A-2", "A-3")],
    "portable/networks": [("N-001", "One"), ("N-002", "Two")],
    "portable/shared_handles": [("facebook:4", "wechat:uji5")],
    "portable/shared_phones": [
        ("facebook:1", "facebook:2"),
        ("facebook:1", "facebook:3"),
        ("facebook:2", "facebook:3"),
    ],
    "portable/taxa_by_network": [("N-001", "Loxodonta africana"), ("N-002", "Manis")],
    "portable/ties_of_actor": [("A-2", "Uji 2"), ("A-2", "Uji 2"), ("A-3", "Uji 3")],
}
PORTABLE = [name for name in list_queries() if name.startswith("portable/")]
# Constructs whose answer differs between the stores without an error.
UNPORTABLE = re.compile(
    r"\w\[|substring|labels\(|\breduce\b|CALL|\+=|\[\s*\w+ IN |(?<!\w)nodes\(|shortestPath", re.IGNORECASE
)


def ask_embedded(folder: Path, name: str) -> pa.Table:
    store = EmbeddedStore(folder, None)
    query = load_query(name)
    try:
        store.publish(trade(), run_id="r1", progress=Silent())
        return store.query(query.text, {key: GIVEN[key] for key in query.parameters})
    finally:
        store.close()


@pytest.mark.parametrize("name", PORTABLE)
def test_a_portable_question_gives_the_rows_worked_out_by_hand(tmp_path: Path, name: str) -> None:
    found = ask_embedded(tmp_path, name)
    assert tuple(found.column_names) == load_query(name).columns
    assert [tuple(row.values())[:2] for row in found.to_pylist()] == FIRST_COLUMNS[name]


@pytest.mark.neo4j
@pytest.mark.parametrize("name", PORTABLE)
def test_both_stores_give_the_same_rows(tmp_path: Path, empty_neo4j: str, name: str) -> None:
    query = load_query(name)
    server = BoltStore(empty_neo4j, case_id="c")
    server.publish(trade(), run_id="r1", progress=Silent())
    found = server.query(query.text, {key: GIVEN[key] for key in query.parameters})
    server.close()
    assert tuple(found.column_names) == query.columns
    assert found.to_pylist() == ask_embedded(tmp_path, name).to_pylist()


@pytest.mark.parametrize("name", PORTABLE)
def test_a_portable_question_keeps_to_the_rules(name: str) -> None:
    text = (cypher_folder() / f"{name}.cypher").read_text("utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    assert not UNPORTABLE.search(body)
    assert "ORDER BY" in body
    assert set(load_query(name).parameters) == set(re.findall(r"\$(\w+)", body))
