"""Parts that the entries of Facebook's and Instagram's own downloads share: text, names, pictures, places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphintel.schema.records import Media, MediaKind, PostKey
from ingest.base import Record, objects_of, text_of
from ingest.facebook.values import object_in

_MEDIA: dict[str, MediaKind] = {
    "photos": "image", "videos": "video", "audio_files": "voice", "files": "file", "gifs": "image"
}  # fmt: skip
_FILMS = (".mp4", ".mov", ".3gp", ".webm", ".avi")
# Titles are sentences in the owner's language; these say that a membership ended.
LEFT = re.compile(
    r"stopped being|left the group|no longer a member|keluar|berhenti|meninggalkan|rời|không còn|ออกจาก|离开|離開|退出|"
    r"dej(?:ó|aste) de ser|deixou de ser|saiu d|n.est plus membre|nicht mehr Mitglied|verlassen",
    re.IGNORECASE,
)
# "Ana Uji posted in Burung Jual." The verb first, because names of people hold such small words too.
_VERBS = re.compile(r"\b(?:posted|shared|added|uploaded|created|asked|commented|replied|memposting|membagikan|đã)\b")
_IN_GROUP = re.compile(r"\b(?:in|to|di|en|em|trong)\s+(?:the group:?\s+)?(?P<group>[^\n]{2,120}?)\.?$")
# "… commented on Eka in Love's post in Burung Jual.": the group stands behind whose post it is.
_ON_POST = re.compile(
    r"(?:'s|\bown|\ba) (?:post|comment|photo|video|link|reply|album)s? in (?:the group:?\s+)?"
    r"(?P<group>[^\n]{2,120}?)\.?$"
)
# "… replied to Budi Contoh's comment.": what it is written on, and no group.
_NO_GROUP = re.compile(
    r"(?:.*'s|(?:her|his|their|your)(?: own)?) (?:\w+ )?"
    r"(?:post|comment|photo|video|link|reply|album|timeline|story|profile|page|reel)s?|(?:the|an) album\b.*",
    re.IGNORECASE,
)


def mended(value: Any) -> Any:
    """Every string with its bytes put together again; one that was right already stays as it is."""
    if isinstance(value, str):
        try:
            return value.encode("latin-1").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return value
    if isinstance(value, list):
        return [mended(part) for part in value]
    if isinstance(value, dict):
        return {mended(key): mended(part) for key, part in value.items()}
    return value


def group_in_title(title: str | None) -> str | None:
    """The group that a title's sentence ends in."""
    if not title:
        return None
    verb = _VERBS.search(title)
    start = verb.end() if verb else 0
    match = _ON_POST.search(title, start) or _IN_GROUP.search(title, start)
    return match["group"] if match and not _NO_GROUP.fullmatch(match["group"]) else None


def first_name(record: Record) -> str | None:
    """The name in ``data``, or where archives of 2019 have it, in the first attachment."""
    for _, part in objects_of(record, "data"):
        if isinstance(part, dict) and (name := text_of(part, "name")):
            return name
    return next((name for part in attached(record) if (name := text_of(part, "name"))), None)


def attached(record: Record) -> Iterator[Record]:
    """The objects in all attachments of an entry."""
    for _, attachment in objects_of(record, "attachments"):
        if isinstance(attachment, dict):
            yield from (part for _, part in objects_of(attachment, "data") if isinstance(part, dict))


def first_part(record: Record, name: str) -> Record:
    """The first object of that name in an entry's data or attachments; empty where there is none."""
    data = [part for _, part in objects_of(record, "data") if isinstance(part, dict)]
    return next((found for part in (*data, *attached(record)) if (found := object_in(part, name))), {})


def media_of(record: Record, key: PostKey) -> Iterator[Media]:
    """Pictures, films, voices and files of an entry or message."""
    for part in attached(record):
        if uri := text_of(object_in(part, "media"), "uri"):
            yield Media(post_key=key, kind="video" if uri.lower().endswith(_FILMS) else "image", uri=uri)
    for field, kind in _MEDIA.items():
        for _, one in objects_of(record, field):
            if isinstance(one, dict) and (uri := text_of(one, "uri")):
                yield Media(post_key=key, kind=kind, uri=uri)
