"""Texts longer than a message: read piece by piece, so that work stays in proportion to the text."""

from __future__ import annotations

from collections.abc import Iterator

WINDOW = 8_000  # code points read at once: a message is shorter, what is longer is a dump of many
_BREAKS = ("\n\n", "\n", ". ", "。", " ")
_BACK = 1_000  # code points before a window's end in which a place to break is looked for


def windows_of(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of a text with where they begin, parted between paragraphs, lines, sentences or words where there are any.

    One piece for a text of `WINDOW` code points or fewer. Together the pieces are the text.
    """
    start = 0
    while len(text) - start > WINDOW:
        end = start + WINDOW
        found = ((text.rfind(mark, end - _BACK, end), len(mark)) for mark in _BREAKS)
        stop = next((place + size for place, size in found if place > start), end)
        yield start, text[start:stop]
        start = stop
    yield start, text[start:]
