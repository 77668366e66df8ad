"""Quoted blocks inside the text of a reply: taken out, because they are not its author's words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ingest.wechat.content import Quote

_MARK = ">"
# chatlog's first quoted line: 名字(wxid_a) 05-29 20:26:40
_HEAD = re.compile(
    r"(?:(?P<name>.*)[(（](?P<id>[A-Za-z0-9_.@\-]{2,64}|我)[)）]|(?P<bare>[^\s()]{1,80})) "
    r"(?P<time>(?:\d{4}-)?\d{2}-\d{2} \d{2}:\d{2}:\d{2}|\d{2}:\d{2}:\d{2})"
)


def split_quote(text: str, moment: datetime | None, zone: ZoneInfo) -> tuple[str | None, Quote | None]:
    """A text without the quoted lines before it, and the quote; the text itself where it quotes nothing.

    Args:
        moment: when the reply was written: the quoted line's time leaves out the year.
        zone: of the times in the text.
    """
    lines = text.split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(_MARK)), len(lines))
    if not count:
        return text, None
    block = [line.removeprefix(_MARK).removeprefix(" ") for line in lines[:count]]
    own = "\n".join(lines[count:])
    head = _HEAD.fullmatch(block[0].strip())
    if head is None and not (count < len(lines) and block[0].strip() == "[引用]"):
        return text, None  # somebody wrote a > themselves
    if head is None:
        return own or None, Quote(text=None)
    quote = Quote(
        text="\n".join(block[1:]) or None,
        name=head["name"] or head["bare"] or None,
        sender=head["id"],
        sent_at=_moment(head["time"], moment, zone),
    )
    return own or None, quote


def _moment(words: str, reply: datetime | None, zone: ZoneInfo) -> datetime | None:
    if reply is None:
        return None
    local = reply.astimezone(zone)
    date, _, time = words.rpartition(" ")
    date = date or f"{local:%m-%d}"
    for year in (local.year, local.year - 1) if len(date) == 5 else (None,):
        try:
            found = datetime.fromisoformat(f"{f'{year:04}-{date}' if year else date}T{time}").replace(tzinfo=zone)
            found = found.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
        if found <= reply:
            return found
    return None
