"""The gloss of each advert of a table, from what the case has recognised in it."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

from graphintel.case import Case
from graphintel.report.gloss import Recognised, gloss

_READ = {
    "items": ("advert_items", ("advert_id", "item_number")),
    "places": ("advert_places", ("advert_id", "place")),
    "conditions": ("advert_conditions", ("advert_id", "kind", "value")),
    "claims": ("advert_claims", ("advert_id", "claim")),
}


def with_gloss(case: Case, adverts: pa.Table) -> pa.Table:
    """``adverts`` with the column ``gloss``.

    Args:
        adverts: with ``advert_id``, ``post_id`` and ``intent``.
    """
    wanted = ibis.memtable(adverts.select(["advert_id", "post_id"]))
    said = {name: _by(case, wanted, table, "advert_id", order) for name, (table, order) in _READ.items()}
    contacts = _by(case, wanted, "mentions", "post_id", ("post_id", "field", "span_start"))
    ids, posts, intents = (adverts[name].to_pylist() for name in ("advert_id", "post_id", "intent"))
    lines = [
        gloss(
            Recognised(
                intent=intent,
                items=said["items"].get(advert_id, ()),
                contacts=contacts.get(post_id, ()),
                places=said["places"].get(advert_id, ()),
                conditions=said["conditions"].get(advert_id, ()),
                claims=[row["claim"] for row in said["claims"].get(advert_id, ())],
            )
        )
        for advert_id, post_id, intent in zip(ids, posts, intents, strict=True)
    ]
    return adverts.append_column("gloss", pa.array(lines, pa.string()))


def _by(
    case: Case, wanted: ibis.Table, table: str, key: str, order: tuple[str, ...]
) -> dict[str, list[dict[str, Any]]]:
    rows = ibis.memtable(case.read(table)).semi_join(wanted, key).order_by(*order).to_pyarrow()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows.to_pylist():
        found.setdefault(row[key], []).append(row)
    return found
