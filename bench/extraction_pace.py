"""How many texts a second each part of extraction reads on one core, beside libphonenumber's matcher alone.

`python bench/extraction_pace.py`: the texts of a sample, in its natural mix. Writes the table in docs/method.md.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from phonenumbers import Leniency, PhoneNumberMatcher

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.tables import put_table
from graphintel.extract import TermFinder, find_handles, fold, read_text
from graphintel.extract.handles import handles_in
from graphintel.extract.phones import find_numbers
from graphintel.extract.prices import find_prices
from graphintel.reference import load_lexicon
from graphintel.sample.timeline import tell
from graphintel.sample.world import make_world

SEED, SCALE, REGION, ROUNDS = 21, 3.0, "MY", 3


def pace(read: Callable[[str], object], texts: list[str]) -> float:
    """Texts a second, the best of a few rounds."""

    def seconds() -> float:
        begin = time.perf_counter()
        for text in texts:
            read(text)
        return time.perf_counter() - begin

    return len(texts) / min(seconds() for _ in range(ROUNDS))


def main() -> None:
    """Print and keep the table."""
    texts = [said.text for said in tell(make_world(SEED, SCALE), SEED, SCALE)]
    finder = TermFinder(load_lexicon())

    def contacts_and_terms(text: str) -> Iterable[object]:
        folded = fold(text)
        return find_numbers(folded, (REGION,)), handles_in(folded, text), finder.find_in(folded)

    parts: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("PhoneNumberMatcher alone", lambda text: list(PhoneNumberMatcher(text, REGION, leniency=Leniency.VALID))),
        ("folding", fold),
        ("telephone numbers and payments", lambda text: find_numbers(fold(text), (REGION,))),
        ("handles", find_handles),
        ("lexicon, with masked words", finder.find),
        ("contacts and lexicon together", contacts_and_terms),
        ("prices", lambda text: find_prices(fold(text), region=REGION)),
        ("all of extraction", lambda text: read_text(text, region=REGION, finder=finder)),
    )
    paces = [(name, pace(read, texts)) for name, read in parts]
    alone = paces[0][1]
    rows = [[name, f"{value:,.0f}", f"{value / alone:.2f}"] for name, value in paces]
    put_table("extraction", ["Part", "Texts/s on one core", "Beside the matcher"], rows)


if __name__ == "__main__":
    main()
