"""Facebook's Graph API (closed since 2018): feeds and members of groups as JSON, comments as a tool's CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import AccountKey, Loaded, Media, Membership, Post, PostKey, Quarantined, Statement
from ingest.base import Broken, Item, Record, as_record, detect_keys, load_each, loaded, objects_of, text_of
from ingest.facebook.file_names import group_id_in_name
from ingest.facebook.keys import Place, account_of, clean_link, group_statement, other_keys, place_of, post_key
from ingest.facebook.links import comment_id, outside
from ingest.facebook.nested import detect_columns, elements, guarded, keep_broken
from ingest.facebook.people import people_in
from ingest.facebook.values import degrees_of, link_of, moment_of, object_in, uid_of
from ingest.files.json_stream import stream_json
from ingest.files.tables import stream_csv

_POST_ID = re.compile(r'"id"\s*:\s*"\d+_\d+"', re.ASCII)
_PAIR = re.compile(r"(\d+)_(\d+)", re.ASCII)
# The tool moves every time by five hours, summer or winter, and does not say so.
_TOOL_ZONE = ZoneInfo("Etc/GMT+5")
_PARTS = ("data", "feed", "posts", "members")
_SCOPED = "ids of people are app-scoped: the same person has another id in the export of another app"


class GraphFeed:
    """Reads pages of a group's feed with their comments, and of its members."""

    name = "facebook graph api"
    notes = FormatNotes(
        title="Facebook Graph API (historic): feed or members of a group, JSON",
        recognised_by="ids of the form group_post with created_time; for members the keys id, name and administrator",
        carries="groups, accounts, posts, comments and answers, who reacted, members and admins, places, pictures",
        traps=(
            _SCOPED,
            "a list of members does not name its group: give the file the group's id as its name",
            "only the first page of comments and reactions is inside a post",
        ),
        not_read=("counts of reactions and shares", "links that a post points to, where text stands beside them"),
    )

    def detect(self, head: Head) -> Detection | None:
        """Posts with double ids, or members with the mark of admins."""
        feed = detect_keys(head, start="[{", needed=("id", "created_time"), extra=("updated_time", "message", "paging"))
        if feed and _POST_ID.search(head.text):
            return feed
        return detect_keys(head, start="[{", needed=("id", "name", "administrator"), extra=())

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each post, then its comments and the answers to them; or each member."""
        yield from load_each(guarded(stream_json(source.path)), lambda item: _part(item, source, options))


class GraphComments:
    """Reads the comments that facebook-page-post-scraper writes."""

    name = "facebook page post scraper comments"
    notes = FormatNotes(
        title="facebook-page-post-scraper (Graph API, historic): comments, CSV",
        recognised_by="the columns comment_id, status_id, comment_message and comment_published",
        carries="groups, comments and answers, names of their authors",
        traps=("times are always five hours behind UTC, without saying so", "the author is a name only"),
        not_read=("counts of reactions",),
    )

    def detect(self, head: Head) -> Detection | None:
        """A header with the tool's own columns."""
        needed = ("comment_id", "status_id", "comment_message")
        return detect_columns(head, needed=needed, extra=("parent_id", "comment_author", "comment_published"))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each comment, in file order."""
        yield from load_each(stream_csv(source.path), lambda item: _row(item, source))


def _part(item: Item, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    """A post or a member; a page of them; or what the object around them says besides, which states nothing."""
    if item.locator.count("/") == 1 and item.locator.strip("/") in ("paging", "summary", "id", "name"):
        return
    record = as_record(item)
    if "administrator" in record:
        yield _member(item, record, source)
    elif "created_time" in record or "message" in record or "from" in record:
        yield from _post(item, record, source, options)
    else:
        pages = [name for name in _PARTS if name in record]
        if not pages:
            raise RecordError("the record is neither a post nor a member, nor a page of them")
        for name in pages:
            inner = record[name]
            where = Item(f"{item.locator}/{name}", inner) if isinstance(inner, dict) else item
            field = "data" if isinstance(inner, dict) else name
            yield from load_each(elements(where, field), lambda one: _part(one, source, options))


def _post(item: Item, record: Record, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    uid, link = uid_of(record, "id"), link_of(record, "permalink_url")
    text = text_of(record, "message") or outside(text_of(record, "link"))
    match = _PAIR.fullmatch(uid or "")
    place = place_of(match[1] if match else None, link, group_id_in_name(source.file_name), source_id=source.source_id)
    uid = match[2] if match else uid
    if uid is None and text is None:
        raise RecordError("the post has neither an id nor a text")
    writer = uid_of(object_in(record, "from"), "id")
    author, stated = _author(record, place)
    moment, precision = moment_of(record, "created_time", zone=options.timezone)
    where = object_in(record, "place")
    key = post_key(place.key, uid, str(moment), author, text)
    post = Post(
        post_key=key,
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        kind="post",
        text=text,
        place_text=text_of(where, "name"),
        latitude=degrees_of(object_in(where, "location"), "latitude", most=90),
        longitude=degrees_of(object_in(where, "location"), "longitude", most=180),
        url=clean_link(link),
        posted_at=moment,
        posted_precision=precision,
    )
    group = None
    if place.key:  # what a page posts on itself stands under the page's own id
        group = group_statement(place.key, kind="page" if match and writer == match[1] else "group")
    people, strangers = _reactions(item, record, place)
    yield loaded(item.locator, group, *stated, post, *_media(record, key), *people, *other_keys(place, uid))
    yield from keep_broken(strangers)
    yield from _comments(item, record, place, key, options)


def _author(record: Record, place: Place) -> tuple[AccountKey | None, tuple[Statement, ...]]:
    writer = object_in(record, "from")
    found = account_of(uid=uid_of(writer, "id"), name=text_of(writer, "name"), url=None, chat=place.chat)
    return found or (None, ())


def _reactions(item: Item, record: Record, place: Place) -> tuple[list[Statement], list[Item | Broken]]:
    stated: list[Statement] = []
    strangers: list[Item | Broken] = []
    for name in ("reactions", "likes"):
        where = Item(f"{item.locator}/{name}", object_in(record, name))
        people, unknown = people_in(where, where.value, place, reactors="data", others=())
        stated += people
        strangers += unknown
    return stated, strangers


def _media(record: Record, key: PostKey) -> Iterator[Media]:
    attached = [one for _, one in objects_of(object_in(record, "attachments"), "data") if isinstance(one, dict)]
    inner = [part for one in attached for _, part in objects_of(object_in(one, "subattachments"), "data")]
    links = [text_of(object_in(one, "media", "image"), "src") for one in (*attached, *inner) if isinstance(one, dict)]
    single = text_of(record, "full_picture", "picture")
    for link in dict.fromkeys(link for link in (links if any(links) else [single]) if link):
        yield Media(post_key=key, kind="image", uri=link)


def _comments(
    item: Item, record: Record, place: Place, parent: PostKey, options: ReadOptions
) -> Iterator[Loaded | Quarantined]:
    where = Item(f"{item.locator}/comments", object_in(record, "comments"))
    yield from load_each(elements(where, "data"), lambda one: _comment(one, place, parent, options))


def _comment(item: Item, place: Place, parent: PostKey, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    uid, text = comment_id(uid_of(record, "id")), text_of(record, "message")
    author, stated = _author(record, place)
    moment, precision = moment_of(record, "created_time", zone=options.timezone)
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
        posted_at=moment,
        posted_precision=precision,
    )
    yield loaded(item.locator, *stated, post)
    yield from _comments(item, record, place, key, options)


def _member(item: Item, record: Record, source: SourceFile) -> Loaded:
    place = place_of(group_id_in_name(source.file_name), source_id=source.source_id)
    if place.key is None:
        raise RecordError(
            "the file does not say of which group this is a member. Give it the group's id as its name, "
            "for instance 900000000000001.json, and import it again."
        )
    found = account_of(uid=uid_of(record, "id"), name=text_of(record, "name"), url=None, chat=place.chat)
    if found is None:
        raise RecordError("the member has neither an id nor a name")
    role = "admin" if record.get("administrator") is True else "member"
    member = Membership(group_key=place.key, account_key=found[0], source_kind="listed", role=role)
    return loaded(item.locator, group_statement(place.key), *found[1], member)


def _row(item: Item, source: SourceFile) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    uid, text = comment_id(uid_of(record, "comment_id")), text_of(record, "comment_message")
    match = _PAIR.fullmatch(uid_of(record, "status_id") or "")
    if uid is None or match is None:
        raise RecordError("the comment lacks its own id or that of its post")
    place = place_of(match[1], source_id=source.source_id)
    found = account_of(uid=None, name=text_of(record, "comment_author"), url=None, chat=place.chat)
    author, stated = found or (None, ())
    moment, precision = moment_of(record, "comment_published", zone=_TOOL_ZONE)
    post = Post(
        post_key=post_key(place.key, uid),
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        parent_post_key=post_key(place.key, comment_id(uid_of(record, "parent_id")) or match[2]),
        kind="comment",
        text=text,
        posted_at=moment,
        posted_precision=precision,
    )
    yield loaded(item.locator, *stated, post)
