"""What one message holds, whatever tool wrote it down and in whatever shape."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graphintel.schema.records import MediaKind, SourceKind
from ingest.wechat.kinds import MEDIA, WORDS, Kind, kind_of_label

# "[图片]", "[文件] 价目.xlsx": what tools write in place of a message, or before it.
_LABEL = re.compile(r"\s*[\[【](?P<label>[^\[\]【】\n]{2,14})[\]】](?P<words>.*)", re.DOTALL)
# "花鸟市场 (22.5431,114.0579)"
_POINT = re.compile(r"(?P<place>.*?)\s*[((](?P<x>-?\d{1,3}\.\d+)\s*[,,]\s*(?P<y>-?\d{1,3}\.\d+)[))]", re.DOTALL)
_AMOUNT = re.compile(r"(?:[￥¥]|RMB|CNY)\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s?元")


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
    transcript: str | None = None
    notes: tuple[str, ...] = ()


def plain(kind: Kind, text: str | None, uri: str | None = None) -> Content:
    """The content of a message of which a tool gives words only.

    A label such as ``[图片]`` before or in place of the words is the tool's, and nobody's text.
    """
    if kind in ("text", "reply", "system", "pat"):
        return Content(kind=kind, text=text)
    words = unlabelled(kind, text)
    notes = (WORDS[kind],) if kind in WORDS and kind != "forward" and not (kind == "notice" and words) else ()
    if kind in ("notice", "other"):
        return Content(kind=kind, text=words, notes=notes)
    if kind == "file":
        return Content(kind=kind, title=words, media=(("file", uri or words),))
    if kind in MEDIA:
        return Content(kind=kind, media=((MEDIA[kind], uri or (words if _is_path(words) else None)),))
    if kind == "location":
        point = _POINT.fullmatch(words or "")
        return located(point["place"] or None, point["x"], point["y"]) if point else located(words, None, None)
    if kind == "transfer":
        amount = _AMOUNT.search(words or "")
        return Content(kind=kind, price=amount[0] if amount else None, notes=(joined(*notes, words, by="; ") or "",))
    if kind in ("card", "packet", "call"):
        return Content(kind=kind, notes=(joined(*notes, words, by=": ") or "",))
    title, _, rest = (words or "").partition("\n")
    return Content(kind=kind, title=title or None, text=rest.strip() or None, url=uri, notes=notes)


def unlabelled(kind: Kind, text: str | None) -> str | None:
    """The words after a tool's label of the kind; None where there are none."""
    found = _LABEL.fullmatch(text or "")
    if found and kind_of_label(found["label"]) is not None:
        return found["words"].strip() or None
    return None if kind_of_label(text) == kind else text


def _is_path(words: str | None) -> bool:
    return bool(words) and ("/" in (words or "") or "\\" in (words or "")) and "\n" not in (words or "")


def located(place: str | None, north: Any, east: Any) -> Content:
    """The content of a shared place."""
    latitude, longitude = degrees(north, east)
    notes = () if place or latitude is not None else (WORDS["location"],)
    return Content(kind="location", place=place, latitude=latitude, longitude=longitude, notes=notes)


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
