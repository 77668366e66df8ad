"""Which texts a change of the lexicon can touch: all others say what they said before."""

from __future__ import annotations

import pyarrow as pa

from graphintel.extract.folding import fold
from graphintel.extract.masking import NearWords, unmasked
from graphintel.extract.terms import Pattern, automaton_of, matches_in, patterns_of
from graphintel.extract.windows import windows_of
from graphintel.reference import Lexicon

_NOTHING = Pattern((), ())


class ChangeFinder:
    """Finds the words in which two lexicons differ; holds the automaton.

    ``words`` are folded: terms and false friends that were added, taken out of use or altered, in order.
    What is read in a text follows from the words that stand alone in it, in it with masks taken off, and from those
    that a token may mean: a word that is none of these has no part in it, whatever it would mean.
    """

    def __init__(self, before: Lexicon, after: Lexicon) -> None:
        old, new = patterns_of(before), patterns_of(after)
        self.words = sorted(text for text in {*old, *new} if old.get(text) != new.get(text))
        self._automaton = automaton_of(self.words)
        named = (text for text in self.words if old.get(text, _NOTHING).named != new.get(text, _NOTHING).named)
        self._near = NearWords({text: frozenset((text,)) for text in named})

    def may_touch(self, text: str) -> bool:
        """Whether the two lexicons may read ``text`` differently; False is certain."""
        return any(self._may_touch(piece) for _, piece in windows_of(text))

    def _may_touch(self, piece: str) -> bool:
        folded = fold(piece)
        if matches_in(self._automaton, folded.text):
            return True
        view = unmasked(folded)
        if view is not None and matches_in(self._automaton, view.text):
            return True
        return self._near.may_stand_in(folded.text)


def find_touched(texts: pa.Table, *, changes: ChangeFinder) -> pa.BooleanArray:
    """For each row of ``texts`` (column ``text``) whether the change may touch it."""
    return pa.array([changes.may_touch(text) for text in texts["text"].to_pylist()], pa.bool_())
