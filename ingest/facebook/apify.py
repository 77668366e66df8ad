"""Apify's facebook-groups-scraper: a dataset of posts with their top comments, as JSON or JSON lines."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import GroupKey, Loaded, Media, Post, PostKey, Quarantined
from ingest.base import Item, Record, as_record, detect_keys, load_each, loaded, objects_of, quarantined, text_of
from ingest.facebook.keys import account_of, clean_link, group_key_of, group_statement, post_key
from ingest.files.json_stream import stream_records
from ingest.files.times import from_epoch, from_text


class ApifyGroupPosts:
    """Reads the dataset; failures that arrive as rows are quarantined."""

    name = "apify group posts"
    notes = FormatNotes(
        title="Apify facebook-groups-scraper: posts with top comments, JSON or JSON lines",
        recognised_by="the keys facebookUrl and user with groupTitle, legacyId, topComments …",
        carries="accounts, groups, posts, some comments, text read from pictures",
        traps=(
            "author ids may be opaque (pfbid…) and differ from crawl to crawl",
            "only the top comments are there",
        ),
        not_read=("counts of reactions and shares",),
    )

    def detect(self, head: Head) -> Detection | None:
        """Objects with the actor's own keys."""
        return detect_keys(
            head,
            start="[{",
            needed=("facebookUrl", "user"),
            extra=("groupTitle", "legacyId", "topComments", "feedbackId", "inputUrl", "facebookId"),
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each post, then its top comments."""
        yield from load_each(stream_records(source.path), lambda item: _post(item, options))


def _post(item: Item, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    if (problem := text_of(record, "error", "errorDescription")) and "user" not in record:
        raise RecordError(f"the tool reports a failure instead of a post: {problem[:200]}")
    links = (text_of(record, "url"), text_of(record, "facebookUrl"), text_of(record, "inputUrl"))
    group = group_key_of(*links, text_of(record, "facebookId"))
    uid, text = text_of(record, "legacyId", "postId", "id"), text_of(record, "text")
    if uid is None and text is None:
        raise RecordError("the post has neither an id nor a text")
    moment, precision = from_text(record.get("time"), options.timezone)
    if moment is None and (moment := from_epoch(record.get("timestamp"))):
        precision = "second"
    user = record.get("user") if isinstance(record.get("user"), dict) else {}
    found = account_of(
        uid=text_of(user or {}, "id"),
        name=text_of(user or {}, "name"),
        url=text_of(user or {}, "profileUrl", "url"),
        chat=str(group),
        avatar=text_of(user or {}, "profilePic"),
    )
    author, stated = found or (None, ())
    key = post_key(group, uid, str(moment), author, text)
    read_texts = [
        t for _, a in objects_of(record, "attachments") if isinstance(a, dict) and (t := text_of(a, "ocrText"))
    ]
    post = Post(
        post_key=key,
        platform="facebook",
        platform_uid=uid,
        group_key=group,
        account_key=author,
        kind="post",
        text=text,
        ocr_text="\n".join(read_texts) or None,
        url=clean_link(links[0]),
        posted_at=moment,
        posted_precision=precision,
    )
    group_stated = group_statement(group, name=text_of(record, "groupTitle")) if group else None
    yield loaded(item.locator, group_stated, *stated, post, *_pictures(record, key))
    for name in ("topComments", "comments"):
        yield from _comments(Item(f"{item.locator}/{name}", record.get(name)), group, key, options)


def _pictures(record: Record, key: PostKey) -> Iterator[Media]:
    for _, attachment in objects_of(record, "attachments"):
        if not isinstance(attachment, dict):
            continue
        image = attachment.get("image")
        link = text_of(image, "uri") if isinstance(image, dict) else None
        if link or (link := text_of(attachment, "thumbnail")):
            yield Media(post_key=key, kind="image", uri=link)


def _comments(
    item: Item, group: GroupKey | None, parent: PostKey, options: ReadOptions
) -> Iterator[Loaded | Quarantined]:
    """Each comment of a list, and after it the replies to it."""
    for place, comment in enumerate(item.value if isinstance(item.value, list) else ()):
        one = Item(f"{item.locator}/{place}", comment)
        result = _comment(one, place, group, parent, options)
        yield result
        if isinstance(result, Loaded):
            key = next(s.post_key for s in result.statements if isinstance(s, Post))
            yield from _comments(Item(f"{one.locator}/replies", comment.get("replies")), group, key, options)


def _comment(
    item: Item, place: int, group: GroupKey | None, parent: PostKey, options: ReadOptions
) -> Loaded | Quarantined:
    if not isinstance(item.value, dict):
        return quarantined(item, "the comment is no object with named fields")
    comment: Record = item.value
    uid, text = text_of(comment, "id", "commentId"), text_of(comment, "text")
    found = account_of(
        uid=text_of(comment, "profileId"),
        name=text_of(comment, "profileName"),
        url=text_of(comment, "profileUrl"),
        chat=str(group),
        avatar=text_of(comment, "profilePicture"),
    )
    author, stated = found or (None, ())
    moment, precision = from_text(comment.get("date"), options.timezone)
    post = Post(
        post_key=post_key(group, uid, parent, str(place), author, text),
        platform="facebook",
        platform_uid=uid,
        group_key=group,
        account_key=author,
        parent_post_key=parent,
        kind="comment",
        text=text,
        url=clean_link(text_of(comment, "commentUrl")),
        posted_at=moment,
        posted_precision=precision,
    )
    return loaded(item.locator, *stated, post)
