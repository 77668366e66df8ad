"""Publish a case's newest run to a server, and put questions to whichever store holds it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from graphintel.case import Case, open_case_folder
from graphintel.errors import NothingPublished, QueryError
from graphintel.progress import Progress
from graphintel.stores import GraphStore, Published, load_query, open_store, project_graph
from graphintel.stores.projection import TABLES_NEEDED


def store_of(case: Case, target: str | None = None) -> GraphStore:
    """The store that ``target`` names, or the case's own; the caller closes it.

    Raises:
        NothingPublished: the case was never run.
        StoreError, StoreUnavailable: the store cannot be opened.
    """
    if not case.manifest.derived:
        raise NothingPublished(case.path)
    return open_store(
        target or case.settings.store,
        case_path=case.path,
        case_id=case.settings.case_id,
        generation=case.manifest.graph_generation,
    )


def publish_case(case_path: Path, target: str, *, progress: Progress) -> Published:
    """Bring the graph at ``target`` up to date with the case's newest run; again, it changes nothing.

    Raises:
        NothingPublished: the case was never run.
        StoreError, StoreUnavailable: the store cannot be opened, or holds another case.
    """
    case = open_case_folder(case_path)
    store = store_of(case, target)
    try:
        graph = project_graph({name: case.read(name) for name in TABLES_NEEDED})
        run_id = case.manifest.graph_generation if target == "embedded" else case.run_id
        return store.publish(graph, run_id=run_id or case.run_id, progress=progress)
    finally:
        store.close()


def ask_store(case: Case, name: str, given: Mapping[str, str], *, target: str | None = None) -> pa.Table:
    """Answer a shipped question; parameters come as text and are read as its header says.

    Raises:
        QueryError: there is no such question, or a parameter is missing, unknown or no number.
    """
    query = load_query(name)
    unknown = sorted(set(given) - set(query.parameters))
    missing = sorted(set(query.parameters) - set(given))
    if unknown or missing:
        wanted = ", ".join(f"{key} ({kind})" for key, kind in query.parameters.items()) or "none"
        raise QueryError(f"the question {name!r} takes these parameters: {wanted}. Give each as --param name=value.")
    values = {key: _typed(key, text, query.parameters[key]) for key, text in given.items()}
    store = store_of(case, target)
    try:
        return store.query(query.text, values)
    finally:
        store.close()


def _typed(key: str, text: str, kind: str) -> object:
    try:
        if kind == "INT":
            return int(text)
        if kind == "FLOAT":
            return float(text)
    except ValueError as problem:
        raise QueryError(f"{key} must be a number, not {text!r}.") from problem
    return text.lower() == "true" if kind == "BOOLEAN" else text
