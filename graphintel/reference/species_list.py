"""A CITES list as Species+ or the Checklist of CITES Species gives it: a person's own in place of the shipped one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graphintel.errors import SettingsError
from graphintel.reference.handed_in import HandedTable, fold_column, read_table
from graphintel.reference.taxa import CitesList, Listing, load_cites

# What is wanted, with the names that the two downloads give it; folded (`fold_column`).
_NAME = ("scientificname", "fullname", "taxonname")
_LISTING = ("listing", "currentlisting", "citeslisting")
_NOTE = ("fullnote", "fullannotationenglish", "annotationenglish", "shortnote")
_SYNONYMS = ("synonymswithauthors", "synonyms")
_WANTED = "Scientific Name and Listing (Species+), or ScientificName and CurrentListing (Checklist of CITES Species)"
_APPENDICES = ("I", "II", "III")
_NOT_LISTED = "NC"
_HIGHER = ("genus", "family", "order", "class")
_OF_SPECIES = frozenset(("species", "subspecies", "variety", "form", "hybrid"))
_SPP = re.compile(r"\s+(?:spp?|ssp)\.?$", re.IGNORECASE)
# A Latin name before its author: "Elephas africanus Blumenbach, 1797" gives the first two words.
_EPITHET = r"[a-zà-ÿ]{3,}(?:-[a-zà-ÿ]+)*"
_LATIN = re.compile(
    rf"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[a-z]+)? {_EPITHET}(?: (?:(?:ssp|subsp|var|f)\. )?{_EPITHET})?(?![a-zà-ÿ.])"
)
_OF_AUTHORS = frozenset("and von van der del den dos auct non nec sensu emend partim".split())
_MOST_TOLD = 3  # listings that were not understood, in one sentence


@dataclass(frozen=True, slots=True)
class SpeciesList:
    """A list that was read.

    ``taxa`` counts those in Appendix I, II or III; ``unlisted`` those that the file has as not listed; ``old_names``
    the synonyms; ``strange`` are listings that were not understood, each once.
    """

    cites: CitesList
    taxa: int
    unlisted: int
    old_names: int
    strange: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: ``appendices`` is empty where the taxon is not listed; ``has_others`` where some below it are not."""

    taxon: str
    rank: str
    family: str
    order: str
    class_: str
    appendices: tuple[str, ...]
    has_others: bool
    under: str
    note: str
    synonyms: tuple[str, ...]
    is_animal: bool


def read_species_list(content: bytes, *, name: str) -> SpeciesList:
    """Read a download of Species+ (Index of CITES Species) or of the Checklist of CITES Species.

    Args:
        content: of the file.
        name: of the file, for sentences.

    Raises:
        SettingsError: it is no such table; the sentence says which columns were found and which are wanted.
    """
    table = read_table(content, name=name)
    columns = {fold_column(column) for column in table.columns}
    if not (_first(columns, _NAME) and _first(columns, _LISTING)):
        raise SettingsError(
            f"{name} is no list of CITES species: its columns are {table.shown_columns}. Wanted are {_WANTED}."
        )
    strange: dict[str, None] = {}
    rows = list(_rows(table, strange))
    listed = {row.taxon for row in rows if row.appendices}
    if not listed:
        held = ", ".join(repr(one) for one in list(strange)[:_MOST_TOLD]) or "NC or nothing"
        raise SettingsError(
            f"{name} has no row whose listing is I, II or III; it has {held}. "
            "Download the list of the CITES Appendices."
        )
    unlisted = {row.taxon for row in rows} - listed
    renamed, shared = _old_names(rows, {row.taxon for row in rows})
    cites = _cites([*rows, *shared], unlisted, renamed)
    return SpeciesList(cites, len(listed), len(unlisted), len(renamed) + len(shared), tuple(strange))


@lru_cache(maxsize=2)
def own_list(content: bytes) -> CitesList:
    """The list of a file that was read before."""
    return read_species_list(content, name="the case's list").cites


def _rows(table: HandedTable, strange: dict[str, None]) -> Iterator[_Row]:
    for _, cells in table.rows:
        taxon = _taxon(_cell(cells, _NAME))
        if not taxon:
            continue
        appendices, has_others = _appendices(_cell(cells, _LISTING), strange)
        rank = cells.get("rank", "").lower() or _rank_of(taxon, cells)
        yield _Row(
            taxon=taxon,
            rank=rank,
            family=_taxon(cells.get("family", "")),
            order=_taxon(cells.get("order", "")),
            class_=_taxon(cells.get("class", "")),
            appendices=appendices,
            has_others=has_others,
            under=_taxon(cells.get("listedunder", "")),
            note=_cell(cells, _NOTE),
            synonyms=tuple(_synonyms(_cell(cells, _SYNONYMS))),
            is_animal=cells.get("kingdom", "").lower() != "plantae",
        )


