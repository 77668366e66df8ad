"""explore: serve the case to this machine's browser."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

import click

from graphintel.case import open_case_folder
from graphintel.cli.shell import guarded, progress
from graphintel.desk import publish_case

_HERE = Path(__file__).resolve().parent.parent
# Nothing is sent anywhere, nothing of the machine is shown in errors, and only this machine may ask.
_SETTINGS = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
}


def app_folder() -> Path:
    """The explorer's files: shipped beside the package, else the checkout's.

    Only a folder that holds both the app and the built component counts.
    """
    for folder in (_HERE / "_app", _HERE.parent / "app"):
        if (folder / "main.py").is_file():
            return folder
    raise click.ClickException("the explorer's files are missing. Install graphintel again.")


def serve(case: Path, *, port: int, address: str = "127.0.0.1", store: str | None = None) -> subprocess.Popen[bytes]:
    """Start the explorer on ``port``; the caller ends it."""
    folder = app_folder()
    known = dict(os.environ)
    known["GRAPHINTEL_CASE"] = str(case.resolve())
    known["GRAPHINTEL_STORE"] = store or ""
    paths = [str(folder), str(_HERE.parent)] if importlib.util.find_spec("graphintel") else [str(folder)]
    known["PYTHONPATH"] = os.pathsep.join([*paths, *filter(None, [known.get("PYTHONPATH")])])
    settings = _SETTINGS | {"server.port": str(port), "server.address": address}
    options = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return subprocess.Popen([sys.executable, "-m", "streamlit", "run", str(folder / "main.py"), *options], env=known)


def end_on_signal() -> None:
    """Let a polite kill end like Ctrl-C, so that no explorer is left behind without its command."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--store", help="embedded, or bolt://host:port of a Neo4j; the case's own unless given.")
@click.option("--port", default=8501, show_default=True)
@click.option("--address", default="127.0.0.1", show_default=True, help="Leave it, but in a container.")
@guarded
def explore(case: Path, store: str | None, port: int, address: str) -> None:
    """Open the explorer on this machine only. With a server as store, the newest run is published to it first.

    Example: graphintel explore mycase
    """
    opened = open_case_folder(case)
    if store and store != "embedded" and opened.manifest.derived:
        publish_case(case, store, progress=progress())
    click.echo(f"The explorer is at http://127.0.0.1:{port} (Ctrl-C ends it).")
    end_on_signal()
    process = serve(case, port=port, address=address, store=store)
    try:
        sys.exit(process.wait())
    except KeyboardInterrupt:
        click.echo("")
    finally:
        process.terminate()
        process.wait()
