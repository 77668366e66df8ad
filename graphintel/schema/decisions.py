"""What analysts decide: recorded, never overwritten, an input of every run."""

from __future__ import annotations

from graphintel.schema.columns import COUNT, TEXT, Column, Table

JUDGEMENTS = Table(
    "judgements",
    "What a person says about two accounts; of several on one pair the latest counts",
    (
        Column("sequence", COUNT, "Place in the log, from 1", required=True),
        Column("left_account_id", TEXT, "The smaller id", required=True),
        Column("right_account_id", TEXT, "The larger id", required=True),
        Column("verdict", TEXT, "positive, negative or unsure", required=True),
        Column("by_whom", TEXT, "Who judged", required=True),
        Column("decided_at", TEXT, "When, ISO 8601 UTC", required=True),
        Column("reason", TEXT, "Why, in the person's words", required=True),
    ),
    ("sequence",),
)
VERDICTS = ("positive", "negative", "unsure")
