"""How much of what stands in a picture is read, and how long it takes.

`python bench/picture_text.py`: invented posters in Noto's fonts, as JPEG, read one after the other on this machine.
Writes the tables in docs/method.md. Needs Tesseract with the packs of the languages measured.
"""

from __future__ import annotations

import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.tables import put_table
from graphintel.desk.picture_text.reader import picture_reader
from graphintel.extract import TermFinder, read_text
from graphintel.reference import load_lexicon
from tests.pictures.making import code, photograph, poster, write_on
from tests.pictures.test_print import PRINT

SIZES = (14, 18, 24, 32, 48)  # pixels high
PAPERS = (("white", "black"), ("#ffe680", "#203060"), ("#223344", "white"))
EDGES = (("white", "black"), ("black", "white"), ("#ffff00", "black"))  # of letters over a photograph
SEEDS = range(4)
QUALITY = 75  # of the JPEG: what chats send
PHOTOGRAPHS = 40  # without print
MODULES = (2, 3, 4, 6)  # pixels of a code's module
PAYLOAD = "https://line.me/R/ti/p/~nobody99"


@dataclass
class Tally:
    """What was met of one kind of picture."""

    wrong: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    contacts: int = 0
    found: int = 0
    invented: int = 0

    def row(self, name: str) -> list[str]:
        """As a row of the table."""
        share = f"{self.found} of {self.contacts}" if self.contacts else ""
        wrong = f"{sum(self.wrong) / len(self.wrong):.1%}" if self.wrong else ""
        pace = f"{sum(self.seconds) / len(self.seconds):.2f}"
        return [name, str(len(self.seconds)), wrong, share, str(self.invented), pace]


def plain(text: str) -> str:
    """Without spaces, which no script here needs to be understood."""
    return "".join(unicodedata.normalize("NFC", text).split())


def posters(lines: tuple[str, ...]) -> Iterator[Image.Image]:
    """Print on plain paper."""
    yield from (poster(lines, size=size, paper=paper, ink=ink) for size in SIZES for paper, ink in PAPERS)


def photographs(lines: tuple[str, ...]) -> Iterator[Image.Image]:
    """Print over a photograph."""
    for seed in SEEDS:
        yield from (write_on(photograph(seed=seed), lines, size=40, ink=ink, edge=edge) for ink, edge in EDGES)


def measure(
    pictures: Iterator[Image.Image], lines: tuple[str, ...], region: str, finder: TermFinder, folder: Path
) -> Tally:
    """Read pictures of the same lines."""
    reader, tally = picture_reader((), (region,)), Tally()
    wanted = contacts("\n".join(lines), region, finder)
    for picture in pictures:
        picture.save(folder / "a.jpg", quality=QUALITY)
        began = time.perf_counter()
        reading = reader.read(folder / "a.jpg")
        tally.seconds.append(time.perf_counter() - began)
        read = "\n".join(piece.text for piece in reading.engines[1].pieces)
        if lines:
            whole = plain("".join(lines))
            tally.wrong.append(min(1.0, Levenshtein.distance(plain(read), whole) / len(whole)))
        found = contacts(read, region, finder)
        tally.contacts += len(wanted)
        tally.found += len(wanted & found)
        tally.invented += len(found - wanted)
    return tally


def contacts(text: str, region: str, finder: TermFinder) -> set[tuple[str, str]]:
    """Contacts that the rules read in a text."""
    return {(found.kind, found.value) for found in read_text(text, region=region, finder=finder).contacts}


def codes(folder: Path) -> list[list[str]]:
    """How many codes are found in photographs, by the size of their modules and how blurred they are."""
    reader, rows = picture_reader((), ()), []
    for module in MODULES:
        found = []
        for blur in (0.0, 1.0, 2.0):
            hits = 0
            for seed in SEEDS:
                picture = photograph(seed=seed)
                picture.paste(code(PAYLOAD, scale=module).rotate(7 * seed, expand=True, fillcolor=255), (500, 400))
                picture.filter(ImageFilter.GaussianBlur(blur)).save(folder / "a.jpg", quality=QUALITY)
                hits += any(piece.text == PAYLOAD for piece in reader.read(folder / "a.jpg").engines[0].pieces)
            found.append(f"{hits} of {len(SEEDS)}")
        rows.append([f"{module} pixels", *found])
    return rows


def main() -> None:
    """Print and keep the tables."""
    finder, rows = TermFinder(load_lexicon()), []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for language, (region, lines, _) in PRINT.items():
            rows.append(measure(posters(lines), lines, region, finder, folder).row(f"{language}, on plain paper"))
        for language, (region, lines, _) in PRINT.items():
            rows.append(
                measure(photographs(lines), lines, region, finder, folder).row(f"{language}, over a photograph")
            )
        empty = (photograph(seed=seed) for seed in range(PHOTOGRAPHS))
        rows.append(measure(empty, (), "MY", finder, folder).row("photographs without print"))
        head = ["Pictures", "Number", "Characters wrong", "Contacts read", "Contacts invented", "Seconds each"]
        put_table("pictures", head, rows)
        put_table("codes", ["A module of the code", "sharp", "blurred by 1 pixel", "by 2"], codes(folder))


if __name__ == "__main__":
    main()
