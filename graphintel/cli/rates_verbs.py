"""rates import, show, reset."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import click
import msgspec

from graphintel.case import open_case_folder
from graphintel.cli.shell import account_name, guarded, say
from graphintel.desk import import_rates, reset_rates
from graphintel.errors import SettingsError
from graphintel.reference import Rate
from graphintel.report import rate_of_month, rates_of

_PATH = click.Path(path_type=Path)
CASE = click.argument("case", type=_PATH)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_LATEST = 24  # months that are shown where none is asked for


@click.group()
def rates() -> None:
    """The rates at which prices are converted to US dollars: shipped ones, and your own over them."""


@rates.command("import")
@CASE
@click.argument("file", type=_PATH)
@click.option("--by", "by_whom", help="Who imports them; your account's name on this machine unless given.")
@JSON
@guarded
def import_table(case: Path, file: Path, by_whom: str | None, as_json: bool) -> None:
    """Add rates from a CSV table with the columns date (or month), currency and units_per_usd.

    Example: graphintel rates import mycase rates.csv
    """
    done = import_rates(case, file, by_whom=by_whom or account_name())
    currencies = sorted({rate.currency for rate in done.found})
    lines = ["The case has these rates already. Nothing was changed."]
    if done.is_new:
        count = f"{len(done.found):,} monthly rates of {', '.join(currencies)}"
        lines = [f"{count} count over the shipped ones. Next: graphintel run {case}"]
    content = {"is_new": done.is_new, "rates": msgspec.to_builtins(done.kept), "currencies": currencies}
    say(content, as_json=as_json, lines=lines)


@rates.command()
@CASE
@click.argument("currency")
@click.argument("month", required=False)
@JSON
@guarded
def show(case: Path, currency: str, month: str | None, as_json: bool) -> None:
    """Show what one US dollar cost in a CURRENCY, in a MONTH such as 2024-06 or in the latest ones.

    Example: graphintel rates show mycase VND 2024-06
    """
    opened = open_case_folder(case)
    if month is not None and not _MONTH.fullmatch(month):
        raise SettingsError(f"{month!r} is no month. Write it as 2024-06.")
    found = rates_of(opened, currency)
    if month is None:
        lines = [_told(rate) for rate in found[-_LATEST:]]
        if len(found) > _LATEST:
            lines.insert(0, f"The latest {_LATEST} of {len(found)} months from {found[0].month} on:")
        say({"rates": [asdict(rate) for rate in found]}, as_json=as_json, lines=lines)
        return
    rate = rate_of_month(opened, currency, month)
    if rate is None:
        raise SettingsError(
            f"there is no rate of {currency.upper()} in {month} or the twelve months before it. Prices of that month "
            "are not converted; import a rate of your own where it matters."
        )
    late = f" (used for {month})" if rate.month != month else ""
    say({"month": month, "rate": asdict(rate)}, as_json=as_json, lines=[_told(rate) + late])


@rates.command()
@CASE
@guarded
def reset(case: Path) -> None:
    """Let the shipped rates alone count again from the next run on.

    Example: graphintel rates reset mycase
    """
    taken = reset_rates(case)
    if not taken:
        click.echo("The shipped rates alone count already. Nothing was changed.")
        return
    names = ", ".join(table.file_name for table in taken)
    click.echo(f"The shipped rates alone count again, without {names}. Next: graphintel run {case}")


def _told(rate: Rate) -> str:
    return f"{rate.month}: 1 US$ = {rate.units_per_usd:,.7g} {rate.currency} ({rate.source})"
