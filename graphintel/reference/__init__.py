"""Reference data that ships: the lexicon, false friends and the CITES list. Sources stand beside the files."""

from graphintel.reference.amendments import Amendment, Difference, Draft, amend, compare, word_of
from graphintel.reference.codes import load_listed_taxa, load_part_codes
from graphintel.reference.lexicon import KINDS, FalseFriend, Lexicon, Term, load_lexicon

__all__ = [
    "KINDS",
    "Amendment",
    "Difference",
    "Draft",
    "FalseFriend",
    "Lexicon",
    "Term",
    "amend",
    "compare",
    "load_lexicon",
    "load_listed_taxa",
    "load_part_codes",
    "word_of",
]
