"""The graph holds what is in scope, and nothing of bystanders."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from graphintel.schema import DERIVED_TABLES, EVIDENCE_TABLES
from graphintel.stores import project_graph
from graphintel.stores.declared import NODE_SCHEMAS, RELATIONSHIP_SCHEMAS, conform_graph

WHEN = datetime(2024, 5, 1, 23, 30, tzinfo=UTC)
DECLARED = {table.name: table for table in (*EVIDENCE_TABLES, *DERIVED_TABLES)}


def rows(name: str, *given: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(given), schema=DECLARED[name].arrow)


def case() -> dict[str, pa.Table]:
    """Two sellers in scope, one bystander; the bystander is in a group of his own as well."""
    contact = {"reason": "uji", "use_count": 2, "account_count": 2, "name_count": 2}
    wrote = {"use_count": 2, "share": 1.0, "is_profile": False, "first_seen": WHEN, "last_seen": WHEN}
    advert = {"intent": "offer", "confidence": 0.9, "legality_claim": "none", "reasons": "uji", "group_id": "g:1"}
    said = {"field": "text", "raw_text": "012", "span_start": 0, "span_end": 3, "confidence": 1.0, "rule": "uji"}
    tie = {"layer": "reply", "weight": 1.0, "fused_weight": 0.5, "evidence_count": 1, "evidence": "p1"}
    return {
        "account_profiles": rows("account_profiles", *({"account_id": f"x:{n}", "platform": "x"} for n in "abz")),
        "group_profiles": rows("group_profiles", *({"group_id": f"g:{n}", "platform": "x"} for n in "12")),
        "group_members": rows(
            "group_members",
            {"group_id": "g:1", "account_id": "x:a", "source_kind": "listed", "role": "admin", "first_seen": WHEN},
            {"group_id": "g:1", "account_id": "x:a", "source_kind": "authored", "last_seen": WHEN},
            {"group_id": "g:1", "account_id": "x:z", "source_kind": "listed"},
            {"group_id": "g:2", "account_id": "x:z", "source_kind": "listed"},
        ),
        "unified_posts": rows(
            "unified_posts",
            {"post_id": "p1", "text": "jual gading", "source_id": "s1", "locator": "line 1"},
            {"post_id": "p2", "text": "selamat pagi", "source_id": "s1", "locator": "line 2"},
        ),
        "adverts": rows(
            "adverts", {"advert_id": "p1", "post_id": "p1", "account_id": "x:a", "posted_at": WHEN, **advert}
        ),
        "advert_items": rows(
            "advert_items",
            {"advert_id": "p1", "item_number": 2, "taxon": "Manis", "form": "product", "raw_text": "sisik"},
            {"advert_id": "p1", "item_number": 1, "taxon": "Manis", "form": "live", "raw_text": "trenggiling"},
            {"advert_id": "p1", "item_number": 3, "product": "ivory"},
        ),
        "mentions": rows(
            "mentions",
            *(
                {"mention_id": n, "post_id": "p1", "subject_id": "p1", "kind": "phone", "value": "+601", **said}
                for n in "mn"
            ),
        ),
        "contacts": rows(
            "contacts",
            {"contact_id": "phone:+601", "kind": "phone", "value": "+601", "class": "personal", **contact},
            {"contact_id": "wechat:uji", "kind": "wechat", "value": "uji", "class": "public", **contact},
            {"contact_id": "qq:1", "kind": "qq", "value": "1", "class": "personal", **contact},
        ),
        "account_contacts": rows(
            "account_contacts",
            {"account_id": "x:a", "contact_id": "phone:+601", **wrote},
            {"account_id": "x:b", "contact_id": "wechat:uji", **wrote},
            {"account_id": "x:z", "contact_id": "qq:1", **wrote},
        ),
        "actor_accounts": rows(
            "actor_accounts", *({"account_id": f"x:{n}", "actor_id": f"A|{n}", "reason": "alone"} for n in "abz")
        ),
        "actors": rows(
            "actors",
            *({"actor_id": f"A|{n}", "label": n, "is_seller": n == "a", "is_in_scope": n != "z"} for n in "abz"),
        ),
        "ties": rows(
            "ties",
            {"left_actor_id": "A|a", "right_actor_id": "A|b", **tie},
            {"left_actor_id": "A|b", "right_actor_id": "A|z", **tie},
        ),
        "networks": rows("networks", {"network_id": "N-001", "label": "One"}),
        "network_members": rows(
            "network_members",
            *(
                {"network_id": "N-001", "actor_id": f"A|{n}", "role": "member", "membership_strength": 1.0}
                for n in "abz"
            ),
        ),
        "sources": rows("sources", {"source_id": "s1", "file_name": "uji.json"}),
    }


def test_bystanders_and_their_words_are_left_out() -> None:
    found = project_graph(case())
    ids = {label: table["id"].to_pylist() for label, table in found.nodes.items()}
    assert ids == {
        "Account": ["x:a", "x:b"],
        "Actor": ["A|a", "A|b"],
        "OnlineGroup": ["g:1"],
        "Advert": ["p1"],
        "Phone": ["+601"],
        "Handle": ["wechat:uji"],
        "Taxon": ["Manis"],
        "Network": ["N-001"],
        "Source": ["s1"],
    }
    assert "pagi" not in str(found.nodes)


def test_relationships_fold_to_one_per_pair() -> None:
    found = conform_graph(project_graph(case())).relationships
    counts = {(kind, right): table.num_rows for (kind, _, right), table in found.items()}
    assert counts == {
        ("OPERATED_BY", "Actor"): 2,
        ("MEMBER_OF", "Network"): 2,
        ("TIED_TO", "Actor"): 1,
        ("IN_GROUP", "OnlineGroup"): 1,
        ("POSTED", "Advert"): 1,
        ("POSTED_IN", "OnlineGroup"): 1,
        ("MENTIONS", "Phone"): 1,
        ("MENTIONS", "Handle"): 0,
        ("USES", "Phone"): 1,
        ("USES", "Handle"): 1,
        ("CONCERNS", "Taxon"): 1,
        ("STATED_IN", "Source"): 1,
    }
    member = found["IN_GROUP", "Account", "OnlineGroup"].to_pylist()[0]
    assert (member["source_kind"], member["role"], member["first_seen"], member["last_seen"]) == (
        "authored",
        "admin",
        WHEN,
        WHEN,
    )
    concerns = found["CONCERNS", "Advert", "Taxon"].to_pylist()[0]
    assert (concerns["form"], concerns["raw_text"]) == ("live|product", "trenggiling")
    assert found["TIED_TO", "Actor", "Actor"]["edge_id"].to_pylist() == ["A%7Ca|A%7Cb|reply"]


def test_without_tables_every_label_and_type_is_there_and_empty() -> None:
    found = project_graph({})
    assert {name: table.schema for name, table in found.nodes.items()} == NODE_SCHEMAS
    assert {name: table.schema for name, table in found.relationships.items()} == RELATIONSHIP_SCHEMAS
    assert found.node_count + found.relationship_count == 0


def test_rows_in_another_order_give_the_same_graph() -> None:
    turned = {name: table.take(list(range(table.num_rows))[::-1]) for name, table in case().items()}
    assert project_graph(turned) == project_graph(case())
