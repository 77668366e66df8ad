"""Both stores, on the real thing; Neo4j is NEO4J_URI if that is set, else a server of the tests' own."""

from __future__ import annotations

import os
import secrets
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import pytest

from graphintel.stores.bolt import BoltStore
from graphintel.stores.embedded import EmbeddedStore
from graphintel.stores.port import GraphStore
from tests.neo4j_server.server import ServerFailure, ServerOptions, running_server

CASE_ID = "c" * 32
MakeStore = Callable[[], GraphStore]


@pytest.fixture(scope="session")
def neo4j_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("NEO4J_URI")
    if given:
        yield given
        return
    password = os.environ.setdefault("NEO4J_PASSWORD", secrets.token_hex(8))
    os.environ["NEO4J_USERNAME"] = "neo4j"
    try:
        with running_server(tmp_path_factory.mktemp("neo4j"), ServerOptions(password=password)) as address:
            yield address
    except ServerFailure as problem:
        if os.environ.get("GRAPHINTEL_REQUIRE_NEO4J") == "1":
            pytest.fail(f"Neo4j is required and cannot be started: {problem}")
        warnings.warn(f"the tests on Neo4j are SKIPPED: {problem}", stacklevel=1)
        pytest.skip(f"no Neo4j: {problem}")


@pytest.fixture
def empty_neo4j(neo4j_uri: str) -> str:
    """The address of a Neo4j without data. A server that somebody else runs is emptied only where that is allowed."""
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    with neo4j.GraphDatabase.driver(neo4j_uri, auth=auth) as driver:
        is_foreign = bool(os.environ.get("NEO4J_URI")) and os.environ.get("GRAPHINTEL_MAY_EMPTY_NEO4J") != "1"
        if is_foreign and driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records[0]["nodes"]:
            pytest.fail("NEO4J_URI holds data. Set GRAPHINTEL_MAY_EMPTY_NEO4J=1 to let the tests remove all of it.")
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return neo4j_uri


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeStore]:
    """Opens one more handle on the same, at first empty, place."""
    opened: list[GraphStore] = []
    address = request.getfixturevalue("empty_neo4j") if request.param == "neo4j" else ""

    def make() -> GraphStore:
        store: GraphStore = BoltStore(address, case_id=CASE_ID) if address else EmbeddedStore(tmp_path / "graph", None)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(make_store: MakeStore) -> GraphStore:
    return make_store()
