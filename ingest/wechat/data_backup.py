"""wechatDataBackup: rows of messages, users and sessions as its pages ask for them, JSON with keys of mixed case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Quarantined
from ingest.base import Item, Record, as_record, detect_keys, id_of, load_each, loaded, text_of
from ingest.chats.emptiness import never_empty
from ingest.files.json_stream import stream_json
from ingest.wechat.appmsg import content_of_markup, transfer
from ingest.wechat.content import Card, Content, Quote, joined, located, plain
from ingest.wechat.keys import OWN_CHATS, Chat, Export, find_me
from ingest.wechat.kinds import MEDIA, WORDS, Kind, kind_of_code
from ingest.wechat.markup import looks_like_markup
from ingest.wechat.said import Said, read_time, records_of

_PATHS = ("ImagePath", "VideoPath", "VoicePath", "EmojiPath", "ThumbPath")
_PAID = {"1": "sent", "7": "sent", "3": "received", "5": "received", "4": "returned"}
_COUNTS = frozenset(("total", "keyword"))


class DataBackupRows:
    """Reads the rows, under ``Rows`` or bare; keys are told without their case, which the tool mixes."""

    name = "wechatdatabackup json"
    notes = FormatNotes(
        title="wechatDataBackup: messages of WeChat chats, JSON",
        recognised_by="the keys MsgSvrId, IsSender, talker and userInfo",
        carries="accounts with alias and the owner's labels, chats, messages, replies, contact cards, places, "
        "transfers with their sums, links, files by name, invites and joins",
        traps=("where a row of a room lacks userInfo, nobody can be told to have sent it", OWN_CHATS),
        not_read=("the pictures themselves", "merged forwards: the tool keeps their title only"),
    )

    def detect(self, head: Head) -> Detection | None:
        """Objects with the tool's own keys."""
        needed = ("LocalId", "MsgSvrId", "IsSender", "talker")
        return detect_keys(head, start="[{", needed=needed, extra=("userInfo", "ReferInfo", "PayInfo", "VisitInfo"))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message, in file order."""
        export = Export(source, options)
        items = (i for i in stream_json(source.path) if i.locator.strip("/").lower() not in _COUNTS)
        export.find_me = lambda: find_me(stream_json(source.path), _own_id)
        yield from never_empty(load_each(items, lambda item: _message(item, export)))


def _own_id(record: Record) -> str | None:
    row = _lower(record)
    uid = id_of(_object(row, "userinfo"), "username") if _is_owner(row) else None
    return uid if uid != text_of(row, "talker") else None


def _is_owner(row: Record) -> bool:
    return text_of(row, "issender") == "1" or row.get("issender") is True


def _message(item: Item, export: Export) -> Iterator[Loaded]:
    row = _lower(as_record(item))
    if "msgsvrid" not in row and "username" in row:
        yield _person(item.locator, row, export)
        return
    room = id_of(row, "talker")
    if room is None:
        raise RecordError("the row names no chat (talker)")
    chat, user = export.chat(room), _object(row, "userinfo")
    is_owner = _is_owner(row)
    uid = id_of(user, "username") or (None if chat.is_room or row.get("ischatroom") is True else room)
    author = chat.sender(
        uid,
        text_of(user, "nickname"),
        is_owner=is_owner,
        alias=text_of(user, "alias"),
        remark=text_of(user, "remark"),
        avatar=text_of(user, "bigheadimgurl", "smallheadimgurl"),
    )
    moment, precision = read_time(row.get("createtime"), export.options.timezone)
    said = Said(
        author=author,
        content=_content(row),
        moment=moment,
        precision=precision,
        uid=id_of(row, "msgsvrid"),
        shown_uid=id_of(row, "localid"),
    )
    yield from records_of(said, chat, item.locator)


def _person(locator: str, row: Record, export: Export) -> Loaded:
    uid, name = id_of(row, "username"), text_of(row, "nickname")
    if uid and uid.endswith("chatroom"):
        return loaded(locator, Chat(export, uid=uid, name=name).group())
    found = Chat(export).sender(
        uid,
        name,
        alias=text_of(row, "alias"),
        remark=text_of(row, "remark"),
        avatar=text_of(row, "bigheadimgurl", "smallheadimgurl"),
    )
    if found is None:
        raise RecordError("the user has no id (UserName), or is one of WeChat's own helpers")
    return loaded(locator, *found[1])


def _content(row: Record) -> Content:
    kind = kind_of_code(row.get("type"), row.get("subtype")) or "text"
    text = text_of(row, "content")
    refer, pay = _object(row, "referinfo"), _object(row, "payinfo")
    if kind in ("text", "system", "pat") and not (kind == "system" and looks_like_markup(text)):
        return Content(kind=kind, text=text)
    if kind == "reply":
        quoted = Quote(text=text_of(refer, "content"), name=text_of(refer, "displayname"), uid=id_of(refer, "svrid"))
        return Content(kind=kind, text=text, quote=quoted)
    if kind in ("transfer", "packet") and text_of(pay, "feedesc"):
        act = _PAID.get(text_of(pay, "type") or "")
        return transfer(text_of(pay, "feedesc"), memo=text_of(pay, "memo"), act=act)
    return _carried(row, kind, text)


def _carried(row: Record, kind: Kind, text: str | None) -> Content:
    place, card, link = _object(row, "locationinfo"), _object(row, "visitinfo"), _object(row, "linkinfo")
    if kind == "location" and place:
        name = joined(text_of(place, "poiname"), text_of(place, "label"))
        return located(name, place.get("x"), place.get("y"))
    if kind == "card" and text_of(card, "username", "nickname", "alias"):
        avatar = text_of(card, "bigheadimgurl", "smallheadimgurl")
        shown = Card(
            uid=text_of(card, "username"), name=text_of(card, "nickname"), alias=text_of(card, "alias"), avatar=avatar
        )
        return Content(kind=kind, card=shown)
    if looks_like_markup(text):
        return content_of_markup(text or "", kind)
    if kind in MEDIA:
        found = _object(row, "fileinfo")
        uri = text_of(found, "filepath", "filename") if kind == "file" else text_of(row, *(p.lower() for p in _PATHS))
        return Content(kind=kind, title=text_of(found, "filename"), media=((MEDIA[kind], uri),))
    if text_of(link, "url", "title"):
        notes = (WORDS[kind],) if kind in WORDS else ()
        words = text_of(link, "description")
        return Content(kind=kind, text=words, title=text_of(link, "title"), url=text_of(link, "url"), notes=notes)
    return plain(kind, text)


def _lower(record: Record) -> Record:
    """The record with its keys in lower case: versions of the tool write ``type`` and ``Type``."""
    return {key.lower(): value for key, value in record.items()}


def _object(record: Record, name: str) -> dict[str, Any]:
    value = record.get(name)
    return _lower(value) if isinstance(value, dict) else {}
