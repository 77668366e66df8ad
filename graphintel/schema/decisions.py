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

LEXICON_ENTRIES = Table(
    "lexicon_entries",
    "What a person adds to a case's lexicon or takes out of use; later entries count over earlier ones",
    (
        Column("sequence", COUNT, "Place in the log, from 1", required=True),
        Column("action", TEXT, "add or drop", required=True),
        Column("what", TEXT, "term or false_friend", required=True),
        Column("term", TEXT, "The word or phrase", required=True),
        Column("language", TEXT, "Primary tag; of a drop empty for any", required=True),
        Column("script", TEXT, "ISO 15924 code, where given", required=True),
        Column("kind", TEXT, "As in the shipped lexicon; of a drop empty for any", required=True),
        Column("taxon", TEXT, "Latin name", required=True),
        Column("appendix", TEXT, "CITES Appendix", required=True),
        Column("part", TEXT, "CITES term code", required=True),
        Column("is_code_word", TEXT, "yes or no", required=True),
        Column("ambiguity_note", TEXT, "What else the word means; with one it weighs less", required=True),
        Column("source", TEXT, "Where it was found, where given", required=True),
        Column("by_whom", TEXT, "Who changed the lexicon", required=True),
        Column("decided_at", TEXT, "When, ISO 8601 UTC", required=True),
        Column("reason", TEXT, "Why, in the person's words; may be empty", required=True),
    ),
    ("sequence",),
)
