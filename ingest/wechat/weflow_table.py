"""WeFlow and echotrace: one WeChat chat as a spreadsheet or CSV, below a few title rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined
from ingest.base import Item, Record, as_record, id_of, load_each, text_of
from ingest.chats.emptiness import never_empty
from ingest.files.decoding import is_spreadsheet, open_text, read_head
from ingest.files.spreadsheets import stream_sheets
from ingest.files.tables import TableShape, stream_csv
from ingest.files.times import from_text
from ingest.wechat.content import Content, plain
from ingest.wechat.keys import OWN_CHATS, Chat, Export, find_me
from ingest.wechat.kinds import kind_of_label
from ingest.wechat.said import Said, records_of

_COLUMNS = ("时间", "消息类型", "内容")
_SENDERS = ("发送者身份", "发送者昵称", "发送者微信ID")
_TITLE_ROWS = 15  # above the header at most
_LONGEST = 20_000  # characters of a line that are looked at; titles and headers have a few hundred
_OWN = "我"


class WeFlowTable:
    """Reads the rows; who the chat is stands in the title rows, if anywhere."""

    name = "weflow table"
    notes = FormatNotes(
        title="WeFlow, echotrace: one WeChat chat, XLSX and CSV",
        recognised_by="the columns 时间, 消息类型, 内容 with 发送者身份, 发送者昵称 or 发送者微信ID, below title rows",
        carries="accounts with the owner's labels and names in the room, the chat, messages, invites and joins",
        traps=(
            "times have no zone: they are those of the computer that exported. Give --timezone",
            "where the title rows give no 微信ID, the chat is known by an id in brackets in the file's name, else by "
            "its name alone, and is joined with no other export of it",
            "messages have no ids: they are known again by their second, sender and text",
            "the short form has no senders' ids: people stand there by name only",
            OWN_CHATS,
        ),
        not_read=("the pictures and files of messages", "contact cards and places: the table has their words only"),
    )

    def detect(self, head: Head) -> Detection | None:
        """The tool's own Chinese header, within the first rows."""
        for cells in _rows_of(head.text):
            if _is_header(cells):
                known = [name for name in _SENDERS if name in cells]
                return Detection(0.95, "columns " + ", ".join([*_COLUMNS, *known]))
        return None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        chat = _chat(export, source.path)
        # Title rows of this tool are as wide as its header, so where the header stands is said here.
        shape = TableShape(skip_rows=_rows_above(source.path))
        export.find_me = lambda: find_me(stream_csv(source.path, shape), _own_id)
        yield from never_empty(load_each(stream_csv(source.path, shape), lambda item: _row(item, chat)))


def _rows_of(text: str) -> list[list[str]]:
    lines = text.lstrip("\ufeff").split("\n", _TITLE_ROWS)[:_TITLE_ROWS]
    return [_cells(line) for line in lines]


def _cells(line: str) -> list[str]:
    text = line[:_LONGEST].strip("\r\n").replace("\0", "")
    try:
        return [cell.strip() for cell in next(csv.reader([text], delimiter="\t" if "\t" in text else ","), [])]
    except csv.Error:  # a lone carriage return: no title and no header has one
        return []


def _is_header(cells: list[str]) -> bool:
    return set(_COLUMNS) <= set(cells) and not set(_SENDERS).isdisjoint(cells)


def _rows_above(path: Path) -> int:
    if is_spreadsheet(path):
        found: list[list[str]] = []
        for _, rows in stream_sheets(path):  # the first sheet alone; the workbook is open while this goes round
            found = [[cell.strip() for cell in cells] for _, cells, _ in islice(rows, _TITLE_ROWS)]
            break
    else:
        with open_text(path) as opened:
            found = [_cells(opened.readline(_LONGEST)) for _ in range(_TITLE_ROWS)]
    return next((number for number, cells in enumerate(found) if _is_header(cells)), 0)


def _chat(export: Export, path: Path) -> Chat:
    """The chat that the title rows name, else the file's name."""
    titles = _titles(read_head(path).text)
    uid, name = titles.get("微信ID"), titles.get("昵称") or titles.get("会话名称")
    chat = export.chat(uid, name) if uid else export.chat_of_file(name=name)
    if "群" in titles.get("会话类型", titles.get("类型", "")):
        chat.kind = "chat"
    return chat


def _titles(text: str) -> dict[str, str]:
    """What the title rows say: a cell with a label, the value in the next one."""
    found: dict[str, str] = {}
    for cells in _rows_of(text):
        if _is_header(cells):
            break
        found |= {label: value for label, value in pairwise(cells) if label and value}
    return found


def _own_id(row: Record) -> str | None:
    return id_of(row, "发送者微信ID") if text_of(row, "发送者身份") == _OWN else None


def _row(item: Item, chat: Chat) -> Iterator[Loaded]:
    row = as_record(item)
    uid, part = id_of(row, "发送者微信ID"), text_of(row, "发送者身份")
    name = text_of(row, "群昵称", "发送者昵称")
    text = text_of(row, "内容")
    kind = kind_of_label(text_of(row, "消息类型")) or "text"
    content = Content(kind="system", text=text) if uid == "系统" or part == "系统" else plain(kind, text)
    is_owner = part == _OWN or (name == _OWN and uid is None)
    if uid is None and not is_owner:
        author = chat.find_by_name(name or part)
    else:
        author = chat.sender(uid, name, is_owner=is_owner, remark=text_of(row, "发送者备注"))
    if author and uid:
        chat.know(author[0], text_of(row, "发送者昵称"))
    moment, precision = from_text(row.get("时间"), chat.export.options.timezone)
    said = Said(author=author, content=content, moment=moment, precision=precision)
    yield from records_of(said, chat, item.locator)
