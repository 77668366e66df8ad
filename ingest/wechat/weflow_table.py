"""WeFlow and echotrace: one WeChat chat as a spreadsheet or CSV, below a few title rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined
from ingest.base import Item, as_record, id_of, load_each, text_of
from ingest.files.decoding import read_head
from ingest.files.tables import header_of, stream_csv
from ingest.files.times import from_text
from ingest.wechat.content import Content, plain
from ingest.wechat.keys import Chat, Export
from ingest.wechat.kinds import kind_of_label
from ingest.wechat.said import Said, records_of

_COLUMNS = ("时间", "消息类型", "内容")
_SENDERS = ("发送者身份", "发送者昵称", "发送者微信ID")
_TITLE_ROWS = 15  # above the header at most
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
        ),
        not_read=("the pictures and files of messages", "contact cards and places: the table has their words only"),
    )

    def detect(self, head: Head) -> Detection | None:
        """The tool's own Chinese header."""
        names = set(header_of(head.text)[0])
        if not set(_COLUMNS) <= names or not names & set(_SENDERS):
            return None
        return Detection(0.93, "columns " + ", ".join([*_COLUMNS, *(n for n in _SENDERS if n in names)]))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        chat = _chat(Export(source, options), source.path)
        yield from load_each(stream_csv(source.path), lambda item: _row(item, chat))


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
    for line in text.lstrip("\ufeff").split("\n", _TITLE_ROWS)[:_TITLE_ROWS]:
        cells = [cell.strip() for cell in next(csv.reader(io.StringIO(line.strip("\r").replace("\0", ""))), [])]
        if "消息类型" in cells and "内容" in cells:
            break
        found |= {label: value for label, value in pairwise(cells) if label and value}
    return found


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
    moment, precision = from_text(row.get("时间"), chat.export.options.timezone)
    said = Said(author=author, content=content, moment=moment, precision=precision)
    yield from records_of(said, chat, item.locator)
