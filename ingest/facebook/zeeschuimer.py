"""Zeeschuimer and 4CAT: what a browser was shown of TikTok, Instagram, X, RedNote and others, as NDJSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    Account,
    AccountKey,
    Identifier,
    Loaded,
    Media,
    Post,
    PostKey,
    Precision,
    Quarantined,
    Statement,
)
from ingest.base import Item, Record, as_record, detect_keys, digest, load_each, loaded, text_of
from ingest.facebook.facebook_stories import read_story
from ingest.facebook.nested import guarded
from ingest.facebook.platform_paths import PLATFORMS, Paths, PostPaths
from ingest.facebook.values import degrees_of, is_pseudonym, moment_of, object_in, uid_of
from ingest.files.json_stream import stream_records

_ENVELOPE = ("source_platform_url", "item_id", "nav_index", "user_agent", "last_updated")
_MOST_FOUND = 200  # parts of one list; nobody's post has more pictures
_X_TIME = "%a %b %d %H:%M:%S %z %Y"


class ZeeschuimerItems:
    """Reads items in the envelope of the browser extension, or as 4CAT keeps them."""

    name = "zeeschuimer ndjson"
    notes = FormatNotes(
        title="Zeeschuimer and 4CAT: items of TikTok, Instagram, Threads, X, RedNote (Xiaohongshu), Douyin, Facebook, "
        "NDJSON",
        recognised_by="the keys source_platform, timestamp_collected and data, or __import_meta, or comet_sections",
        carries="accounts, posts, comments of TikTok and RedNote, pictures, places, groups of Facebook posts, when the "
        "item was seen",
        traps=(
            "what the browser was shown is no sample: what the site recommended stands beside what was looked for",
            "authors that 4CAT replaced by a hash are left out, and the posts kept: a hash stands for nobody elsewhere",
            "on RedNote the name is often all there is of an author: then it stands for one person below one post only",
            "a post that is shared is a record of its own, by whoever wrote it",
        ),
        not_read=(
            "Truth Social, Gab, LinkedIn, Pinterest, 9gag and Imgur: their items are quarantined",
            "counts such as likes, and live streams",
            "the story that a Facebook story shares",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """Objects with the envelope, with 4CAT's mark of it, or as Facebook's own pages hold stories."""
        needed = ("source_platform", "timestamp_collected", "data")
        return (
            detect_keys(head, start="[{", needed=needed, extra=_ENVELOPE)
            or detect_keys(
                head, start="[{", needed=("__import_meta",), extra=("source_platform", "timestamp_collected")
            )
            or detect_keys(head, start="[{", needed=("comet_sections", "creation_time"), extra=("wwwURL", "post_id"))
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each item, in file order."""
        yield from load_each(guarded(stream_records(source.path)), lambda item: _item(item, source, options))


