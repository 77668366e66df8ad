"""Values in Telegram Desktop's messages: texts in pieces, files, prices, places, and who is meant by an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphintel.schema.records import Media, MediaKind, PostKey
from ingest.base import Record, objects_of, text_of
from ingest.chats.keys import phone_key

_MEDIA: dict[str, MediaKind] = {
    "sticker": "image",
    "animation": "video",
    "video_file": "video",
    "video_message": "video",
    "voice_message": "voice",
    "audio_file": "voice",
}
_MIMES: tuple[tuple[str, MediaKind], ...] = (("image/", "image"), ("video/", "video"), ("audio/", "voice"))
# Currencies without a smaller unit, and with one of a thousandth; all others have hundredths.
# Source: Telegram's currencies.json (core.telegram.org/bots/payments).
_WHOLE = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF XTR".split())
_THOUSANDTHS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())


def uid_of(text: str | None) -> str | None:
    """The id of an account from ``user123`` or ``channel123``: users bare, channels with the word before it.

    Users and channels are numbered apart, so the bare number of a channel could be that of a user.
    """
    if text is None:
        return None
    return text.removeprefix("user") or None


def joined(value: Any) -> str | None:
    """Text that is a string, or a list of strings and of objects with a text each."""
    if isinstance(value, str):
        return value or None
    if not isinstance(value, list):
        return None
    parts = [
        part if isinstance(part, str) else text_of(part, "text") or "" for part in value if isinstance(part, str | dict)
    ]
    return "".join(parts) or None


def full_name(record: Record) -> str | None:
    """First and last name together."""
    return " ".join(text for key in ("first_name", "last_name") if (text := text_of(record, key))) or None


def phone_of_card(record: Record, region: str) -> str | None:
    """E.164 of a card's number, which Telegram writes with the country's code, with or without a plus."""
    written = (text_of(record, "phone_number") or "").replace(" ", "")
    found = phone_key(f"+{written.lstrip('+').removeprefix('00')}", region) if written else None
    return found[1] if found else None


def media_of(record: Record, key: PostKey) -> Iterator[Media]:
    """The files of a message; without a path where the exporter left them out."""
    kind: MediaKind | None = _MEDIA.get(text_of(record, "media_type") or "")
    mime = text_of(record, "mime_type") or ""
    kind = kind or next((kind for start, kind in _MIMES if mime.startswith(start)), None)
    for field in ("photo", "file"):
        uri = text_of(record, field)
        if uri is None:
            continue
        if uri.startswith("("):  # "(File not included. Change data exporting settings to download.)"
            uri = text_of(record, "file_name") if field == "file" else None
        yield Media(post_key=key, kind="image" if field == "photo" else kind or "file", uri=uri)


def price_of(record: Record) -> str | None:
    """Currency and amount of an invoice or a payment, whose amounts count the currency's smallest unit."""
    invoice = record.get("invoice_information")
    stated = invoice if isinstance(invoice, dict) else record
    currency, amount = text_of(stated, "currency"), text_of(stated, "amount")
    if currency is None or amount is None:
        return None
    if not amount.isascii() or not amount.isdigit() or len(amount) > 15:
        return f"{currency} {amount}"
    places = 0 if currency in _WHOLE else 3 if currency in _THOUSANDTHS else 2
    whole, parts = divmod(int(amount), 10**places)
    return f"{currency} {whole}.{parts:0{places}}" if places else f"{currency} {whole}"


def place_of(record: Record) -> tuple[float | None, float | None]:
    """Latitude and longitude of a place that was sent, in degrees."""
    place = record.get("location_information")
    if not isinstance(place, dict):
        return None, None
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None, None
    return (float(latitude), float(longitude)) if abs(latitude) <= 90 and abs(longitude) <= 180 else (None, None)


def title_of(record: Record) -> str | None:
    """What an invoice is for, or what a poll asks."""
    for key, name in (("invoice_information", "title"), ("poll", "question")):
        part = record.get(key)
        if isinstance(part, dict) and (text := text_of(part, name)):
            return text
    return None


def service_words(record: Record) -> str:
    """What happened, in a line, because the export gives it in fields."""
    named = [str(name) for _, name in objects_of(record, "members") if name]
    more = [text for key in ("title", "inviter") if (text := text_of(record, key))]
    return " ".join([text_of(record, "actor") or "?", text_of(record, "action") or "did something", *named, *more])
