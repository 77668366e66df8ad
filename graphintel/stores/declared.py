"""The declared graph as Arrow schemas, and a graph brought into that shape."""

from __future__ import annotations

import hashlib

import pyarrow as pa
import pyarrow.compute as pc

from graphintel.errors import StoreError
from graphintel.schema.columns import COUNT, FLAG, REAL, TEXT, TIME
from graphintel.schema.graph import NODE_LABELS, RELATIONSHIP_TYPES, Property
from graphintel.stores.port import GraphTables, RelationshipKey

ARROW_TYPES = {"STRING": TEXT, "INT": COUNT, "FLOAT": REAL, "BOOLEAN": FLAG, "DATETIME": TIME}
# Neo4j refuses an indexed value over 8,160 bytes and with it the whole batch; an edge id holds two ids.
_ID_BYTES = 2_000
_KEPT_CHARACTERS = 200
_VISIBLE_NUL = "\u2400"  # a NUL ends a string in one store and not in the other


def _schema(keys: tuple[str, ...], properties: tuple[Property, ...]) -> pa.Schema:
    fields = [pa.field(key, TEXT) for key in keys]
    return pa.schema([*fields, *(pa.field(p.name, ARROW_TYPES[p.type]) for p in properties)])


NODE_SCHEMAS: dict[str, pa.Schema] = {label.name: _schema(("id",), label.properties) for label in NODE_LABELS}
RELATIONSHIP_SCHEMAS: dict[RelationshipKey, pa.Schema] = {
    (kind.name, left, right): _schema(("left_id", "right_id", "edge_id"), kind.properties)
    for kind in RELATIONSHIP_TYPES
    for left, right in kind.ends
}


def conform_graph(graph: GraphTables) -> GraphTables:
    """Bring a graph into its declared shape: every label and type there, columns cast, rows in order of their id.

    NUL becomes the sign ␀, and an id over 2,000 bytes its beginning and its SHA-256: either store would refuse it.

    Raises:
        StoreError: an undeclared label, type or column; a missing or repeated id; an end that is no node.
    """
    unknown = [str(name) for name in (*graph.nodes, *graph.relationships)
               if name not in NODE_SCHEMAS and name not in RELATIONSHIP_SCHEMAS]  # fmt: skip
    if unknown:
        raise StoreError(f"the graph declares no {unknown[0]}. Declare it in graphintel/schema/graph.py.")
    nodes = {
        label: _conform(label, graph.nodes.get(label), schema, key="id", keys=("id",))
        for label, schema in NODE_SCHEMAS.items()
    }
    relationships = {
        name: _conform(
            name[0], graph.relationships.get(name), schema, key="edge_id", keys=("left_id", "right_id", "edge_id")
        )
        for name, schema in RELATIONSHIP_SCHEMAS.items()
    }
    for (kind, left, right), rows in relationships.items():
        _check_ends(kind, rows["left_id"], nodes[left]["id"])
        _check_ends(kind, rows["right_id"], nodes[right]["id"])
    return GraphTables(nodes, relationships)


def _conform(name: str, rows: pa.Table | None, schema: pa.Schema, *, key: str, keys: tuple[str, ...]) -> pa.Table:
    if rows is None:
        return schema.empty_table()
    if set(rows.column_names) != set(schema.names):
        odd = sorted(set(rows.column_names) ^ set(schema.names))[0]
        raise StoreError(f"the rows of {name} and their declaration differ in the column {odd!r}.")
    columns = []
    for column in schema:
        values = rows[column.name].cast(column.type)
        if column.type == TEXT:
            values = pc.replace_substring(values, "\0", _VISIBLE_NUL)
        columns.append(_bound_ids(values) if column.name in keys else values)
    table = pa.Table.from_arrays(columns, schema=schema).sort_by(key)
    if any(table[column].null_count for column in keys):
        raise StoreError(f"a row of {name} has no id. Every node and relationship needs one.")
    if pc.count_distinct(table[key]).as_py() != table.num_rows:
        raise StoreError(f"two rows of {name} bear the same {key}. Each may stand once only.")
    return table


def _bound_ids(values: pa.ChunkedArray) -> pa.ChunkedArray:
    too_long = pc.greater(pc.binary_length(values), _ID_BYTES)
    if not pc.any(too_long).as_py():
        return values
    whole = values.combine_chunks()
    mask = pc.fill_null(too_long.combine_chunks(), False)
    short = [f"{t[:_KEPT_CHARACTERS]}#{hashlib.sha256(t.encode()).hexdigest()}" for t in whole.filter(mask).to_pylist()]
    return pa.chunked_array([pc.replace_with_mask(whole, mask, pa.array(short, TEXT))])


def _check_ends(kind: str, ends: pa.ChunkedArray, ids: pa.ChunkedArray) -> None:
    known = pc.is_in(ends, value_set=ids)
    if not pc.all(known, min_count=0).as_py():
        lost = ends.filter(pc.invert(known))[0].as_py()
        raise StoreError(f"a relationship {kind} ends at {lost!r}, which is no node of the graph.")
