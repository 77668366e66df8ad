"""People that a record lists by name and link: who reacted, shared, or is named with the author."""

from __future__ import annotations

from graphintel.schema.records import Membership, Statement
from ingest.base import Broken, Item, Record, text_of
from ingest.facebook.keys import Place, account_of
from ingest.facebook.nested import elements
from ingest.facebook.values import uid_of


def people_in(
    item: Item,
    record: Record,
    place: Place,
    *,
    reactors: str = "reactors",
    others: tuple[str, ...] = ("sharers", "with"),
) -> tuple[list[Statement], list[Item | Broken]]:
    """Accounts of all, membership of those who reacted, and the entries that name nobody."""
    stated: list[Statement] = []
    strangers: list[Item | Broken] = []
    for name in (reactors, *others):
        for one in elements(item, name, record):
            found = None
            if isinstance(one, Item) and isinstance(one.value, dict):
                found = account_of(
                    uid=uid_of(one.value, "id"),
                    name=text_of(one.value, "name"),
                    url=text_of(one.value, "link"),
                    chat=place.chat,
                )
            if found is None:
                strangers.append(one)
                continue
            stated += found[1]
            if name == reactors and place.key is not None:
                stated.append(Membership(group_key=place.key, account_key=found[0], source_kind="reacted"))
    return stated, strangers
