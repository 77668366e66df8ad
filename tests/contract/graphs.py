"""Small made-up graphs: a cycle, parallel ties, a shared contact, nulls and hostile text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from graphintel.stores.declared import NODE_SCHEMAS, RELATIONSHIP_SCHEMAS
from graphintel.stores.port import GraphTables

WHEN = datetime(2024, 5, 1, 12, 30, 0, 123456, tzinfo=UTC)
Rows = Sequence[Mapping[str, Any]]

HOSTILE = (
    "o'brien",
    'say "hi"',
    "back`tick",
    "back\\slash\\",
    "'}) DETACH DELETE n //",
    "MATCH (n) DETACH DELETE n;",
    "$id",
    "two\nlines\r\nand\ta tab",
    "象牙🐘\u200d\u202e",
    "e\u0301 and \u00e9",
    "a|b",
    " ",
    "x" * 20_000,
)


def table(schema: pa.Schema, rows: Rows) -> pa.Table:
    """Rows under a schema; what a row does not name is null."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def graph(nodes: Mapping[str, Rows], relationships: Mapping[tuple[str, str, str], Rows]) -> GraphTables:
    """A graph of declared tables; each relationship is given by its two ends and properties."""
    tied = {
        name: table(
            RELATIONSHIP_SCHEMAS[name],
            [{"edge_id": f"{r['left_id']}|{r['right_id']}|{r.get('layer', '')}", **r} for r in rows],
        )
        for name, rows in relationships.items()
    }
    return GraphTables({label: table(NODE_SCHEMAS[label], rows) for label, rows in nodes.items()}, tied)


def _ends(*pairs: tuple[str, str], **properties: Any) -> list[dict[str, Any]]:
    return [{"left_id": left, "right_id": right, **properties} for left, right in pairs]


def trade() -> GraphTables:
    """Two networks, four actors (three of them in a cycle), five accounts, four adverts."""
    accounts = [{"id": f"facebook:{n}", "platform": "facebook", "handle": f"uji{n}"} for n in range(1, 5)]
    accounts.append({"id": "wechat:uji5", "platform": "wechat", "first_seen": WHEN, "last_seen": WHEN})
    actors = [
        {
            "id": f"A-{n}",
            "label": f"Uji {n}",
            "is_seller": n < 4,
            "account_count": 1,
            "advert_count": 1,
            "last_seen": WHEN,
        }
        for n in range(1, 5)
    ]
    adverts = [
        {
            "id": f"p{n}",
            "text": "jual gading 象牙",
            "intent": "offer",
            "confidence": 0.9,
            "posted_at": WHEN.replace(day=n),
        }
        for n in range(1, 5)
    ]
    networks = [
        {"id": "N-001", "label": "One", "actor_count": 3, "organised_probability": 0.83, "first_seen": WHEN},
        {"id": "N-002", "label": "Two", "actor_count": 1, "organised_probability": 0.4},
    ]
    tie = {"weight": 1.5, "evidence_count": 2, "evidence": "p1|p2", "first_seen": WHEN, "last_seen": WHEN}
    cycle = (("A-1", "A-2"), ("A-2", "A-3"), ("A-1", "A-3"), ("A-3", "A-4"))
    use = {"evidence_count": 3}
    return graph(
        {
            "Account": accounts,
            "Actor": actors,
            "Advert": adverts,
            "Network": networks,
            "OnlineGroup": [{"id": "facebook:g", "platform": "facebook", "name": "Uji", "declared_member_count": None}],
            "Phone": [{"id": "+60111111111", "contact_class": "personal", "use_count": 3}],
            "Handle": [{"id": "wechat:uji_x", "kind": "wechat", "value": "uji_x", "contact_class": "personal"}],
            "Taxon": [{"id": "Loxodonta africana", "cites_appendix": "I"}, {"id": "Manis", "cites_appendix": None}],
            "Source": [{"id": "s1", "file_name": "uji.json", "sha256": "0" * 64, "format": "wechat"}],
        },
        {
            ("OPERATED_BY", "Account", "Actor"): _ends(
                *((f"facebook:{n}", f"A-{n}") for n in range(1, 5)), ("wechat:uji5", "A-1"), reason="uji"
            ),
            ("MEMBER_OF", "Actor", "Network"): [
                *_ends(("A-1", "N-001"), ("A-2", "N-001"), ("A-3", "N-001"), role="member", membership_strength=0.75),
                *_ends(("A-4", "N-002"), role="hub|broker", membership_strength=1.0),
            ],
            ("TIED_TO", "Actor", "Actor"): [
                *_ends(*cycle, layer="shared_contact", **tie),
                *_ends(("A-1", "A-2"), layer="reply", **tie),
            ],
            ("IN_GROUP", "Account", "OnlineGroup"): _ends(("facebook:1", "facebook:g"), ("facebook:2", "facebook:g")),
            ("POSTED", "Account", "Advert"): _ends(*((f"facebook:{n}", f"p{n}") for n in range(1, 5))),
            ("POSTED_IN", "Advert", "OnlineGroup"): _ends(("p1", "facebook:g")),
            ("MENTIONS", "Advert", "Phone"): _ends(*((f"p{n}", "+60111111111") for n in range(1, 4)), confidence=1.0),
            ("MENTIONS", "Advert", "Handle"): _ends(("p4", "wechat:uji_x"), raw_text="v: uji_x"),
            ("USES", "Account", "Phone"): _ends(("facebook:1", "+60111111111"), ("facebook:2", "+60111111111"), **use),
            ("USES", "Account", "Handle"): _ends(
                ("facebook:4", "wechat:uji_x"), ("wechat:uji5", "wechat:uji_x"), **use
            ),
            ("CONCERNS", "Advert", "Taxon"): _ends(
                ("p1", "Loxodonta africana"), ("p2", "Loxodonta africana"), ("p4", "Manis")
            ),
            ("STATED_IN", "Advert", "Source"): _ends(("p1", "s1"), locator="line 1"),
        },
    )


def handles(*values: str) -> GraphTables:
    """Accounts that bear the given handles, one each, all run by one actor."""
    accounts = [{"id": f"site:{value}", "platform": "site", "handle": value} for value in values]
    ends = _ends(*((f"site:{value}", "A-1") for value in values), reason="uji")
    return graph(
        {"Account": accounts, "Actor": [{"id": "A-1", "label": "Uji"}]}, {("OPERATED_BY", "Account", "Actor"): ends}
    )
