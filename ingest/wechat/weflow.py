"""WeFlow, echotrace and their arkme variant: one WeChat chat as a JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Media, MediaKind, Membership, Post, PostKey, Quarantined
from ingest.base import Broken, Item, Record, as_record, keys_in, loaded, quarantined, text_of
from ingest.files.json_stream import stream_json
from ingest.files.times import from_epoch, from_text
from ingest.wechat.keys import Chat

_MEDIA: tuple[tuple[str, MediaKind], ...] = (("图片", "image"), ("语音", "voice"), ("视频", "video"), ("文件", "file"))


class WeFlowChat:
    """Reads the object; session and senders stand before the messages in every version seen."""

    name = "weflow json"
    notes = FormatNotes(
        title="WeFlow, echotrace, arkme: one WeChat chat, JSON",
        recognised_by="the keys session and messages with senderUsername, localType …",
        carries="accounts, the chat, messages, members listed, invites",
        traps=(
            "localId counts within one device",
            "the session must stand before the messages",
        ),
        not_read=(
            "contact cards",
            "places",
        ),
    )

    def detect(self, head: Head) -> Detection | None:
        """One object with a session and messages in the tools' own keys."""
        found = keys_in(head)
        if not head.text.lstrip("\ufeff \t\r\n").startswith("{") or not {"session", "messages"} <= found:
            return None
        marks = [k for k in ("senderUsername", "senderID", "localType", "isSend", "groupMembers") if k in found]
        return Detection(0.7 + 0.05 * len(marks), "keys session, messages, " + ", ".join(marks)) if marks else None

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each message and listed member, in file order."""
        chat = Chat(source, options)
        senders: dict[str, Record] = {}
        for item in stream_json(source.path):
            if isinstance(item, Broken):
                yield quarantined(Item(item.locator, item.raw), item.reason)
                continue
            try:
                yield from _part(item, chat, senders)
            except RecordError as problem:
                yield quarantined(item, str(problem))


def _part(item: Item, chat: Chat, senders: dict[str, Record]) -> Iterator[Loaded | Quarantined]:
    section = item.locator.split("/")[1]
    if section == "session" and isinstance(item.value, dict):
        chat.uid = text_of(item.value, "wxid", "username", "id") or ""
        chat.name = text_of(item.value, "nickname", "displayName")
        yield loaded(item.locator, chat.group())
    elif section == "senders" and isinstance(item.value, dict):
        senders[str(item.value.get("senderID"))] = item.value
    elif section == "groupMembers":
        yield _member(as_record(item), item.locator, chat)
    elif section == "messages":
        if not chat.uid:
            raise RecordError("the chat's id (session.wxid) does not stand before its messages")
        yield _message(as_record(item), item.locator, chat, senders)


def _member(record: Record, locator: str, chat: Chat) -> Loaded:
    found = chat.sender(
        text_of(record, "wxid"),
        text_of(record, "groupNickname", "nickname", "displayName"),
        alias=text_of(record, "alias"),
        remark=text_of(record, "remark"),
    )
    if found is None:
        raise RecordError("the member has no id (wxid)")
    role = "owner" if record.get("isOwner") is True else "member"
    member = Membership(group_key=chat.group_key, account_key=found[0], source_kind="listed", role=role)
    return loaded(locator, *found[1], member)


def _message(record: Record, locator: str, chat: Chat, senders: dict[str, Record]) -> Loaded:
    label = text_of(record, "type") or ""
    is_system = "系统" in label or record.get("localType") == 10000
    who = senders.get(str(record.get("senderID")), record)
    found = None
    if not is_system:
        found = chat.sender(
            text_of(who, "wxid", "senderUsername"),
            text_of(who, "groupNickname", "displayName", "nickname", "senderDisplayName"),
            is_owner=record.get("isSend") in (1, True),
            remark=text_of(who, "remark"),
        )
    author, stated = found or (None, ())
    moment = from_epoch(record.get("createTime"))
    moment_text, precision = from_text(record.get("formattedTime"), chat.options.timezone)
    text = text_of(record, "content")
    # `localId` counts within one device: two people's exports of a room give it to different messages.
    # So it is kept as the export's id, and only the platform's own id makes the key.
    key = chat.post_key(text_of(record, "platformMessageId"), str(moment or moment_text), author, text)
    reply = text_of(record, "replyToMessageId")
    post = Post(
        post_key=key,
        platform="wechat",
        platform_uid=text_of(record, "platformMessageId", "localId"),
        group_key=chat.group_key,
        account_key=author,
        parent_post_key=PostKey(f"{chat.group_key}/{reply}") if reply else None,
        kind="system" if is_system else "message",
        text=text,
        posted_at=moment or moment_text,
        posted_precision="second" if moment else precision,
    )
    media: list[Any] = [Media(post_key=key, kind=kind) for mark, kind in _MEDIA if mark in label]
    return loaded(locator, *stated, post, *media, *(chat.arrivals(post) if is_system else ()))
