"""The words of the trade are found, and their false friends are not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graphintel.extract import TermFinder
from graphintel.reference import load_lexicon


@pytest.fixture(scope="module")
def finder() -> TermFinder:
    return TermFinder(load_lexicon())


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("old Elephant ivory here", "product", "Elephant ivory"),
        ("出象牙手镯", "product", "象牙"),
        ("ขายงาช้าง", "product", "งาช้าง"),
        ("bán ngà voi", "product", "ngà voi"),
        ("jual gading gajah", "product", "gading gajah"),
        ("ＩＶＯＲＹ bangle", "product", "ＩＶＯＲＹ"),
    ],
)
def test_a_term_is_found_in_its_own_script(finder: TermFinder, text: str, kind: str, word: str) -> None:
    found = {(hit.term.kind, text[hit.start : hit.end]) for hit in finder.find(text)}
    assert any(kind == k and w.startswith(word) for k, w in found), found


@pytest.mark.parametrize("text", ["Ivory Coast", "ivory white dress", "the ivorytower"])
def test_a_false_friend_is_no_term_of_wildlife(finder: TermFinder, text: str) -> None:
    assert [hit for hit in finder.find(text) if hit.term.kind in {"species", "product", "code_word"}] == []


def test_hits_never_overlap_but_may_share_a_span(finder: TermFinder) -> None:
    spans = sorted(
        {(hit.start, hit.end) for hit in finder.find("jual gading gajah, tanduk badak, wa 0812, 象牙手镯 ขายงาช้าง")}
    )
    assert len(spans) > 3
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("word", ["จินตนาการ", "ดับกลิ่น", "พัฒนาการ", "อินทรีย์", "โหดเหี้ยม"])
def test_a_thai_word_is_no_animal_whose_name_its_letters_hold(finder: TermFinder, word: str) -> None:
    """จินตนาการ, imagination, holds นาก, otter: Thai writes no spaces, so the words themselves must tell."""
    found = finder.find(f"ขาย {word} ราคา 500 บาท")
    assert [hit.term.term for hit in found if hit.term.taxon] == []
