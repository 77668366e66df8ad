"""The CITES list and the rates of exchange that count for a case: the shipped ones, or what people handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graphintel.case.durable import write_aside
from graphintel.case.folder import Case
from graphintel.case.manifest import HandedIn, ListStamp, Manifest
from graphintel.errors import CaseDamaged, SettingsError
from graphintel.reference import (
    LIST_DATE,
    SHIPPED,
    SHIPPED_LIST,
    ListThatCounts,
    Rate,
    load_rates,
    over,
    own_list,
    read_rates,
)

SHIPPED_STAMP = ListStamp(name=SHIPPED_LIST, date=LIST_DATE, date_from="shipped")
# What counted in runs that did not note it.
_FIRST_SHIPPED = ListStamp(name=SHIPPED_LIST, date="2025-03-06", date_from="shipped")


def case_species_list(case: Case) -> ListThatCounts:
    """The CITES list that counts from the next run on.

    Raises:
        CaseDamaged: the case's own list is missing or unreadable.
    """
    own = case.manifest.species_list
    if own is None:
        return SHIPPED
    content = _content(case, own.table)
    try:
        return ListThatCounts(own_list(content))
    except SettingsError as problem:
        raise CaseDamaged(case.path, f"its list of species cannot be read ({problem})") from problem


def case_rates(case: Case) -> tuple[Rate, ...]:
    """The rates that count from the next run on, by currency and month.

    Raises:
        CaseDamaged: a file of the case's own rates is missing or unreadable.
    """
    try:
        own = [read_rates(_content(case, handed), name=handed.file_name) for handed in case.manifest.rates]
    except SettingsError as problem:
        raise CaseDamaged(case.path, f"its rates cannot be read ({problem})") from problem
    return over(load_rates(), *own)


def stamp_of(manifest: Manifest) -> ListStamp:
    """Which list counts from the next run on."""
    return manifest.species_list.stamp if manifest.species_list else SHIPPED_STAMP


def stamp_of_run(manifest: Manifest) -> ListStamp:
    """Which list the derived tables were made with."""
    return manifest.listed_by or _FIRST_SHIPPED


def named_tables(case: Case) -> Iterator[tuple[str, HandedIn]]:
    """What people handed in, as the manifest names it, with a word for what it is."""
    if case.manifest.species_list is not None:
        yield "the list of species", case.manifest.species_list.table
    for handed in case.manifest.rates:
        yield "the table of rates", handed


def keep_table(case: Case, content: bytes) -> str:
    """Keep a file in config/; nothing names it until the next manifest does. Returns its SHA-256."""
    name = hashlib.sha256(content).hexdigest()
    write_aside(case.path / "config", lambda scratch: _put(scratch, content), name=lambda _: f"{name}.csv")
    return name


def table_path(case: Case, handed: HandedIn) -> Path:
    """Where the case keeps it."""
    return case.path / "config" / f"{handed.sha256}.csv"


def told_list(stamp: ListStamp) -> str:
    """The list in words: ``as listed on 6 March 2025 (shipped list)``."""
    if stamp.date_from == "import":
        return f"as in the list {stamp.name}, imported on {told_day(stamp.date)}"
    return f"as listed on {told_day(stamp.date)} ({stamp.name})"


def told_day(iso: str) -> str:
    """A date for people, in English whatever the machine's language."""
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _content(case: Case, handed: HandedIn) -> bytes:
    try:
        return table_path(case, handed).read_bytes()
    except OSError as problem:
        raise CaseDamaged(case.path, f"{handed.file_name} in config/ cannot be read ({problem.strerror})") from problem


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
