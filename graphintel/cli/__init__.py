"""The command line: `graphintel VERB CASE`."""

from __future__ import annotations

from importlib import import_module

import click

# Verb → module. Each is imported when it is called: what a run needs would take a second and 100 MB from an ingest.
_VERBS = {
    "init": "case_verbs",
    "ingest": "ingest_verb",
    "run": "case_verbs",
    "judge": "case_verbs",
    "explore": "explore_verb",
    "brief": "case_verbs",
    "export": "case_verbs",
    "publish": "graph_verbs",
    "query": "graph_verbs",
    "verify": "case_verbs",
    "upgrade": "case_verbs",
    "explain": "explain_verb",
    "lexicon": "lexicon_verbs",
    "species-list": "species_list_verbs",
    "rates": "rates_verbs",
    "sample": "sample_verbs",
    "demo": "demo_verb",
}


class _Verbs(click.Group):
    """Finds a verb in its module, as click's documentation has it under "Lazily loading subcommands"."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, in the order in which they are used."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name."""
        if cmd_name not in _VERBS:
            return None
        found = getattr(import_module(f"graphintel.cli.{_VERBS[cmd_name]}"), cmd_name.replace("-", "_"))
        return found if isinstance(found, click.Command) else None


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Find organised networks in exports of groups and chats where protected wildlife is traded."""


__all__ = ["main"]
