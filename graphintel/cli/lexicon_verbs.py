"""lexicon add, drop, import, test, diff, history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from graphintel.case import open_case_folder
from graphintel.case.lexicon import case_lexicon
from graphintel.cli.shell import account_name, guarded, say
from graphintel.desk import LexiconChange, add_to_lexicon, drop_from_lexicon, import_lexicon
from graphintel.errors import SettingsError
from graphintel.reference import Amendment, Difference, FalseFriend, Term, load_lexicon
from graphintel.report import Sight, described, lexicon_differences, lexicon_history, look_at

_PATH = click.Path(path_type=Path)
_MOST_SHOWN = 20  # lines of one import
CASE = click.argument("case", type=_PATH)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
BY = click.option("--by", "by_whom", help="Who changes the lexicon; your account's name on this machine unless given.")
NOTE = click.option("--note", default="", help="Why, in your words.")
FALSE_FRIEND = click.option("--false-friend", is_flag=True, help="The phrase only looks like a word of the trade.")


@click.group()
def lexicon() -> None:
    """The words that a case is searched for: add, take out of use, and see the effect. Nothing is ever erased."""


@lexicon.command()
@CASE
@click.argument("term")
@click.option("--kind", default="", help="species, product, sale, contact, live, negation, legality or code_word.")
@FALSE_FRIEND
@click.option("--language", required=True, help="Short code of its language: ms, id, vi, th, zh, en, …")
@click.option("--taxon", default="", help="Latin name of what it stands for.")
@click.option("--appendix", default="", help="I, II, III or I/II; as the taxon's other words bear unless given.")
@click.option("--part", default="", help="CITES term code of the part, for instance IVC or SCA.")
@click.option("--ambiguous", default="", help="What else the word means; it weighs less then.")
@NOTE
@BY
@guarded
def add(case: Path, term: str, kind: str, false_friend: bool, by_whom: str | None, note: str, **more: str) -> None:
    """Add a term, or a phrase that only looks like one; it counts from the next run on.

    \b
    Example: graphintel lexicon add mycase "white jelly" --kind code_word --language en --taxon Elephantidae
    A phrase that is no trade: graphintel lexicon add mycase "gading serpong" --false-friend --language id --note town
    """
    if false_friend and (kind or any(more[name] for name in ("taxon", "appendix", "part", "ambiguous"))):
        raise SettingsError("a false friend has no kind, taxon, Appendix or part. Leave them out, or --false-friend.")
    if not false_friend and not kind:
        raise SettingsError("say what the word is with --kind, or that it is none of the trade with --false-friend.")
    more["ambiguity_note"] = more.pop("ambiguous")
    entry = Amendment("add", _what(false_friend), term, kind=kind, reason=note, **more)
    _tell(case, add_to_lexicon(case, entry, by_whom=by_whom or account_name()))


@lexicon.command()
@CASE
@click.argument("term")
@FALSE_FRIEND
@click.option("--language", default="", help="In this language only; in all unless given.")
@click.option("--kind", default="", help="As this kind only; as all unless given.")
@NOTE
@BY
@guarded
def drop(case: Path, term: str, false_friend: bool, language: str, kind: str, note: str, by_whom: str | None) -> None:
    """Take a term or false friend out of use, shipped or your own; `add` brings it back.

    Example: graphintel lexicon drop mycase jelly --note "sweets, in these groups"
    """
    entry = Amendment("drop", _what(false_friend), term, language=language, kind=kind, reason=note)
    _tell(case, drop_from_lexicon(case, entry, by_whom=by_whom or account_name()))


@lexicon.command("import")
@CASE
@click.argument("file", type=_PATH)
@NOTE
@BY
@guarded
def import_terms(case: Path, file: Path, note: str, by_whom: str | None) -> None:
    """Add all rows of a CSV table with columns such as term, language, kind, taxon, appendix, part; or none of them.

    A table with the columns phrase, language and why_not_a_trade adds false friends.

    Example: graphintel lexicon import mycase terms.csv --note "list of the regional office"
    """
    _tell(case, import_lexicon(case, file, by_whom=by_whom or account_name(), reason=note))


@lexicon.command()
@CASE
@click.argument("text")
@click.option("--region", help="Country assumed for numbers without a prefix; the case's own unless given.")
@JSON
@guarded
def test(case: Path, text: str, region: str | None, as_json: bool) -> None:
    """Show what the case's lexicon sees in a text, beside what the shipped one sees.

    Example: graphintel lexicon test mycase "white jelly ready, pm"
    """
    opened = open_case_folder(case)
    region = region or opened.settings.region
    ours = look_at(text, case_lexicon(case), region=region)
    shipped = look_at(text, load_lexicon(), region=region)
    content = {"case": _sight(ours), "shipped": _sight(shipped)}
    say(content, as_json=as_json, lines=list(_beside(ours, shipped)))


@lexicon.command()
@CASE
@click.option("--since", help="Compare with the case's lexicon at this date, instead of the shipped one.")
@JSON
@guarded
def diff(case: Path, since: str | None, as_json: bool) -> None:
    """Show how the case's lexicon differs from the shipped one, or from itself at an earlier date.

    Example: graphintel lexicon diff mycase --since 2026-05-31
    """
    found = lexicon_differences(open_case_folder(case), since=since)
    other = f"at {since}" if since else "the shipped one"
    lines = [_difference(one) for one in found] or [f"The case's lexicon is as {other}."]
    rows = [{"before": _entry(one.before), "after": _entry(one.after)} for one in found]
    say({"compared_with": since or "shipped", "differences": rows}, as_json=as_json, lines=lines)


@lexicon.command()
@CASE
@JSON
@guarded
def history(case: Path, as_json: bool) -> None:
    """List who changed the case's lexicon, when, what and why.

    Example: graphintel lexicon history mycase
    """
    rows = lexicon_history(open_case_folder(case))
    lines = [_told(row) for row in rows] or ["Nobody has changed the lexicon of this case."]
    say({"entries": rows}, as_json=as_json, lines=lines)


def _what(is_false_friend: bool) -> str:
    return "false_friend" if is_false_friend else "term"


def _tell(case: Path, change: LexiconChange) -> None:
    if not change.place:
        click.echo(f"The case's lexicon has all {change.known:,} rows already, just as given. Nothing was added.")
        return
    for one in change.differences[:_MOST_SHOWN]:
        click.echo(_difference(one))
    if len(change.differences) > _MOST_SHOWN:
        more = len(change.differences) - _MOST_SHOWN
        click.echo(f"… and {more:,} more: graphintel lexicon history {case}")
    if change.known:
        click.echo(f"{change.known:,} rows were there already, just as given.")
    for note in change.notes[:_MOST_SHOWN]:
        click.echo(f"note: {note}")
    click.echo(f"Recorded up to entry {change.place} of the case's lexicon. Next: graphintel run {case}")


def _difference(one: Difference) -> str:
    if one.before is None and one.after is not None:
        return f"+ {described(one.after)}"
    if one.before is not None and one.after is None:
        return f"- {described(one.before)}"
    return f"~ {_described(one.before)} is now {_described(one.after)}"


def _described(entry: Term | FalseFriend | None) -> str:
    return described(entry) if entry else "nothing"


def _entry(entry: Term | FalseFriend | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {"what": _what(isinstance(entry, FalseFriend))} | asdict(entry)


def _sight(sight: Sight) -> dict[str, Any]:
    rows = [asdict(one) | {"found": _entry(one.found)} for one in sight.sightings]
    return {"is_advert": sight.is_advert, "confidence": sight.confidence, "sightings": rows}


def _beside(ours: Sight, shipped: Sight) -> Iterator[str]:
    both = sorted({*ours.sightings, *shipped.sightings}, key=lambda one: (one.start, one.end, described(one.found)))
    for one in both:
        mark = " " if one in ours.sightings and one in shipped.sightings else "+" if one in ours.sightings else "-"
        hides = " hides what is in it" if isinstance(one.found, FalseFriend) else ""
        masked = ", masked" if one.is_masked else ""
        yield f"{mark} {one.raw_text!r} at {one.start} to {one.end}{masked}: {described(one.found)}{hides}"
    if not both:
        yield "Neither lexicon sees anything in it."
    yield f"by the case's lexicon: {_verdict(ours)}; by the shipped one: {_verdict(shipped)}"
    if set(ours.sightings) != set(shipped.sightings):
        yield "+ only the case's lexicon sees it; - only the shipped one does."


def _verdict(sight: Sight) -> str:
    return f"{'likely an advert' if sight.is_advert else 'no advert'} ({sight.confidence:.2f})"


def _told(row: dict[str, Any]) -> str:
    did = "added" if row["action"] == "add" else "took out of use"
    if row["what"] == "false_friend":
        what = f"the false friend {row['term']!r}"
    else:
        what = f"{row['kind'].replace('_', ' ') or 'term'} {row['term']!r}"
    more = ", ".join(row[name] for name in ("language", "taxon", "appendix", "part") if row[name])
    why = f": {row['reason']}" if row["reason"] else ""
    return f"{row['sequence']} {row['decided_at']} {row['by_whom']} {did} {what}{f' ({more})' if more else ''}{why}"
