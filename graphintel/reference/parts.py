"""Words for parts and things made of animals and plants, by the CITES term code that they mean."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# Languages that put the part before the animal ("taring harimau"); the others put it behind ("tiger tooth", 虎牙).
PART_FIRST = frozenset(("ms", "id", "vi", "th", "tl"))


@dataclass(frozen=True, slots=True)
class PartWord:
    """A word for a part; ``code`` is the CITES trade term (``GIL`` for gill plates, which the term list lacks)."""

    word: str
    language: str
    code: str


@lru_cache(maxsize=1)
def load_parts() -> tuple[PartWord, ...]:
    """The shipped words, in the order of their file."""
    text = files(__package__).joinpath("lexicon", "parts.csv").read_text("utf-8")
    return tuple(
        PartWord(word, row["language"], row["code"])
        for row in csv.DictReader(io.StringIO(text))
        for word in row["terms"].split("|")
    )
