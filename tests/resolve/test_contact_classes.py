"""A number that exports state two accounts to own counts, though nobody writes it; one of one account ties nothing."""

from __future__ import annotations

import pyarrow as pa

from graphintel.resolve import classify_contacts
from graphintel.schema.derived import ACCOUNT_PROFILES, ADVERTS, MENTIONS

ACCOUNTS = ("a.example:1", "a.example:2", "b.example:3")


def test_numbers_in_profiles_that_nobody_writes() -> None:
    profiles = ACCOUNT_PROFILES.from_columns(
        {
            "account_id": list(ACCOUNTS),
            "platform": [name.split(":")[0] for name in ACCOUNTS],
            "display_name": ["Ana", "Budi", "Citra"],
            "is_owner": [False] * 3,
            "is_name_only": [False] * 3,
            "known_by": ["id"] * 3,
        }
    )
    stated = pa.table(
        {
            "account_id": [ACCOUNTS[0], ACCOUNTS[1], ACCOUNTS[2]],
            "kind": ["phone"] * 3,
            "value": ["+6281234500001", "+6281234500001", "+6281234500002"],
        }
    )
    contacts, uses = classify_contacts(MENTIONS.empty(), profiles, stated, ADVERTS.empty())
    assert contacts["value"].to_pylist() == ["+6281234500001"]
    assert sorted(uses["account_id"].to_pylist()) == list(ACCOUNTS[:2])
