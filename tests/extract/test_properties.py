"""Properties of all that a text says, over the corpus's texts and over any text."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graphintel.extract import TermFinder
from graphintel.extract.texts import Reading, read_text
from graphintel.reference import load_lexicon

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "development"
FINDER = TermFinder(load_lexicon())
INVISIBLE = "\u200b\u200d\u2060\ufeff\u00ad\u200e"
# Full-width forms of ASCII: Unicode, Halfwidth and Fullwidth Forms.
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

WORDS = (
    "kukang",
    "象牙",
    "งาช้าง",
    "sừng tê",
    "2 ekor",
    "RM500",
    "850rb",
    "一对",
    "ตัวละ",
    "\n",
    ", ",
    "wa ",
    "🐯",
    "pm",
    "500g",
)
PIECES = st.one_of(st.sampled_from([*WORDS, "012-345 6789", "stop ", "x3"]), st.text(max_size=6))


@cache
def corpus() -> tuple[tuple[str, str], ...]:
    rows = [
        json.loads(line) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    return tuple((row["text"], row["region"]) for row in rows if row["origin"] == "hand")


def read(text: str, region: str) -> Reading:
    return read_text(text, region=region, finder=FINDER)


def said(reading: Reading) -> object:
    """What a reading says, without where it stands."""
    items = [
        (one.taxon, one.form, one.product, one.count_min, one.count_max, one.price_min, one.price_max, one.currency)
        for one in reading.items
    ]
    return [(one.kind, one.value) for one in reading.contacts], items, reading.signals, reading.template


def assert_spans_lie_in(text: str, reading: Reading) -> None:
    for one in (*reading.contacts, *reading.items, *reading.places):
        assert 0 <= one.start < one.end <= len(text)
    for item in reading.items:
        for low, high in ((item.count_min, item.count_max), (item.price_min, item.price_max)):
            assert (low is None) == (high is None)
            assert low is None or (high is not None and 0 < low <= high)
        assert (item.price_min is None) == (item.currency is None)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_invisible_marks_change_nothing(which: int, seed: int) -> None:
    text, region = corpus()[which % len(corpus())]
    chance = random.Random(seed)
    marked = "".join(
        sign + (chance.choice(INVISIBLE) if chance.random() < 0.2 and sign.isalnum() else "") for sign in text
    )
    reading = read(marked, region)
    assert said(reading) == said(read(text, region))
    assert_spans_lie_in(marked, reading)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_another_width_changes_no_contact_and_no_item(which: int) -> None:
    text, region = corpus()[which % len(corpus())]
    wide = read(text.translate(WIDE), region)
    contacts = [(one.kind, one.value) for one in read(text, region).contacts if one.kind not in ("invite", "url")]
    assert [(one.kind, one.value) for one in wide.contacts if one.kind not in ("invite", "url")] == contacts
    assert [one.taxon for one in wide.items] == [one.taxon for one in read(text, region).items]


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["MY", "ID", "CN", "VN", "TH"]))
def test_any_mixture_reads_and_its_spans_lie_in_it(pieces: list[str], region: str) -> None:
    text = "".join(pieces)
    assert_spans_lie_in(text, read(text, region))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_contact_read_again_by_itself_has_the_same_value(which: int) -> None:
    """The number of a text, cut out with the words around it, is the same number."""
    text, region = corpus()[which % len(corpus())]
    reading = read(text, region)
    for one in reading.contacts:
        if one.kind == "phone" and one.rule.startswith("phone:digits") and one.value.startswith("+"):
            again = [other.value for other in read(f"wa {text[one.start : one.end]}", region).contacts]
            assert one.value in again or not again or one.rule.endswith(("further", "code"))
