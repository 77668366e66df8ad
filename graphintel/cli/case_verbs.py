"""init, run, verify, export, brief, judge, upgrade."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from graphintel.case import init_case, open_case_folder, upgrade_case, verify_case
from graphintel.cli.shell import NOTHING_DONE, guarded, progress, say
from graphintel.desk import judge_pair
from graphintel.pipeline import RunReport, run_case
from graphintel.report import count_unidentified, export_case

CASE = click.argument("case", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@click.command()
@CASE
@click.option("--name", help="Name of the case; its folder's name unless given.")
@click.option("--region", default="MY", show_default=True, help="Country assumed for numbers without a prefix.")
@click.option("--timezone", default="UTC", show_default=True, help="Zone assumed for times without an offset.")
@guarded
def init(case: Path, name: str | None, region: str, timezone: str) -> None:
    """Make an empty case.

    Example: graphintel init mycase --region MY --timezone Asia/Kuala_Lumpur
    """
    init_case(case, name=name or case.name, region=region, timezone=timezone)
    click.echo(f"Made the case {case}. Next: graphintel ingest {case} FOLDER-OF-EXPORTS")


@click.command()
@CASE
@JSON
@guarded
def run(case: Path, as_json: bool) -> None:
    """Find adverts, actors, ties and networks: whatever is out of date, and nothing else.

    Example: graphintel run mycase
    """
    report = run_case(case, progress=progress())
    counts = dict(report.counts)
    shown = ("unified_posts", "mentions", "adverts", "actors", "ties", "networks")
    lines = ["Done." if report.is_new else "Nothing had changed since the last run."]
    lines += [f"{name.removeprefix('unified_'):10} {counts.get(name, 0):,}" for name in shown]
    lines += _what_changed(report)
    lines.append(f"CITES appendices {report.species_list}.")
    unjoined = count_unidentified(open_case_folder(case))
    if unjoined:
        told = " and ".join(f"{count:,} {what}s" for what, count in sorted(unjoined.items()))
        lines.append(f"{told} have no id that another export could share; export lists them in unidentified.csv.")
    say(asdict(report) | {"counts": counts, "unidentified": unjoined}, as_json=as_json, lines=lines)


def _what_changed(report: RunReport) -> Iterator[str]:
    if report.is_new:
        yield f"{report.texts_read:,} of {report.texts:,} texts were read anew."
    if report.adverts_came is not None:
        yield f"Against the last run {report.adverts_came:,} adverts came and {report.adverts_went:,} went."


@click.command()
@CASE
@JSON
@guarded
def verify(case: Path, as_json: bool) -> None:
    """Check that every byte stands as it was written, and that every record adds up.

    Example: graphintel verify mycase
    """
    faults = verify_case(open_case_folder(case))
    lines = [f"The case is whole: {case}"] if not faults else [f"fault: {fault}" for fault in faults]
    say({"faults": list(faults)}, as_json=as_json, lines=lines)
    if faults:
        sys.exit(NOTHING_DONE)


@click.command()
@CASE
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the CSV files.")
@JSON
@guarded
def export(case: Path, out: Path, as_json: bool) -> None:
    """Write the whole case as CSV files for other programs. Spreadsheets may run formulas in them: use briefs there.

    Example: graphintel export mycase --out tables/
    """
    written = export_case(open_case_folder(case), out)
    say({"files": written}, as_json=as_json, lines=[f"Wrote {len(written)} files to {out}."])


@click.command()
@CASE
@click.argument("network")
@click.option("--out", type=click.Path(path_type=Path), help="The PDF to write; briefs/ in the case unless given.")
@click.option("--latin", is_flag=True, help="Texts of other scripts in Latin letters too.")
@guarded
def brief(case: Path, network: str, out: Path | None, latin: bool) -> None:
    """Write the brief on a network as PDF.

    Example: graphintel brief mycase N-001
    """
    from graphintel.report.brief import write_brief

    opened = open_case_folder(case)
    path = out or case / "briefs" / f"{network}-{opened.run_id}.pdf"
    click.echo(f"Wrote {write_brief(opened, network, path, latin=latin)}.")


@click.command()
@CASE
@click.argument("left")
@click.argument("right")
@click.argument("verdict", type=click.Choice(["same", "different", "unsure"]))
@click.option("--by", "by_whom", required=True, help="Who judges.")
@click.option("--reason", required=True, help="Why, in your words.")
@guarded
def judge(case: Path, left: str, right: str, verdict: str, by_whom: str, reason: str) -> None:
    """Say that two accounts are one person's, or are not. It outweighs every rule from the next run on.

    Example: graphintel judge mycase facebook:1001 facebook:1002 different --by "A. Analyst" --reason "two voices"
    """
    words = {"same": "positive", "different": "negative", "unsure": "unsure"}
    place = judge_pair(case, left, right, verdict=words[verdict], by_whom=by_whom, reason=reason)
    click.echo(f"Recorded as decision {place}. Next: graphintel run {case}")


@click.command()
@CASE
@guarded
def upgrade(case: Path) -> None:
    """Bring a case that an older graphintel wrote up to this one; a copy is made first.

    Example: graphintel upgrade mycase
    """
    copy = upgrade_case(case)
    click.echo(f"Upgraded {case}; as it was, it stands at {copy}." if copy else f"{case} is up to date already.")
