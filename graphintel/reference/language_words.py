"""Words that tell one language from another."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def load_language_words() -> dict[str, frozenset[str]]:
    """Words by BCP 47 tag; ``ms+id`` are of Malay and Indonesian alike, ``any`` of no language.

    Sources and limits: ``languages/SOURCES.md`` beside this module.
    """
    text = files(__package__).joinpath("languages", "words.csv").read_text("utf-8")
    return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(io.StringIO(text))}
