"""What was read in a picture stands beside every post that shows it, at a place in its text of pictures."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from graphintel.schema.derived import POST_MEDIA, UNIFIED_POSTS
from graphintel.schema.evidence import PICTURE_TEXTS
from graphintel.unify import unify_picture_texts


def posts(**ocr_text: str | None) -> pa.Table:
    count = len(ocr_text)
    return UNIFIED_POSTS.from_columns(
        {
            "post_id": sorted(ocr_text),
            "platform": ["test"] * count,
            "kind": ["message"] * count,
            "posted_precision": ["unknown"] * count,
            "ocr_text": [ocr_text[name] for name in sorted(ocr_text)],
            "statement_count": [1] * count,
            "source_id": ["s"] * count,
            "locator": ["1"] * count,
        }
    )


def media(*rows: tuple[str, str, str | None]) -> pa.Table:
    return POST_MEDIA.from_columns(
        {
            "post_id": [row[0] for row in rows],
            "kind": ["image"] * len(rows),
            "uri": [row[1] for row in rows],
            "sha256": [row[2] for row in rows],
        }
    )


def read(*rows: tuple[str, str, int, str]) -> pa.Table:
    """Picture, kind, place in it, text."""
    count = len(rows)
    return PICTURE_TEXTS.from_columns(
        {
            "source_id": [row[0] for row in rows],
            "locator": ["picture"] * count,
            "sha256": [row[0] for row in rows],
            "kind": [row[1] for row in rows],
            "part_number": [row[2] for row in rows],
            "text": [row[3] for row in rows],
            **{name: [1] * count for name in ("x", "y", "width", "height")},
            "confidence": [0.5] * count,
            "engine": ["test"] * count,
        }
    )


def texts(table: pa.Table) -> dict[str, str | None]:
    return dict(zip(table["post_id"].to_pylist(), table["ocr_text"].to_pylist(), strict=True))


def test_codes_come_first_then_the_lines_of_each_picture() -> None:
    given_ = read(
        ("b", "ocr", 1, "line 3"), ("a", "ocr", 2, "line 2"), ("a", "ocr", 1, "line 1"), ("b", "qr", 1, "code")
    )
    told, _ = unify_picture_texts(given_, media(("p", "1.jpg", "a"), ("p", "2.jpg", "b")), posts(p=None))
    assert texts(told) == {"p": "code\n¶\nline 1\nline 2\n¶\nline 3"}


def test_what_the_export_read_itself_stays_in_front() -> None:
    told, pieces = unify_picture_texts(
        read(("a", "ocr", 1, "ชา 🐢")), media(("p", "1.jpg", "a")), posts(p="850k", q="x")
    )
    assert texts(told) == {"p": "850k\n¶\nชา 🐢", "q": "x"}
    assert (pieces["span_start"].to_pylist(), pieces["span_end"].to_pylist()) == ([7], [11])


def test_a_picture_of_two_posts_stands_beside_both_and_one_of_none_beside_none() -> None:
    shown = media(("p", "1.jpg", "a"), ("p", "again.jpg", "a"), ("q", "1.jpg", "a"), ("q", "link", None))
    told, pieces = unify_picture_texts(
        read(("a", "qr", 1, "code"), ("z", "qr", 1, "lost")), shown, posts(p=None, q=None)
    )
    assert texts(told) == {"p": "code", "q": "code"}
    rows = zip(*(pieces[name].to_pylist() for name in ("post_id", "text", "span_start")), strict=True)
    assert sorted(rows, key=str) == [("p", "code", 0), ("q", "code", 0), (None, "lost", None)]


def test_nothing_read_changes_nothing() -> None:
    before = posts(p=None, q="x")
    told, pieces = unify_picture_texts(read(), media(), before)
    assert told.equals(before)
    assert pieces.num_rows == 0


_ROWS = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(["qr", "ocr"]), st.text(min_size=1, max_size=9).filter(str.isprintable)
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(_ROWS, st.sampled_from([None, "", "850k"]))
def test_every_span_is_its_text(rows: list[tuple[str, str, str]], own: str | None) -> None:
    given_ = read(*((name, kind, number, text) for number, (name, kind, text) in enumerate(rows, start=1)))
    told, pieces = unify_picture_texts(given_, media(("p", "1.jpg", "a"), ("p", "2.jpg", "b")), posts(p=own))
    whole = texts(told)["p"] or ""
    for row in pieces.to_pylist():
        assert whole[row["span_start"] : row["span_end"]] == row["text"]
    assert pieces.num_rows == len(rows)
