"""Comments of kevinzg/facebook-scraper, and the answers to them."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.schema.reading import ReadOptions
from graphintel.schema.records import Loaded, Media, Post, PostKey, Quarantined
from ingest.base import Item, Record, as_record, load_each, loaded, text_of
from ingest.facebook.keys import Place, account_of, clean_link, post_key
from ingest.facebook.links import comment_id, comment_in
from ingest.facebook.nested import elements, keep_broken
from ingest.facebook.people import people_in
from ingest.facebook.values import moment_of, uid_of


def read_comments(
    item: Item, name: str, record: Record, *, place: Place, parent: PostKey, options: ReadOptions
) -> Iterator[Loaded | Quarantined]:
    """Yield each comment of a field, and after it the replies to it."""
    yield from load_each(elements(item, name, record), lambda one: _comment(one, place, parent, options))


def _comment(item: Item, place: Place, parent: PostKey, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    comment = as_record(item)
    link, text = text_of(comment, "comment_url"), text_of(comment, "comment_text")
    uid = comment_id(uid_of(comment, "comment_id")) or comment_in(link)
    found = account_of(
        uid=uid_of(comment, "commenter_id"),
        name=text_of(comment, "commenter_name"),
        url=text_of(comment, "commenter_url"),
        chat=place.chat,
    )
    author, stated = found or (None, ())
    moment, _ = moment_of(comment, "comment_time", zone=options.timezone)
    # Without an id the place in its list tells equal comments of one person apart.
    key = post_key(place.key, uid, parent, item.locator.rsplit("/", 1)[-1], author, text)
    post = Post(
        post_key=key,
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        parent_post_key=parent,
        kind="comment",
        text=text,
        url=clean_link(link),
        posted_at=moment,
        posted_precision="day" if moment else "unknown",  # counted back from midnight, by words such as "3h"
    )
    picture = text_of(comment, "comment_image")
    media = Media(post_key=key, kind="image", uri=picture) if picture else None
    people, strangers = people_in(item, comment, place, reactors="comment_reactors", others=())
    yield loaded(item.locator, *stated, post, media, *people)
    yield from keep_broken(strangers)
    yield from read_comments(item, "replies", comment, place=place, parent=key, options=options)
