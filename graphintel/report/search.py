"""One box over names, ids, contacts, groups and adverts."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _

from graphintel.case import Case

_MOST = 200  # hits per kind


def search_case(case: Case, words: str) -> dict[str, pa.Table]:
    """Find what holds ``words``, whatever the case of its letters; digits are also sought without separators.

    Returns:
        Tables by kind: accounts, contacts, groups, adverts; at most 200 rows each, in the order of their keys.
    """
    sought = words.strip().lower()
    if not sought:
        return {}
    digits = "".join(c for c in sought if c.isdigit()).lstrip("0")

    def holds(column: str) -> ibis.Deferred:
        return _[column].fill_null("").lower().contains(sought)

    number = _.value.contains(digits) if len(digits) >= 5 else _.value.contains(sought)
    members = ibis.memtable(case.read("network_members")).select("actor_id", "network_id")
    held = ibis.memtable(case.read("actor_accounts")).select("account_id", "actor_id")
    people = ibis.memtable(case.read("account_profiles")).filter(
        holds("display_name") | holds("names") | holds("handle") | holds("account_id") | holds("aliases")
    )
    placed = people.join(held, "account_id").left_join(members, "actor_id")
    profile = ("account_id", "display_name", "handle", "actor_id", "network_id", "aliases")
    posts = ibis.memtable(case.read("unified_posts")).filter(holds("text") | holds("ocr_text"))
    posts = posts.select("post_id", "text", "ocr_text", "url")
    adverts = ibis.memtable(case.read("adverts")).select("advert_id", "post_id", "account_id", "posted_at")
    offered = adverts.join(posts, "post_id").join(held, "account_id").left_join(members, "actor_id")
    groups = ibis.memtable(case.read("group_profiles")).filter(holds("name") | holds("group_id"))
    contacts = ibis.memtable(case.read("contacts")).filter(holds("value") | number)
    found = {
        "accounts": placed.select(*profile).order_by("account_id"),
        "contacts": contacts.select("contact_id", "kind", "value", "class", "use_count", "reason").order_by(
            "contact_id"
        ),
        "groups": groups.select("group_id", "name", "platform", "declared_member_count").order_by("group_id"),
        "adverts": offered.select(
            "advert_id", "text", "ocr_text", "account_id", "network_id", "posted_at", "url"
        ).order_by("advert_id"),
    }
    return {kind: rows.limit(_MOST).to_pyarrow() for kind, rows in found.items()}
