"""WeChatMomentStat: posts of WeChat Moments with their comments and likes, JSON."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Group, GroupKey, Loaded, Media, Membership, Post, PostKey, Quarantined
from ingest.base import (
    Item,
    Record,
    as_record,
    detect_keys,
    digest,
    id_of,
    load_each,
    loaded,
    objects_of,
    quarantined,
    text_of,
)
from ingest.files.json_stream import stream_records
from ingest.files.times import from_epoch
from ingest.wechat.content import degrees, joined
from ingest.wechat.keys import Chat, Export, Found
from ingest.wechat.markup import inside, parse_markup


class Moments:
    """Reads the list; each author's Moments are a page of theirs, and likes make people members of it."""

    name = "wechat moments"
    notes = FormatNotes(
        title="WeChatMomentStat: WeChat Moments (朋友圈), JSON",
        recognised_by="the keys snsId, content, timestamp, comments and likes",
        carries="authors, posts with their pictures and places, comments and replies, who liked",
        traps=(
            "only what the owner of the phone could see is there: friends' posts, and comments by common friends",
            "comments have no time; likes stand as people who reacted on the author's page",
        ),
        not_read=("the pictures themselves: their links run out",),
    )

    def detect(self, head: Head) -> Detection | None:
        """A list of posts with the tool's own keys."""
        needed = ("snsId", "content", "timestamp")
        extra = ("comments", "likes", "mediaList", "isCurrentUser", "rawXML")
        return detect_keys(head, start="[{", needed=needed, extra=extra)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each post, its comments and its likes."""
        export = Export(source, options)
        yield from load_each(stream_records(source.path), lambda item: _post(item, export))


def _post(item: Item, export: Export) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    feed = _feed(text_of(record, "rawXML"))
    uid = id_of(record, "snsId") or inside(feed, "id")
    written = inside(feed, "username")  # the tool leaves the author out of some posts, WeChat's own XML does not
    author = _person({"authorId": written} | record if written else record, ("authorId", "authorName"), export)
    if uid is None or author is None:
        raise RecordError("the post lacks its id (snsId) or its author")
    page = GroupKey(f"{author[0]}/moments")
    group = Group(group_key=page, platform="wechat", name=text_of(record, "authorName"), kind="page")
    key = PostKey(f"wechat:moments/{uid}")
    moment = from_epoch(record.get("timestamp")) or from_epoch(inside(feed, "createTime"))
    place, north, east = _place(feed)
    post = Post(
        post_key=key,
        platform="wechat",
        platform_uid=uid,
        group_key=page,
        account_key=author[0],
        kind="post",
        text=text_of(record, "content") or inside(feed, "contentDesc"),
        place_text=place,
        latitude=north,
        longitude=east,
        posted_at=moment,
        posted_precision="second" if moment else "unknown",
    )
    pictures = [
        Media(post_key=key, kind="image", uri=url) for _, url in objects_of(record, "mediaList") if isinstance(url, str)
    ]
    yield loaded(item.locator, group, *author[1], post, *pictures)
    for place_in_list, comment in objects_of(record, "comments"):
        yield _nested(Item(f"{item.locator}/comments/{place_in_list}", comment), post, export)
    for place_in_list, like in objects_of(record, "likes"):
        yield _nested(Item(f"{item.locator}/likes/{place_in_list}", like), post, export)


def _nested(item: Item, post: Post, export: Export) -> Loaded | Quarantined:
    try:
        record = as_record(item)
        return _like(item, record, post, export) if "/likes/" in item.locator else _comment(item, record, post, export)
    except RecordError as problem:
        return quarantined(item, str(problem))


def _comment(item: Item, record: Record, post: Post, export: Export) -> Loaded:
    author = _person(record, ("authorId", "authorName"), export)
    if author is None:
        raise RecordError("the comment has no author")
    text, to = text_of(record, "content"), text_of(record, "toUserId", "toUserName")
    place = item.locator.rsplit("/", 1)[1]
    key = PostKey(f"{post.post_key}/~{digest(place, author[0], text, to)}")
    answered = _person(record, ("toUserId", "toUserName", "toUser"), export)
    comment = Post(
        post_key=key,
        platform="wechat",
        group_key=post.group_key,
        account_key=author[0],
        parent_post_key=post.post_key,
        kind="comment",
        text=text,
    )
    return loaded(item.locator, *author[1], *(answered[1] if answered else ()), comment)


def _like(item: Item, record: Record, post: Post, export: Export) -> Loaded:
    who = _person(record, ("userId", "userName"), export)
    if who is None or post.group_key is None:
        raise RecordError("the like names nobody")
    # When they liked it is not told: some time after the post.
    member = Membership(group_key=post.group_key, account_key=who[0], source_kind="reacted")
    return loaded(item.locator, *who[1], member)


def _person(record: Record, names: tuple[str, ...], export: Export) -> Found | None:
    uid, name = id_of(record, names[0]), text_of(record, *names[1:])
    chat = Chat(export, uid=f"~moments-{export.source.source_id}")
    if names[0] != "toUserId" and record.get("isCurrentUser") is True:
        return chat.owner(name, uid)
    return chat.sender(uid, name) if uid else chat.named(name)


def _feed(raw: str | None) -> Element | None:
    """The post in WeChat's own XML, where it came along and can be read."""
    try:
        root = parse_markup(raw) if raw else None
    except RecordError:
        return None
    return root if root is None or root.tag == "TimelineObject" else root.find(".//TimelineObject")


def _place(feed: Element | None) -> tuple[str | None, float | None, float | None]:
    location = feed.find("location") if feed is not None else None
    if location is None:
        return None, None, None
    north, east = degrees(location.get("latitude"), location.get("longitude"))
    return joined(location.get("poiName"), location.get("poiAddress"), location.get("city")), north, east
