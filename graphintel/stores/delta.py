"""What differs between a graph and the published one, by a hash over each row."""

from __future__ import annotations

import hashlib

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from graphintel.schema.columns import COUNT, TEXT
from graphintel.stores.port import GraphTables

ROW_HASH = "row_hash"


def with_hashes(rows: pa.Table) -> pa.Table:
    """The rows with a column ``row_hash`` over all others: equal rows, equal hashes, on any machine."""
    return rows.append_column(ROW_HASH, _hashes(rows))


def _hashes(rows: pa.Table) -> pa.ChunkedArray:
    parts = [_framed(rows[name]) for name in rows.column_names]
    joined = pc.binary_join_element_wise(*parts, "")
    lines = pa.table({"line": joined})
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as engine:  # Arrow has no hash of its own
        engine.register("lines", lines)
        return engine.sql("SELECT md5(line) AS row_hash FROM lines").to_arrow_table()[ROW_HASH].cast(TEXT)


def _framed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Each value with its length before it, so that values cannot run into each other; '-' for a missing one."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(COUNT)
    text = column.cast(TEXT)
    framed = pc.binary_join_element_wise(pc.utf8_length(text).cast(TEXT), text, ":")
    return pc.fill_null(framed, "-")


def digest_graph(graph: GraphTables) -> str:
    """One hash over a whole conformed graph."""
    digest = hashlib.sha256()
    for name, rows in (*graph.nodes.items(), *graph.relationships.items()):
        digest.update(f"{name}{rows.num_rows}".encode())
        for value in _hashes(rows).to_pylist():
            digest.update(value.encode())
    return digest.hexdigest()


def changed_rows(wanted: pa.Table, standing: pa.Table, *, key: str) -> pa.Table:
    """Rows of ``wanted`` (hashed) that ``standing`` (``key``, ``row_hash``) lacks or holds otherwise."""
    places = pc.index_in(wanted[key], value_set=standing[key].combine_chunks())
    same = pc.equal(
        standing[ROW_HASH].combine_chunks().take(places.combine_chunks()), wanted[ROW_HASH].combine_chunks()
    )
    return wanted.filter(pc.invert(pc.fill_null(same, False)))


def vanished_ids(wanted: pa.Table, standing: pa.Table, *, key: str) -> list[str]:
    """Keys that ``standing`` holds and ``wanted`` does not, in order."""
    gone = standing[key].filter(pc.invert(pc.is_in(standing[key], value_set=wanted[key].combine_chunks())))
    return sorted(gone.to_pylist())
