"""What one message holds, whatever tool wrote it down and in whatever shape."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graphintel.schema.records import MediaKind, SourceKind
from ingest.wechat.kinds import MEDIA, WORDS, Kind

# "[图片]", "[图片消息]", "图片": what tools write where a message has no words.
_PLACEHOLDER = re.compile(r"\s*[\[【]?(?:[一-龥/]{2,8}|[A-Z][A-Za-z ]{2,20})[\]】]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom a message names: by id, by name, or both."""

    uid: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A contact card: the person whom the sender introduces."""

    uid: str | None = None
    name: str | None = None
    alias: str | None = None
    place: str | None = None
    avatar: str | None = None
    bio: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The message that a reply quotes; any of it may be unknown."""

    text: str | None = None
    name: str | None = None
    sender: str | None = None
    uid: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """One message of a merged forward: its first author is a name only."""

    name: str | None = None
    time_text: str | None = None
    text: str | None = None
    title: str | None = None
    url: str | None = None
    media: tuple[tuple[MediaKind, str | None], ...] = ()
    inner: tuple[Forward, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Somebody came into the room, or left it; ``by`` is who brought or removed them."""

    kind: SourceKind
    who: tuple[Person, ...]
    by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A message's own words, and what it carries beside them."""

    kind: Kind = "text"
    text: str | None = None
    title: str | None = None
    url: str | None = None
    price: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    media: tuple[tuple[MediaKind, str | None], ...] = ()
    card: Card | None = None
    quote: Quote | None = None
    forwards: tuple[Forward, ...] = ()
    moves: tuple[Move, ...] = ()
    notes: tuple[str, ...] = ()


def plain(kind: Kind, text: str | None, uri: str | None = None) -> Content:
    """The content of a message of which a tool gives a text only; its placeholder (``[图片]``) is nobody's words."""
    if kind in ("text", "reply", "system", "pat"):
        return Content(kind=kind, text=text)
    media = ((MEDIA[kind], uri),) if kind in MEDIA else ()
    words = None if text is None or _PLACEHOLDER.fullmatch(text) else text
    notes = (WORDS[kind],) if kind in WORDS and kind != "notice" else ()
    return Content(kind=kind, text=words, media=media, notes=notes)


def degrees(north: Any, east: Any) -> tuple[float | None, float | None]:
    """Latitude and longitude; nothing where they are none, or WeChat's 0 and -1000 for unknown."""
    pair = [_number(north), _number(east)]
    if pair[0] is None or pair[1] is None or abs(pair[0]) > 90 or abs(pair[1]) > 180 or pair == [0, 0]:
        return None, None
    return pair[0], pair[1]


def joined(*parts: str | None, by: str = " ") -> str | None:
    """The parts that hold something, each once; None where none does."""
    kept = dict.fromkeys(part.strip() for part in parts if part and part.strip())
    return by.join(kept) or None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(str(value).strip()[:40])
    except ValueError:
        return None
    return number if math.isfinite(number) else None
