"""Keys become accounts only where a record says so; posts keep their fullest statement."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from graphintel.schema.evidence import ACCOUNTS, GROUPS, IDENTIFIERS, MEMBERSHIPS, POSTS, SAME_AS
from graphintel.unify import rekeyed_posts, unify_accounts, unify_group_keys, unify_members, unify_posts


def accounts(*rows: tuple[str, str | None]) -> pa.Table:
    return ACCOUNTS.from_columns(
        {
            "source_id": ["s"] * len(rows),
            "locator": [str(n) for n in range(len(rows))],
            "account_key": [key for key, _ in rows],
            "platform": [key.split(":")[0] for key, _ in rows],
            "handle": [handle for _, handle in rows],
            "is_owner": [False] * len(rows),
            "is_name_only": ["~" in key for key, _ in rows],
        }
    )


def identifiers(*rows: tuple[str, str, str]) -> pa.Table:
    return IDENTIFIERS.from_columns(
        {
            "source_id": ["s"] * len(rows),
            "locator": [str(n) for n in range(len(rows))],
            "account_key": [row[0] for row in rows],
            "kind": [row[1] for row in rows],
            "value": [row[2] for row in rows],
        }
    )


def ids_of(given: pa.Table, stated: pa.Table) -> dict[str, str]:
    table = unify_accounts(given, stated, POSTS.empty(), MEMBERSHIPS.empty())
    return dict(zip(table["account_key"].to_pylist(), table["account_id"].to_pylist(), strict=True))


def test_a_vanity_name_stands_for_the_one_id_that_bears_it() -> None:
    found = ids_of(accounts(("facebook:100", "ana.uji"), ("facebook:@ana.uji", "ana.uji")), IDENTIFIERS.empty())
    assert found == {"facebook:100": "facebook:100", "facebook:@ana.uji": "facebook:100"}


def test_a_handle_that_two_ids_bore_joins_neither() -> None:
    given = accounts(("facebook:100", "uji"), ("facebook:200", "uji"), ("facebook:@uji", "uji"))
    assert set(ids_of(given, IDENTIFIERS.empty()).values()) == {"facebook:100", "facebook:200", "facebook:@uji"}


def test_a_handle_reaches_the_numeric_id_over_an_opaque_one() -> None:
    stated = identifiers(("facebook:pfbid0Z", "uid", "100"), ("facebook:pfbid0Z", "handle", "uji"))
    found = ids_of(accounts(("facebook:@uji", None), ("facebook:pfbid0Z", None), ("facebook:100", None)), stated)
    assert set(found.values()) == {"facebook:100"}


def test_a_shared_telephone_number_joins_nothing() -> None:
    stated = identifiers(("wechat:a", "phone", "+8613800000000"), ("wechat:b", "phone", "+8613800000000"))
    assert ids_of(accounts(("wechat:a", None), ("wechat:b", None)), stated) == {
        "wechat:a": "wechat:a",
        "wechat:b": "wechat:b",
    }


def test_names_alone_are_never_joined() -> None:
    given = accounts(("facebook:~1", "uji"), ("facebook:100", "uji"))
    assert ids_of(given, IDENTIFIERS.empty())["facebook:~1"] == "facebook:~1"


def posts(*rows: tuple[str, str, str | None, datetime | None]) -> pa.Table:
    return POSTS.from_columns(
        {
            "source_id": [row[0] for row in rows],
            "locator": [str(n) for n in range(len(rows))],
            "post_key": [row[1] for row in rows],
            "platform": ["facebook"] * len(rows),
            "group_key": ["facebook:9"] * len(rows),
            "account_key": ["facebook:@uji"] * len(rows),
            "kind": ["post"] * len(rows),
            "text": [row[2] for row in rows],
            "posted_at": [row[3] for row in rows],
            "posted_precision": ["second"] * len(rows),
        }
    )


def group_keys(given: pa.Table, same_as: pa.Table | None = None) -> pa.Table:
    return unify_group_keys(GROUPS.empty(), given, MEMBERSHIPS.empty(), SAME_AS.empty() if same_as is None else same_as)


WHEN = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("reverse", [False, True])
def test_the_fullest_statement_wins_in_any_order(reverse: bool) -> None:
    rows = [("a", "p", "gading", WHEN), ("b", "p", "gading gajah", None), ("c", "q", None, WHEN)]
    given = posts(*(rows[::-1] if reverse else rows))
    ids = unify_accounts(accounts(("facebook:100", "uji")), IDENTIFIERS.empty(), given, MEMBERSHIPS.empty())
    table = unify_posts(rekeyed_posts(given, ids, group_keys(given)), region="ID", group_regions={"facebook:9": "MY"})
    assert table.select(["post_id", "text", "statement_count", "account_id", "region"]).to_pylist() == [
        {"post_id": "p", "text": "gading gajah", "statement_count": 2, "account_id": "facebook:100", "region": "MY"},
        {"post_id": "q", "text": None, "statement_count": 1, "account_id": "facebook:100", "region": "MY"},
    ]


def test_a_fuller_statement_completes_and_does_not_erase() -> None:
    given = posts(("a", "p", "gading", WHEN), ("b", "p", "gading gajah", None))
    table = unify_posts(rekeyed_posts(given, accounts_of(given), group_keys(given)), region="ID", group_regions={})
    assert table.select(["text", "posted_at", "posted_precision"]).to_pylist() == [
        {"text": "gading gajah", "posted_at": WHEN, "posted_precision": "second"}
    ]


def accounts_of(given: pa.Table) -> pa.Table:
    return unify_accounts(ACCOUNTS.empty(), IDENTIFIERS.empty(), given, MEMBERSHIPS.empty())


def test_a_message_that_two_tools_export_without_a_common_id_is_one() -> None:
    rows = [("a", "facebook:9/1", "出", WHEN), ("a", "facebook:9/2", "出", WHEN), ("b", "facebook:9/~x", "出", WHEN),
            ("b", "facebook:9/~y", "别的", WHEN)]  # fmt: skip
    given = posts(*rows)
    given = given.set_column(given.column_names.index("kind"), "kind", pa.array(["message"] * len(rows)))
    table = unify_posts(rekeyed_posts(given, accounts_of(given), group_keys(given)), region="ID", group_regions={})
    assert table.select(["post_id", "text", "statement_count"]).to_pylist() == [
        {"post_id": "facebook:9/1", "text": "出", "statement_count": 2},
        {"post_id": "facebook:9/2", "text": "出", "statement_count": 1},
        {"post_id": "facebook:9/~y", "text": "别的", "statement_count": 1},
    ]


def test_a_group_s_name_in_links_stands_for_its_id_and_so_do_its_posts() -> None:
    given = posts(("a", "facebook:9/1", "gading", WHEN))
    stated = SAME_AS.from_columns(
        {
            "source_id": ["b"],
            "locator": ["/0"],
            "subject_kind": ["group"],
            "key": ["facebook:9"],
            "other_key": ["facebook:900"],
        }
    )
    table = unify_posts(
        rekeyed_posts(given, accounts_of(given), group_keys(given, stated)), region="ID", group_regions={}
    )
    assert table.select(["post_id", "group_id"]).to_pylist() == [
        {"post_id": "facebook:900/1", "group_id": "facebook:900"}
    ]


def test_roles_and_inviters_are_kept_over_time() -> None:
    def at(month: int) -> datetime:
        return datetime(2024, month, 1, tzinfo=UTC)

    stated = [
        ("listed", "admin", None, at(1)),
        ("listed", "member", None, at(5)),
        ("listed", None, None, at(6)),
        ("invited", None, "facebook:7", at(1)),
        ("invited", None, None, at(2)),
        ("invited", None, "facebook:8", at(3)),
        ("left", None, None, at(2)),
    ]
    memberships = MEMBERSHIPS.from_columns(
        {
            "source_id": ["s"] * len(stated),
            "locator": [str(n) for n in range(len(stated))],
            "group_key": ["facebook:900"] * len(stated),
            "account_key": ["facebook:1"] * len(stated),
            "source_kind": [row[0] for row in stated],
            "role": [row[1] for row in stated],
            "inviter_account_key": [row[2] for row in stated],
            "observed_at": [row[3] for row in stated],
        }
    )
    ids = unify_accounts(ACCOUNTS.empty(), IDENTIFIERS.empty(), POSTS.empty(), memberships)
    groups = unify_group_keys(GROUPS.empty(), POSTS.empty(), memberships, SAME_AS.empty())
    posts = unify_posts(rekeyed_posts(POSTS.empty(), ids, groups), region="MY", group_regions={})
    rows = unify_members(memberships, ids, groups, posts).to_pylist()
    assert [
        (row["source_kind"], row["role"], row["inviter_account_id"], row["first_seen"].month, row["last_seen"].month)
        for row in rows
    ] == [
        ("invited", None, "facebook:7", 1, 2),
        ("invited", None, "facebook:8", 3, 3),
        ("left", None, None, 2, 2),
        ("listed", "admin", None, 1, 6),
        ("listed", "member", None, 5, 5),
    ]
