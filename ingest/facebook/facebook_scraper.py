"""kevinzg/facebook-scraper: posts with their comments, and group information, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import (
    GroupKey,
    Loaded,
    Locator,
    Media,
    Membership,
    Post,
    PostKey,
    Precision,
    Quarantined,
    Statement,
)
from ingest.base import (
    Broken,
    Item,
    Record,
    as_record,
    count_of,
    detect_keys,
    load_each,
    loaded,
    objects_of,
    quarantined,
    text_of,
)
from ingest.facebook.keys import account_of, clean_link, group_key_of, group_statement, post_key
from ingest.files.json_stream import stream_json, stream_records
from ingest.files.times import from_epoch, from_text


class FacebookScraperPosts:
    """Reads the array of posts that ``get_posts`` gives, comments and replies included."""

    name = "facebook-scraper posts"
    notes = FormatNotes(
        title="facebook-scraper (kevinzg): posts of a group with comments, JSON",
        recognised_by="the keys post_id and username beside the tool's own (post_text, comments_full, w3_fb_url …)",
        carries="accounts, the group's id, posts, comments and replies, sale price and place, pictures, reactions",
        traps=(
            "`time` has no zone: the case's zone counts where `timestamp` is missing",
            'comment times come from words like "3h": a day at best',
            "an interrupted file loses its last record, which is quarantined",
        ),
        not_read=(
            "sharers and people tagged",
            "counts of reactions",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """An array of posts with the scraper's own keys."""
        return detect_keys(
            head,
            start="[{",
            needed=("post_id", "username"),
            extra=("post_text", "comments_full", "w3_fb_url", "shared_text", "user_url", "reaction_count"),
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each post, then its comments and their replies."""
        yield from load_each(stream_records(source.path), lambda item: _post(item, options))


def _post(item: Item, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    url = text_of(record, "post_url", "w3_fb_url")
    group = group_key_of(text_of(record, "w3_fb_url"), url, text_of(record, "page_id", "group_id"))
    uid, text = text_of(record, "post_id"), text_of(record, "text", "post_text")
    if uid is None and text is None:
        raise RecordError("the post has neither an id nor a text")
    moment, precision = _time(record, options)
    found = account_of(
        uid=text_of(record, "user_id"),
        name=text_of(record, "username"),
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
        kind="listing" if text_of(record, "listing_title") else "post",
        text=text,
        title=text_of(record, "listing_title"),
        ocr_text=text_of(record, "images_description"),
        price_text=text_of(record, "listing_price"),
        place_text=text_of(record, "listing_location"),
        url=clean_link(url),
        posted_at=moment,
        posted_precision=precision,
        captured_at=from_text(record.get("fetched_time"), options.timezone)[0],
    )
    group_stated = group_statement(group) if group else None
    yield loaded(item.locator, group_stated, *stated, post, *_pictures(record, key), *_reactors(record, group))
    yield from _comments(Item(f"{item.locator}/comments_full", record.get("comments_full")), group, key, options)


def _time(record: Record, options: ReadOptions) -> tuple[datetime | None, Precision]:
    # `time` is the scraper's local zone without an offset, so the epoch counts where it is given.
    moment = from_epoch(record.get("timestamp"))
    return (moment, "second") if moment else from_text(record.get("time"), options.timezone)


def _pictures(record: Record, key: PostKey) -> list[Media]:
    links = [link for _, link in objects_of(record, "images") if isinstance(link, str)]
    single = text_of(record, "image")
    media = [
        Media(post_key=key, kind="image", uri=link) for link in dict.fromkeys(links or [single] if single else links)
    ]
    film = text_of(record, "video")
    return [*media, Media(post_key=key, kind="video", uri=film)] if film else media


def _reactors(record: Record, group: GroupKey | None) -> Iterator[Statement]:
    if group is None:
        return
    for _, reactor in objects_of(record, "reactors"):
        if isinstance(reactor, dict) and (
            found := account_of(uid=None, name=text_of(reactor, "name"), url=text_of(reactor, "link"), chat=str(group))
        ):
            yield from found[1]
            yield Membership(group_key=group, account_key=found[0], source_kind="reacted")


def _comments(
    item: Item, group: GroupKey | None, parent: PostKey, options: ReadOptions
) -> Iterator[Loaded | Quarantined]:
    for place, comment in enumerate(item.value if isinstance(item.value, list) else ()):
        locator = f"{item.locator}/{place}"
        if not isinstance(comment, dict):
            yield quarantined(Item(locator, comment), "the comment is no object with named fields")
            continue
        uid, text = text_of(comment, "comment_id"), text_of(comment, "comment_text")
        name = text_of(comment, "commenter_name")
        found = account_of(
            uid=text_of(comment, "commenter_id"), name=name, url=text_of(comment, "commenter_url"), chat=str(group)
        )
        author, stated = found or (None, ())
        moment, precision = from_text(comment.get("comment_time"), options.timezone)
        if moment and (moment.astimezone(options.timezone).strftime("%H%M%S") == "000000"):
            precision = "day"  # the scraper counts back from midnight
        key = post_key(group, uid, parent, str(place), author, text)
        post = Post(
            post_key=key,
            platform="facebook",
            platform_uid=uid,
            group_key=group,
            account_key=author,
            parent_post_key=parent,
            kind="comment",
            text=text,
            url=clean_link(text_of(comment, "comment_url")),
            posted_at=moment,
            posted_precision=precision,
        )
        yield loaded(locator, *stated, post)
        yield from _comments(Item(f"{locator}/replies", comment.get("replies")), group, key, options)


class FacebookScraperGroup:
    """Reads what ``get_group_info`` gives: one group with its admins and the members it shows."""

    name = "facebook-scraper group"
    notes = FormatNotes(
        title="facebook-scraper (kevinzg): information on one group, JSON",
        recognised_by="the keys id, name and admins with other_members or about",
        carries="the group, its admins and the members shown",
        traps=("members shown are a few of many: absence is not non-membership",),
        not_read=(),
    )

    def detect(self, head: Head) -> Detection | None:
        """One object with admins and members."""
        return detect_keys(
            head, start="{", needed=("id", "name", "admins"), extra=("other_members", "about", "members")
        )

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield the people shown, then the group itself, which needs the whole object."""
        record: Record = {}
        people: list[Item] = []
        for item in stream_json(source.path):
            if isinstance(item, Broken):
                yield Quarantined(locator=Locator(item.locator), reason=item.reason, raw=item.raw)
            elif item.locator.count("/") == 1:
                record[item.locator[1:]] = item.value
            else:
                people.append(item)
        group = group_key_of(text_of(record, "id"), text_of(record, "url"))
        if group is None:
            yield quarantined(Item("/", record), "the group has no id")
            return
        statement = group_statement(
            group, name=text_of(record, "name"), members=count_of(record, "members"), about=text_of(record, "about")
        )
        yield loaded("/", statement)
        yield from load_each(people, lambda item: _member(item, group))


def _member(item: Item, group: GroupKey) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    role = {"admins": "admin", "other_members": "member"}.get(item.locator.split("/")[1])
    if role is None:
        return
    found = account_of(
        uid=text_of(record, "id"), name=text_of(record, "name"), url=text_of(record, "link"), chat=str(group)
    )
    if found is None:
        raise RecordError("the member has neither a name nor a link")
    membership = Membership(group_key=group, account_key=found[0], source_kind="listed", role=role)
    yield loaded(item.locator, *found[1], membership)
