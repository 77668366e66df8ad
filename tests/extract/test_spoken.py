"""The language and script of a post, by the largest part of it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from graphintel.extract import TermFinder, read_passages, tell_language
from graphintel.reference import Lexicon, load_language_words
from tests.extract.said import MIXED, NOTHING, SAID

CORPUS = Path(__file__).parent.parent / "corpus" / "development"


def test_the_languages_of_a_hand_made_table_are_told() -> None:
    shares = {}
    for tag, lines in SAID.items():
        right = sum(tell_language(line).tag == tag for line in lines)
        shares[tag] = right / len(lines)
        print(f"{tag}: {right} of {len(lines)}")  # noqa: T201
    assert min(shares.values()) >= 0.85
    assert sum(shares.values()) / len(shares) >= 0.95


# Adverts that others wrote by hand and machine for other ends. Tagalog offers are mostly in English words.
CORPUS_FLOORS = {
    "en": 0.93,
    "id": 0.88,
    "ms": 0.93,
    "th": 0.98,
    "tl": 0.6,
    "vi": 0.98,
    "zh-Hans": 0.98,
    "zh-Hant": 0.98,
}


@pytest.mark.parametrize(("tag", "floor"), CORPUS_FLOORS.items())
def test_the_languages_of_the_corpus_are_told(tag: str, floor: float) -> None:
    lines = (CORPUS / f"{tag}.jsonl").read_text("utf-8").splitlines()
    told = [tell_language(json.loads(line)["text"]).tag for line in lines]
    print(f"{tag}: {told.count(tag)} of {len(told)}")  # noqa: T201
    assert told.count(tag) >= floor * len(told)


@pytest.mark.parametrize("text", NOTHING)
def test_where_nothing_tells_there_is_no_language(text: str) -> None:
    assert tell_language(text).tag is None


@pytest.mark.parametrize(("text", "tag"), MIXED.items())
def test_mixed_posts_go_by_the_largest_part(text: str, tag: str) -> None:
    assert tell_language(text).tag == tag


SCRIPTS = [
    # name, text, tag, script
    ("simplified", "犀牛角现货", "zh-Hans", "Hans"),
    ("traditional", "犀牛角現貨", "zh-Hant", "Hant"),
    ("neither", "出大象牙", "zh", "Hani"),
    ("as many of each", "门門", "zh", "Hani"),
    ("Latin without a word that tells", "Psittacus", None, "Latn"),
    ("Cyrillic", "попугай", "ru", "Cyrl"),
    ("full width", "ＳＥＬＬＩＮＧ　ｔｈｅ　ＰＡＩＲ", "en", "Latn"),
    ("combining marks", "Bán rùa núi vàng", "vi", "Latn"),
    ("an address is no word", "象牙 https://example.org/the/and/for/you/with", "zh", "Hani"),
    ("digits alone", "081234567", None, None),
    ("a lone surrogate's place", "\ufffd\ufffd", None, None),
]


@pytest.mark.parametrize(("text", "tag", "script"), [c[1:] for c in SCRIPTS], ids=[c[0] for c in SCRIPTS])
def test_script_and_language(text: str, tag: str | None, script: str | None) -> None:
    told = tell_language(text)
    assert (told.tag, told.script) == (tag, script)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("jual kukang jinak", "ms"),
        ("jual kukang jinak RM850", "ms"),
        ("jual kukang jinak Rp850", "id"),
        ("jual kukang jinak 850rb", "id"),
        ("kukang sihat nak jual", "ms"),
        ("kukang sehat mau jual", "id"),
        ("boleh wasap", "ms"),
        ("bisa kirim", "id"),
    ],
)
def test_malay_and_indonesian_are_told_by_their_own_words(text: str, tag: str) -> None:
    assert tell_language(text).tag == tag


def test_no_word_stands_in_the_lists_of_both_malay_and_indonesian() -> None:
    words = load_language_words()
    assert not words["ms"] & words["id"]


def test_readings_carry_language_and_script() -> None:
    texts = pa.table({"text_id": [0, 1], "text": ["犀牛角現貨", "123"], "region": ["TW", None]})
    signals = read_passages(texts, finder=TermFinder(Lexicon((), ())))["text_signals"]
    assert signals.select(["language", "script"]).to_pylist() == [
        {"language": "zh-Hant", "script": "Hant"},
        {"language": None, "script": None},
    ]
