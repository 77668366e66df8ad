"""A CITES list of one's own: read as its makers write it, or refused with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.errors import SettingsError
from graphintel.reference import SHIPPED, ListThatCounts, load_cites, load_lexicon, read_species_list
from tests.reference.own_lists import CHECKLIST, ROWS, SPECIES_PLUS, own_list

FOUND = [
    ("a species", "Cacatua alba", "I"),
    ("a species that the shipped list has otherwise", "Nycticebus coucang", "III"),
    ("a genus by its species", "Nycticebus", "III"),
    ("a genus of which all species stand elsewhere than the order", "Pongo", "I"),
    ("a species of a listed order, under a name that the list lacks", "Amazona aestiva", "II"),
    ("of a family that only the shipped list knows", "Ara macao", "II"),
    ("an order by what is listed under it and what is below", "Psittaciformes", "I/II"),
    ("an order that the list spells in capitals", "Primates", "I/II/III"),
    ("a split listing", "Loxodonta africana", "I/II"),
    ("a family", "Elephantidae", "I/II"),
    ("not listed, though the order is", "Psittacula dubia", None),
    ("without a listing", "Panthera tigris", None),
    ("a genus of which nothing is listed", "Panthera", None),
    ("excepted by the note of the order", "Nymphicus hollandicus", None),
    ("excepted by the shipped list alone", "Melopsittacus undulatus", None),
    ("a domestic form", "Felis catus", None),
    ("in the shipped list only", "Varanus komodoensis", None),
    ("in neither", "Nomen ignotum", None),
]


def counts(text: str) -> ListThatCounts:
    return ListThatCounts(read_species_list(text.encode(), name="list.csv").cites)


@pytest.mark.parametrize(("taxon", "appendix"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_a_taxon_stands_where_the_list_has_it(taxon: str, appendix: str | None) -> None:
    assert counts(own_list()).appendix(taxon) == appendix


def test_what_a_word_of_the_lexicon_says_counts_where_no_list_knows_the_taxon() -> None:
    own = counts(own_list())
    assert own.appendix("Nomen ignotum", "II") == "II"
    assert SHIPPED.appendix("Nomen ignotum", "II") == "II"
    for known in ("Panthera tigris", "Varanus komodoensis", "Melopsittacus undulatus"):
        assert own.appendix(known, "II") is None
    assert SHIPPED.appendix("Panthera tigris", "III") == "I"


def test_synonyms_are_old_names_without_their_authors() -> None:
    text = own_list(columns=CHECKLIST)
    read = read_species_list(text.encode(), name="list.csv")
    assert read.cites.old_names == {
        "Lemur tardigradus": "Nycticebus coucang",
        "Nycticebus malaianus": "Nycticebus coucang",
    }
    assert counts(text).appendix("Lemur tardigradus") == "III"


SYNONYMS = [
    ("authors with commas and years", "Elephas africanus Blumenbach, 1797, Elephas capensis Cuvier, 1798",
     ["Elephas africanus", "Elephas capensis"]),
    ("authors in brackets and two of them", "Felis (Leo) x, Smith & Jones, 1830, Felis leo Smith and Jones, 1830",
     ["Felis leo"]),
    ("subspecies and varieties", "Felis leo ssp. persica Meyer, Aloe vera var. littoralis", ["Felis leo ssp. persica",
     "Aloe vera var. littoralis"]),
    ("hyphens and other letters", "Crax günther-albus Gray", ["Crax günther-albus"]),
    ("doubtful names", "Python molurus auct. non Linnaeus", ["Python molurus"]),
    ("authors alone", "Gray, 1850, von Martens, de Blainville, Smith in Jones", []),
]  # fmt: skip


@pytest.mark.parametrize(("written", "names"), [row[1:] for row in SYNONYMS], ids=[row[0] for row in SYNONYMS])
def test_a_synonym_is_what_stands_before_its_author(written: str, names: list[str]) -> None:
    row = ("Testales", "Testidae", "Testa prima", "SPECIES", "II", "Testa prima", "", written)
    read = read_species_list(own_list([row], columns=CHECKLIST).encode(), name="list.csv")
    assert sorted(read.cites.old_names) == sorted(names)


@pytest.mark.parametrize(("listings", "appendix"), [(("I", "II"), "I/II"), (("I", "I"), "I"), (("I", "NC"), None)])
def test_a_synonym_of_two_taxa_stands_where_either_stands(listings: tuple[str, str], appendix: str | None) -> None:
    names = zip(("Testa una", "Testa dua"), listings, strict=True)
    rows = [("O", "Fidae", name, "SPECIES", listing, "", "", "Vetera anceps X") for name, listing in names]
    assert counts(own_list(rows, columns=CHECKLIST)).appendix("Vetera anceps") == appendix


def test_rows_of_higher_taxa_that_sum_up_what_is_below_cover_nothing_by_themselves() -> None:
    rows = [
        ("CARNIVORA", "Viverridae", "Viverridae", "FAMILY", "II/NC", "", "", ""),
        ("Carnivora", "Viverridae", "Testis unus", "SPECIES", "II", "", "", ""),
        ("Carnivora", "Felidae", "Felidae", "FAMILY", "II", "", "", ""),
    ]
    own = counts(own_list(rows, columns=CHECKLIST))
    assert own.appendix("Viverridae") == "II"
    assert own.appendix("Testis unus") == "II"
    assert own.appendix("Viverra zibetha") is None
    assert own.appendix("Prionailurus bengalensis") == "II"


def test_snakes_are_found_where_a_list_knows_no_order_of_snakes() -> None:
    row = ("Squamata", "Pythonidae", "Python testus", "SPECIES", "II", "Pythonidae spp.", "", "")
    own = counts(own_list([row]))
    assert own.appendix("Serpentes") == "II"
    assert own.appendix("Malayopython reticulatus") == "II"


SHAPES = [
    ("semicolons", own_list(parted=";").encode()),
    ("tabs", own_list(parted="\t").encode()),
    ("a byte order mark", own_list().encode("utf-8-sig")),
    ("other line ends", own_list().replace("\n", "\r\n").encode()),
    ("a hint for Excel", ("sep=,\n" + own_list()).encode()),
    ("other names of columns", own_list().replace("Scientific Name", "SCIENTIFIC_NAME").encode()),
    ("the Checklist's columns", own_list(columns=CHECKLIST).encode()),
    ("filled rows", own_list().replace("\n", ",,,\n").encode()),
]


@pytest.mark.parametrize("content", [row[1] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_a_table_is_read_however_a_program_saved_it(content: bytes) -> None:
    read = read_species_list(content, name="list.csv")
    assert (read.taxa, read.unlisted, read.strange) == (7, 2, ())
    assert ListThatCounts(read.cites).appendix("Cacatua alba") == "I"


REFUSED = [
    ("empty", b"", "its columns are none"),
    ("another table", b"term,language\nkukang,id\n", "its columns are term, language. Wanted are Scientific Name"),
    (
        "without a listing",
        own_list([(*row[:4], "NC", *row[5:]) for row in ROWS]).encode(),
        "no row whose listing is I, II",
    ),
    ("of the EU", own_list([(*row[:4], "A", *row[5:]) for row in ROWS]).encode(), "it has 'A'"),
    ("a header alone", own_list([]).encode(), "no row whose listing"),
    ("a workbook", b"PK\x03\x04....", "is a spreadsheet, not CSV. Save it as CSV UTF-8"),
    ("an old workbook", b"\xd0\xcf\x11\xe0....", "is a spreadsheet"),
    ("UTF-16", own_list().encode("utf-16"), "no text in UTF-8"),
    ("Latin-1", own_list([(*ROWS[0][:2], "Testa münsteri", *ROWS[0][3:])]).encode("latin-1"), "no text in UTF-8"),
]


@pytest.mark.parametrize(("content", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_list_is_refused_with_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(SettingsError, match=r"list\.csv") as problem:
        read_species_list(content, name="list.csv")
    assert told in str(problem.value)


def test_what_a_part_of_a_list_lacks_is_known() -> None:
    lacking = counts(own_list()).lacks()
    assert {"Panthera", "Varanus komodoensis"} & set(lacking) == {"Varanus komodoensis"}
    assert not {"Psittaciformes", "Loxodonta africana", "Pongo abelii"} & set(lacking)
    assert SHIPPED.lacks() == ()


def test_a_listing_that_is_no_appendix_is_told() -> None:
    rows = [*ROWS, ("O", "Fidae", "Testa quarta", "SPECIES", "IV", "", "", "")]
    read = read_species_list(own_list(rows).encode(), name="list.csv")
    assert read.strange == ("IV",)
    assert not read.cites.find("Testa quarta")


_NAMES = st.sampled_from([row[2] for row in ROWS])
_LISTINGS = st.sampled_from(["I", "II", "III", "I/II", "I/III", "II/NC", "NC", ""])


@given(st.dictionaries(_NAMES, _LISTINGS, min_size=1), st.sampled_from([SPECIES_PLUS, CHECKLIST]))
def test_every_row_stands_where_the_file_says(listings: dict[str, str], columns: tuple[str, ...]) -> None:
    rows = [(*row[:4], listings[row[2]], row[2], "", "") for row in ROWS if row[2] in listings]
    text = own_list(rows, columns=columns)
    if not any("I" in listing for listing in listings.values()):
        with pytest.raises(SettingsError):
            counts(text)
        return
    own = counts(text)
    for name, listing in listings.items():
        assert (own.appendix(name) or "") == listing.removesuffix("/NC").replace("NC", "")


def test_the_shipped_list_is_told_as_the_words_of_the_lexicon_bear_it() -> None:
    otherwise = {
        term.taxon
        for term in load_lexicon().terms
        if term.taxon and (SHIPPED.appendix(term.taxon, term.appendix) or "") != term.appendix
    }
    # Words bear different appendices of these; the list gives all of them one.
    assert otherwise == {"Falconiformes", "Manis", "Pongo"}
    assert [SHIPPED.appendix(taxon) for taxon in sorted(otherwise)] == ["I/II/III", "I", "I"]
    assert all(load_cites().names(taxon) for taxon in otherwise)
