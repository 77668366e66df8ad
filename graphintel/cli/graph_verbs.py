"""publish and query."""

from __future__ import annotations

from pathlib import Path

import click

from graphintel.case import open_case_folder
from graphintel.cli.shell import guarded, progress, say
from graphintel.desk import ask_store, publish_case
from graphintel.errors import QueryError
from graphintel.stores import list_queries, load_query

CASE = click.argument("case", type=click.Path(path_type=Path))
STORE = click.option("--store", help="embedded, or bolt://host:port of a Neo4j; the case's own unless given.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@click.command()
@CASE
@STORE
@JSON
@guarded
def publish(case: Path, store: str | None, as_json: bool) -> None:
    """Publish the newest run to a graph store; only what changed is sent.

    Name and password of a server come from NEO4J_USERNAME and NEO4J_PASSWORD.

    Example: graphintel publish mycase --store bolt://127.0.0.1:7687
    """
    target = store or open_case_folder(case).settings.store
    done = publish_case(case, target, progress=progress())
    sent = f"{done.nodes_written:,} nodes and {done.relationships_written:,} relationships written"
    line = f"Published {done.node_count:,} nodes and {done.relationship_count:,} relationships to {target} ({sent})."
    say({"run_id": done.run_id, "nodes": done.node_count}, as_json=as_json, lines=[line])


@click.command()
@CASE
@click.argument("name", required=False)
@click.option("--param", "parameters", multiple=True, help="A parameter as name=value; may be given several times.")
@STORE
@JSON
@guarded
def query(case: Path, name: str | None, parameters: tuple[str, ...], store: str | None, as_json: bool) -> None:
    """Put a shipped question to the graph; without a name, list the questions.

    Example: graphintel query mycase shared_phones --param min_adverts=2
    """
    if name is None:
        lines = [f"{known.removeprefix('portable/'):24} {load_query(known).asks}" for known in list_queries()]
        say({"questions": list(list_queries())}, as_json=as_json, lines=lines)
        return
    given = {}
    for text in parameters:
        key, equals, value = text.partition("=")
        if not equals:
            raise QueryError(f"{text!r} is no parameter. Give it as name=value.")
        given[key] = value
    rows = ask_store(open_case_folder(case), name, given, target=store).to_pylist()
    lines = ["\t".join(rows[0])] if rows else ["No rows."]
    lines += ["\t".join("" if value is None else str(value) for value in row.values()) for row in rows]
    say(
        {"rows": [{k: v if v is None else str(v) for k, v in row.items()} for row in rows]},
        as_json=as_json,
        lines=lines,
    )
