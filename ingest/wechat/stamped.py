"""Chat texts whose messages begin with a line of a fixed form: finding the messages, streaming."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.base import Broken, Item
from ingest.files.decoding import open_text

_LONGEST_LINE = 1 << 20  # characters
_LONGEST = 1 << 20  # characters of one message; WeChat sends at most 16,384
_HEAD_CHARACTERS = 400  # of a line are looked at for its head, so a giant line is not searched
_KEPT = 65_536  # characters of what is kept raw


def stream_stamped(
    path: Path, head: re.Pattern[str], *, title: re.Pattern[str] | None = None
) -> Iterator[Item | Broken]:
    """Yield each message as an object: the groups of its head, and ``text``, the lines after it.

    A group ``text`` of the head begins the text. Messages are located as ``line N``. What stands before the first
    head comes as `Broken`, except a first line that ``title`` knows.
    """
    number, start, found, lines, size = 0, 1, None, [], 0
    with open_text(path) as opened:
        while line := opened.readline(_LONGEST_LINE):
            number += 1
            text = line.rstrip("\r\n").replace("\0", "\ufffd")
            text = text.lstrip("\ufeff") if number == 1 else text
            match = head.match(text[:_HEAD_CHARACTERS])
            if match is None and number == 1 and title is not None and title.search(text[:_HEAD_CHARACTERS]):
                continue
            if match is None:
                lines.append(text)
                size += len(text) + 1
                if size < _LONGEST:
                    continue
            if found is not None or any(part.strip() for part in lines):
                yield _message(found, lines, start, is_cut=match is None)
            start, lines, size = number, [], 0
            found = match.groupdict() if match else None
            if match and len(text) > _HEAD_CHARACTERS and "text" in match.groupdict():
                found = {**match.groupdict(), "text": text[match.start("text") :]}
    if found is not None or any(part.strip() for part in lines):
        yield _message(found, lines, start)


def _message(
    found: dict[str, str | None] | None, lines: list[str], start: int, *, is_cut: bool = False
) -> Item | Broken:
    locator = f"line {start}"
    if found is None:
        reason = "the lines belong to no message: they have no name and time before them"
        return Broken(locator, reason, "\n".join(lines)[:_KEPT])
    if is_cut:
        return Broken(locator, "the message is longer than any that WeChat sends", "\n".join(lines)[:_KEPT])
    while lines and not lines[-1].strip():
        lines.pop()
    begun = found.get("text")
    body = "\n".join([begun, *lines] if begun is not None else lines)
    return Item(locator, {**found, "text": body})
