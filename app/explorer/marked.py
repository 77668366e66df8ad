"""Texts with spans marked, as HTML in which whatever people wrote is escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

# A mark is told by its label too, never by colour alone; colours are see-through, for light and dark pages.
STYLE = """<style>
.gi-text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;line-height:1.9;border:1px solid #8884;
border-radius:.4rem;padding:.5rem .7rem;margin:.2rem 0 .6rem}
.gi-text mark{color:inherit;background:#8883;border-radius:.25rem;padding:.05rem .15rem;unicode-bidi:isolate}
.gi-text mark.contact{background:#3b8bc255}.gi-text mark.species{background:#4caf5055}
.gi-text mark.place{background:#ffb30055}.gi-text mark.refused{background:none;border:1px dashed #d9534f}
.gi-text mark.varies{background:#ffb30055}
.gi-text mark small{font-size:.65em;opacity:.8;margin-left:.25em;user-select:none}
</style>"""
_SLOT = re.compile("⟦([^⟦⟧]{1,20})⟧")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text (code points, half-open): ``kind`` gives its colour, ``label`` stands beside it."""

    start: int
    end: int
    kind: str
    label: str = ""


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text as HTML; of marks that overlap the first stays."""
    pieces, place = [], 0
    for mark in sorted(_apart(marks, len(text)), key=lambda one: one.start):
        pieces.append(html.escape(text[place : mark.start]))
        label = f"<small>{html.escape(mark.label)}</small>" if mark.label else ""
        inside = html.escape(text[mark.start : mark.end])
        pieces.append(f'<mark class="{html.escape(mark.kind)}">{inside}{label}</mark>')
        place = mark.end
    return f'<div class="gi-text" dir="auto">{"".join(pieces)}{html.escape(text[place:])}</div>'


def marked_wording(wording: str) -> str:
    """The wording of a template as HTML, its slots marked."""
    shown = _SLOT.sub(r'<mark class="varies">⟦\1⟧</mark>', html.escape(wording))
    return f'<div class="gi-text" dir="auto">{shown}</div>'


def _apart(marks: Iterable[Mark], length: int) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        is_free = all(mark.end <= other.start or other.end <= mark.start for other in kept)
        if 0 <= mark.start < mark.end <= length and is_free:
            kept.append(mark)
    return kept
