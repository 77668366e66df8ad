"""What kind of message a record is: WeChat's own codes, and the Chinese labels that tools write in their place."""

from __future__ import annotations

import re
from typing import Any, Literal

from graphintel.schema.records import MediaKind

Kind = Literal[
    "text", "image", "voice", "video", "sticker", "file", "card", "location", "link", "forward", "reply", "transfer",
    "packet", "notice", "mini", "channel", "live", "music", "saved", "call", "pat", "system", "other",
]  # fmt: skip

MEDIA: dict[Kind, MediaKind] = {
    "image": "image",
    "sticker": "image",
    "voice": "voice",
    "video": "video",
    "file": "file",
}
# `datatype` of a message inside a merged forward.
MEDIA_OF_FORWARD: dict[str, MediaKind] = {"2": "image", "3": "voice", "4": "video", "8": "file"}
# Nobody says these: WeChat writes them.
SYSTEM_KINDS: frozenset[Kind] = frozenset(("system", "pat"))
# What an analyst reads beside a message that has no words of its own.
WORDS: dict[Kind, str] = {
    "card": "contact card",
    "location": "location",
    "forward": "merged forward",
    "transfer": "transfer",
    "packet": "red packet (no amount is stated)",
    "notice": "group notice",
    "mini": "mini program",
    "channel": "channel video",
    "live": "live broadcast",
    "music": "music",
    "saved": "saved note",
    "call": "voice or video call",
    "other": "a message of a kind that the tool does not name",
}

_APP = 49  # the type whose subtype says what is meant
_TYPES: dict[int, Kind] = {
    1: "text",
    3: "image",
    34: "voice",
    42: "card",
    43: "video",
    47: "sticker",
    48: "location",
    50: "call",
    62: "video",
    66: "card",  # of a WeCom contact
    67: "card",
    10000: "system",
    10002: "system",
    # Codes of the Android client, which fold the subtype in.
    436207665: "packet",
    419430449: "transfer",
    822083633: "reply",
    1090519089: "file",
    1048625: "sticker",
    16777265: "link",
    1040187441: "music",
    922746929: "pat",
    268445456: "system",
    570425393: "system",
    -1879048186: "location",  # shared live
}
_SUBTYPES: dict[int, Kind] = {
    1: "link",
    3: "music",
    4: "link",
    5: "link",
    6: "file",
    8: "sticker",
    19: "forward",
    24: "saved",
    33: "mini",
    36: "mini",
    40: "forward",
    51: "channel",
    57: "reply",
    62: "pat",
    63: "live",
    74: "file",
    76: "music",
    87: "notice",
    92: "music",
    2000: "transfer",
    2001: "packet",
    2003: "packet",
}
# The first that a label contains counts: 视频号 is no 视频, 语音通话 no 语音.
_LABELS: tuple[tuple[str, Kind], ...] = (
    ("系统", "system"), ("撤回", "system"), ("拍一拍", "pat"), ("公告", "notice"), ("引用", "reply"),
    ("合并转发", "forward"), ("聊天记录", "forward"), ("转账", "transfer"), ("红包", "packet"), ("通话", "call"),
    ("名片", "card"), ("位置", "location"), ("地图", "location"), ("小程序", "mini"), ("视频号", "channel"),
    ("直播", "live"), ("音乐", "music"), ("表情", "sticker"), ("图片", "image"), ("语音", "voice"), ("视频", "video"),
    ("文件", "file"), ("链接", "link"), ("分享", "link"), ("笔记", "saved"), ("文本", "text"), ("文字", "text"),
)  # fmt: skip
_ENGLISH: dict[str, Kind] = {
    "text": "text",
    "picture": "image",
    "image": "image",
    "recording": "voice",
    "voice": "voice",
    "audio": "voice",
    "emoticon": "sticker",
    "sticker": "sticker",
    "contact": "card",
    "location": "location",
    "url": "link",
    "miniprogram": "mini",
    "recalled": "system",
    "transfer": "transfer",
    "video": "video",
    "attachment": "file",
    "file": "file",
    "sharing": "link",
    "link": "link",
    "card": "card",
    "map": "location",
    "note": "system",
    "friends": "system",
    "system": "system",
    "channels": "channel",
}
_WHOLE = re.compile(r"-?[0-9]{1,19}")
_LONGEST_LABEL = 40  # characters; a longer one is no label but the message


def kind_of_code(code: Any, subtype: Any = None) -> Kind | None:
    """The kind behind a type and its subtype, packed or not; None where the codes say nothing."""
    number, sub = _whole(code), _whole(subtype)
    if number is None:
        return None
    if number >= 1 << 32:  # Windows, version 4: subtype << 32 | type
        number, sub = number & 0xFFFF_FFFF, number >> 32
    if number == _APP:
        return _SUBTYPES.get(sub or 0, "other")
    return _TYPES.get(number, "other")


def kind_of_label(label: str | None) -> Kind | None:
    """The kind behind a label as tools write it, in Chinese or English; None where it is none."""
    label = (label or "").strip().strip("[]【】")
    if not label or len(label) > _LONGEST_LABEL:
        return None
    if known := _ENGLISH.get(label.lower()):
        return known
    return next((kind for mark, kind in _LABELS if mark in label), None)


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        value = int(value.strip())
    return value if isinstance(value, int) and not isinstance(value, bool) else None
