"""PyWxDump: the messages of a WeChat chat as CSV, and the users beside it as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Identifier, Loaded, Media, MediaKind, Post, Quarantined
from ingest.base import Item, as_record, detect_keys, load_each, loaded, text_of
from ingest.files.json_stream import stream_json
from ingest.files.tables import header_of, stream_csv
from ingest.files.times import from_text
from ingest.wechat.keys import Chat

_COLUMNS = ("MsgSvrID", "type_name", "is_sender", "talker", "room_name", "msg", "CreateTime")
_MEDIA: dict[str, MediaKind] = {"图片": "image", "语音": "voice", "视频": "video", "文件": "file"}
_PHONE = "手机号"


class PyWxDumpMessages:
    """Reads the CSV; here ``talker`` is who speaks and ``room_name`` the chat."""

    name = "pywxdump csv"
    notes = FormatNotes(
        title="PyWxDump: messages of a WeChat chat, CSV",
        recognised_by="the columns MsgSvrID, type_name, is_sender, talker, room_name, msg, CreateTime",
        carries="accounts, chats, messages, joins and invites",
        traps=(
            "talker is who speaks here, room_name the chat",
            "times have no zone",
            "a spreadsheet destroys the 19 digits of MsgSvrID",
        ),
        not_read=("the JSON form of the same messages",),
    )

    def detect(self, head: Head) -> Detection | None:
        """A header with the tool's own columns."""
        names = header_of(head.text)[0]
        return Detection(0.95, "columns " + ", ".join(_COLUMNS)) if set(_COLUMNS) <= set(names) else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        chats: dict[str, Chat] = {}
        yield from load_each(stream_csv(source.path), lambda item: _message(item, source, options, chats))


def _message(
    item: Item, source: SourceFile, options: ReadOptions, chats: dict[str, Chat]
) -> Iterator[Loaded | Quarantined]:
    row = as_record(item)
    room = text_of(row, "room_name")
    if room is None:
        raise RecordError("the row names no chat (room_name)")
    chat = chats.setdefault(room, Chat(source, options, uid=room))
    label = text_of(row, "type_name") or ""
    is_system = "系统" in label or text_of(row, "talker") in ("系统", "系统消息")
    found = None if is_system else chat.sender(text_of(row, "talker"), None, is_owner=row.get("is_sender") == "1")
    author, stated = found or (None, ())
    moment, precision = from_text(row.get("CreateTime"), options.timezone)
    text, uid = text_of(row, "msg"), text_of(row, "MsgSvrID")
    key = chat.post_key(uid, str(moment), author, text)
    post = Post(
        post_key=key,
        platform="wechat",
        platform_uid=uid,
        group_key=chat.group_key,
        account_key=author,
        kind="system" if is_system else "message",
        text=text,
        posted_at=moment,
        posted_precision=precision,
    )
    media = [Media(post_key=key, kind=_MEDIA[label], uri=text_of(row, "src"))] if label in _MEDIA else []
    yield loaded(item.locator, chat.group(), *stated, post, *media, *(chat.arrivals(post) if is_system else ()))


class PyWxDumpUsers:
    """Reads ``users.json``: one object per user; remark and number are the exporter's own notes."""

    name = "pywxdump users"
    notes = FormatNotes(
        title="PyWxDump: users.json",
        recognised_by="the keys wxid, nickname and account with ExtraBuf",
        carries="accounts with WeChat id, label and noted telephone number",
        traps=("label and number are the owner's own notes",),
        not_read=("avatar and signature",),
    )

    def detect(self, head: Head) -> Detection | None:
        """An object of users with the tool's own keys."""
        return detect_keys(head, start="{", needed=("wxid", "nickname", "account"), extra=("ExtraBuf", "LabelIDList"))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each user, in file order."""
        yield from load_each(stream_json(source.path), lambda item: _user(item, source, options))


def _user(item: Item, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    record = as_record(item)
    found = Chat(source, options).sender(
        text_of(record, "wxid"),
        text_of(record, "nickname"),
        alias=text_of(record, "account"),
        remark=text_of(record, "remark"),
    )
    if found is None:
        raise RecordError("the user has no id (wxid)")
    extra = record.get("ExtraBuf")
    number = text_of(extra, _PHONE) if isinstance(extra, dict) else None
    phone = Identifier(account_key=found[0], kind="phone", value=number) if number else None
    yield loaded(item.locator, *found[1], phone)
