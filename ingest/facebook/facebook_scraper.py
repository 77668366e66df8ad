"""kevinzg/facebook-scraper: posts with their comments, as JSON or CSV."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Group, Loaded, Media, Post, PostKey, Quarantined, Statement
from ingest.base import Item, Record, as_record, detect_keys, load_each, loaded, objects_of, text_of
from ingest.facebook.file_names import group_id_in_name
from ingest.facebook.keys import (
    Place,
    account_of,
    clean_link,
    group_key_of,
    group_statement,
    other_keys,
    place_of,
    post_key,
    post_uids,
)
from ingest.facebook.nested import detect_columns, keep_broken, stream_any, with_cells
from ingest.facebook.people import people_in
from ingest.facebook.python_cells import parse_python
from ingest.facebook.scraper_comments import read_comments
from ingest.facebook.values import link_of, moment_of, repaired, texts_of, uid_of

_MARKS = ("post_text", "comments_full", "w3_fb_url", "shared_text", "user_url", "reaction_count")
# Cells that hold a list or an object; the CSV has them as Python wrote them.
_NESTED = ("images", "images_description", "comments_full", "reactors", "sharers", "with")


class FacebookScraperPosts:
    """Reads the posts that ``get_posts`` and ``write_posts_to_csv`` give, comments and replies included."""

    name = "facebook-scraper posts"
    notes = FormatNotes(
        title="facebook-scraper (kevinzg): posts with comments and answers, JSON or CSV",
        recognised_by="the keys or columns post_id and username with comments_full, w3_fb_url and others",
        carries="accounts, groups, posts, comments, who reacted, pictures, prices and places of sales, shared posts",
        traps=(
            "times without an offset are the tool's own; the case's time zone counts where no timestamp stands beside "
            "them",
            'times of comments come from words such as "3h": the day may be right, the hour is not',
            "where no link names the group, its number is taken from the file's name",
            "the CSV lacks posts without a text, and columns that its first post did not have (often the price)",
            "text whose letters were mangled (UTF-8 read as Latin-1) is put right, each text by itself",
        ),
        not_read=(
            "reaction counts and kinds of reactions",
            "that somebody shared a post or is named with its author: only their account is kept",
            "links that a post points to",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """Posts with the scraper's own keys."""
        needed = ("post_id", "username")
        return detect_keys(head, start="[{", needed=needed, extra=_MARKS) or detect_columns(
            head, needed=needed, extra=_MARKS
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each post, then the post that it shares, then its comments and their replies."""
        yield from load_each(stream_any(source.path), lambda item: _post(item, source, options))


def _post(item: Item, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    as_record(item)
    row, broken = with_cells(item, _NESTED, parse_python, "what Python writes")
    record: Record = repaired(row)
    place = _place(record, source)
    uid, others = post_uids(uid_of(record, "post_id"), *_links(record))
    if uid is None and text_of(record, "text", "post_text") is None:
        raise RecordError("the post has neither an id nor a text")
    shared = _shared(record, item.locator, source, options)
    post, stated = _stated(record, place, uid, shared[0] if shared else None, options)
    people, strangers = people_in(item, record, place)
    yield loaded(
        item.locator,
        _group(record, place),
        *stated,
        post,
        *_media(record, post.post_key),
        *people,
        *other_keys(place, uid, others),
    )
    yield from keep_broken([*broken, *strangers])
    if shared:
        yield shared[1]
    yield from read_comments(item, "comments_full", record, place=place, parent=post.post_key, options=options)


def _stated(
    record: Record, place: Place, uid: str | None, repeated: PostKey | None, options: ReadOptions
) -> tuple[Post, tuple[Statement, ...]]:
    """The post, and its author."""
    found = account_of(
        uid=uid_of(record, "user_id"),
        name=text_of(record, "username"),
        url=text_of(record, "user_url"),
        chat=place.chat,
    )
    author, stated = found or (None, ())
    text = text_of(record, "text", "post_text")
    # `time` is the scraper's local zone without an offset, so the epoch counts where it is given.
    moment, precision = moment_of(record, "timestamp", "time", zone=options.timezone)
    post = Post(
        post_key=post_key(place.key, uid, str(moment), author, text),
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        kind="listing" if text_of(record, "listing_title") else "post",
        text=text,
        title=text_of(record, "listing_title"),
        ocr_text=texts_of(record.get("images_description")),
        price_text=text_of(record, "listing_price"),
        place_text=text_of(record, "listing_location"),
        url=clean_link(next(iter(_links(record)), None)),
        posted_at=moment,
        posted_precision=precision,
        captured_at=moment_of(record, "fetched_time", zone=options.timezone)[0],
        forwarded_from=text_of(record, "shared_username"),
        repost_of_key=repeated,
    )
    return post, stated


def _links(record: Record) -> tuple[str, ...]:
    return tuple(link for name in ("post_url", "w3_fb_url") if (link := link_of(record, name)))


def _place(record: Record, source: SourceFile) -> Place:
    author = uid_of(record, "user_id")
    place = place_of(*_links(record), uid_of(record, "group_id"), source_id=source.source_id, author=author)
    if place.key is None:
        place = place_of(group_id_in_name(source.file_name), source_id=source.source_id)
    if place.key is None:
        place = place_of(uid_of(record, "page_id"), source_id=source.source_id)
    return place


def _group(record: Record, place: Place) -> Group | None:
    if place.key is None:
        return None
    is_page = place.key == f"facebook:{uid_of(record, 'page_id')}" and not group_key_of(*_links(record))
    if not is_page:
        return group_statement(place.key)
    # A post that stands nowhere but at its author's is a page's; else the tool does not say what the place is.
    return group_statement(place.key, kind="page" if uid_of(record, "user_id") == uid_of(record, "page_id") else None)


def _shared(record: Record, locator: str, source: SourceFile, options: ReadOptions) -> tuple[PostKey, Loaded] | None:
    """The post that a post repeats, as a record of its own: somebody else wrote it, elsewhere and before."""
    link = link_of(record, "shared_post_url")
    uid, others = post_uids(uid_of(record, "shared_post_id"), link)
    if uid is None:
        return None
    place = place_of(link, source_id=source.source_id)
    found = account_of(
        uid=uid_of(record, "shared_user_id"),
        name=text_of(record, "shared_username"),
        url=text_of(record, "shared_user_url"),
        chat=place.chat,
    )
    author, stated = found or (None, ())
    moment, precision = moment_of(record, "shared_time", zone=options.timezone)
    post = Post(
        post_key=post_key(place.key, uid),
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        kind="post",
        text=text_of(record, "shared_text"),
        url=clean_link(link),
        posted_at=moment,
        posted_precision=precision,
    )
    group = group_statement(place.key) if place.key else None
    return post.post_key, loaded(f"{locator}/shared", group, *stated, post, *other_keys(place, uid, others))


def _media(record: Record, key: PostKey) -> list[Media]:
    links = [link for _, link in objects_of(record, "images") if isinstance(link, str) and link.strip()]
    single = text_of(record, "image")
    pictures = dict.fromkeys(links or ([single] if single else []))
    media = [Media(post_key=key, kind="image", uri=link) for link in pictures]
    film = text_of(record, "video")
    return [*media, Media(post_key=key, kind="video", uri=film)] if film else media
