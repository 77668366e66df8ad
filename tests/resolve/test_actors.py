"""Accounts become one actor where all the evidence agrees, and a person's word counts more than any of it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from graphintel.resolve import gather_actors
from graphintel.schema.decisions import JUDGEMENTS
from graphintel.schema.derived import ACCOUNT_PAIRS, ACCOUNT_PROFILES


def accounts(*names: str) -> pa.Table:
    count = len(names)
    return ACCOUNT_PROFILES.from_columns(
        {
            "account_id": list(names),
            "platform": ["facebook"] * count,
            "is_owner": [False] * count,
            "is_name_only": [False] * count,
        }
    )


def pairs(*rows: tuple[str, str, float]) -> pa.Table:
    if not rows:
        return ACCOUNT_PAIRS.empty()
    return ACCOUNT_PAIRS.from_columns(
        {
            "left_account_id": [left for left, _, _ in rows],
            "right_account_id": [right for _, right, _ in rows],
            "match_weight": [weight for _, _, weight in rows],
            "match_probability": [0.5] * len(rows),
            "is_link": [weight >= 3.17 for _, _, weight in rows],
            "reasons": ["r"] * len(rows),
            "against": [""] * len(rows),
        }
    )


def judged(*rows: tuple[str, str, str]) -> pa.Table:
    if not rows:
        return JUDGEMENTS.empty()
    return JUDGEMENTS.from_columns(
        {
            "sequence": list(range(1, len(rows) + 1)),
            "left_account_id": [left for left, _, _ in rows],
            "right_account_id": [right for _, right, _ in rows],
            "verdict": [verdict for _, _, verdict in rows],
            "by_whom": ["Uji"] * len(rows),
            "decided_at": ["2025-01-02T00:00:00+00:00"] * len(rows),
            "reason": ["seen together"] * len(rows),
        }
    )


def sets(found: pa.Table) -> list[list[str]]:
    grouped: dict[str, list[str]] = {}
    for account, actor in zip(found["account_id"].to_pylist(), found["actor_id"].to_pylist(), strict=True):
        grouped.setdefault(actor, []).append(account)
    return sorted(grouped.values())


def without_d(found: pa.Table) -> list[list[str]]:
    return sorted([name for name in names if name != "d"] for names in sets(found))


CASES = [
    ("a link joins", pairs(("a", "b", 5.0)), judged(), [["a", "b"], ["c"]]),
    ("a weak pair does not", pairs(("a", "b", 3.0)), judged(), [["a"], ["b"], ["c"]]),
    ("links chain", pairs(("a", "b", 5.0), ("b", "c", 5.0)), judged(), [["a", "b", "c"]]),
    (
        "but not against what speaks between the ends",
        pairs(("a", "b", 6.0), ("a", "d", 6.0), ("b", "c", 4.0), ("a", "c", -9.0), ("c", "d", -9.0)),
        judged(),
        [["a", "b"], ["c"]],
    ),
    ("a person joins", pairs(), judged(("a", "b", "positive")), [["a", "b"], ["c"]]),
    ("a person keeps apart", pairs(("a", "b", 8.0)), judged(("a", "b", "negative")), [["a"], ["b"], ["c"]]),
    (
        "apart also by way of a third",
        pairs(("a", "c", 8.0), ("b", "c", 7.0)),
        judged(("a", "b", "negative")),
        [["a", "c"], ["b"]],
    ),
    (
        "the later word counts",
        pairs(),
        judged(("a", "b", "positive"), ("a", "b", "negative")),
        [["a"], ["b"], ["c"]],
    ),
    ("an open question changes nothing", pairs(("a", "b", 5.0)), judged(("a", "b", "unsure")), [["a", "b"], ["c"]]),
    (
        "keeping apart is stronger than joining around it",
        pairs(),
        judged(("a", "b", "negative"), ("a", "c", "positive"), ("b", "c", "positive")),
        [["a", "c"], ["b"]],
    ),
]


@pytest.mark.parametrize(("found", "said", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_accounts_become_actors(found: pa.Table, said: pa.Table, expected: list[list[str]]) -> None:
    assert [s for s in without_d(gather_actors(found, accounts("a", "b", "c", "d"), said)) if s] == expected


def test_a_person_s_word_is_the_reason_that_is_shown() -> None:
    made = gather_actors(pairs(), accounts("a", "b"), judged(("a", "b", "positive")))
    assert "Uji judged them one (2025-01-02): seen together" in made["reason"].to_pylist()[0]
