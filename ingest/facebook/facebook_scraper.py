"""kevinzg/facebook-scraper: posts with their comments, as JSON or CSV."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Group, Loaded, Media, Note, Post, PostKey, Quarantined, Statement
from ingest.base import Item, Record, as_record, detect_keys, load_each, loaded, objects_of, text_of
from ingest.facebook.file_names import group_id_in_name
from ingest.facebook.keys import (
    Place,
    account_of,
    clean_link,
    group_key_of,
    group_statement,
    is_group_itself,
    other_keys,
    place_of,
    post_key,
    post_uids,
)
from ingest.facebook.links import outside
from ingest.facebook.nested import detect_columns, keep_broken, stream_any, with_cells
from ingest.facebook.people import people_in
from ingest.facebook.python_cells import parse_python
from ingest.facebook.scraper_comments import read_comments
from ingest.facebook.values import link_of, moment_of, repaired, texts_of, uid_of

_MARKS = ("post_text", "comments_full", "w3_fb_url", "shared_text", "user_url", "reaction_count")
# Cells that hold a list or an object; the CSV has them as Python wrote them.
_NESTED = (
    "images",
    "images_description",
    "images_lowquality",
    "images_lowquality_description",
    "comments_full",
    "reactors",
    "sharers",
    "with",
)


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
            "`text` has a shared text behind the author's: the shared one is a post of its own, by whoever wrote it",
            "where the site translated, the author's own words count, and the translation is a note",
            "text whose letters were mangled (UTF-8 read as Latin-1) is put right, each text by itself",
        ),
        not_read=(
            "reaction counts and kinds of reactions",
            "that somebody shared a post or is named with its author: only their account is kept",
            "links that a post points to, where text stands beside them",
            "marks beside a comment's author (commenter_meta)",
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
    if uid is None and text_of(record, "text", "post_text", "original_text") is None:
        raise RecordError("the post has neither an id nor a text")
    shared = _shared(record, item.locator, source, options)
    post, stated = _stated(record, place, uid, shared[0] if shared else None, options)
    people, strangers = people_in(item, record, place)
    yield loaded(
        item.locator,
        _group(record, place),
        *stated,
        post,
        _translation(record, post),
        *(() if _is_share(record) else _media(record, post.post_key)),
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
    writer, found = uid_of(record, "user_id"), None
    if not (is_group_itself(place, writer) and group_key_of(*_links(record))):  # a page does write on itself
        found = account_of(
            uid=writer, name=text_of(record, "username"), url=text_of(record, "user_url"), chat=place.chat
        )
    author, stated = found or (None, ())
    text = _own_text(record)
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
        ocr_text=None if _is_share(record) else _text_in_pictures(record),
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


def _own_text(record: Record) -> str | None:
    """What the author wrote: `text` has what the site showed, with the shared text behind, and maybe translated."""
    original, shared = text_of(record, "original_text"), text_of(record, "shared_text")
    if shared is None:
        return original or text_of(record, "text", "post_text") or outside(text_of(record, "link"))
    if "post_text" in record:
        return text_of(record, "post_text")
    shown = text_of(record, "text") or ""
    return shown.removesuffix(shared).rstrip("\n") or None if shown.endswith(shared) else shown


def _translation(record: Record, post: Post) -> Note | None:
    """What the site made of the author's words; beside a shared text it is not said whose words the original is."""
    original, shown = text_of(record, "original_text"), text_of(record, "text", "post_text")
    is_shared = text_of(record, "shared_text") is not None
    text = original if is_shared else shown
    if original is None or text is None or text == post.text:
        return None
    kind = "note" if is_shared else "translation"
    return Note(subject_kind="post", subject_key=post.post_key, kind=kind, text=text, stated_by="facebook")


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
    link, text = link_of(record, "shared_post_url"), text_of(record, "shared_text")
    uid, others = post_uids(uid_of(record, "shared_post_id"), link)
    if uid is None and text is None:
        return None
    writer = uid_of(record, "shared_user_id")
    place = place_of(link, source_id=source.source_id, author=writer)
    found = account_of(
        uid=writer,
        name=text_of(record, "shared_username"),
        url=text_of(record, "shared_user_url"),
        chat=place.chat,
    )
    author, stated = found or (None, ())
    moment, precision = moment_of(record, "shared_time", zone=options.timezone)
    post = Post(
        post_key=post_key(place.key, uid, "shared", link, author, text),
        platform="facebook",
        platform_uid=uid,
        group_key=place.key,
        account_key=author,
        kind="post",
        text=text,
        ocr_text=_text_in_pictures(record) if _is_share(record) else None,
        url=clean_link(link),
        posted_at=moment,
        posted_precision=precision,
    )
    group = group_statement(place.key) if place.key else None
    media = _media(record, post.post_key) if _is_share(record) else []
    same = other_keys(place, uid, others)
    return post.post_key, loaded(f"{locator}/shared", group, *stated, post, *media, *same)


def _is_share(record: Record) -> bool:
    """Whether the pictures are those of the shared post: Facebook lets nobody add any to a post that is shared."""
    return (uid_of(record, "shared_post_id", "shared_user_id") or text_of(record, "shared_username")) is not None


def _text_in_pictures(record: Record) -> str | None:
    return texts_of(record.get("images_description")) or texts_of(record.get("images_lowquality_description"))


def _media(record: Record, key: PostKey) -> list[Media]:
    pictures: dict[str, None] = {}
    for several, one in (("images", "image"), ("images_lowquality", "image_lowquality")):
        links = [link for _, link in objects_of(record, several) if isinstance(link, str) and link.strip()]
        single = text_of(record, one)
        pictures = pictures or dict.fromkeys(links or ([single] if single else []))
    media = [Media(post_key=key, kind="image", uri=link) for link in pictures]
    film = text_of(record, "video")
    return [*media, Media(post_key=key, kind="video", uri=film)] if film else media
