"""A case's lexicon in people's hands: add, take out of use, import. What was there before is never erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from graphintel.case import open_case_folder
from graphintel.case.decisions import record_lexicon_entries
from graphintel.case.lexicon import case_lexicon
from graphintel.desk.term_files import read_term_file
from graphintel.desk.terms import checked, checked_text, notes_on, with_appendices
from graphintel.errors import SettingsError
from graphintel.reference import Amendment, Difference, Draft, Lexicon, compare, word_of


@dataclass(frozen=True, slots=True)
class LexiconChange:
    """What a change did: ``place`` is that of its last entry in the log, ``known`` counts rows that stood there as
    given, ``notes`` are for the person."""

    place: int
    differences: tuple[Difference, ...]
    known: int = 0
    notes: tuple[str, ...] = ()


def add_to_lexicon(case_path: Path, entry: Amendment, *, by_whom: str) -> LexiconChange:
    """Add a term or a false friend; it counts from the next run on.

    Raises:
        SettingsError: a value cannot be used, or the lexicon has it already as given.
        CaseMissing, CaseDamaged: the case cannot be opened.
    """
    change = _record(case_path, [checked(replace(entry, action="add"))], by_whom)
    if change.known:
        raise SettingsError(f"the case's lexicon has {entry.term!r} already, just as given. Nothing was added.")
    return change


def drop_from_lexicon(case_path: Path, entry: Amendment, *, by_whom: str) -> LexiconChange:
    """Take a term or a false friend out of use, in all languages and kinds unless ``entry`` names them.

    Raises:
        SettingsError: the lexicon has no such entry; the sentence says what is near.
        CaseMissing, CaseDamaged: the case cannot be opened.
    """
    entry = checked(replace(entry, action="drop"), known={word_of(entry.term)})  # whatever is in use can be dropped
    change = _record(case_path, [entry], by_whom)
    if change.known:
        raise SettingsError(_not_there(entry, case_lexicon(case_path)))
    return change


def import_lexicon(case_path: Path, path: Path, *, by_whom: str, reason: str) -> LexiconChange:
    """Add all rows of a table such as terms.csv or false_friends.csv, or none of them.

    Raises:
        SettingsError: the file or some of its rows cannot be used; the sentence names them.
        CaseMissing, CaseDamaged: the case cannot be opened.
    """
    open_case_folder(case_path)
    known = {word_of(term.term) for term in case_lexicon(case_path).terms}
    entries = [replace(entry, reason=entry.reason or reason) for entry in read_term_file(path, known=known)]
    return _record(case_path, entries, by_whom)


def _record(case_path: Path, entries: Sequence[Amendment], by_whom: str) -> LexiconChange:
    """Log those entries that change something."""
    open_case_folder(case_path)  # is there one, and of this version?
    by_whom = checked_text("name", by_whom)
    if not by_whom:
        raise SettingsError("a change of the lexicon needs a name. Give --by.")
    before = case_lexicon(case_path)
    draft = Draft(before)
    counted = [entry for entry in with_appendices(entries, before) if draft.apply(entry)]
    if not counted:
        return LexiconChange(0, (), known=len(entries))
    when = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [(*astuple(replace(entry, reason=""))[:-1], by_whom, when, entry.reason) for entry in counted]
    place = record_lexicon_entries(case_path, rows)
    added = [entry for entry in counted if entry.action == "add"]
    after = draft.lexicon
    notes = tuple(dict.fromkeys(notes_on(added, before, after)))
    return LexiconChange(place, compare(before, after), len(entries) - len(counted), notes)


def _not_there(entry: Amendment, lexicon: Lexicon) -> str:
    """Why nothing could be taken out of use, and what may have been meant."""
    word = word_of(entry.term)
    terms = [term for term in lexicon.terms if word_of(term.term) == word]
    friends = [friend for friend in lexicon.false_friends if word_of(friend.phrase) == word]
    if entry.what == "term" and terms:
        held = ", ".join(f"{term.kind} in {term.language}" for term in terms)
        return f"{entry.term!r} is not in use as that. It is in use as {held}: say one of these, or neither."
    if entry.what == "term" and friends:
        return f"{entry.term!r} is no term but a false friend. Add --false-friend to take it out of use."
    if entry.what == "false_friend" and friends:
        return f"{entry.term!r} is a false friend in {', '.join(friend.language for friend in friends)} only."
    if entry.what == "false_friend" and terms:
        return f"{entry.term!r} is no false friend but a term. Leave --false-friend out to take it out of use."
    known = [term.term for term in lexicon.terms] if entry.what == "term" else []
    known += [friend.phrase for friend in lexicon.false_friends] if entry.what == "false_friend" else []
    near = get_close_matches(word, {word_of(one): one for one in known}, 3, 0.75)
    meant = f" Did you mean {' or '.join(repr(one) for one in near)}?" if near else ""
    called = "false friend" if entry.what == "false_friend" else "term"
    return f"the case's lexicon has no {called} {entry.term!r} in use.{meant}"
