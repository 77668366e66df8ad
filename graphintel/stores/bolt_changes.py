"""The steps that turn the graph on a server into the wanted one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

from graphintel.schema.columns import TEXT
from graphintel.stores import bolt_text
from graphintel.stores.delta import ROW_HASH, changed_rows, vanished_ids, with_hashes
from graphintel.stores.port import GraphTables

if TYPE_CHECKING:
    import neo4j

_PAGE_ROWS = 20_000  # ids and hashes per answer: about 3 MB
_BATCH_BYTES = 8 << 20  # long texts must not add up in the server's transaction memory
Kind = Literal["nodes written", "relationships written", "nodes removed", "relationships removed"]
_KINDS: tuple[Kind, ...] = ("nodes written", "relationships written", "nodes removed", "relationships removed")


@dataclass(frozen=True, slots=True)
class Step:
    """One statement and its rows: a table to write, or ids to remove."""

    kind: Kind
    text: str
    content: pa.Table | list[str]

    @property
    def rows(self) -> int:
        """Rows that the step writes or removes."""
        return len(self.content)

    def parameters(self) -> dict[str, Any]:
        """The rows as column lists."""
        if isinstance(self.content, list):
            return {"ids": self.content}
        columns: dict[str, Any] = self.content.to_pydict()
        return columns


def step_counts(steps: list[Step]) -> tuple[int, int, int, int]:
    """Nodes written, relationships written, nodes removed, relationships removed."""
    written, tied, gone, cut = (sum(step.rows for step in steps if step.kind == kind) for kind in _KINDS)
    return written, tied, gone, cut


def plan_steps(session: neo4j.Session, graph: GraphTables, *, batch_rows: int) -> list[Step]:
    """Compare the wanted graph with the one on the server.

    Returns:
        Steps in the order to run them: relationships go first and nodes last, so that no step needs what is not there.
    """
    removals: list[Step] = []
    nodes: list[Step] = []
    relationships: list[Step] = []
    leavers: list[Step] = []
    for label, rows in graph.nodes.items():
        wanted = with_hashes(rows)
        standing = _standing(session, bolt_text.read_node_hashes(label), "id")
        changed = changed_rows(wanted, standing, key="id")
        nodes += [Step("nodes written", bolt_text.merge_nodes(label), part) for part in _parts(changed, batch_rows)]
        gone = vanished_ids(wanted, standing, key="id")
        leavers += _removals("nodes removed", bolt_text.delete_nodes(label), gone, batch_rows)
    for name, rows in graph.relationships.items():
        wanted = with_hashes(rows)
        standing = _standing(session, bolt_text.read_relationship_hashes(name), "edge_id")
        changed = changed_rows(wanted, standing, key="edge_id")
        text = bolt_text.merge_relationships(name)
        relationships += [Step("relationships written", text, part) for part in _parts(changed, batch_rows)]
        gone = vanished_ids(wanted, standing, key="edge_id")
        removals += _removals("relationships removed", bolt_text.delete_relationships(name), gone, batch_rows)
    return [*removals, *nodes, *relationships, *leavers]


def _standing(session: neo4j.Session, text: str, key: str) -> pa.Table:
    ids: list[str] = []
    hashes: list[str] = []
    while True:
        found = session.run(text, {"after": ids[-1] if ids else "", "page": _PAGE_ROWS}).single(strict=True)
        ids += found["ids"]
        hashes += found["hashes"]
        if len(found["ids"]) < _PAGE_ROWS:
            return pa.table({key: pa.array(ids, TEXT), ROW_HASH: pa.array(hashes, TEXT)})


def _parts(rows: pa.Table, batch_rows: int) -> Iterator[pa.Table]:
    if not rows.num_rows:
        return
    size = max(1, min(batch_rows, rows.num_rows * _BATCH_BYTES // max(rows.nbytes, 1)))
    for start in range(0, rows.num_rows, size):
        yield rows.slice(start, size)


def _removals(kind: Kind, text: str, ids: list[str], batch_rows: int) -> list[Step]:
    return [Step(kind, text, ids[start : start + batch_rows]) for start in range(0, len(ids), batch_rows)]
