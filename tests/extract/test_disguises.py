"""Numbers behind disguises nobody tuned on, digits that are none, and what must hold for every text."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphintel.extract import find_handles
from graphintel.extract.phones import find_phones
from tests.extract.disguises import cases, f1, handle_cases, measure, national, negatives, number, talk

REPORTED = (11, 12, 13)  # never looked at while the rules were written


@pytest.mark.parametrize("seed", REPORTED)
def test_disguised_numbers_are_found(seed: int) -> None:
    counts = measure(cases(seed, 1_000))
    total = sum(counts.values(), Counter())
    print(f"seed {seed}: F1 {f1(total):.3f}", {name: round(f1(tally), 3) for name, tally in counts.items()})  # noqa: T201
    assert f1(total) >= 0.98


@pytest.mark.parametrize("seed", REPORTED)
def test_other_digits_are_no_numbers(seed: int) -> None:
    tally = measure(negatives(seed, 1_000))["none"]
    print(f"seed {seed}: {tally['alarms']} of 1,000 raise an alarm")  # noqa: T201
    assert tally["alarms"] <= 5


@pytest.mark.parametrize("seed", REPORTED)
def test_disguised_handles_are_found(seed: int) -> None:
    tally: Counter[str] = Counter()
    for kind, value, text in handle_cases(seed, 1_000):
        found = [(one.kind, one.value) for one in find_handles(text)]
        tally["right"] += (kind, value) in found
        tally["missed"] += (kind, value) not in found
        tally["wrong"] += sum(one != (kind, value) for one in found)
    print(f"seed {seed}: handles F1 {f1(tally):.3f} {dict(tally)}")  # noqa: T201
    assert f1(tally) >= 0.97


@pytest.mark.parametrize("text", talk())
def test_an_app_named_in_talk_is_no_handle(text: str) -> None:
    assert [(one.kind, one.value) for one in find_handles(text)] == []


@given(st.text(max_size=400), st.sampled_from(("MY", "VN", "CN", None)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_good_text_and_a_span_gives_its_value_again(text: str, region: str | None) -> None:
    for found in find_phones(text, region=region):
        assert 0 <= found.start < found.end <= len(text)


@given(st.integers(0, 10_000), st.sampled_from(("MY", "ID", "VN", "TH", "CN", "PH")))
@settings(max_examples=150, deadline=None)
def test_an_invisible_mark_or_another_width_changes_nothing(seed: int, region: str) -> None:
    import random

    chance = random.Random(seed)
    e164 = number(chance, region)
    digits = national(e164)
    place = chance.randrange(1, len(digits))
    wide = digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for written in (digits, digits[:place] + "\u200b" + digits[place:], wide):
        text = f"hubungi {written} ya"
        found = find_phones(text, region=region)
        assert [one.value for one in found] == [e164]
        again = find_phones(text[found[0].start : found[0].end], region=region)
        assert [one.value for one in again] == [e164]


@pytest.mark.parametrize(
    "piece",
    [
        "0",
        "0 ",
        "012-345 6789\n",
        "satu ",
        "o",
        "|",
        "🔥",
        "+",
        "1,",
        "一",
        "ศูนย์",
        "a.b.",
        "0812",
        "@",
        "v",
        "微信 ",
        "a@",
        "a.",
        "line ",
        "www.",
        "加v",
    ],
)
def test_no_text_holds_the_reader_up(piece: str) -> None:
    """Linear work takes a second or two here, quadratic work minutes: the bound tells the two apart, no more."""
    text = piece * (200_000 // len(piece))
    begin = time.perf_counter()
    find_phones(text, region="MY")
    find_handles(text)
    assert time.perf_counter() - begin < 30
