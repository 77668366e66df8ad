"""sample write, sample score, demo."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import click

from graphintel.case import init_case, open_case_folder
from graphintel.case.durable import replace_text
from graphintel.cli.shell import guarded, progress, say
from graphintel.report import export_tables
from graphintel.sample import REGION, TIMEZONE, ScoreLine, score_case, write_sample
from graphintel.settings import write_settings


@click.group()
def sample() -> None:
    """Write a synthetic case with its truth, or score a run against it."""


@sample.command("write")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--seed", default=1, show_default=True)
@click.option("--scale", default=1.0, show_default=True, help="1 is about 3,000 posts.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@guarded
def write(folder: Path, seed: int, scale: float, as_json: bool) -> None:
    """Write exports and their truth. All people in it are invented.

    Example: graphintel sample write sample/ --seed 1 --scale 1
    """
    made = dataclasses.asdict(write_sample(folder, seed=seed, scale=scale))
    say(made, as_json=as_json, lines=[f"{name:10} {value}" for name, value in made.items()])


@sample.command("case")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("case", type=click.Path(path_type=Path))
@guarded
def make_case(folder: Path, case: Path) -> None:
    """Make a case for a sample, with the regions of its groups, and take its exports in.

    Example: graphintel sample case sample/ mycase
    """
    load_sample(folder, case)
    click.echo(f"Made the case {case}. Next: graphintel run {case}")


def load_sample(folder: Path, case: Path) -> None:
    """What an analyst would do with the sample: init, tell the groups' regions, ingest with the owner bound."""
    from zoneinfo import ZoneInfo

    from graphintel.desk import import_paths
    from graphintel.schema.reading import ReadOptions
    from ingest import identify

    made = init_case(case, name="Synthetic sample", region=REGION, timezone=TIMEZONE)
    with (folder / "settings.csv").open(encoding="utf-8", newline="") as opened:
        regions = {row["group_id"]: row["region"] for row in csv.DictReader(opened)}
    settings = dataclasses.replace(made.settings, group_regions=regions)
    replace_text(case / "case.toml", write_settings(settings))
    platform, _, uid = (folder / "truth" / "owner.txt").read_text("utf-8").strip().partition(":")
    options = ReadOptions(timezone=ZoneInfo(TIMEZONE), owners={platform: uid})
    import_paths(case, [folder / "exports"], identify=identify, options=options, progress=progress())


@sample.command("score")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("truth", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@guarded
def score(case: Path, truth: Path, as_json: bool) -> None:
    """Print how close a run comes to the planted truth, stage by stage.

    Example: graphintel sample score mycase sample/truth
    """
    lines = score_case(export_tables(open_case_folder(case)), truth)
    content = {"lines": [dataclasses.asdict(line) for line in lines]}
    say(content, as_json=as_json, lines=[written(line) for line in lines])


def written(line: ScoreLine) -> str:
    """A figure for people."""
    count = f"n={line.count}" if line.count else ""
    return f"{line.stage:8} {line.measure:36} {line.value:6.3f}  {line.wanted:7} {count}".rstrip()