def _cites(rows: list[_Row], unlisted: set[str], renamed: Mapping[str, str]) -> CitesList:
    shipped = load_cites()
    relations = shipped.relations
    for row in rows:
        if row.rank in _OF_SPECIES or row.rank == "genus":
            above = tuple(filter(None, (row.family, row.order, row.class_)))
            relations[row.taxon.split()[0]] = above or relations.get(row.taxon.split()[0], ())
    named = {row.taxon for row in rows} | set(renamed)
    # What the shipped list excepts by name stays excepted where this list says nothing of it: it may name only
    # what is listed, and say in a note alone that the rest of an order is not.
    silent = shipped.unlisted - named
    higher = _listed_above(rows)
    own = [
        _listing(row, row.taxon, row.rank, one, row.note)
        for row in rows
        for one in row.appendices
        if row.rank in _OF_SPECIES or (row.taxon not in higher and _is_listed_itself(row))
    ]
    return CitesList(
        [*own, *(listing for listings in higher.values() for listing in listings)],
        genera=relations,
        renamed=renamed,
        unlisted={*unlisted, *silent},
        is_full=True,
    )


def _is_listed_itself(row: _Row) -> bool:
    """Whether a higher taxon stands in the Appendices, and does not only sum up what is below it."""
    return not row.has_others and row.under in ("", row.taxon)


def _listed_above(rows: Sequence[_Row]) -> dict[str, list[Listing]]:
    """Taxa under which others are listed, so that any name of theirs is found."""
    found: dict[str, dict[str, Listing]] = {}
    for row in rows:
        if row.rank not in _OF_SPECIES or row.under in ("", row.taxon):
            continue
        above = {"genus": row.taxon.split()[0], "family": row.family, "order": row.order, "class": row.class_}
        rank = next((rank for rank in _HIGHER if above[rank] == row.under), "species" if " " in row.under else "order")
        # A note speaks of the species that it stands beside, but for what it excepts from the taxon above.
        note = row.note if "not included in the Appendices" in row.note else ""
        for one in row.appendices:
            held = found.setdefault(row.under, {})
            if one not in held or (note and not held[one].condition):
                held[one] = _listing(row, row.under, rank, one, note)
    named = {row.taxon for row in rows if row.rank in _OF_SPECIES}
    return {taxon: list(listings.values()) for taxon, listings in found.items() if taxon not in named}


def _listing(row: _Row, taxon: str, rank: str, appendix: str, note: str) -> Listing:
    return Listing(
        taxon=taxon,
        rank=rank,
        family="" if rank in ("order", "class") else row.family,
        order="" if rank == "class" else row.order,
        class_=row.class_,
        appendix=appendix,
        condition=note,
        common_name="",
        is_animal=row.is_animal,
    )


def _appendices(listing: str, strange: dict[str, None]) -> tuple[tuple[str, ...], bool]:
    """Appendices in order, and whether NC stands beside them; what is neither is noted."""
    parts = {part.strip().upper() for part in re.split(r"[/,;|&]", listing)} - {""}
    if parts - {*_APPENDICES, _NOT_LISTED}:
        strange.setdefault(listing[:40], None)
    return tuple(one for one in _APPENDICES if one in parts), _NOT_LISTED in parts


def _old_names(rows: Iterable[_Row], named: set[str]) -> tuple[dict[str, str], list[_Row]]:
    """Synonyms with their taxon; and, as rows of their own, those that may mean taxa of different appendices.

    Left out are names that the list has itself, and those that may mean a taxon that is not listed.
    """
    meant: dict[str, dict[str, _Row]] = {}
    appendices: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for synonym in set(row.synonyms) - named:
            meant.setdefault(synonym, {})[row.taxon] = row
            appendices.setdefault((synonym, row.taxon), set()).update(row.appendices)
    renamed, shared = {}, []
    for synonym, taxa in sorted(meant.items()):
        of_each = [appendices[synonym, taxon] for taxon in taxa]
        if all(one == of_each[0] for one in of_each):
            renamed[synonym] = min(taxa)
        elif all(of_each):
            every = tuple(one for one in _APPENDICES if any(one in of for of in of_each))
            shared.append(replace(taxa[min(taxa)], taxon=synonym, appendices=every, under="", synonyms=()))
    return renamed, shared


def _synonyms(written: str) -> Iterator[str]:
    for part in re.split(r"[,;|]", written):
        found = _LATIN.match(part.strip())
        if found and not _OF_AUTHORS & set(found[0].split()[1:2]):
            words = [word for word in found[0].split() if word not in _OF_AUTHORS]
            yield " ".join(words)


def _taxon(written: str) -> str:
    """A name without "spp.", in the usual case: orders are often written in capitals."""
    name = _SPP.sub("", written)
    return name.capitalize() if name.isupper() else name


def _rank_of(taxon: str, cells: Mapping[str, str]) -> str:
    """The rank of a taxon in a table without that column."""
    if " " in taxon:
        return "species"
    return next((rank for rank in ("class", "order", "family") if _taxon(cells.get(rank, "")) == taxon), "genus")


def _first(columns: Iterable[str], names: tuple[str, ...]) -> str:
    held = set(columns)
    return next((name for name in names if name in held), "")


def _cell(cells: Mapping[str, str], names: tuple[str, ...]) -> str:
    """The first of these columns that says something."""
    return next((cells[name] for name in names if cells.get(name)), "")
