"""species-list import, show, reset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
import msgspec

from graphintel.case import Case, open_case_folder
from graphintel.case.lists import stamp_of, told_day, told_list
from graphintel.case.manifest import ListStamp
from graphintel.cli.shell import account_name, guarded, say
from graphintel.desk import ListImport, import_species_list, reset_species_list
from graphintel.report import Standing, standings, taxa_in_shipped_list

_PATH = click.Path(path_type=Path)
CASE = click.argument("case", type=_PATH)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
_DATE_FROM = {
    "shipped": "as it ships",
    "given": "as you gave it",
    "file_name": "by the file's name",
    "import": "the day of import, because neither --date nor the file's name tells another",
}


@click.group("species-list")
def species_list() -> None:
    """The CITES list by which appendices are told: the shipped one, or your own in its place."""


@species_list.command("import")
@CASE
@click.argument("file", type=_PATH)
@click.option("--date", "day", help="Date of the list's state, as 2026-05-31; by the file's name unless given.")
@click.option("--by", "by_whom", help="Who imports it; your account's name on this machine unless given.")
@JSON
@guarded
def import_list(case: Path, file: Path, day: str | None, by_whom: str | None, as_json: bool) -> None:
    """Put your own list in place of the shipped one: a CSV of Species+ or of the Checklist of CITES Species.

    Example: graphintel species-list import mycase Index_of_CITES_Species_2026-05-31.csv
    """
    done = import_species_list(case, file, day=day, by_whom=by_whom or account_name())
    content = {"is_new": done.is_new, "species_list": msgspec.to_builtins(done.kept)}
    found = {"taxa": done.found.taxa, "unlisted": done.found.unlisted, "old_names": done.found.old_names}
    lines = list(_imported(case, done))
    told = {"not_understood": list(done.found.strange), "lacking": list(done.lacking)}
    say(content | found | told, as_json=as_json, lines=lines)


@species_list.command()
@CASE
@click.argument("taxa", nargs=-1)
@JSON
@guarded
def show(case: Path, taxa: tuple[str, ...], as_json: bool) -> None:
    """Say which list counts, and where it has the TAXA, beside the shipped list.

    Example: graphintel species-list show mycase "Panthera tigris" Pongo
    """
    opened = open_case_folder(case)
    found = standings(opened, taxa)
    own = opened.manifest.species_list
    content = {
        "list": told_list(stamp_of(opened.manifest)),
        "stamp": msgspec.to_builtins(stamp_of(opened.manifest)),
        "taxa": own.table.row_count if own else taxa_in_shipped_list(),
        "own": msgspec.to_builtins(own),
        "standings": [asdict(one) for one in found],
    }
    say(content, as_json=as_json, lines=[*_shown(opened), *map(_stands, found)])


@species_list.command()
@CASE
@guarded
def reset(case: Path) -> None:
    """Let the shipped list count again from the next run on.

    Example: graphintel species-list reset mycase
    """
    taken = reset_species_list(case)
    if taken is None:
        click.echo("The shipped list counts already. Nothing was changed.")
        return
    click.echo(f"The shipped list counts again in place of {taken.stamp.name}. Next: graphintel run {case}")


def _imported(case: Path, done: ListImport) -> Iterator[str]:
    if not done.is_new:
        yield "The case counts with this list already. Nothing was changed."
        return
    found, stamp = done.found, done.kept.stamp
    yield f"{found.taxa:,} taxa in Appendix I, II or III; {found.unlisted:,} not listed; {found.old_names:,} old names."
    yield _date_told(stamp)
    if found.strange:
        held = ", ".join(repr(one) for one in found.strange[:3])
        yield f"note: listings that are no Appendix count for nothing, such as {held}."
    if done.lacking:
        yield (
            f"note: of {taxa_in_shipped_list():,} taxa of the shipped list it lists {len(done.lacking):,} not, such "
            f"as {', '.join(done.lacking[:3])}. They will bear no Appendix: is it the whole list?"
        )
    yield f"It takes the place of the shipped list. Next: graphintel run {case}"


def _shown(case: Case) -> Iterator[str]:
    own, stamp = case.manifest.species_list, stamp_of(case.manifest)
    if own is None:
        yield f"The shipped list counts: {taxa_in_shipped_list():,} taxa, higher ones counted as one."
    else:
        yield f"The case's own list counts: {stamp.name}, {own.table.row_count:,} taxa in Appendix I, II or III."
        yield f"Imported by {own.table.by_whom} at {own.table.imported_at}."
    yield _date_told(stamp)
    if case.manifest.derived and case.manifest.listed_by not in (stamp, None):
        yield f"The last run told appendices {told_list(case.manifest.listed_by or stamp)}: run the case again."


def _date_told(stamp: ListStamp) -> str:
    return f"Date of the list: {told_day(stamp.date)}, {_DATE_FROM[stamp.date_from]}."


def _stands(one: Standing) -> str:
    ours = f"Appendix {one.appendix}" if one.appendix else "not listed" if one.is_known else "not known to it"
    return f"{one.taxon}: {ours}; in the shipped list {f'Appendix {one.shipped}' if one.shipped else 'not listed'}"
