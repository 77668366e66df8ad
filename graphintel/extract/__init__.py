"""From the text of a post to contacts and the words of the trade, with spans in the source's own characters."""

from graphintel.extract.adverts import Adverts, judge_adverts
from graphintel.extract.changes import ChangeFinder, find_touched
from graphintel.extract.dollars import with_dollars
from graphintel.extract.explain import Explained, explain_texts
from graphintel.extract.folding import Folded, fold
from graphintel.extract.handles import find_handles
from graphintel.extract.listing import with_appendices
from graphintel.extract.passages import TEXT_TABLES, join_parts, read_passages
from graphintel.extract.phones import find_phones
from graphintel.extract.pictures import weigh_picture_mentions
from graphintel.extract.slots import differences
from graphintel.extract.span import Found
from graphintel.extract.spoken import Spoken, tell_language
from graphintel.extract.subjects import gather_texts, place_readings
from graphintel.extract.templates import Templates, find_templates
from graphintel.extract.terms import TermFinder, TermHit, patterns_of
from graphintel.extract.texts import read_text

__all__ = [
    "TEXT_TABLES",
    "Adverts",
    "ChangeFinder",
    "Explained",
    "Folded",
    "Found",
    "Spoken",
    "Templates",
    "TermFinder",
    "TermHit",
    "differences",
    "explain_texts",
    "find_handles",
    "find_phones",
    "find_templates",
    "find_touched",
    "fold",
    "gather_texts",
    "join_parts",
    "judge_adverts",
    "patterns_of",
    "place_readings",
    "read_passages",
    "read_text",
    "tell_language",
    "weigh_picture_mentions",
    "with_appendices",
    "with_dollars",
]
