"""Apify's facebook-groups-scraper: a dataset of posts with their top comments, as JSON, JSON lines, CSV or XLSX."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, Post, PostKey, Quarantined, Statement
from ingest.base import Item, Record, as_record, detect_keys, load_each, loaded, objects_of, text_of
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
from ingest.facebook.links import comment_id, comment_in, plain_id
from ingest.facebook.nested import (
    detect_columns,
    elements,
    first_of,
    is_table,
    stream_any,
    unflattened,
    with_own_pictures,
)
from ingest.facebook.values import link_of, moment_of, object_in, texts_of, uid_of

_MARKS = ("groupTitle", "legacyId", "topComments", "feedbackId", "inputUrl", "facebookId")
_COLUMNS = ("groupTitle", "legacyId", "topComments/0/text", "feedbackId", "inputUrl", "facebookId")
# Above the shipped profiles, and below what an analyst's own mapping gives.
_TABLE_SCORE = 0.7


class ApifyGroupPosts:
    """Reads the dataset; failures that arrive as rows are quarantined."""

    name = "apify group posts"
    notes = FormatNotes(
        title="Apify facebook-groups-scraper: posts with top comments, JSON, JSON lines, CSV or XLSX",
        recognised_by="the keys facebookUrl and user with groupTitle, legacyId, topComments and others; in tables the "
        "columns user/id and the like",
        carries="accounts, groups, posts, comments and answers, pictures, texts read from pictures, shared posts",
        traps=(
            "only the top comments are there, not all; in some versions without the name of who wrote them",
            "pictures of a post that shares another are the other's: nobody can add any to a share",
            "who posts anonymously is left out, and the id beside the name: it may stand for all who hide in a group",
            "in a table saved by a spreadsheet, times such as 2/11/2025 are left out: which part is the day?",
            "an author's id may be an opaque pfbid… that may change with the next crawl",
        ),
        not_read=("reaction counts", "advertising library fields"),
    )

    def detect(self, head: Head) -> Detection | None:
        """Objects, or flattened rows, with the actor's own keys."""
        found = detect_keys(head, start="[{", needed=("facebookUrl", "user"), extra=_MARKS)
        table = found or detect_columns(head, needed=("facebookUrl", "user/id"), extra=_COLUMNS)
        return found or (Detection(_TABLE_SCORE, table.reason) if table else None)

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each post, the post that it shares, then its comments and the answers to them."""
        is_flat = is_table(source.path)

        def parse(item: Item) -> Iterator[Loaded | Quarantined]:
            record = as_record(item)
            yield from _post(item, unflattened(record) if is_flat else record, source, options)

        yield from load_each(stream_any(source.path), parse)


def _post(item: Item, record: Record, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    if (problem := text_of(record, "error", "errorDescription")) and not record.get("user"):
        raise RecordError(f"the tool reports a failure instead of a post: {problem[:200]}")
    record = with_own_pictures(record, "sharedPost")
    links = [link_of(record, name) for name in ("url", "facebookUrl", "inputUrl")]
    uid, others = post_uids(_uid(record), links[0])
    writer, group_id = uid_of(object_in(record, "user"), "id"), uid_of(record, "facebookId")
    # Beside a shared post of a page, facebookId is the page's.
    given = None if group_id in (uid, writer) else group_id
    place = place_of(*links, given, source_id=source.source_id, author=writer)
    shared = list(_shared(item, record, source, options))
    post, stated = _stated(record, place, uid, shared, options)
    if uid is None and post.text is None and post.ocr_text is None:
        raise RecordError("the post has neither an id nor a text")
    group = group_statement(place.key, name=text_of(record, "groupTitle")) if place.key else None
    pictures = _pictures(record, post.post_key)
    yield loaded(item.locator, group, *stated, post, *pictures, *other_keys(place, uid, others))
    yield from shared
    for name in ("topComments", "comments"):
        yield from _comments(item, name, record, place, post.post_key, options)


def _uid(record: Record) -> str | None:
    number = uid_of(record, "legacyId", "postId")
    return number or plain_id(uid_of(record, "id")) or plain_id(uid_of(record, "feedbackId"))


def _stated(
    record: Record, place: Place, uid: str | None, shared: list[Loaded | Quarantined], options: ReadOptions
) -> tuple[Post, tuple[Statement, ...]]:
    """The post, and its author."""
    user = object_in(record, "user")
    writer = uid_of(user, "id")
    found = account_of(
        uid=writer,
        name=text_of(user, "name") or text_of(record, "user"),
        url=text_of(user, "profileUrl", "url"),
        chat=place.chat,
        avatar=text_of(user, "profilePic"),
    )
    author, stated = (None, ()) if found is None or is_group_itself(place, writer) else found
    moment, precision = moment_of(record, "time", "timestamp", zone=options.timezone)
    text = text_of(record, "text")
    repeated, first_author = first_of(shared)
    post = Post(
        post_key=post_key(place.key, uid, str(moment), author, text),
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        kind="post",
        text=text,
        ocr_text=texts_of([a.get("ocrText") for _, a in objects_of(record, "attachments") if isinstance(a, dict)]),
        url=clean_link(text_of(record, "url")),
        posted_at=moment,
        posted_precision=precision,
        forwarded_from=first_author,
        repost_of_key=repeated,
    )
    return post, stated


def _shared(item: Item, record: Record, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    """The post that this one repeats: somebody else wrote it, so it is a record of its own."""
    if shared := record.get("sharedPost"):
        one = Item(f"{item.locator}/sharedPost", shared)
        yield from load_each([one], lambda i: _post(i, as_record(i), source, options))


def _pictures(record: Record, key: PostKey) -> Iterator[Media]:
    for _, attachment in objects_of(record, "attachments"):
        if not isinstance(attachment, dict):
            continue
        image = text_of(object_in(attachment, "image"), "uri") or text_of(object_in(attachment, "photo_image"), "uri")
        if link := image or text_of(attachment, "thumbnail"):
            yield Media(post_key=key, kind="image", uri=link)
        if link := text_of(attachment, "playable_url", "browser_native_sd_url", "videoUrl"):
            yield Media(post_key=key, kind="video", uri=link)


def _comments(
    item: Item, name: str, record: Record, place: Place, parent: PostKey, options: ReadOptions
) -> Iterator[Loaded | Quarantined]:
    """Each comment of a list, and after it the replies to it."""
    yield from load_each(elements(item, name, record), lambda one: _comment(one, place, parent, options))


def _comment(item: Item, place: Place, parent: PostKey, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    comment = as_record(item)
    link, text = text_of(comment, "commentUrl"), text_of(comment, "text")
    uid = comment_id(uid_of(comment, "id", "commentId")) or comment_in(link)
    found = account_of(
        uid=uid_of(comment, "profileId"),
        name=text_of(comment, "profileName"),
        url=text_of(comment, "profileUrl"),
        chat=place.chat,
        avatar=text_of(comment, "profilePicture"),
    )
    author, stated = found or (None, ())
    moment, precision = moment_of(comment, "date", zone=options.timezone)
    answered = comment_id(uid_of(comment, "replyToCommentId"))
    # Without an id the place in its list tells equal comments of one person apart.
    key = post_key(place.key, uid, parent, item.locator.rsplit("/", 1)[-1], author, text)
    post = Post(
        post_key=key,
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        parent_post_key=post_key(place.key, answered) if answered else parent,
        kind="comment",
        text=text,
        url=clean_link(link),
        posted_at=moment,
        posted_precision=precision,
    )
    yield loaded(item.locator, *stated, post)
    yield from _comments(item, "replies", comment, place, key, options)
