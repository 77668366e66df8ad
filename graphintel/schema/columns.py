"""What a table and a column are, so that every table is declared once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from graphintel.errors import SchemaError

TEXT = pa.string()
COUNT = pa.int64()
REAL = pa.float64()
FLAG = pa.bool_()
TIME = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, Arrow type, meaning, and whether a value may be missing."""

    name: str
    type: pa.DataType
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows are unique by ``key`` and stand in the order of ``key``."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, columns in their declared order.

        Every field is nullable there: Ibis refuses to unite columns that differ in it. `conform` checks ``required``.
        """
        return pa.schema([pa.field(c.name, c.type) for c in self.columns])

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in their declared order."""
        return tuple(column.name for column in self.columns)

    def from_columns(self, columns: Mapping[str, Sequence[Any]]) -> pa.Table:
        """Build a table from column lists; columns not given are filled with nulls."""
        rows = len(next(iter(columns.values()))) if columns else 0
        unknown = set(columns) - set(self.names)
        if unknown:
            raise SchemaError(f"table {self.name} has no column {sorted(unknown)[0]!r}")
        arrays = [
            pa.array(columns[c.name], type=c.type) if c.name in columns else pa.nulls(rows, c.type)
            for c in self.columns
        ]
        return pa.Table.from_arrays(arrays, schema=self.arrow)

    def conform(self, table: pa.Table) -> pa.Table:
        """Order and cast ``table`` to the declaration.

        Raises:
            SchemaError: a declared column is missing, or a required one holds nulls.
        """
        missing = [c.name for c in self.columns if c.name not in table.column_names]
        if missing:
            raise SchemaError(f"table {self.name} lacks the column {missing[0]!r}")
        for column in self.columns:
            if column.required and table[column.name].null_count:
                raise SchemaError(f"table {self.name} has rows without {column.name}")
        arrays = [_cast(table[c.name], c.type) for c in self.columns]
        return pa.Table.from_arrays(arrays, schema=self.arrow)

    def empty(self) -> pa.Table:
        """The table without rows."""
        return self.arrow.empty_table()


def _cast(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    if column.type == wanted:
        return column
    return column.cast(wanted)
