"""The lines of a text, however long they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.files.decoding import open_text

# Direction marks and the like, which telephones put before stamps, names and numbers.
INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_DROPPED = dict.fromkeys(map(ord, INVISIBLE))
KEPT = 65_536  # characters of what is quarantined
_LONGEST = 1 << 20  # characters of one line; of a longer one only the beginning is kept


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; ``is_cut`` says that its rest was passed over."""

    number: int
    text: str
    is_cut: bool


def lines_of(path: Path) -> Iterator[Line]:
    """Yield the lines of a file; NULs become U+FFFD, because no table holds them."""
    with open_text(path) as opened:
        number = 0
        while line := opened.readline(_LONGEST):
            number += 1
            is_cut = len(line) == _LONGEST and not line.endswith("\n")
            more = line if is_cut else "\n"
            while more and not more.endswith("\n"):
                more = opened.readline(_LONGEST)
            yield Line(number, line.rstrip("\r\n").replace("\0", "\ufffd"), is_cut)


def plain(text: str) -> str:
    """Text without direction marks and outer spaces, for comparing; what is stored keeps them."""
    return (text if text.isascii() else text.translate(_DROPPED)).strip()
