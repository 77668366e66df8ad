"""What a machine read in a picture is less sure than what somebody wrote, and says where it came from."""

from __future__ import annotations

import pyarrow as pa

from graphintel.extract import weigh_picture_mentions
from graphintel.schema.derived import MENTIONS, POST_PICTURE_TEXTS


def mentions(*rows: tuple[str, str, int, int]) -> pa.Table:
    """Post, field, begin and end."""
    count = len(rows)
    return MENTIONS.from_columns(
        {
            "mention_id": [f"m{number}" for number in range(count)],
            "post_id": [row[0] for row in rows],
            "subject_id": [row[0] for row in rows],
            "field": [row[1] for row in rows],
            "kind": ["line"] * count,
            "value": ["nobody99"] * count,
            "raw_text": ["nobody99"] * count,
            "span_start": [row[2] for row in rows],
            "span_end": [row[3] for row in rows],
            "confidence": [0.9] * count,
            "rule": ["line:named"] * count,
        }
    )


def pieces(*rows: tuple[str | None, str, int | None, int | None, float]) -> pa.Table:
    """Post, kind, begin, end, confidence."""
    count = len(rows)
    return POST_PICTURE_TEXTS.from_columns(
        {
            "post_id": [row[0] for row in rows],
            "kind": [row[1] for row in rows],
            "span_start": [row[2] for row in rows],
            "span_end": [row[3] for row in rows],
            "confidence": [row[4] for row in rows],
            **{name: ["x"] * count for name in ("sha256", "text", "engine", "source_id")},
            **{name: [1] * count for name in ("part_number", "x", "y", "width", "height")},
        }
    )


def weighed(found: pa.Table, read: pa.Table) -> list[tuple[float, str]]:
    table = weigh_picture_mentions(found, read)
    assert table.column_names == list(MENTIONS.names)
    return list(zip(table["confidence"].to_pylist(), table["rule"].to_pylist(), strict=True))


READ = pieces(
    ("p", "qr", 0, 20, 1.0), ("p", "ocr", 23, 40, 0.8), ("p", "ocr", 41, 60, 0.5), (None, "qr", None, None, 1.0)
)


def test_a_code_is_named_in_the_rule() -> None:
    assert weighed(mentions(("p", "ocr", 5, 13)), READ) == [(0.9, "qr:line:named")]


def test_print_lowers_the_confidence_by_its_own() -> None:
    assert weighed(mentions(("p", "ocr", 23, 31)), READ) == [(0.72, "line:named")]


def test_of_a_span_over_two_lines_the_less_sure_counts() -> None:
    assert weighed(mentions(("p", "ocr", 38, 45)), READ) == [(0.45, "line:named")]


def test_written_words_and_what_exports_read_stay_as_they_are() -> None:
    found = mentions(("p", "text", 5, 13), ("q", "ocr", 5, 13), ("p", "ocr", 70, 78))
    assert weighed(found, READ) == [(0.9, "line:named")] * 3
    assert weigh_picture_mentions(found, pieces()).equals(found)
