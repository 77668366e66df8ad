"""A case's lexicon: what people changed, what differs from the shipped one, and what each sees in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from graphintel.case import Case
from graphintel.case.decisions import read_lexicon_entries
from graphintel.case.lexicon import case_lexicon
from graphintel.errors import SettingsError
from graphintel.extract import TermFinder, explain_texts
from graphintel.reference import Difference, FalseFriend, Lexicon, Term, compare, load_lexicon


@dataclass(frozen=True, slots=True)
class Sighting:
    """A term, or a false friend that hides the terms in it, where it stands in a text."""

    found: Term | FalseFriend
    start: int
    end: int
    raw_text: str
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What one lexicon sees in a text: sightings in order, and whether the rules take the text for an advert."""

    sightings: tuple[Sighting, ...]
    is_advert: bool
    confidence: float


def described(entry: Term | FalseFriend) -> str:
    """A term or false friend in words."""
    if isinstance(entry, FalseFriend):
        return f"false friend {entry.phrase!r} ({entry.language}): {entry.reason}"
    listed = f"Appendix {entry.appendix}" if entry.appendix else ""
    ambiguous = "ambiguous" if entry.is_ambiguous else ""
    told = ", ".join(part for part in (entry.language, entry.taxon, listed, entry.part, ambiguous) if part)
    return f"{entry.kind.replace('_', ' ')} {entry.term!r} ({told})"


def lexicon_history(case: Case) -> list[dict[str, Any]]:
    """All changes in their order, with who, when and why: the rows of table ``lexicon_entries``."""
    rows: list[dict[str, Any]] = read_lexicon_entries(case.path).to_pylist()
    return rows


def lexicon_differences(case: Case, *, since: str | None = None) -> tuple[Difference, ...]:
    """What differs between the shipped lexicon and the case's, or between an earlier time and now.

    Args:
        case: the case.
        since: ISO 8601 date or time, of the case's time zone where it names none; None compares with the shipped one.

    Raises:
        SettingsError: ``since`` is no date.
    """
    now = case_lexicon(case.path)
    if since is None:
        return compare(load_lexicon(), now)
    return compare(case_lexicon(case.path, before=_moment(since, ZoneInfo(case.settings.timezone))), now)


def look_at(text: str, lexicon: Lexicon, *, region: str | None) -> Sight:
    """What a lexicon sees in a text by itself."""
    finder = TermFinder(lexicon)
    (told,) = explain_texts([("", text, region)], finder=finder, tells_refused=False)
    hits = finder.find(text)
    seen = [Sighting(hit.term, hit.start, hit.end, text[hit.start : hit.end], hit.is_masked) for hit in hits]
    hiding = [one for one in _false_friends(text, lexicon) if not any(_overlap(one, other) for other in seen)]
    ordered = sorted([*seen, *hiding], key=lambda one: (one.start, one.end))
    return Sight(tuple(ordered), told.advert["is_advert"], told.advert["confidence"])


def _false_friends(text: str, lexicon: Lexicon) -> Iterable[Sighting]:
    """Where false friends stand: looked for as if they were terms."""
    plain = Term("", "", "false_friend", "", "", "", is_code_word=False, is_ambiguous=False)
    friends = {friend.phrase: friend for friend in lexicon.false_friends}
    finder = TermFinder(Lexicon(tuple(replace(plain, term=phrase) for phrase in friends), ()))
    for hit in finder.find(text):
        yield Sighting(friends[hit.term.term], hit.start, hit.end, text[hit.start : hit.end])


def _overlap(one: Sighting, other: Sighting) -> bool:
    return one.start < other.end and other.start < one.end


def _moment(said: str, zone: ZoneInfo) -> datetime:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        try:
            moment = datetime.fromisoformat(said)
        except ValueError as problem:
            raise SettingsError(f"{said!r} is no date. Write it as 2026-05-31 or 2026-05-31T14:00.") from problem
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return datetime.combine(day, time(), zone)
