"""Reference data that ships: the lexicon, false friends and the CITES list. Sources stand beside the files."""

from graphintel.reference.english_names import english_name, plural, singular
from graphintel.reference.language_words import load_language_words
from graphintel.reference.lexicon import FalseFriend, Lexicon, Term, load_lexicon, load_terms
from graphintel.reference.places import Gazetteer, PlaceName, load_places
from graphintel.reference.taxa import CitesList, Listed, Listing, load_cites
from graphintel.reference.trade_terms import term_words

__all__ = [
    "CitesList",
    "FalseFriend",
    "Gazetteer",
    "Lexicon",
    "Listed",
    "Listing",
    "PlaceName",
    "Term",
    "english_name",
    "load_cites",
    "load_language_words",
    "load_lexicon",
    "load_places",
    "load_terms",
    "plural",
    "singular",
    "term_words",
]
