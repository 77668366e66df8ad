"""Reference data that ships: the lexicon, false friends and the CITES list. Sources stand beside the files."""

from graphintel.reference.amendments import Amendment, Difference, Draft, amend, compare, word_of
from graphintel.reference.codes import load_listed_taxa, load_part_codes
from graphintel.reference.english_names import english_name, plural, singular
from graphintel.reference.language_words import load_language_words
from graphintel.reference.lexicon import KINDS, FalseFriend, Lexicon, Term, load_lexicon, load_terms
from graphintel.reference.places import Gazetteer, PlaceName, load_places
from graphintel.reference.taxa import CitesList, Listed, Listing, load_cites
from graphintel.reference.trade_terms import term_words

__all__ = [
    "KINDS",
    "Amendment",
    "CitesList",
    "Difference",
    "Draft",
    "FalseFriend",
    "Gazetteer",
    "Lexicon",
    "Listed",
    "Listing",
    "PlaceName",
    "Term",
    "amend",
    "compare",
    "english_name",
    "load_cites",
    "load_language_words",
    "load_lexicon",
    "load_listed_taxa",
    "load_part_codes",
    "load_places",
    "load_terms",
    "plural",
    "singular",
    "term_words",
    "word_of",
]
