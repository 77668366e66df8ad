"""Reference data that ships: the lexicon, false friends and the CITES list. Sources stand beside the files."""

from graphintel.reference.lexicon import FalseFriend, Lexicon, Term, load_lexicon, load_terms
from graphintel.reference.taxa import CitesList, Listed, Listing, load_cites

__all__ = ["CitesList", "FalseFriend", "Lexicon", "Listed", "Listing", "Term", "load_cites", "load_lexicon",
    "load_terms",
]
