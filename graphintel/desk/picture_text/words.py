"""Words that Tesseract found, in one pass per script, made into the lines of a picture. Pure."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphintel.desk.picture_text.pieces import Box, Piece

_WORD_LEVEL = "5"  # of Tesseract's table: page, block, paragraph, line, word
_COLUMNS = 12
# Mean confidence of a line below which it is what a photograph of leaves or fur gives: on invented noise no line
# reaches it, and a line read in the wrong script stays below it unless it holds a number or a name.
_LEAST_SURE = 50.0
_FEWEST_SIGNS = 2  # letters or digits of a line; less is a speck
_MOST_LINES = 400  # of one picture: a dense page has a hundred
_MOST_CHARACTERS = 4_000  # of one picture; more is a book, and no advert
_SAME_LINE = 0.5  # share of the lower line's height that two lines have in common, so that they are one
_FEWEST_PATCHED = 4  # characters of a Latin word that is put into a line of another script: no chance likeness
_PATCH_MARGIN = 5.0  # points by which such a word must be surer than what it takes the place of,
_SURE_LATIN = 85.0  # or else this sure: Thai is sure of itself over Latin letters, Latin never over Thai
# Scripts that part no words by spaces, and the gap, in heights of the line, that is meant as one all the same.
# Chinese signs stand in boxes of their own with gaps between, and a name taken apart by spaces is no name.
_SPACE = {"CJK": 1.0, "HIRAGANA": 1.0, "KATAKANA": 1.0, "THAI": 0.5, "LAO": 0.5, "KHMER": 0.5, "MYANMAR": 0.5}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or in some scripts a part of one; ``confidence`` 0..100, as Tesseract gives it."""

    text: str
    box: Box
    confidence: float


Line = tuple[Word, ...]


def parse_table(table: str) -> tuple[Line, ...]:
    """Lines of words from the table that ``tesseract … tsv`` writes; rows that are none are left out."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in table.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL or not cells[-1].strip():
            continue
        try:
            box, sure = Box(*(int(cell) for cell in cells[6:10])), float(cells[10])
        except ValueError:
            continue
        lines.setdefault(tuple(cells[1:5]), []).append(Word(cells[-1].strip(), box, sure))
    return tuple(tuple(words) for words in lines.values())


def join_passes(passes: Sequence[Sequence[Line]]) -> tuple[Piece, ...]:
    """The lines of a picture: of those that several passes read at one place, the surest.

    Numbers and names in Latin letters stand in lines of every script; where the Latin pass is surer of one, it takes
    the place of what another script made of it.

    Returns:
        Lines from top to bottom, then from left to right, each at least as sure as print is.
    """
    kept: list[Line] = []
    everything = [line for lines in passes for line in lines]
    for line in sorted(everything, key=lambda line: (-_sureness(line) * _box(line).width ** 0.5, _box(line).y)):
        if not any(_is_same_place(_box(line), _box(other)) for other in kept):
            kept.append(line)
    latin = [word for line in everything for word in line if _is_latin(word.text)]
    patched = (_patched(line, latin) for line in kept)
    sure = [line for line in patched if _sureness(line) >= _LEAST_SURE and _signs(line) >= _FEWEST_SIGNS]
    return _bounded(_piece(line) for line in sorted(sure, key=lambda line: (_box(line).y, _box(line).x)))


def _bounded(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    taken: list[Piece] = []
    length = 0
    for piece in pieces:
        length += len(piece.text) + 1
        if length > _MOST_CHARACTERS or len(taken) >= _MOST_LINES:
            break
        taken.append(piece)
    return tuple(taken)


def _piece(line: Line) -> Piece:
    return Piece(text=_written(line), box=_box(line), confidence=round(_sureness(line) / 100, 4))


def _sureness(words: Sequence[Word]) -> float:
    """Mean confidence by width: letters of one script take the room of several of another.

    What is misread is drawn together into one unsure sign as wide as many.
    """
    width = sum(max(1, word.box.width) for word in words)
    return sum(word.confidence * max(1, word.box.width) for word in words) / width


def _signs(line: Line) -> int:
    return sum(c.isalnum() for word in line for c in word.text)


def _box(line: Line) -> Box:
    whole = line[0].box
    for word in line[1:]:
        whole = whole.around(word.box)
    return whole


def _is_same_place(one: Box, other: Box) -> bool:
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    across = min(one.right, other.right) - max(one.x, other.x)
    return across > 0 and down > _SAME_LINE * min(one.height, other.height)


def _patched(line: Line, latin: Sequence[Word]) -> Line:
    if not any(_space(character) > 0 for word in line for character in word.text):
        return line
    place = _box(line)
    for word in latin:
        if word in line or not _is_same_place(place, word.box):
            continue
        covered = [old for old in line if word.box.x <= old.box.x + old.box.width / 2 < word.box.right]
        letters = sum(c.isascii() for old in covered for c in old.text)
        if (
            letters < len(word.text)
            and covered
            and word.confidence > min(_sureness(covered) + _PATCH_MARGIN, _SURE_LATIN)
        ):
            at = line.index(covered[0])
            rest = [old for old in line if old not in covered]
            line = (*rest[:at], word, *rest[at:])
    return line


def _is_latin(text: str) -> bool:
    return len(text) >= _FEWEST_PATCHED and text.isascii() and any(c.isalnum() for c in text)


def _written(line: Line) -> str:
    text = line[0].text
    for before, word in pairwise(line):
        gap = (word.box.x - before.box.right) / max(1, word.box.height)
        is_one = gap < min(_space(before.text[-1]), _space(word.text[0])) or "_" in (before.text[-1], word.text[0])
        text += ("" if is_one else " ") + word.text
    return unicodedata.normalize("NFC", text)


def _space(character: str) -> float:
    """The gap beside a character that is a space; none at all where words are parted by spaces."""
    return _SPACE.get(unicodedata.name(character, "").split(" ")[0].split("-")[0], -math.inf)
