"""A case's own CITES list and rates of exchange: handed in, looked up, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from graphintel.case import Case, open_case_folder, write_lock
from graphintel.case.folder import next_manifest, now_text
from graphintel.case.lists import keep_table
from graphintel.case.manifest import HandedIn, ListStamp, OwnList
from graphintel.desk.imports import told_if_unwritable
from graphintel.desk.terms import checked_text
from graphintel.errors import SettingsError
from graphintel.reference import ListThatCounts, Rate, SpeciesList, read_rates, read_species_list

_Told = TypeVar("_Told")
_LARGEST = 200 << 20  # bytes: the whole index with all notes and distributions has under 40 MB
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class ListImport:
    """What became of a list: ``is_new`` is false where the case counts with it already.

    ``lacking`` are taxa that the shipped list has and this one does not list.
    """

    kept: OwnList
    found: SpeciesList
    is_new: bool
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatesImport:
    """What became of a table of rates: ``is_new`` is false where the case's latest rates are just these."""

    kept: HandedIn
    found: tuple[Rate, ...]
    is_new: bool


def import_species_list(case_path: Path, path: Path, *, day: str | None, by_whom: str) -> ListImport:
    """Put a list in place of the shipped one; it counts from the next run on.

    Args:
        case_path: folder of the case.
        path: a download of Species+ or of the Checklist of CITES Species, as CSV.
        day: of the list's state, ISO 8601; by the file's name, else the day of import, where None.
        by_whom: who imports it.

    Raises:
        SettingsError: the file or a value cannot be used.
        CaseBusy, CaseMissing, CaseDamaged, CaseUnwritable: the case cannot be written.
    """
    if day is not None and not _is_day(day):
        raise SettingsError(f"{day!r} is no date. Write it as 2026-05-31.")
    content, by_whom = _content(path), _who(by_whom)
    found = read_species_list(content, name=_shown_name(path))
    lacking = ListThatCounts(found.cites).lacks()

    def name_it(case: Case) -> ListImport:
        table = _kept(case, path, content, by_whom, found.taxa)
        kept = OwnList(table=table, stamp=_stamp(path, day, table.imported_at[:10]))
        held = case.manifest.species_list
        if held is not None and (held.table.sha256, _said(held.stamp)) == (table.sha256, _said(kept.stamp)):
            return ListImport(held, found, False, lacking)
        case.commit(next_manifest(case, kind="lists", species_list=kept))
        return ListImport(kept, found, True, lacking)

    return _change(case_path, name_it)


def reset_species_list(case_path: Path) -> OwnList | None:
    """Let the shipped list count again from the next run on. Returns what was taken back; None where nothing was.

    Raises:
        CaseBusy, CaseMissing, CaseDamaged, CaseUnwritable: the case cannot be written.
    """

    def take_back(case: Case) -> OwnList | None:
        held = case.manifest.species_list
        if held is not None:
            case.commit(next_manifest(case, kind="lists", species_list=None))
        return held

    return _change(case_path, take_back)


def import_rates(case_path: Path, path: Path, *, by_whom: str) -> RatesImport:
    """Add rates to a case, over the shipped ones and those imported before; they count from the next run on.

    Raises:
        SettingsError: the file or some of its rows cannot be used; nothing is added then.
        CaseBusy, CaseMissing, CaseDamaged, CaseUnwritable: the case cannot be written.
    """
    content, by_whom = _content(path), _who(by_whom)
    found = read_rates(content, name=_shown_name(path))

    def name_it(case: Case) -> RatesImport:
        kept = _kept(case, path, content, by_whom, len(found))
        held = case.manifest.rates
        if held and held[-1].sha256 == kept.sha256:
            return RatesImport(held[-1], found, False)
        earlier = tuple(one for one in held if one.sha256 != kept.sha256)
        case.commit(next_manifest(case, kind="lists", rates=(*earlier, kept)))
        return RatesImport(kept, found, True)

    return _change(case_path, name_it)


def reset_rates(case_path: Path) -> tuple[HandedIn, ...]:
    """Let the shipped rates alone count again from the next run on. Returns what was taken back.

    Raises:
        CaseBusy, CaseMissing, CaseDamaged, CaseUnwritable: the case cannot be written.
    """

    def take_back(case: Case) -> tuple[HandedIn, ...]:
        held = case.manifest.rates
        if held:
            case.commit(next_manifest(case, kind="lists", rates=()))
        return held

    return _change(case_path, take_back)


def _change(case_path: Path, change: Callable[[Case], _Told]) -> _Told:
    open_case_folder(case_path)  # is there one, and of this version?
    with told_if_unwritable(case_path), write_lock(case_path):
        return change(open_case_folder(case_path))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(f"{path} has over {_LARGEST >> 20} MB; no such table is that large.")
        return path.read_bytes()
    except OSError as problem:
        raise SettingsError(f"{path} cannot be read ({problem.strerror}).") from problem


def _who(by_whom: str) -> str:
    name = checked_text("name", by_whom)
    if not name:
        raise SettingsError("an import needs a name. Give --by.")
    return name


def _kept(case: Case, path: Path, content: bytes, by_whom: str, row_count: int) -> HandedIn:
    return HandedIn(
        sha256=keep_table(case, content),
        file_name=_shown_name(path),
        by_whom=by_whom,
        imported_at=now_text(),
        row_count=row_count,
    )


def _shown_name(path: Path) -> str:
    """The file's name for people; what cannot be printed is left out."""
    return "".join(c for c in path.name if c.isprintable()) or "a file"


def _stamp(path: Path, day: str | None, today: str) -> ListStamp:
    name = _shown_name(path)
    if day is not None:
        return ListStamp(name=name, date=day, date_from="given")
    in_name = ["-".join(found.groups()) for found in _DAY_IN_NAME.finditer(name)]
    told = next((one for one in in_name if _is_day(one)), None)
    return ListStamp(name=name, date=told or today, date_from="file_name" if told else "import")


def _said(stamp: ListStamp) -> tuple[str, ...]:
    """What two imports of one file differ in; that they were made on two days is no difference."""
    return (stamp.name, stamp.date_from, "" if stamp.date_from == "import" else stamp.date)


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
