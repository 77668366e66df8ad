"""The embedded store: immutable generations of a ladybug file, built aside and opened for reading only."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from graphintel.errors import QueryError, StoreError, StoreUnavailable
from graphintel.progress import Progress
from graphintel.schema.graph import NODE_LABELS, RELATIONSHIP_TYPES, Property
from graphintel.stores.declared import conform_graph
from graphintel.stores.delta import digest_graph
from graphintel.stores.port import GraphTables, Published
from graphintel.stores.reading import check_question, clean_parameters
from graphintel.stores.results import read_embedded

if TYPE_CHECKING:
    import ladybug

_TYPES = {"STRING": "STRING", "INT": "INT64", "FLOAT": "DOUBLE", "BOOLEAN": "BOOLEAN", "DATETIME": "TIMESTAMP"}
_GENERATION = re.compile(r"[0-9A-Za-z_-]{1,64}")
_POOL_BYTES = 256 << 20  # ladybug takes most of the machine's memory if it is not told
_BUILD_POOL_BYTES = 1 << 30  # a million nodes and three million relationships were loaded within it
_THREADS = 2
_TIMEOUT_MS = 30_000  # longer than any shipped question takes, shorter than a person's patience
_SUFFIX = ".lbdb"


class EmbeddedStore:
    """One generation of a case's graph in the folder ``graph/``; safe to share between threads."""

    def __init__(self, folder: Path, generation: str | None) -> None:
        self._folder, self._generation = folder, generation
        self._database: ladybug.Database | None = None
        self._lock = threading.Lock()

    def publish(self, graph: GraphTables, *, run_id: str, progress: Progress) -> Published:
        """Build the file ``<run_id>.lbdb``; the caller records the generation in the manifest.

        Raises:
            StoreError: the run's name cannot be a file's, the graph is not as declared, or the build failed.
        """
        if not _GENERATION.fullmatch(run_id):
            raise StoreError(f"{run_id!r} cannot name a generation. Use letters, digits, - and _ only.")
        graph = conform_graph(graph)
        digest = digest_graph(graph)
        nodes, relationships = graph.node_count, graph.relationship_count
        if self._holds(run_id, digest):
            self._switch(run_id)
            return Published(run_id, run_id, nodes, relationships, 0, 0)
        self._folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".partial-", dir=self._folder))
        try:
            built = scratch / f"graph{_SUFFIX}"
            _build(built, graph, run_id, digest, progress)
            with built.open("rb+") as written:
                os.fsync(written.fileno())
            self.close()
            os.replace(built, self._path(run_id))
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        self._switch(run_id)
        return Published(run_id, run_id, nodes, relationships, nodes, relationships)

    def query(self, text: str, parameters: Mapping[str, object]) -> pa.Table:
        """Answer one reading question.

        Raises:
            QueryError: it is no reading question, lacks a parameter, or ladybug refuses it.
            StoreUnavailable: the generation's file cannot be opened.
        """
        check_question(text, parameters)
        return self._ask(text, clean_parameters(parameters, keep_zone=False))

    def published_run(self) -> str | None:
        """The run of the open generation; None where nothing is published."""
        if self._generation is None or not self._path(self._generation).exists():
            return None
        runs = self._ask("MATCH (p:Publication) RETURN p.run_id AS run_id", {})["run_id"].to_pylist()
        return str(runs[0]) if runs else None

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _path(self, generation: str) -> Path:
        return self._folder / f"{generation}{_SUFFIX}"

    def _switch(self, generation: str) -> None:
        if generation != self._generation:
            self.close()
            self._generation = generation

    def _holds(self, generation: str, digest: str) -> bool:
        if not self._path(generation).exists():
            return False
        other = EmbeddedStore(self._folder, generation)
        try:
            found = other._ask("MATCH (p:Publication) RETURN p.digest AS digest", {})["digest"].to_pylist()
        except StoreError:  # a file of another version or half of one: build it again
            return False
        finally:
            other.close()
        return bool(found == [digest])

    def _open(self) -> ladybug.Database:
        import ladybug

        if self._generation is None or not self._path(self._generation).exists():
            raise StoreUnavailable(self._folder, "no graph is published yet: run `graphintel run` first")
        with self._lock:
            if self._database is None:
                path = self._path(self._generation)
                try:
                    self._database = ladybug.Database(
                        path, read_only=True, buffer_pool_size=_POOL_BYTES, max_num_threads=_THREADS
                    )
                except RuntimeError as problem:
                    raise StoreUnavailable(path, str(problem)) from problem
            return self._database

    def _ask(self, text: str, parameters: dict[str, object]) -> pa.Table:
        import ladybug

        connection = ladybug.Connection(self._open())
        try:
            connection.set_query_timeout(_TIMEOUT_MS)
            return read_embedded(connection.execute(text, parameters))
        except (RuntimeError, TypeError, ValueError, pa.ArrowException) as problem:
            raise QueryError(f"the embedded graph cannot answer: {problem}") from problem
        finally:
            connection.close()


def table_statements() -> tuple[str, ...]:
    """The statements that create every declared label and type in an empty file."""
    statements = [
        f"CREATE NODE TABLE {label.name}(id STRING PRIMARY KEY{_columns(label.properties)})" for label in NODE_LABELS
    ]
    for kind in RELATIONSHIP_TYPES:
        ends = ", ".join(f"FROM {left} TO {right}" for left, right in kind.ends)
        statements.append(f"CREATE REL TABLE {kind.name}({ends}, edge_id STRING{_columns(kind.properties)})")
    statements.append("CREATE NODE TABLE Publication(id STRING PRIMARY KEY, run_id STRING, digest STRING)")
    statements.append("CREATE MACRO type(r) AS label(r)")
    return tuple(statements)


def _columns(properties: tuple[Property, ...]) -> str:
    return "".join(f", {prop.name} {_TYPES[prop.type]}" for prop in properties)


def _build(path: Path, graph: GraphTables, run_id: str, digest: str, progress: Progress) -> None:
    import ladybug

    total = graph.node_count + graph.relationship_count
    database = ladybug.Database(path, buffer_pool_size=_BUILD_POOL_BYTES, max_num_threads=_THREADS)
    connection: Any = ladybug.Connection(database)
    try:
        for statement in table_statements():
            connection.execute(statement)
        done = 0
        for label, rows in graph.nodes.items():
            done += _copy(connection, f"COPY {label} FROM $rows", rows)
            progress.advance("publish", done, total)
        for (kind, left, right), rows in graph.relationships.items():
            # The columns of both ends come first, the properties by position after them.
            done += _copy(connection, f"COPY {kind} FROM $rows (from='{left}', to='{right}')", rows)
            progress.advance("publish", done, total)
        stamp = {"run_id": run_id, "digest": digest}
        connection.execute("CREATE (:Publication {id: 'current', run_id: $run_id, digest: $digest})", stamp)
        connection.execute("CHECKPOINT")
    except RuntimeError as problem:
        raise StoreError(f"the graph could not be written to {path.parent.parent} ({problem}).") from problem
    finally:
        connection.close()
        database.close()


def _copy(connection: Any, statement: str, rows: pa.Table) -> int:
    if rows.num_rows:
        connection.execute(statement, {"rows": rows.combine_chunks()})
    return int(rows.num_rows)
