"""The graph store: one port, two adapters (embedded ladybug, Neo4j over Bolt), and the .cypher files."""

from __future__ import annotations

from pathlib import Path

from graphintel.stores.port import GraphStore, GraphTables, Published
from graphintel.stores.projection import project_graph
from graphintel.stores.queries import Query, list_queries, load_query

__all__ = [
    "GraphStore",
    "GraphTables",
    "Published",
    "Query",
    "list_queries",
    "load_query",
    "open_store",
    "project_graph",
]


def open_store(target: str, *, case_path: Path, case_id: str, generation: str | None) -> GraphStore:
    """The store that ``target`` names: ``embedded``, or a Neo4j address like bolt://127.0.0.1:7687.

    Args:
        case_path: the case folder; the embedded store lives in its ``graph/``.
        generation: the embedded file that the manifest names; None before the first publication.

    Raises:
        StoreError: ``target`` is neither.
    """
    if target == "embedded":
        from graphintel.stores.embedded import EmbeddedStore

        return EmbeddedStore(case_path / "graph", generation)
    from graphintel.stores.bolt import BoltStore

    return BoltStore(target, case_id=case_id)
