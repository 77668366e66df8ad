"""The graph of a case out of its tables: actors in scope, what they posted and wrote, and their networks."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from graphintel.schema import DERIVED_TABLES, EVIDENCE_TABLES
from graphintel.stores.declared import NODE_SCHEMAS, RELATIONSHIP_SCHEMAS
from graphintel.stores.port import GraphTables
from graphintel.stores.projection_text import NODE_TEXTS, PREPARATION, RELATIONSHIP_TEXTS

TABLES_NEEDED = (
    "account_profiles",
    "group_profiles",
    "group_members",
    "unified_posts",
    "mentions",
    "adverts",
    "advert_items",
    "contacts",
    "account_contacts",
    "actor_accounts",
    "actors",
    "ties",
    "networks",
    "network_members",
    "sources",
)
_DECLARED = {table.name: table for table in (*EVIDENCE_TABLES, *DERIVED_TABLES)}


def project_graph(tables: Mapping[str, pa.Table]) -> GraphTables:
    """Project the tables of a case onto the declared graph.

    Args:
        tables: by name, those of `TABLES_NEEDED`; a missing one counts as empty, others are passed over.

    Returns:
        Every declared label and type, rows in the order of their id. Ordinary posts and accounts out of scope are
        not in it.
    """
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as engine:
        for name in TABLES_NEEDED:
            rows = tables.get(name)
            engine.register(name, _DECLARED[name].empty() if rows is None else rows.select(_DECLARED[name].names))
        for statement in PREPARATION:
            engine.execute(statement)
        nodes = {label: _rows(engine, NODE_TEXTS[label], schema, "id") for label, schema in NODE_SCHEMAS.items()}
        relationships = {
            name: _rows(engine, RELATIONSHIP_TEXTS[name], schema, "edge_id")
            for name, schema in RELATIONSHIP_SCHEMAS.items()
        }
    return GraphTables(nodes, relationships)


def _rows(engine: duckdb.DuckDBPyConnection, text: str, schema: pa.Schema, key: str) -> pa.Table:
    found = engine.sql(text).to_arrow_table()
    columns = [found[field.name].cast(field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema).sort_by(key)
