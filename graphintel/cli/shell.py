"""What all verbs share: one line for an error, exit codes, a progress bar."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from graphintel.errors import GraphintelError, SettingsError
from graphintel.progress import Progress, Silent

NOTHING_DONE, DONE_IN_PART = 1, 3


class Bar:
    """One line on the terminal that says which step runs and how far it is."""

    def advance(self, step: str, done: int, total: int | None = None) -> None:
        """Draw the line again."""
        share = f"{done}/{total}" if total else str(done)
        click.echo(f"\r\033[K{step} {share}", nl=False, err=True)
        if total and done >= total:
            click.echo("\r\033[K", nl=False, err=True)


def progress() -> Progress:
    """A bar at a terminal, nothing elsewhere."""
    return Bar() if sys.stderr.isatty() else Silent()


def guarded(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Turn an error of graphintel's own into one line and exit 1; Ctrl-C leaves the case as it was."""

    @wraps(verb)
    def run(*args: Any, **options: Any) -> Any:
        try:
            return verb(*args, **options)
        except GraphintelError as problem:
            click.echo(f"graphintel: {problem}", err=True)
            sys.exit(NOTHING_DONE)
        except KeyboardInterrupt:
            click.echo("\ngraphintel: stopped. The case is as it was before this command.", err=True)
            sys.exit(NOTHING_DONE)

    return run


def say(content: dict[str, Any], *, as_json: bool, lines: list[str]) -> None:
    """Print for a program or for a person."""
    click.echo(json.dumps(content, ensure_ascii=False) if as_json else "\n".join(lines))


def account_name() -> str:
    """The name of the account on this machine, for whoever does not give one.

    Raises:
        SettingsError: the machine does not tell.
    """
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as problem:
        raise SettingsError("this machine does not tell who you are. Give your name with --by.") from problem
