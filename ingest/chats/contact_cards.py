"""Contact cards (vCard) as people send them in WhatsApp: they come inside the ZIP of a chat."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from pathlib import Path

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Account, AccountKey, Identifier, Loaded, Locator, Quarantined
from ingest.base import loaded
from ingest.chats.emptiness import never_empty
from ingest.chats.text_lines import KEPT, lines_of
from ingest.mapping.values import phone_of

_MOST_LINES = 20_000  # of one card; a picture in it has a few thousand
_FIELD = re.compile(r"(?:[\w-]+\.)?(?P<name>[A-Za-z-]+)(?P<options>(?:;[^:;]*)*):(?P<value>.*)", re.DOTALL)
_WAID = re.compile(r"waid=(\d{6,15})", re.IGNORECASE)
_KEPT_FIELDS = frozenset(("FN", "N", "ORG", "TEL", "X-WA-BIZ-NAME", "X-WA-BIZ-DESCRIPTION"))
_ESCAPED = re.compile(r"\\([,;\\nN])")


class ContactCards:
    """Reads each card of a file as an account."""

    name = "contact card"
    notes = FormatNotes(
        title="Contact card, VCF: as sent in WhatsApp, or a telephone's contacts",
        recognised_by="the line BEGIN:VCARD",
        carries="accounts by telephone number with the card's name, numbers, descriptions of businesses",
        traps=(
            "The name is what whoever made the card calls the person.",
            "Every number is taken for a WhatsApp account, also where the card does not say so (waid).",
            "Of several numbers on a card the first with a WhatsApp id is the account, the others are its numbers too.",
        ),
        not_read=("pictures, addresses, mail addresses, birthdays and notes",),
    )

    def detect(self, head: Head) -> Detection | None:
        """The first line begins a card."""
        begins = head.text.lstrip("\ufeff \t\r\n")[:12].upper().startswith("BEGIN:VCARD")
        return Detection(0.95, "the line BEGIN:VCARD") if begins else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each card, in file order."""
        yield from never_empty(_read(card, options) for card in _cards(source.path))


def _read(card: tuple[int, _Fields, str, str | None], options: ReadOptions) -> Loaded | Quarantined:
    number, fields, raw, problem = card
    found = None if problem else _account(f"line {number}", fields, options)
    reason = problem or "the card holds no telephone number"
    return found or Quarantined(locator=Locator(f"line {number}"), reason=reason, raw=raw[:KEPT])


_Fields = list[tuple[str, str, str]]  # name, options, value


def _cards(path: Path) -> Iterator[tuple[int, _Fields, str, str | None]]:
    """Line of the beginning, fields, raw text and what is wrong, of each card."""
    begun, fields, raw, lines = 0, _Fields(), "", 0
    for line in lines_of(path):
        text = line.text.strip("\ufeff") if line.number == 1 else line.text
        word = text.strip().upper()
        if word == "BEGIN:VCARD":
            if begun:
                yield begun, fields, raw, "the card has no end (END:VCARD)"
            begun, fields, raw, lines = line.number, [], "", 0
        if begun == 0:
            if word:
                yield line.number, [], text, "the line stands outside of any card"
            continue
        lines += 1
        raw = raw + text + "\n" if len(raw) < KEPT else raw
        if word == "END:VCARD":
            yield begun, fields, raw, None
            begun = 0
        elif lines > _MOST_LINES:
            yield begun, fields, raw, "the card is longer than any"
            begun = 0
        else:
            _take(text, fields)
    if begun:
        yield begun, fields, raw, "the card has no end (END:VCARD)"


def _take(line: str, fields: _Fields) -> None:
    """Add a line to the fields: a new one, or what the one before it goes on with."""
    is_soft = bool(fields) and "QUOTED-PRINTABLE" in fields[-1][1] and fields[-1][2].endswith("=")
    if fields and (line[:1] in (" ", "\t") or is_soft):
        name, options, value = fields[-1]
        more = line if is_soft else line[1:]
        if name in _KEPT_FIELDS and len(value) < KEPT:
            fields[-1] = (name, options, (value[:-1] if is_soft else value) + more)
        return
    found = _FIELD.fullmatch(line[:KEPT])
    if found is not None:
        name = found["name"].upper()
        fields.append((name, found["options"].upper(), found["value"] if name in _KEPT_FIELDS else ""))


def _account(locator: str, fields: _Fields, options: ReadOptions) -> Loaded | None:
    numbers: dict[str, str] = {}  # digits → E.164, those with a WhatsApp id first
    phones = [(given, value) for name, given, value in fields if name == "TEL"]
    for given, _ in phones:
        if found := _WAID.search(given):
            numbers[found[1]] = f"+{found[1]}"
    for given, value in phones:
        if _WAID.search(given) is None and (phone := phone_of(value, options.region)):
            numbers.setdefault(phone.lstrip("+"), phone)
    if not numbers:
        return None
    uid = next(iter(numbers))
    key = AccountKey(f"whatsapp:{uid}")
    account = Account(
        account_key=key,
        platform="whatsapp",
        platform_uid=uid,
        display_name=_text(fields, "FN")
        or _text(fields, "X-WA-BIZ-NAME")
        or _text(fields, "N")
        or _text(fields, "ORG"),
        bio=_text(fields, "X-WA-BIZ-DESCRIPTION"),
    )
    return loaded(locator, account, *(Identifier(account_key=key, kind="phone", value=one) for one in numbers.values()))


def _text(fields: _Fields, wanted: str) -> str | None:
    for name, options, value in fields:
        if name != wanted:
            continue
        if "QUOTED-PRINTABLE" in options:
            value = quopri.decodestring(value.encode("ascii", "replace")).decode("utf-8", "replace")
        if name == "N":
            family, _, rest = value.partition(";")
            value = " ".join(part for part in (rest.partition(";")[0], family) if part)
        text = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
        if text.strip(" ;"):
            return text
    return None
