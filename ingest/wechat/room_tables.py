"""Tables that people make of a WeChat room themselves: its list of members, and what a bot wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Account, Loaded, Membership, Quarantined
from ingest.base import Item, Record, as_record, id_of, load_each, loaded, text_of
from ingest.files.tables import header_of, stream_csv
from ingest.files.times import from_text
from ingest.wechat.appmsg import content_of_markup
from ingest.wechat.content import Content, plain
from ingest.wechat.keys import Chat, Export, is_session_id
from ingest.wechat.kinds import kind_of_label
from ingest.wechat.markup import looks_like_markup
from ingest.wechat.said import Said, records_of

_MEMBER_COLUMNS = ("微信ID", "微信昵称", "群昵称")
_ALIASES = ("微信号", "微信号(alias)")
_NAMES = ("微信昵称", "群昵称", "活跃昵称(来自聊天)")
_YES = frozenset(("是", "群主", "1", "true", "yes", "y", "√"))
_BOT_COLUMNS = ("group_id", "group_name", "from_id", "from_nickname", "content_type", "content")
_BOT_TIMES = ("time", "time(Asia/Shanghai)")
_BOT_ZONE = ZoneInfo("Asia/Shanghai")


class MembersTable:
    """Reads a row per member; which room it is, only the file's name says."""

    name = "wechat members csv"
    notes = FormatNotes(
        title="WeChat: members of a room, CSV and XLSX",
        recognised_by="the columns 微信ID, 微信昵称, 群昵称 and 微信号",
        carries="accounts with alias, their names in the room and the owner's labels; the room with its members and "
        "its owner",
        traps=(
            "the table does not name its room: it is known by an id in brackets in the file's or folder's name, else "
            "by this name alone",
            "the list is of the day of the export, which it does not state",
        ),
        not_read=("the number of a row",),
    )

    def detect(self, head: Head) -> Detection | None:
        """The list's own Chinese header."""
        names = set(header_of(head.text)[0])
        is_list = set(_MEMBER_COLUMNS) <= names and not names.isdisjoint(_ALIASES)
        return Detection(0.9, "columns " + ", ".join((*_MEMBER_COLUMNS, _ALIASES[0]))) if is_list else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each member, in file order."""
        chat = Export(source, options).chat_of_file()
        chat.kind = "chat"
        yield from load_each(stream_csv(source.path), lambda item: iter((_member(item, chat),)))


def _member(item: Item, chat: Chat) -> Loaded:
    row = as_record(item)
    names = tuple(dict.fromkeys(name for column in _NAMES if (name := text_of(row, column))))
    alias, label = text_of(row, *_ALIASES), text_of(row, "备注")
    found = chat.sender(id_of(row, "微信ID"), next(iter(names), None), alias=alias, remark=label)
    if found is None:
        raise RecordError("the member has no id (微信ID), or is one of WeChat's own helpers")
    also = [
        Account(account_key=found[0], platform="wechat", platform_uid=id_of(row, "微信ID"), display_name=name)
        for name in names[1:]
    ]
    role = "owner" if (text_of(row, "是否群主") or "").strip().lower() in _YES else "member"
    member = Membership(group_key=chat.group_key, account_key=found[0], source_kind="listed", role=role)
    return loaded(item.locator, chat.group(), *found[1], *also, member)


class BotTable:
    """Reads a row per message; times are those of Shanghai."""

    name = "wechat bot csv"
    notes = FormatNotes(
        title="WeChat bots: messages of rooms, CSV and XLSX",
        recognised_by="the columns time, group_id, group_name, from_id, from_nickname, content_type, content",
        carries="accounts, rooms, messages, that there was a picture or file, joins and invites",
        traps=(
            "times are those of Shanghai, whatever --timezone says",
            "ids such as @0f3a… hold for one login of the bot: then rooms and people are known by their names",
            "messages have no ids: one that another tool exported too is known again by its second, sender and text",
        ),
        not_read=("the pictures themselves",),
    )

    def detect(self, head: Head) -> Detection | None:
        """The bot's own header."""
        names = set(header_of(head.text)[0])
        is_bot = set(_BOT_COLUMNS) <= names and not names.isdisjoint(_BOT_TIMES)
        return Detection(0.9, "columns time, " + ", ".join(_BOT_COLUMNS)) if is_bot else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        yield from load_each(stream_csv(source.path), lambda item: _message(item, export))


def _message(item: Item, export: Export) -> Iterator[Loaded]:
    row = as_record(item)
    chat = _room(row, export)
    author = chat.sender(id_of(row, "from_id"), text_of(row, "from_nickname"))
    moment, precision = from_text(text_of(row, *_BOT_TIMES), _BOT_ZONE)
    said = Said(author=author, content=_content(row), moment=moment, precision=precision)
    yield from records_of(said, chat, item.locator)


def _room(row: Record, export: Export) -> Chat:
    uid, name = id_of(row, "group_id"), text_of(row, "group_name")
    if uid is None and name is None:
        raise RecordError("the row names no room (group_id)")
    chat = export.chat_of_file("room", name=name) if uid is None or is_session_id(uid) else export.chat(uid, name)
    chat.kind = "chat"
    return chat


def _content(row: Record) -> Content:
    kind, text = kind_of_label(text_of(row, "content_type")) or "text", text_of(row, "content")
    if kind != "text" and looks_like_markup(text):
        return content_of_markup(text or "", kind)
    return plain(kind, text)
