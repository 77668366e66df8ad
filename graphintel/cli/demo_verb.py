"""demo: the sample case, run and served."""

from __future__ import annotations

import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

from graphintel.case import open_case_folder
from graphintel.cli.explore_verb import end_on_signal, serve
from graphintel.cli.sample_verbs import load_sample
from graphintel.cli.shell import guarded, progress
from graphintel.desk import publish_case
from graphintel.errors import ReportError
from graphintel.pipeline import run_case
from graphintel.report import BANDS, survey_case
from graphintel.sample import write_sample

_SEED, _SCALE = 1, 3.0
_PATIENCE_SECONDS = 60  # a slow machine's first start of the explorer
_MARK = ".graphintel-demo"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("graphintel-demo"))
@click.option("--store", help="bolt://host:port of a Neo4j; the embedded graph unless given.")
@click.option("--port", default=8501, show_default=True)
@click.option("--check", is_flag=True, help="End once the explorer has answered.")
@guarded
def demo(folder: Path, store: str | None, port: int, check: bool) -> None:
    """Make a case of invented people, find its networks, and open the explorer on this machine.

    Example: graphintel demo
    """
    case = folder / "case"
    if not (case / "case.toml").is_file():
        _clear(folder)
        made = write_sample(folder / "sample", seed=_SEED, scale=_SCALE)
        click.echo(f"Wrote a sample of {made.posts:,} posts by {made.accounts:,} invented accounts.")
        load_sample(folder / "sample", case)
    run_case(case, progress=progress())
    if store:
        publish_case(case, store, progress=progress())
    _show(case)
    port = port if _is_free(port) else 0
    port = port or _free_port()
    end_on_signal()
    process = serve(case, port=port, store=store)
    try:
        _await(port)
        click.echo(f"The explorer answers at http://127.0.0.1:{port}" + ("" if check else " (Ctrl-C ends it)."))
        if not check:
            sys.exit(process.wait())
    except KeyboardInterrupt:
        click.echo("")
    finally:
        process.terminate()
        process.wait()


def _clear(folder: Path) -> None:
    """Remove what a killed demo left; nothing else is ever removed."""
    if (folder / _MARK).is_file():
        for part in ("sample", "case"):
            shutil.rmtree(folder / part, ignore_errors=True)
    elif folder.exists() and any(folder.iterdir()):
        raise ReportError(f"{folder} is not empty and no demo of an earlier time. Name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Made by `graphintel demo`; may be removed.\n", "utf-8")


def _show(case: Path) -> None:
    survey = survey_case(open_case_folder(case))
    click.echo(f"Found {survey.counts['networks']} networks among {survey.counts['sellers']} sellers:")
    for row in survey.networks.to_pylist():
        size = f"{row['actor_count']:3} actors {row['advert_count']:4} adverts"
        click.echo(f"  {row['network_id']}  {BANDS[row['band']]:26} {size}  {row['label']}")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    """Wait until the explorer serves its page."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise ReportError(f"the explorer did not answer on port {port} within {_PATIENCE_SECONDS} s.")
