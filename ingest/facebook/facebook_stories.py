"""A story as Facebook's own pages hold it (GraphQL), the way 4CAT imports it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from graphintel.errors import RecordError
from graphintel.schema.reading import SourceFile
from graphintel.schema.records import Loaded, Media, Post, PostKey
from ingest.base import Item, Record, loaded, objects_of, text_of
from ingest.facebook.keys import (
    account_of,
    clean_link,
    group_statement,
    is_group_itself,
    other_keys,
    place_of,
    post_key,
    post_uids,
)
from ingest.facebook.values import is_pseudonym, link_of, object_in, uid_of
from ingest.files.times import from_epoch


def read_story(item: Item, data: Record, captured: datetime | None, source: SourceFile) -> Loaded:
    """What one story states.

    Raises:
        RecordError: it has neither an id nor a text.
    """
    story = object_in(data, "comet_sections", "content", "story")
    shown = _stamp(data)
    links = (link_of(shown, "url"), link_of(story, "wwwURL"))
    uid, others = post_uids(uid_of(story, "post_id") or uid_of(data, "post_id"), *links)
    text = text_of(object_in(story, "message"), "text")
    if uid is None and text is None:
        raise RecordError("the story has neither an id nor a text")
    actor = object_in(story, "actors", 0)
    names = (uid_of(actor, "id"), text_of(actor, "name"))
    group_id = uid_of(object_in(story, "target_group"), "id")
    place = place_of(*links, group_id, source_id=source.source_id, author=names[0])
    found = None
    if not any(is_pseudonym(name) for name in names):
        found = account_of(uid=names[0], name=names[1], url=text_of(actor, "url"), chat=place.chat)
    author, stated = (None, ()) if found is None or is_group_itself(place, names[0]) else found
    moment = from_epoch(uid_of(shown, "creation_time"))
    key = post_key(place.key, uid, str(moment), author, text)
    post = Post(
        post_key=key,
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        kind="post",
        text=text,
        url=clean_link(links[1] or links[0]),
        posted_at=moment,
        posted_precision="second" if moment else "unknown",
        captured_at=captured,
    )
    group = group_statement(place.key) if place.key else None
    return loaded(item.locator, group, *stated, post, *_media(story, key), *other_keys(place, uid, others))


def _stamp(data: Record) -> Record:
    """The part of a story's head that holds its time and link."""
    head = object_in(data, "comet_sections", "context_layout", "story", "comet_sections")
    for _, part in objects_of(head, "metadata"):
        if isinstance(part, dict) and uid_of(found := object_in(part, "story"), "creation_time"):
            return found
    return {}


def _media(story: Record, key: PostKey) -> Iterator[Media]:
    for _, attachment in objects_of(story, "attachments"):
        target = object_in(attachment, "target") if isinstance(attachment, dict) else {}
        if text_of(target, "__typename") == "Photo" and (uid := uid_of(target, "id")):
            yield Media(post_key=key, kind="image", uri=f"https://www.facebook.com/photo/?fbid={uid}")
