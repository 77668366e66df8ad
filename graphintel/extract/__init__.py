"""From the text of a post to contacts and the words of the trade, with spans in the source's own characters."""

from graphintel.extract.folding import Folded, fold
from graphintel.extract.handles import find_handles
from graphintel.extract.phones import find_phones
from graphintel.extract.span import Found
from graphintel.extract.terms import TermFinder, TermHit

__all__ = ["Folded", "Found", "TermFinder", "TermHit", "find_handles", "find_phones", "fold"]
