"""Bytes into text: exports come in the encodings of the machines that wrote them."""

from __future__ import annotations

import codecs
import io
from pathlib import Path

from graphintel.errors import ImportFailure
from graphintel.schema.reading import Head

HEAD_BYTES = 262_144
_CHUNK_BYTES = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# First bytes of what analysts drop by mistake, and what to say about it.
_MAGIC = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "an archive or a spreadsheet; unpack it, or save its sheets as CSV"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"SQLite format 3", "a database; export its chats with the tool that made it"),
)


def read_head(path: Path) -> Head:
    """The start of a file, decoded.

    Raises:
        ImportFailure: the file is empty, or holds no text.
    """
    with path.open("rb") as opened:
        content = opened.read(HEAD_BYTES + 1)
    if not content.strip():
        raise ImportFailure("the file is empty. Export it again, or leave it out.")
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise ImportFailure(f"it is {what}. It is kept out; only text exports (JSON, CSV) are read.")
    encoding = find_encoding(path)
    text = content[:HEAD_BYTES].decode(encoding, errors="ignore")
    if _is_binary(text):
        raise ImportFailure("it holds no text. Only text exports (JSON, CSV) are read.")
    return Head(text=text, encoding=encoding, is_whole=len(content) <= HEAD_BYTES)


def open_text(path: Path) -> io.TextIOWrapper:
    r"""Open a file as text. A byte that its encoding does not know stays visible as ``\xNN``: nothing is dropped."""
    return path.open("r", encoding=find_encoding(path), errors="backslashreplace", newline="")


def find_encoding(path: Path) -> str:
    """The encoding of a file: its byte order mark, else the first that fits the whole of it."""
    with path.open("rb") as opened:
        head = opened.read(4096)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    if _fits(path, "utf-8"):
        return "utf-8"
    if _has_multibyte_utf8(head):  # UTF-8 with a broken byte somewhere further on
        return "utf-8"
    return "gb18030" if _fits(path, "gb18030") else "cp1252"


def _fits(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as opened:
        try:
            while chunk := opened.read(_CHUNK_BYTES):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _has_multibyte_utf8(head: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        return not decoder.decode(head).isascii()
    except UnicodeDecodeError:
        return False


def _is_binary(text: str) -> bool:
    """Text holds next to no control characters; a table of bytes is full of them."""
    sample = text[:4096]
    controls = sum(1 for c in sample if ord(c) < 32 and c not in "\t\r\n\f")
    return controls > len(sample) // 50 + 2
