"""Bright Data: Facebook posts by group, and comments, as JSON, JSON lines, CSV or XLSX. Failures arrive as rows."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, Post, PostKey, Quarantined, Statement
from ingest.base import Item, Record, as_record, count_of, detect_keys, load_each, loaded, objects_of, text_of
from ingest.facebook.keys import (
    Place,
    account_of,
    clean_link,
    group_statement,
    is_group_itself,
    other_keys,
    place_of,
    post_key,
    post_uids,
)
from ingest.facebook.links import comment_id, comment_in
from ingest.facebook.nested import (
    detect_columns,
    elements,
    first_of,
    keep_broken,
    parse_json,
    stream_any,
    with_cells,
    with_own_pictures,
)
from ingest.facebook.values import link_of, moment_of, uid_of

_MARKS = ("user_username_raw", "group_id", "group_name", "num_likes_type", "group_url", "content")
_COMMENT_NEEDED = ("comment_id", "comment_text", "user_name")
_COMMENT_MARKS = ("post_url", "date_created", "user_url", "parent_comment_id", "num_replies")
# Cells that hold JSON text in the tables.
_NESTED = ("attachments", "original_post", "hashtags", "num_likes_type", "input")
# Above the shipped profiles, and below what an analyst's own mapping gives.
_TABLE_SCORE = 0.7


class BrightDataPosts:
    """Reads the data set "Facebook posts by group"."""

    name = "bright data posts"
    notes = FormatNotes(
        title="Bright Data: Facebook posts by group, JSON, JSON lines, CSV or XLSX",
        recognised_by="the keys or columns date_posted and content with user_username_raw, group_id and others",
        carries="accounts, groups, posts, attachments, the post that is shared",
        traps=(
            "failures arrive as rows: they are quarantined with the tool's own words",
            "in a table saved by a spreadsheet, times such as 2/11/2025 are left out: which part is the day?",
            "user_username_raw is the name as shown, no handle",
            "timestamp is when the tool came by, date_posted when it was posted",
        ),
        not_read=(
            "reaction counts",
            "hashtags as a list: they stand in the text",
            "category, picture and founding day of the group",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """Records with the data set's own fields."""
        found = detect_keys(head, start="[{", needed=("date_posted",), extra=_MARKS)
        table = found or detect_columns(head, needed=("date_posted", "post_id", "user_username_raw"), extra=_MARKS[1:])
        return found or (Detection(_TABLE_SCORE, table.reason) if table else None)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each post and the post that it shares; rows that report a failure are quarantined."""
        yield from load_each(stream_any(source.path), lambda item: _post(item, source, options))


class BrightDataComments:
    """Reads the data set of comments."""

    name = "bright data comments"
    notes = FormatNotes(
        title="Bright Data: comments on Facebook posts, JSON, JSON lines, CSV or XLSX",
        recognised_by="the keys or columns comment_id, comment_text, user_name with post_url and others",
        carries="accounts, comments and the answers to them",
        traps=("failures arrive as rows: they are quarantined with the tool's own words",),
        not_read=("reaction counts",),
    )

    def detect(self, head: Head) -> Detection | None:
        """Records with the data set's own fields."""
        found = detect_keys(head, start="[{", needed=_COMMENT_NEEDED, extra=_COMMENT_MARKS)
        table = found or detect_columns(head, needed=_COMMENT_NEEDED, extra=_COMMENT_MARKS)
        return found or (Detection(_TABLE_SCORE, table.reason) if table else None)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each comment, then the answers to it; rows that report a failure are quarantined."""
        yield from load_each(stream_any(source.path), lambda item: _comment(item, {}, source, options))


def _refuse_failure(record: Record) -> None:
    if problem := text_of(record, "error", "error_code"):
        raise RecordError(f"the tool reports a failure instead of a record: {problem[:200]}")
    if set(record) <= {"input", "timestamp", "error", "error_code", "warning", "warning_code"}:
        raise RecordError("the row holds only what the tool was asked for (input): it got nothing there")


def _post(item: Item, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    _refuse_failure(as_record(item))
    row, broken = with_cells(item, _NESTED, parse_json, "JSON")
    record = with_own_pictures(row, "original_post")
    link = link_of(record, "url")
    uid, others = post_uids(uid_of(record, "post_id", "shortcode"), link)
    groups = (uid_of(record, "group_id"), link_of(record, "group_url"))
    place = place_of(*groups, link, source_id=source.source_id, author=uid_of(record, "profile_id"))
    shared = list(_original(item, record, source, options))
    post, stated = _stated(record, place, uid, shared, options)
    if uid is None and post.text is None:
        raise RecordError("the post has neither an id nor a text")
    group = None
    if place.key:
        members, name = count_of(record, "group_members"), text_of(record, "group_name")
        group = group_statement(place.key, name=name, members=members)
    media = _media(record, post.post_key)
    yield loaded(item.locator, group, *stated, post, *media, *other_keys(place, uid, others))
    yield from keep_broken(broken)
    yield from shared


def _original(item: Item, record: Record, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    """The post that this one shares: somebody else wrote it, so it is a record of its own."""
    original = record.get("original_post")
    if isinstance(original, str) and original.strip().startswith("http"):
        original = {"url": original.strip()}
    if original:
        one = Item(f"{item.locator}/original_post", original)
        yield from load_each([one], lambda i: _post(i, source, options))


def _stated(
    record: Record, place: Place, uid: str | None, shared: list[Loaded | Quarantined], options: ReadOptions
) -> tuple[Post, tuple[Statement, ...]]:
    """The post, and its author."""
    writer, name = uid_of(record, "profile_id"), text_of(record, "user_username_raw", "user_name")
    found = account_of(uid=writer, name=name, url=text_of(record, "user_url"), chat=place.chat)
    author, stated = (None, ()) if found is None or is_group_itself(place, writer) else found
    moment, precision = moment_of(record, "date_posted", zone=options.timezone)
    text = text_of(record, "content")
    repeated, first_author = first_of(shared)
    post = Post(
        post_key=post_key(place.key, uid, str(moment), author, text),
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        kind="post",
        text=text,
        url=clean_link(text_of(record, "url")),
        posted_at=moment,
        posted_precision=precision,
        captured_at=moment_of(record, "timestamp", zone=options.timezone)[0],
        forwarded_from=first_author,
        repost_of_key=repeated,
    )
    return post, stated


def _media(record: Record, key: PostKey) -> Iterator[Media]:
    for _, one in objects_of(record, "attachments"):
        if isinstance(one, dict) and (link := text_of(one, "url", "attachment_url")):
            is_film = "video" in (text_of(one, "type") or "").lower()
            yield Media(post_key=key, kind="video" if is_film else "image", uri=link)


def _comment(item: Item, inherited: Record, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    """A comment; an answer inherits from the comment above it which post it belongs to."""
    _refuse_failure(as_record(item))
    row, broken = with_cells(item, ("replies",), parse_json, "JSON")
    record: Record = inherited | {name: value for name, value in row.items() if value not in (None, "")}
    links = (link_of(record, "post_url"), link_of(record, "url"))
    place = place_of(*links, source_id=source.source_id)
    post_uid, others = post_uids(uid_of(record, "post_id"), *links)
    uid = comment_id(uid_of(record, "comment_id")) or comment_in(links[1])
    if uid is None or post_uid is None:
        raise RecordError("the comment lacks its own id or that of its post")
    found = account_of(
        uid=uid_of(record, "user_id"),
        name=text_of(record, "user_name"),
        url=text_of(record, "user_url"),
        chat=place.chat,
    )
    author, stated = found or (None, ())
    moment, precision = moment_of(record, "date_created", zone=options.timezone)
    parent = comment_id(uid_of(record, "parent_comment_id")) or post_uid
    post = Post(
        post_key=post_key(place.key, uid),
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        parent_post_key=post_key(place.key, parent),
        kind="comment",
        text=text_of(record, "comment_text"),
        url=clean_link(links[1] or links[0]),
        posted_at=moment,
        posted_precision=precision,
    )
    yield loaded(item.locator, *stated, post, *other_keys(place, post_uid, others))
    yield from keep_broken(broken)
    below = {"post_id": post_uid, "post_url": links[0] or links[1], "parent_comment_id": uid}
    replies = elements(item, "replies", row)
    yield from load_each(replies, lambda one: _comment(one, below, source, options))
