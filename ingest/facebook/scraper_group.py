"""kevinzg/facebook-scraper: what ``get_group_info`` gives of a group, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Locator, Membership, Quarantined
from ingest.base import Broken, Item, Record, as_record, count_of, detect_keys, load_each, loaded, text_of
from ingest.facebook.keys import Place, account_of, group_statement, other_keys, place_of
from ingest.facebook.nested import elements, guarded
from ingest.facebook.values import link_of, repaired, uid_of
from ingest.files.json_stream import stream_json

_ROLES = {"admins": "admin", "other_members": "member"}


class FacebookScraperGroup:
    """Reads what ``get_group_info`` gives: one group with its admins and the members it shows."""

    name = "facebook-scraper group"
    notes = FormatNotes(
        title="facebook-scraper (kevinzg): information on one group, JSON",
        recognised_by="the keys id, name and admins with other_members or about",
        carries="the group, its admins and the members shown",
        traps=("members shown are a few of many: absence is not non-membership",),
        not_read=(),
    )

    def detect(self, head: Head) -> Detection | None:
        """One object with admins and members."""
        return detect_keys(
            head, start="{", needed=("id", "name", "admins"), extra=("other_members", "about", "members")
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield the group, which needs the whole object, then the people shown; of several groups one after another."""
        whole: Record = {}
        people: list[Item] = []
        for item in guarded(stream_json(source.path)):
            if isinstance(item, Broken):
                yield Quarantined(locator=Locator(item.locator), reason=item.reason, raw=item.raw)
            elif item.locator.startswith("line "):
                yield from load_each([item], lambda one: _group(one, as_record(one), (), source))
            elif item.locator.count("/") == 1:
                whole[item.locator[1:]] = item.value
            else:
                people.append(item)
        if whole or people:
            yield from load_each([Item("/", whole)], lambda one: _group(one, whole, people, source))


def _group(item: Item, record: Record, people: Iterable[Item], source: SourceFile) -> Iterator[Loaded | Quarantined]:
    record = repaired(record)
    place = place_of(uid_of(record, "id"), link_of(record, "url"), source_id=source.source_id)
    if place.key is None and (vanity := uid_of(record, "id")):
        place = place_of(f"/groups/{vanity}", source_id=source.source_id)
    if place.key is None:
        raise RecordError("the group has no id")
    statement = group_statement(
        place.key, name=text_of(record, "name"), members=count_of(record, "members"), about=text_of(record, "about")
    )
    yield loaded(item.locator, statement, *other_keys(place))
    listed = [Item(one.locator, repaired(one.value), one.value) for one in people if _role(one)]
    inside = Item(item.locator.rstrip("/"), record)
    yield from load_each([*listed, *elements(inside, "admins"), *elements(inside, "other_members")],
                         lambda one: _member(one, place))  # fmt: skip


def _role(item: Item) -> str | None:
    return next((_ROLES[step] for step in item.locator.split("/") if step in _ROLES), None)


def _member(item: Item, place: Place) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    found = account_of(
        uid=uid_of(record, "id"), name=text_of(record, "name"), url=text_of(record, "link"), chat=place.chat
    )
    if found is None or place.key is None:
        raise RecordError("the member has neither a name nor a link")
    membership = Membership(
        group_key=place.key, account_key=found[0], source_kind="listed", role=_role(item) or "member"
    )
    yield loaded(item.locator, *found[1], membership)
