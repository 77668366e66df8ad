"""explain: what the rules see in a text, and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from graphintel.case import open_case_folder
from graphintel.case.lexicon import case_lexicon
from graphintel.case.lists import SHIPPED_STAMP, case_species_list, stamp_of, told_list
from graphintel.cli.shell import guarded, say
from graphintel.errors import SettingsError
from graphintel.extract import Explained, TermFinder, explain_texts
from graphintel.reference import SHIPPED, load_lexicon
from graphintel.report import GLOSS_MARK, gloss_explained, is_romanisable, romanised

_PATH = click.Path(path_type=Path)
_LONGEST_LINE = 1 << 24


@click.command()
@click.argument("text", required=False)
@click.option("--region", help="Country assumed for numbers without a prefix, for instance MY.")
@click.option(
    "--case", type=_PATH, help="With this case's lexicon and CITES list, and its region unless --region is given."
)
@click.option("--jsonl", "lines", type=_PATH, help='Read texts from lines {"id", "text", "region"}.')
@click.option("--out", type=_PATH, help="Where --jsonl writes its lines.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@guarded
def explain(
    text: str | None, region: str | None, case: Path | None, lines: Path | None, out: Path | None, as_json: bool
) -> None:
    """Show what is read in a text: contacts, species, prices, whether it is an advert, and what was refused.

    \b
    Example: graphintel explain "Ready kukang jinak 850rb, WA O812-345-6789O" --region ID
    Many texts: graphintel explain --jsonl texts.jsonl --out read.jsonl
    """
    lists, stamp = SHIPPED, SHIPPED_STAMP
    if case is not None:
        opened = open_case_folder(case)
        region = region or opened.settings.region
        lists, stamp = case_species_list(opened), stamp_of(opened.manifest)
    finder = TermFinder(load_lexicon() if case is None else case_lexicon(case))
    if lines is not None:
        if out is None:
            raise SettingsError("say where to write with --out FILE.")
        told = explain_texts(list(_texts(lines, region)), finder=finder, tells_refused=False, lists=lists)
        out.write_text("".join(json.dumps(_line(one), ensure_ascii=False) + "\n" for one in told), "utf-8")
        click.echo(f"Wrote {len(told)} lines to {out}.")
        return
    if text is None:
        raise SettingsError('give a text in quotation marks, or --jsonl FILE. See "graphintel explain --help".')
    (told_one,) = explain_texts([("", text, region)], finder=finder, lists=lists)
    listed = told_list(stamp)
    read = asdict(told_one) | {"gloss": gloss_explained(told_one), "romanised": romanised(text), "cites_list": listed}
    say(read, as_json=as_json, lines=list(_told(told_one, text, listed)))


def _texts(path: Path, region: str | None) -> Iterator[tuple[str, str, str | None]]:
    try:
        opened = path.open(encoding="utf-8")
    except OSError as problem:
        raise SettingsError(f"{path} cannot be read ({problem.strerror}).") from problem
    with opened:
        for number, line in enumerate(opened, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line[:_LONGEST_LINE])
                yield str(row["id"]), str(row["text"] or ""), row.get("region") or region
            except (ValueError, KeyError, TypeError, AttributeError) as problem:
                wanted = '{"id": …, "text": …, "region": …}'
                raise SettingsError(f"line {number} of {path} is no object such as {wanted}.") from problem


def _line(one: Explained) -> dict[str, Any]:
    return {
        "id": one.text_id,
        "language": one.language,
        "mentions": one.mentions,
        "advert": one.advert,
        "gloss": gloss_explained(one),
    }


def _told(one: Explained, text: str, listed_on: str) -> Iterator[str]:
    yield f"language: {one.language or 'not known'}, script: {one.script or 'none'}"
    if is_romanisable(text):
        yield f"in Latin letters: {romanised(text)}"
    yield f"in English: {gloss_explained(one)} ({GLOSS_MARK})"
    for row in one.mentions:
        apps = f" on {', '.join(row['apps'])}" if row["apps"] else ""
        yield f"{row['kind']} {row['value']}{apps}: {row['raw_text']!r} at {row['start']} to {row['end']}"
        yield f"  {row['confidence']:.2f} by the rule {row['rule']}"
    for row in one.refused:
        yield f"refused {row['raw_text']!r} at {row['start']} to {row['end']}: {row['why']}"
    for item in one.advert["items"]:
        listed = f", Appendix {item['cites_appendix']}" if item["cites_appendix"] else ""
        prices = sorted({item["price_min"], item["price_max"]} - {None})
        price = f", {' to '.join(f'{amount:,.0f}' for amount in prices)} {item['currency']}" if prices else ""
        counts = sorted({item["count_min"], item["count_max"]} - {None})
        count = f", {' to '.join(f'{amount:.0f}' for amount in counts)}" if counts else ""
        yield f"{item['form']} {item['taxon']}{listed}{count}{price}: {item['raw_text']!r}"
    if any(item["cites_appendix"] for item in one.advert["items"]):
        yield f"CITES appendix {listed_on}"
    word = {"offer": "an offer", "want": "a wish to buy"}[one.advert["intent"]]
    verdict = f"likely {word}" if one.advert["is_advert"] else "no advert by the rules"
    yield f"{verdict} ({one.advert['confidence']:.2f}): {'; '.join(one.advert['reasons']) or 'nothing speaks for it'}"
