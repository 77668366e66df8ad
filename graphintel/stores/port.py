"""What a graph store must do, whichever database stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

from graphintel.progress import Progress

RelationshipKey = tuple[str, str, str]  # type, label of the left end, label of the right end


@dataclass(frozen=True, slots=True)
class GraphTables:
    """A whole graph as tables.

    ``nodes`` maps a label to its rows: ``id``, then the declared properties. ``relationships`` maps
    (type, from label, to label) to rows of ``left_id``, ``right_id``, ``edge_id`` and the declared properties.
    """

    nodes: Mapping[str, pa.Table] = field(default_factory=dict)
    relationships: Mapping[RelationshipKey, pa.Table] = field(default_factory=dict)

    @property
    def node_count(self) -> int:
        """Nodes of all labels."""
        return sum(rows.num_rows for rows in self.nodes.values())

    @property
    def relationship_count(self) -> int:
        """Relationships of all types."""
        return sum(rows.num_rows for rows in self.relationships.values())


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: rows written and removed, and what stands there now.

    ``generation`` names the embedded store's file, for the manifest; None on a server.
    """

    run_id: str
    generation: str | None
    node_count: int
    relationship_count: int
    nodes_written: int
    relationships_written: int
    nodes_removed: int = 0
    relationships_removed: int = 0


class GraphStore(Protocol):
    """Holds one published graph of one case, and answers questions in Cypher."""

    def publish(self, graph: GraphTables, *, run_id: str, progress: Progress) -> Published:
        """Make ``graph`` the published one; the same graph again changes nothing."""

    def query(self, text: str, parameters: Mapping[str, object]) -> pa.Table:
        """Answer one reading question; columns bear their aliases, times are UTC."""

    def published_run(self) -> str | None:
        """The run whose graph stands here whole; None where there is none, or half of one."""

    def close(self) -> None:
        """Let go of files and connections."""
