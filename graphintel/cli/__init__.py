"""The command line: `graphintel VERB CASE`."""

from __future__ import annotations

import click

from graphintel.cli.case_verbs import brief, export, init, judge, run, upgrade, verify
from graphintel.cli.demo_verb import demo
from graphintel.cli.explore_verb import explore
from graphintel.cli.graph_verbs import publish, query
from graphintel.cli.ingest_verb import ingest
from graphintel.cli.sample_verbs import sample


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Find organised networks in exports of groups and chats where protected wildlife is traded."""


for _verb in (init, ingest, run, judge, explore, brief, export, publish, query, verify, upgrade, sample, demo):
    main.add_command(_verb)

__all__ = ["main"]
