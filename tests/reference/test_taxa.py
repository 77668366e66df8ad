"""Where a taxon stands in the CITES list: by itself, by what is above it, or nowhere."""

from __future__ import annotations

import pytest

from graphintel.reference import load_cites

LISTED = [
    ("a species", "Panthera tigris", "I", "Panthera tigris"),
    ("a species through its family", "Python regius", "II", "Pythonidae"),
    ("a species through its order", "Cacatua alba", "II", "Psittaciformes"),
    ("a genus of which some species stand elsewhere", "Pongo", "I/II", "Primates"),
    ("an old name", "Padda oryzivora", "II", "Lonchura oryzivora"),
    ("an old name of a genus", "Smutsia", "I/II", "Manis"),
    ("populations apart", "Loxodonta africana", "I/II", "Loxodonta africana"),
]
UNLISTED = ["Melopsittacus undulatus", "Agapornis roseicollis", "Felis catus", "Coragyps atratus", "Canis familiaris"]


@pytest.mark.parametrize(("taxon", "appendix", "via"), [row[1:] for row in LISTED], ids=[row[0] for row in LISTED])
def test_a_taxon_is_found_through_what_covers_it(taxon: str, appendix: str, via: str) -> None:
    listed = load_cites().find(taxon)
    assert listed is not None
    assert (listed.appendix, listed.via) == (appendix, via)


@pytest.mark.parametrize("taxon", UNLISTED)
def test_what_the_list_excepts_is_not_listed(taxon: str) -> None:
    assert load_cites().find(taxon) is None
