"""Bytes into text: exports come in the encodings of the machines that wrote them."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from functools import lru_cache
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from graphintel.errors import ImportFailure
from graphintel.schema.reading import Head
from ingest.files.spreadsheets import stream_sheets

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
    (b"PK\x03\x04", "an archive inside the file; unpack it first"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "an archive; unpack it first"),
    (b"Rar!", "an archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as XLSX or CSV"),
    (b"SQLite format 3", "a database; export its chats with the tool that made it"),
)
# What a page says about its own encoding.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_\-]{3,20})""", re.IGNORECASE)
_SAMPLE_BYTES = 65_536
_HEAD_ROWS = 60  # of a spreadsheet; enough to see what its columns hold


def read_head(path: Path) -> Head:
    """The start of a file, decoded.

    Raises:
        ImportFailure: the file is empty, or holds no text.
    """
    with path.open("rb") as opened:
        content = opened.read(HEAD_BYTES + 1)
    if not content.strip():
        raise ImportFailure("the file is empty. Export it again, or leave it out.")
    if is_spreadsheet(path):
        return Head(text=_sheet_text(path), encoding="xlsx", is_whole=False)
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise ImportFailure(
                f"it is {what}. It is kept out; only exports of text (JSON, CSV, XLSX, TXT, HTML) are read."
            )
    encoding = find_encoding(path)
    text = content[:HEAD_BYTES].decode(encoding, errors="ignore")
    if _is_binary(text):
        raise ImportFailure("it holds no text. Only exports of text (JSON, CSV, XLSX, TXT, HTML) are read.")
    return Head(text=text, encoding=encoding, is_whole=len(content) <= HEAD_BYTES)


def is_spreadsheet(path: Path) -> bool:
    """Whether a file is an XLSX workbook, by what is packed in it."""
    with path.open("rb") as opened:
        if opened.read(4) != b"PK\x03\x04":
            return False
    try:
        with zipfile.ZipFile(path) as packed:
            return "xl/workbook.xml" in packed.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _sheet_text(path: Path) -> str:
    written = io.StringIO()
    table = csv.writer(written)
    for _, rows in stream_sheets(path):
        for _, cells, _ in islice(rows, _HEAD_ROWS):
            if any(cell.strip() for cell in cells):
                table.writerow(cell.replace("\n", " ")[:2_000] for cell in cells)
        if written.tell():
            break
    if not written.tell():
        raise ImportFailure("the workbook has no sheet with anything in it.")
    return written.getvalue()


def open_text(path: Path, encoding: str | None = None) -> io.TextIOWrapper:
    r"""Open a file as text. A byte that its encoding does not know stays visible as ``\xNN``: nothing is dropped."""
    return path.open("r", encoding=encoding or find_encoding(path), errors="backslashreplace", newline="")


def find_encoding(path: Path) -> str:
    """The encoding of a file: its byte order mark, what it declares, else the first that fits the whole of it."""
    state = path.stat()
    return _encoding_of(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=64)  # detection and reading both ask
def _encoding_of(path: Path, size: int, changed: int) -> str:
    with path.open("rb") as opened:
        sample = opened.read(_SAMPLE_BYTES)
    head = sample[:4096]
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
    if (declared := _declared(head)) and _fits(path, declared):
        return declared
    if _fits(path, "gb18030"):
        return "gb18030"
    best = from_bytes(sample).best()
    return best.encoding if best is not None and _fits(path, best.encoding) else "cp1252"


def _declared(head: bytes) -> str | None:
    if head.lstrip()[:1] != b"<" or not (match := _DECLARED.search(head)):
        return None
    try:
        return codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None


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
