"""Which words of a template vary: its adverts laid beside the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from graphintel.extract.tokens import CONTACT, NUMBER, Token, tokens_of

_VARIES = 0.1  # share of adverts that differ in a word from which it counts as a slot and not as a slip
OPEN, CLOSE = "⟦", "⟧"  # around the number of a slot, and around the kind of a contact, in a wording
_KINDS = ("contact", "word", "number")  # a slot is of the first of these that stands in it
_Cells = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A part that varies: tokens ``start`` to ``end`` of the first (equal where others add words).

    ``words``: what stands there with how many adverts have it, the commonest first; "" where it is left out.
    ``kind``: contact where one stands there in any advert, number where nothing else does, else word.
    """

    start: int
    end: int
    kind: str
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its tokens."""

    text: str
    tokens: Sequence[Token]

    def said(self, start: int, end: int) -> str:
        """The source's own characters of tokens ``start`` to ``end``."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""


def find_slots(first: Text, others: Sequence[Text]) -> tuple[Slot, ...]:
    """The slots of a template in order, never overlapping; none where all say the same."""
    laid = [(_laid(first.tokens, other.tokens), other) for other in others]
    least = max(1.0, _VARIES * len(others))
    counts = Counter(cell for cells, other in laid for cell in _differing(first.tokens, cells, other.tokens))
    varies = [cell for cell in sorted(counts) if counts[cell] >= least]
    slots = []
    for begin, end in _runs(first.tokens, varies):
        said = Counter([first.said(begin // 2, end // 2)])
        said.update(other.said(cells[begin][0], cells[end - 1][1]) for cells, other in laid)
        words = tuple(sorted(said.items(), key=lambda pair: (-pair[1], pair[0])))
        kinds = {_kind(other.tokens[cells[begin][0] : cells[end - 1][1]]) for cells, other in laid}
        kinds.add(_kind(first.tokens[begin // 2 : end // 2]))
        slots.append(Slot(begin // 2, end // 2, next(kind for kind in _KINDS if kind in kinds), words))
    return tuple(slots)


def differences(
    first: tuple[str, Sequence[tuple[int, int, str]]], other: tuple[str, Sequence[tuple[int, int, str]]]
) -> tuple[tuple[int, int], ...]:
    """Spans of the other text that differ from the first, in order; each text with its contacts' spans and kinds."""
    return changed_spans(*(Text(text, tokens_of(text, contacts)) for text, contacts in (first, other)))


def changed_spans(first: Text, other: Text) -> tuple[tuple[int, int], ...]:
    """Spans of ``other``'s code points that differ from ``first``, in order."""
    cells = _laid(first.tokens, other.tokens)
    runs = _runs(first.tokens, list(_differing(first.tokens, cells, other.tokens)))
    ranges = [(cells[begin][0], cells[end - 1][1]) for begin, end in runs]
    return tuple((other.tokens[low].start, other.tokens[high - 1].end) for low, high in ranges if low < high)


def wording_of(first: Text, slots: Sequence[Slot]) -> str:
    """The first's text with a number in place of each slot; contacts that do not vary are masked too."""
    marks = [(slot.start, slot.end, str(number)) for number, slot in enumerate(slots, start=1)]
    taken = {place for slot in slots for place in range(slot.start, slot.end)}
    for place, token in enumerate(first.tokens):
        if token.key.startswith(CONTACT) and place not in taken:
            marks.append((place, place + 1, token.key.removeprefix(CONTACT)))
    pieces, done = [], 0
    for start, end, mark in sorted(marks):
        begin = first.tokens[start].start if start < len(first.tokens) else len(first.text)
        is_added = start == end
        pieces.append(first.text[done:begin] + OPEN + mark + CLOSE + " " * (is_added and begin < len(first.text)))
        done = begin if is_added else first.tokens[end - 1].end
    return "".join(pieces) + first.text[done:]


def _laid(first: Sequence[Token], other: Sequence[Token]) -> _Cells:
    """What of the other stands in each cell of the first: before its first token, in its place, behind it, and so on.

    Cell ``2n + 1`` is the first's token ``n``, the even ones are the gaps around them.
    """
    cells: _Cells = [(0, 0)]
    for step in Levenshtein.opcodes([t.key for t in first], [t.key for t in other]):
        if step.tag == "insert":
            cells[-1] = (step.dest_start, step.dest_end)
            continue
        is_there = step.tag != "delete"
        for place in range(step.src_end - step.src_start):
            here = step.dest_start + (place if is_there else 0)
            cells += [(here, here + is_there), (here + is_there, here + is_there)]
    return cells


def _differing(first: Sequence[Token], cells: _Cells, other: Sequence[Token]) -> Iterator[int]:
    """Cells in which the other says something else than the first."""
    for cell, (low, high) in enumerate(cells):
        if cell % 2 == 0:
            if low < high:
                yield cell
        elif high - low != 1 or other[low].value != first[cell // 2].value:
            yield cell


def _runs(first: Sequence[Token], varies: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of cells that vary, tokens of one kind together, joined over a single constant sign."""
    runs: list[tuple[int, int]] = []
    for cell in varies:
        if runs and _belongs(first, runs[-1], cell):
            runs[-1] = (runs[-1][0], cell + 1)
        else:
            runs.append((cell, cell + 1))
    return runs


def _belongs(first: Sequence[Token], run: tuple[int, int], cell: int) -> bool:
    between = first[run[1] // 2 : cell // 2]
    if between:
        return len(between) == 1 and between[0].is_sign
    had = first[run[0] // 2 : run[1] // 2]
    return cell % 2 == 0 or not had or _kind(had) == _kind(first[cell // 2 : cell // 2 + 1])


def _kind(tokens: Sequence[Token]) -> str:
    if any(token.key.startswith(CONTACT) for token in tokens):
        return "contact"
    return "word" if any(token.key != NUMBER for token in tokens) else "number"
