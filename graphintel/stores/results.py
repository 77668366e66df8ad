"""Answers of either store as one kind of Arrow table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from graphintel.errors import QueryError
from graphintel.schema.columns import TIME


def read_embedded(result: Any) -> pa.Table:
    """A ladybug result: naive times are UTC there; nodes and relationships become their properties."""
    found = result.get_as_arrow()
    columns = [_in_utc(column) for column in found.columns]
    return pa.table(dict(zip(found.column_names, columns, strict=True)))


def _in_utc(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp("us")).cast(TIME)
    if pa.types.is_nested(column.type):
        return pa.chunked_array([pa.array([_plain(value) for value in column.to_pylist()])])
    return column


def read_bolt(names: list[str], rows: list[tuple[Any, ...]]) -> pa.Table:
    """Records of the Neo4j driver, column by column.

    Raises:
        QueryError: a column holds values of several types.
    """
    columns = {}
    for place, name in enumerate(names):
        values = [_plain(row[place]) for row in rows]
        try:
            columns[name] = pa.array(values, TIME) if _all_times(values) else pa.array(values)
        except (pa.ArrowInvalid, pa.ArrowTypeError) as problem:
            raise QueryError(f"the column {name} holds values of several types. Return them apart.") from problem
    return pa.table(columns)


def _all_times(values: list[Any]) -> bool:
    return any(isinstance(v, datetime) for v in values) and all(v is None or isinstance(v, datetime) for v in values)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if value is None or isinstance(value, (str, int, float, bool, date)):
        return value
    if hasattr(value, "to_native"):  # the driver's own times
        return _plain(value.to_native())
    if hasattr(value, "items"):  # a map, or a node or relationship of either store
        return {
            key: _plain(item) for key, item in sorted(value.items()) if not key.startswith("_") and key != "row_hash"
        }
    return str(value)
