"""English names of taxa: of one, of several, and never a species' name for what is above it."""

from __future__ import annotations

import pytest

from graphintel.reference import english_name, load_terms, plural, singular, term_words

NAMES = [
    # taxon, of one, of several
    ("Psittacus erithacus", "African grey parrot", "African grey parrots"),
    ("Nycticebus", "slow loris", "slow lorises"),
    ("Manis", "pangolin", "pangolins"),
    ("Falconiformes", "bird of prey", "birds of prey"),
    ("Paradisaeidae", "bird of paradise", "birds of paradise"),
    ("Scleropages formosus", "Asian arowana", "Asian arowanas"),
    ("Python bivittatus", "Burmese python", "Burmese pythons"),
    ("Leucopsar rothschildi", "Rothschild's starling", "Rothschild's starlings"),
    ("Moschus", "musk deer", "musk deer"),
    ("Cactaceae", "cactus", "cacti"),
    ("Primates", "monkey or ape", "monkeys or apes"),
    ("Agalychnis", "tree frog", "tree frogs"),
    ("Malayemys", "turtle", "turtles"),
    ("Loxodonta", "elephant", "elephants"),
]


@pytest.mark.parametrize(("taxon", "one", "several"), NAMES, ids=[n[0] for n in NAMES])
def test_a_taxon_has_an_english_name(taxon: str, one: str, several: str) -> None:
    name = english_name(taxon)
    assert name == one
    assert plural(name) == several
    assert plural(singular(several)) == several


def test_all_taxa_of_the_lexicons_core_have_one_and_an_unknown_one_has_none() -> None:
    assert [term.taxon for term in load_terms() if term.taxon and not english_name(term.taxon)] == []
    assert english_name("Nomen ignotum") is None


@pytest.mark.parametrize(
    ("code", "several", "one"),
    [
        ("TUS", "tusks", "tusk"),
        ("TEE", "teeth", "tooth"),
        ("GAB", "gall bladders", "gall bladder"),
        ("IVC", "ivory carvings", "ivory carving"),
        ("SHE", "shells", "shell"),
        ("BOD", "bodies", "body"),
        ("MEA", "meat", "meat"),
        ("GIL", "gill plates", "gill plate"),
        ("DER", "parts or products", "part or product"),
        ("XYZ", "XYZ", "XYZ"),
    ],
)
def test_trade_terms_are_words(code: str, several: str, one: str) -> None:
    assert term_words(code) == several
    assert term_words(code, is_one=True) == one
