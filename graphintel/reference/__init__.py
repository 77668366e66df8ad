"""Reference data that ships (lexicon, false friends, CITES list, rates), and the like that people hand in.

Sources stand beside the files.
"""

from graphintel.reference.amendments import Amendment, Difference, Draft, amend, compare, word_of
from graphintel.reference.codes import load_listed_taxa, load_part_codes
from graphintel.reference.english_names import english_name, plural, singular
from graphintel.reference.language_words import load_language_words
from graphintel.reference.lexicon import KINDS, FalseFriend, Lexicon, Term, load_lexicon, load_terms
from graphintel.reference.lists import SHIPPED, ListThatCounts
from graphintel.reference.places import Gazetteer, PlaceName, load_places
from graphintel.reference.rates import DOLLAR, Rate, for_each_month, load_rates, over, rate_in, read_rates
from graphintel.reference.species_list import SpeciesList, own_list, read_species_list
from graphintel.reference.taxa import LIST_DATE, SHIPPED_LIST, CitesList, Listed, Listing, load_cites
from graphintel.reference.trade_terms import term_words

__all__ = [
    "DOLLAR",
    "KINDS",
    "LIST_DATE",
    "SHIPPED",
    "SHIPPED_LIST",
    "Amendment",
    "CitesList",
    "Difference",
    "Draft",
    "FalseFriend",
    "Gazetteer",
    "Lexicon",
    "ListThatCounts",
    "Listed",
    "Listing",
    "PlaceName",
    "Rate",
    "SpeciesList",
    "Term",
    "amend",
    "compare",
    "english_name",
    "for_each_month",
    "load_cites",
    "load_language_words",
    "load_lexicon",
    "load_listed_taxa",
    "load_part_codes",
    "load_places",
    "load_rates",
    "load_terms",
    "over",
    "own_list",
    "plural",
    "rate_in",
    "read_rates",
    "read_species_list",
    "singular",
    "term_words",
    "word_of",
]
