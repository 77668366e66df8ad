"""Where the lists that count for a case have a taxon, beside the shipped one; and what a currency was worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from graphintel.case import Case
from graphintel.case.lists import case_rates, case_species_list
from graphintel.errors import SettingsError
from graphintel.reference import SHIPPED, Rate, load_cites, rate_in


@dataclass(frozen=True, slots=True)
class Standing:
    """A taxon in the list that counts and in the shipped one; ``appendix`` is None where it is not listed.

    ``is_known`` says whether the list that counts names the taxon, or what stands above it.
    """

    taxon: str
    appendix: str | None
    is_known: bool
    shipped: str | None


def taxa_in_shipped_list() -> int:
    """How many taxa the shipped list has, higher ones counted as one."""
    return len({row.taxon for row in load_cites().listings})


def standings(case: Case, taxa: Iterable[str]) -> tuple[Standing, ...]:
    """Where each taxon stands, in the given order."""
    lists = case_species_list(case)
    found = []
    for written in taxa:
        taxon = " ".join(written.split())
        taxon = taxon[:1].upper() + taxon[1:].lower()
        appendix = lists.appendix(taxon)
        known = appendix is not None or lists.names(taxon)
        found.append(Standing(taxon, appendix, known, SHIPPED.appendix(taxon)))
    return tuple(found)


def rates_of(case: Case, currency: str) -> tuple[Rate, ...]:
    """The rates of a currency that count for a case, by month.

    Raises:
        SettingsError: there is none; the sentence says of which there are.
    """
    code, rates = currency.upper(), case_rates(case)
    found = tuple(rate for rate in rates if rate.currency == code)
    if not found:
        known = sorted({rate.currency for rate in rates})
        near = get_close_matches(code, known, 1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise SettingsError(f"there is no rate of {currency!r}.{meant} There are rates of {', '.join(known)}.")
    return found


def rate_of_month(case: Case, currency: str, month: str) -> Rate | None:
    """The rate at which prices of a month are converted: its own or the last known; None where none is near enough."""
    return rate_in(rates_of(case, currency), currency.upper(), month)
