"""Bright Data: Facebook posts by group, and comments, as JSON or JSON lines. Failures arrive as rows."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, Post, Quarantined
from ingest.base import Item, Record, as_record, count_of, detect_keys, load_each, loaded, objects_of, text_of
from ingest.facebook.keys import account_of, clean_link, group_key_of, group_statement, post_key
from ingest.files.json_stream import stream_records
from ingest.files.times import from_text


class BrightDataPosts:
    """Reads the data set "Facebook posts by group"."""

    name = "bright data posts"
    notes = FormatNotes(
        title="Bright Data: Facebook posts by group, JSON or JSON lines",
        recognised_by="the key date_posted with group_id, user_username_raw …",
        carries="accounts, groups with member counts, posts, pictures",
        traps=(
            "failures arrive as rows and are quarantined",
            "user_username_raw is a display name",
        ),
        not_read=(
            "counts of likes and shares",
            "hashtags as such",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """Objects with the data set's own keys."""
        extra = ("user_username_raw", "group_id", "group_name", "num_likes_type", "group_url", "content")
        return detect_keys(head, start="[{", needed=("date_posted",), extra=extra)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each post; rows that report a failure are quarantined."""
        yield from load_each(stream_records(source.path), lambda item: _post(item, options))


class BrightDataComments:
    """Reads the data set of comments."""

    name = "bright data comments"
    notes = FormatNotes(
        title="Bright Data: Facebook comments, JSON or JSON lines",
        recognised_by="the keys comment_id, comment_text and user_name",
        carries="accounts, comments and replies",
        traps=("failures arrive as rows and are quarantined",),
        not_read=("counts of likes",),
    )

    def detect(self, head: Head) -> Detection | None:
        """Objects with the data set's own keys."""
        extra = ("post_url", "date_created", "user_url", "parent_comment_id", "num_replies")
        return detect_keys(head, start="[{", needed=("comment_id", "comment_text", "user_name"), extra=extra)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each comment; rows that report a failure are quarantined."""
        yield from load_each(stream_records(source.path), lambda item: _comment(item, options))


def _refuse_failure(record: Record) -> None:
    if problem := text_of(record, "error", "error_code"):
        raise RecordError(f"the tool reports a failure instead of a record: {problem[:200]}")


def _post(item: Item, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    _refuse_failure(record)
    group = group_key_of(text_of(record, "group_id"), text_of(record, "group_url"), text_of(record, "url"))
    uid, text = text_of(record, "post_id", "shortcode"), text_of(record, "content")
    if uid is None and text is None:
        raise RecordError("the post has neither an id nor a text")
    moment, precision = from_text(record.get("date_posted"), options.timezone)
    found = account_of(
        uid=text_of(record, "profile_id"),
        name=text_of(record, "user_username_raw"),
        url=text_of(record, "user_url"),
        chat=str(group),
    )
    author, stated = found or (None, ())
    key = post_key(group, uid, str(moment), author, text)
    post = Post(
        post_key=key,
        platform="facebook",
        platform_uid=uid,
        group_key=group,
        account_key=author,
        kind="post",
        text=text,
        url=clean_link(text_of(record, "url")),
        posted_at=moment,
        posted_precision=precision,
        captured_at=from_text(record.get("timestamp"), options.timezone)[0],
    )
    media = [
        Media(post_key=key, kind="video" if "video" in (text_of(a, "type") or "").lower() else "image", uri=link)
        for _, a in objects_of(record, "attachments")
        if isinstance(a, dict) and (link := text_of(a, "url", "attachment_url"))
    ]
    group_stated = (
        group_statement(group, name=text_of(record, "group_name"), members=count_of(record, "group_members"))
        if group
        else None
    )
    yield loaded(item.locator, group_stated, *stated, post, *media)


def _comment(item: Item, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    _refuse_failure(record)
    group = group_key_of(text_of(record, "post_url"), text_of(record, "url"))
    uid, text = text_of(record, "comment_id"), text_of(record, "comment_text")
    post_uid = text_of(record, "post_id")
    if uid is None or post_uid is None:
        raise RecordError("the comment lacks its own id or that of its post")
    moment, precision = from_text(record.get("date_created"), options.timezone)
    found = account_of(
        uid=text_of(record, "user_id"),
        name=text_of(record, "user_name"),
        url=text_of(record, "user_url"),
        chat=str(group),
    )
    author, stated = found or (None, ())
    parent = text_of(record, "parent_comment_id") or post_uid
    post = Post(
        post_key=post_key(group, uid),
        platform="facebook",
        platform_uid=uid,
        group_key=group,
        account_key=author,
        parent_post_key=post_key(group, parent),
        kind="comment",
        text=text,
        url=clean_link(text_of(record, "url", "post_url")),
        posted_at=moment,
        posted_precision=precision,
    )
    yield loaded(item.locator, *stated, post)
    inherited = {"post_id": post_uid, "post_url": text_of(record, "post_url", "url"), "parent_comment_id": uid}
    for place, reply in objects_of(record, "replies"):
        full = inherited | reply if isinstance(reply, dict) else reply
        yield from load_each([Item(f"{item.locator}/replies/{place}", full)], lambda one: _comment(one, options))