def _item(item: Item, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    outer = as_record(item)
    meta: Any = outer.get("__import_meta", outer)
    meta = meta if isinstance(meta, dict) else {}
    data: Any = outer.get("data") if "source_platform" in outer else outer
    if not isinstance(data, dict):
        raise RecordError("the item holds no data of a platform")
    captured, _ = moment_of(meta, "timestamp_collected", zone=options.timezone)
    if "comet_sections" in data:
        yield read_story(item, data, captured, source)
        return
    named = (text_of(meta, "source_platform") or "").strip().lower()
    paths = PLATFORMS.get(_platform(named))
    if paths is None:
        raise RecordError(f"items of the platform {named or 'that it does not name'} are not read")
    post, *shared = _with_shared(item, data, paths, captured, options)
    yield post
    yield from shared


def _platform(named: str) -> str:
    """``tiktok.com``, ``tiktok-comments``, ``threads.net`` without the domain."""
    return named.removeprefix("www.").split(".", 1)[0]


def _with_shared(
    item: Item, data: Record, paths: PostPaths, captured: datetime | None, options: ReadOptions
) -> Iterator[Loaded]:
    """The post, then the one that it shares, which is a record of its own: somebody else wrote it."""
    shared = next((found for path in paths.repeated if (found := object_in(data, *path.split(".")))), {})
    has_id, has_text = (any(True for name in part for _ in _found(shared, name)) for part in (paths.uid, paths.text))
    yield _post(item, data, paths, captured, options, is_share=has_id and has_text)
    if has_id and has_text:
        yield _post(Item(f"{item.locator}/shared", shared), shared, paths, captured, options)


def _post(
    item: Item,
    data: Record,
    paths: PostPaths,
    captured: datetime | None,
    options: ReadOptions,
    *,
    is_share: bool = False,
) -> Loaded:
    def first(names: Paths) -> str | None:
        return next((text for name in names if (text := next(_found(data, name), None))), None)

    uid, text, title = first(paths.uid), first(paths.text), first(paths.title)
    if uid is None:
        raise RecordError(f"the item of {paths.platform} has no id where the platform is known to keep it")
    author, stated = _author(paths, first, first(paths.thread) or uid)
    if text is None and title is None and author is None:
        raise RecordError("the item is a tile without a text and an author: it states nothing")
    moment, precision = _time(first(paths.time), options)
    parent, repeated = first(_without_zero(paths.parent, data)), first(paths.repost_of)
    handle = None if is_pseudonym(first(paths.handle)) else first(paths.handle)
    link = paths.link.format(handle=handle or "", uid=uid) if paths.link else None
    post = Post(
        post_key=_key(paths, uid),
        platform=paths.platform,
        platform_uid=uid,
        account_key=author,
        parent_post_key=_key(paths, parent) if parent else None,
        kind=paths.kind,
        text=None if is_share and (text or "").startswith("RT @") else text,  # what X makes of the shared one's text
        title=title,
        ocr_text="\n".join(text for name in paths.written_on for text in _found(data, name)) or None,
        place_text=first(paths.place),
        latitude=degrees_of({"": first(paths.latitude)}, "", most=90),
        longitude=degrees_of({"": first(paths.longitude)}, "", most=180),
        url=link if link and (handle or "{handle}" not in paths.link) else None,
        posted_at=moment,
        posted_precision=precision,
        captured_at=captured,
        forwarded_from=first(paths.first_author),
        repost_of_key=_key(paths, repeated) if repeated else None,
    )
    media = () if is_share and post.text is None else _media(data, paths, post.post_key)
    return loaded(item.locator, *stated, post, *media)


def _author(paths: PostPaths, first: Any, thread: str) -> tuple[AccountKey | None, tuple[Statement, ...]]:
    """The account; none where a tool put a hash in the place of anything that names it.

    A name alone stands for one person below one post only: on these platforms thousands share one.
    """
    uid, handle, name = first(paths.author_uid), first(paths.handle), first(paths.name)
    if any(is_pseudonym(one) for one in (uid, handle, name)):
        return None, ()
    handle = handle.lstrip("@").lower() if handle else None
    own = uid or (f"@{handle}" if handle else f"~{digest(paths.platform, thread, name)}" if name else None)
    if own is None:
        return None, ()
    key = AccountKey(f"{paths.platform}:{own}")
    account = Account(
        account_key=key,
        platform=paths.platform,
        platform_uid=uid,
        handle=handle,
        display_name=name,
        bio=first(paths.bio),
        avatar_url=first(paths.avatar),
        is_name_only=own.startswith("~"),
    )
    known = (Identifier(account_key=key, kind="handle", value=handle),) if uid and handle else ()
    return key, (account, *known)


def _time(text: str | None, options: ReadOptions) -> tuple[datetime | None, Precision]:
    moment, precision = moment_of({"": text}, "", zone=options.timezone)
    if moment is None and text:
        try:
            return datetime.strptime(text, _X_TIME).astimezone(UTC), "second"
        except (ValueError, OverflowError):
            return None, "unknown"
    return moment, precision


def _without_zero(paths: Paths, data: Record) -> Paths:
    """Paths to what is answered; TikTok says 0 where a comment answers no other."""
    return tuple(path for path in paths if "." in path or uid_of(data, path))


def _media(data: Record, paths: PostPaths, key: PostKey) -> Iterator[Media]:
    for names, kind in ((paths.pictures, "image"), (paths.films, "video")):
        links = next((found for name in names if (found := list(_found(data, name)))), [])
        for link in dict.fromkeys(links):
            yield Media(post_key=key, kind="image" if kind == "image" else "video", uri=link)


def _key(paths: PostPaths, uid: str) -> PostKey:
    return PostKey(f"{paths.platform}:/{uid}")


def _found(data: Record, path: str) -> Iterator[str]:
    """The texts and numbers at a dotted path."""
    values: list[Any] = [data]
    for step in path.split("."):
        if step == "*":
            values = [part for one in values if isinstance(one, list) for part in one][:_MOST_FOUND]
        elif step.isdigit():
            place = int(step)
            values = [one[place] for one in values if isinstance(one, list) and len(one) > place]
        else:
            values = [one[step] for one in values if isinstance(one, dict) and step in one]
    for value in values:
        if isinstance(value, float):
            yield str(value)
        elif text := text_of({"": value}, ""):
            yield text
