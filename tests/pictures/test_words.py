"""Of what several passes read at one place the surest is kept, and Latin names stand in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.desk.picture_text.pieces import Box
from graphintel.desk.picture_text.words import Line, Word, join_passes, parse_table

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def words(*given_: tuple[str, int, int, float]) -> Line:
    """Words of one line, 30 pixels high: text, left edge, width, confidence."""
    return tuple(Word(text, Box(x, 100, width, 30), sure) for text, x, width, sure in given_)


CASES = [
    # name, lines of each pass, what is kept
    (
        "the surer pass",
        [words(("WIE", 0, 100, 40.0), ("ABR", 110, 90, 45.0)), words(("海边", 0, 90, 95.0), ("现货", 95, 90, 95.0))],
        ["海边现货"],
    ),
    (
        "a Latin name in a line of Thai",
        [words(("Tau", 0, 40, 77.0), ("kolong77", 50, 120, 92.0), ("dvriaus", 180, 140, 0.0)),
         words(("ไลน์", 0, 40, 95.0), ("๐!", 50, 100, 40.0), ("อท", 150, 20, 90.0), ("ส่ง", 180, 140, 93.0))],
        ["ไลน์ kolong77 ส่ง"],
    ),
    (
        "no Latin likeness of a short Thai word",
        [words(("Ins", 0, 40, 92.0)), words(("โทร", 0, 40, 95.0), ("081-234-5678", 60, 150, 93.0))],
        ["โทร 081-234-5678"],
    ),
    (
        "no piece of a name in the place of the whole",
        [words(("stock88", 60, 100, 93.0)), words(("微信", 0, 40, 93.0), ("budi_stock88", 50, 120, 84.0))],
        ["微信 budi_stock88"],
    ),
    ("an id that was parted", [words(("budi_", 0, 60, 90.0), ("stock88", 62, 90, 92.0))], ["budi_stock88"]),
    ("nothing sure", [words(("BUM", 0, 100, 30.0))], []),
    ("a speck", [words(("a", 0, 10, 96.0))], []),
]  # fmt: skip


@pytest.mark.parametrize(("passes", "kept"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_passes_are_joined(passes: list[Line], kept: list[str]) -> None:
    assert [piece.text for piece in join_passes([[line] for line in passes])] == kept


def test_rows_that_are_no_words_are_left_out() -> None:
    row = "5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.5\tReady\n"
    broken = "5\t1\t1\t1\t1\t2\tx\t20\t30\t40\t96.5\tstock\n" + "4\t1\t1\t1\t1\t0\t1\t1\t1\t1\t-1\t\n" + "5\t1\n"
    assert parse_table(HEAD + row + broken) == ((Word("Ready", Box(10, 20, 30, 40), 96.5),),)


_CELLS = st.text(st.characters(exclude_characters="\r\n"), max_size=8)


@given(st.lists(st.lists(_CELLS, min_size=10, max_size=14).map("\t".join), max_size=8))
def test_no_table_raises(rows: list[str]) -> None:
    numbers = "5\t1\t1\t1\t1\t1\t10\t20\t0\t0\t96.5\t"
    join_passes([parse_table("\n".join([numbers + row for row in rows] + rows))])
