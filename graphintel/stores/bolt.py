"""The Neo4j store: publishes what changed over Bolt; one database holds one case."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from graphintel.errors import QueryError, StoreError, StoreUnavailable
from graphintel.progress import Progress
from graphintel.stores import bolt_text
from graphintel.stores.bolt_changes import Step, plan_steps, step_counts
from graphintel.stores.declared import conform_graph
from graphintel.stores.port import GraphTables, Published
from graphintel.stores.reading import check_question, clean_parameters
from graphintel.stores.results import read_bolt

if TYPE_CHECKING:
    import neo4j

SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")
_TIMEOUT_SECONDS = 30.0  # for a reading question; the server's own default is none
_CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class BoltLimits:
    """How much goes over the wire and into one transaction.

    A transaction takes 1.2 to 1.6 kB of heap per row: 50,000 stay well inside the 358 MB that a heap of 512 MB allows.
    """

    batch_rows: int = 5_000
    transaction_rows: int = 50_000


class BoltStore:
    """A case's graph on a Neo4j server."""

    def __init__(self, target: str, *, case_id: str, limits: BoltLimits | None = None) -> None:
        if not target.startswith(SCHEMES):
            raise StoreError(f"{target!r} is no store. Give 'embedded', or an address like bolt://127.0.0.1:7687.")
        self._target, self._case_id, self._limits = target, case_id, limits or BoltLimits()
        self._driver: neo4j.Driver | None = None

    def publish(self, graph: GraphTables, *, run_id: str, progress: Progress) -> Published:
        """Write what changed and remove what vanished.

        Up to ``transaction_rows`` changes are one transaction with the note of the run in it. More go in batches, and
        until the last one no run is shown.

        Raises:
            StoreUnavailable: the server cannot be reached.
            StoreError: the database holds another case or foreign data, or the server refused a row.
        """
        graph = conform_graph(graph)
        with self._session(write=True) as session:
            self._check_owner(session)
            for statement in bolt_text.constraint_statements():
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()
            steps = plan_steps(session, graph, batch_rows=self._limits.batch_rows)
            rows = sum(step.rows for step in steps)
            if rows > self._limits.transaction_rows:
                self._write_in_batches(session, steps, run_id, progress)
            else:
                self._write_at_once(session, steps, run_id, progress)
        counts = step_counts(steps)
        return Published(run_id, None, graph.node_count, graph.relationship_count, *counts)

    def query(self, text: str, parameters: Mapping[str, object]) -> pa.Table:
        """Answer one reading question, in a session that the server holds to reading.

        Raises:
            QueryError: it is no reading question, lacks a parameter, or the server refuses it.
            StoreUnavailable: the server cannot be reached.
            StoreError: the database holds another case.
        """
        import neo4j
        from neo4j.exceptions import ClientError, TransientError

        check_question(text, parameters)
        given = clean_parameters(parameters, keep_zone=True)
        with self._session(write=False) as session:
            self._check_owner(session)
            try:
                result = session.run(neo4j.Query(text, timeout=_TIMEOUT_SECONDS), given)
                return read_bolt(list(result.keys()), [tuple(record) for record in result])
            except (ClientError, TransientError) as problem:
                raise QueryError(f"Neo4j cannot answer: {problem.message}") from problem

    def published_run(self) -> str | None:
        """The run whose graph stands here whole; None while one is being published, or was left half-way."""
        with self._session(write=False) as session:
            found = self._check_owner(session)
        return found["run_id"] if found and found["state"] == "complete" else None

    def close(self) -> None:
        """Close all connections."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def _check_owner(self, session: neo4j.Session) -> dict[str, Any] | None:
        found = session.run(bolt_text.READ_PUBLICATION).data()
        if found:
            if found[0]["case_id"] != self._case_id:
                raise StoreError(
                    f"the database at {self._target} holds another case ({found[0]['case_id']}). "
                    "One database holds one case: give the address of another server."
                )
            return dict(found[0])
        if session.run(bolt_text.COUNT_FOREIGN).single(strict=True)["nodes"]:
            raise StoreError(
                f"the database at {self._target} holds data that graphintel did not write. "
                "Nothing was changed: give the address of an empty server."
            )
        return None

    def _note(self, run: Callable[..., Any], run_id: str | None, state: str, pending: str | None) -> None:
        values = {"case_id": self._case_id, "run_id": run_id, "state": state, "pending": pending}
        run(bolt_text.WRITE_PUBLICATION, values).consume()

    def _write_at_once(self, session: neo4j.Session, steps: list[Step], run_id: str, progress: Progress) -> None:
        with session.begin_transaction() as transaction:
            _run_steps(transaction.run, steps, progress)
            self._note(transaction.run, run_id, "complete", None)
            transaction.commit()

    def _write_in_batches(self, session: neo4j.Session, steps: list[Step], run_id: str, progress: Progress) -> None:
        self._note(session.run, None, "publishing", run_id)
        _run_steps(session.run, steps, progress)
        self._note(session.run, run_id, "complete", None)

    @contextmanager
    def _session(self, *, write: bool) -> Iterator[neo4j.Session]:
        import neo4j
        from neo4j.exceptions import AuthError, DriverError, Neo4jError

        driver = self._connect()
        mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        try:
            with driver.session(default_access_mode=mode) as session:
                yield session
        except (AuthError, DriverError) as problem:
            raise StoreUnavailable(self._target, str(problem)) from problem
        except Neo4jError as problem:
            raise StoreError(
                f"Neo4j at {self._target} refused: {problem.message}. Nothing more was written."
            ) from problem

    def _connect(self) -> neo4j.Driver:
        import neo4j
        from neo4j.exceptions import DriverError, Neo4jError

        if self._driver is not None:
            return self._driver
        password = os.environ.get("NEO4J_PASSWORD")
        if not password:
            raise StoreUnavailable(self._target, "NEO4J_PASSWORD is not set")
        try:
            driver = neo4j.GraphDatabase.driver(
                self._target,
                auth=(os.environ.get("NEO4J_USERNAME", "neo4j"), password),
                connection_timeout=_CONNECT_SECONDS,
                max_transaction_retry_time=_CONNECT_SECONDS,
                notifications_min_severity="OFF",  # an unknown label is no news where a graph is small
            )
        except (DriverError, ValueError) as problem:
            raise StoreUnavailable(self._target, str(problem)) from problem
        try:
            driver.verify_connectivity()
        except (DriverError, Neo4jError) as problem:
            driver.close()
            raise StoreUnavailable(self._target, str(problem)) from problem
        self._driver = driver
        return driver


def _run_steps(run: Callable[..., Any], steps: list[Step], progress: Progress) -> None:
    total, done = sum(step.rows for step in steps), 0
    for step in steps:
        run(step.text, step.parameters()).consume()
        done += step.rows
        progress.advance("publish", done, total)
