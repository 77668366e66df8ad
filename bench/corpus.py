"""How well the extraction reads the labelled corpus: figures per kind and language.

`python -m bench.corpus development|report [--write] [--errors KIND]`. Every text is read alone: texts read together
count as one group, which would help to judge veiled adverts. ``--write`` puts the table into docs/method.md.
``--errors`` lists wrong texts, of the development half only: nobody should tune to the other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from bench.cites_lineage import load_lineage
from bench.corpus_compare import Compared, compare
from bench.tables import put_table, table_lines
from graphintel.extract import TermFinder, explain_texts
from graphintel.reference import load_lexicon

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
LANGUAGES = ("ms", "id", "en", "zh-Hans", "zh-Hant", "th", "vi", "tl")
ERRORS = ("phones", "handles", "payments", "alarms", "advert", "intent", "taxon", "form", "price", "count", "places")

Row = dict[str, Any]
Counts = Counter[str]


def read_half(half: str) -> list[Row]:
    """All texts of a half, the languages' files before the negatives."""
    paths = [CORPUS / half / f"{name}.jsonl" for name in (*LANGUAGES, "negatives")]
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def compare_all(rows: Iterable[Row]) -> list[tuple[Row, Compared]]:
    """Each text, read alone, beside its labels."""
    finder, lineage = TermFinder(load_lexicon()), load_lineage()
    kept = list(rows)
    texts = [(row["id"], row["text"], row["region"]) for row in kept]
    told = explain_texts(texts, finder=finder, tells_refused=False)
    return [(row, compare(row, one, lineage)) for row, one in zip(kept, told, strict=True)]


def sum_up(compared: Iterable[tuple[Row, Compared]], is_meant: Callable[[Row], bool] = lambda row: True) -> Counts:
    """The counts of the texts meant."""
    total: Counts = Counter()
    for row, one in compared:
        if is_meant(row):
            total.update(one.counts)
    return total


def share(part: float, whole: float) -> float | None:
    """A share, or None where there is nothing to share."""
    return part / whole if whole else None


def _right(kind: str, of: str) -> Callable[[Counts], float | None]:
    return lambda counts: share(counts[f"{kind} right"], counts[f"{kind} {of}"])


def _f1(kind: str) -> Callable[[Counts], float | None]:
    return lambda counts: share(2 * counts[f"{kind} right"], counts[f"{kind} expected"] + counts[f"{kind} got"])


def _part(part: str, whole: str) -> Callable[[Counts], float | None]:
    return lambda counts: share(counts[part], counts[whole])


FIGURES: dict[str, Callable[[Counts], float | None]] = {
    f"{name}, {measure}": figure
    for name, kind in (("Phones", "phones"), ("Handles", "handles"), ("Payments", "payments"), ("Adverts", "advert"))
    for measure, figure in (("precision", _right(kind, "got")), ("recall", _right(kind, "expected")), ("F1", _f1(kind)))
} | {
    "False alarms on texts that are no advert": _part("alarms", "negatives"),
    "Intent, of found adverts": _part("intent right", "found"),
    "Taxa, of labelled items in found adverts": _part("taxon worth", "items expected"),
    "Taxa, items read that match a labelled one": _part("items meant", "items got"),
    "Live or product, of matched items": _part("form agreed", "items matched"),
    "Price, of matched items": _part("price agreed", "items matched"),
    "Count, of matched items": _part("count agreed", "items matched"),
    "Places, recall in found adverts": _part("places right", "places expected"),
}


def measure(compared: Sequence[tuple[Row, Compared]]) -> dict[str, Counts]:
    """The counts of all texts, of each language's, and of those by hand and generated."""
    groups: dict[str, Callable[[Row], bool]] = {"all": lambda row: True}
    groups |= {name: lambda row, name=name: row["language"] == name for name in LANGUAGES}  # type: ignore[misc]
    groups |= {name: lambda row, name=name: row["origin"] == name for name in ("hand", "generated")}  # type: ignore[misc]
    return {name: sum_up(compared, is_meant) for name, is_meant in groups.items()}


def table(half: str, measured: dict[str, Counts]) -> tuple[list[str], list[list[str]]]:
    """Header and rows: a figure a row, a group of texts a column."""
    rows = [
        [name, *("–" if (value := figure(counts)) is None else f"{value:.3f}" for counts in measured.values())]
        for name, figure in FIGURES.items()
    ]
    return [f"Corpus, {half} half", *measured], rows


def tell_errors(compared: Iterable[tuple[Row, Compared]], kind: str) -> int:
    """Print each text that is wrong in this kind with what was expected and got; their number."""
    wrong = 0
    for row, one in compared:
        if kind in one.wrong:
            expected, got = one.wrong[kind]
            print(f"{row['id']} {row['origin']} {row['category']}\n  {row['text']!r}")
            print(f"  expected {expected}\n  got      {got}")
            wrong += 1
    return wrong


@click.command()
@click.argument("half", type=click.Choice(["development", "report"]))
@click.option("--write", is_flag=True, help="Put the table into docs/method.md.")
@click.option("--errors", type=click.Choice(ERRORS), help="List the texts that are wrong in one kind.")
def main(half: str, write: bool, errors: str | None) -> None:
    """Score one half of the labelled corpus, or list what is wrong in the development half."""
    if errors and half == "report":
        raise click.UsageError("the report half's texts are not shown, so that nobody tunes to them.")
    compared = compare_all(read_half(half))
    if errors:
        print(f"{tell_errors(compared, errors)} of {len(compared)} texts are wrong in {errors}.")
        return
    header, rows = table(half, measure(compared))
    if write:
        put_table("corpus", header, rows)
    else:
        print("\n".join(table_lines(header, rows)))


if __name__ == "__main__":
    main()
