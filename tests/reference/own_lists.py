"""Small lists in the shape of Species+ and of the Checklist of CITES Species, with values made up for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

SPECIES_PLUS = (
    "Id", "Kingdom", "Phylum", "Class", "Order", "Family", "Genus", "Species", "Subspecies", "Scientific Name",
    "Author", "Rank", "Listing", "Party", "Listed under", "Full note", "# Full note", "All_DistributionFullNames",
)  # fmt: skip
CHECKLIST = (
    "TaxonId", "Kingdom", "Phylum", "Class", "Order", "Family", "Genus", "Species", "Subspecies", "ScientificName",
    "Author", "Rank", "CurrentListing", "FullAnnotationEnglish", "AnnotationEnglish", "SynonymsWithAuthors",
    "EnglishNames",
)  # fmt: skip
_EXCEPT = (
    "Except Agapornis roseicollis and Nymphicus hollandicus, which are not included in the Appendices and have no part"
)
# Order, family, name, rank, listing, listed under, note, synonyms.
ROWS = (
    ("Psittaciformes", "Cacatuidae", "Cacatua alba", "SPECIES", "I", "Cacatua alba", "", ""),
    ("Psittaciformes", "Cacatuidae", "Cacatua sulphurea", "SPECIES", "I", "Cacatua sulphurea", "", ""),
    ("Psittaciformes", "Psittacidae", "Amazona testa", "SPECIES", "II", "PSITTACIFORMES spp.", _EXCEPT, ""),
    ("Psittaciformes", "Psittacidae", "Psittacula dubia", "SPECIES", "NC", "", "", ""),
    ("Primates", "Lorisidae", "Nycticebus coucang", "SPECIES", "III", "Nycticebus coucang", "",
     "Lemur tardigradus Linnaeus, 1758, Nycticebus malaianus (Anderson, 1881)"),
    ("Primates", "Hominidae", "Pongo abelii", "SPECIES", "I", "Pongo abelii", "", ""),
    ("Primates", "Cercopithecidae", "Macaca testa", "SPECIES", "II", "PRIMATES spp.", "", ""),
    ("Proboscidea", "Elephantidae", "Loxodonta africana", "SPECIES", "I/II", "Loxodonta africana", "As noted", ""),
    ("Carnivora", "Felidae", "Panthera tigris", "SPECIES", "", "", "", ""),
)  # fmt: skip


def own_list(
    rows: Iterable[tuple[str, ...]] = ROWS, *, columns: tuple[str, ...] = SPECIES_PLUS, parted: str = ","
) -> str:
    """The rows as a download would have them."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=parted, lineterminator="\n")
    writer.writerow(columns)
    for number, (order, family, name, rank, listing, under, note, synonyms) in enumerate(rows, start=1):
        genus, *rest = name.split()
        known = {
            "Id": str(number), "TaxonId": str(number), "Kingdom": "Animalia", "Class": "Testia", "Order": order,
            "Family": family, "Genus": genus, "Species": " ".join(rest), "Scientific Name": name,
            "ScientificName": name, "Author": "Uji, 2026", "Rank": rank, "Listing": listing, "CurrentListing": listing,
            "Listed under": under, "Full note": note, "FullAnnotationEnglish": note, "SynonymsWithAuthors": synonyms,
        }  # fmt: skip
        writer.writerow([known.get(column, "") for column in columns])
    return written.getvalue()
