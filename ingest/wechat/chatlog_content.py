"""What chatlog writes of a message: its ``contents`` in JSON, its words for them in CSV."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ingest.base import Record, objects_of, text_of
from ingest.files.times import from_text
from ingest.wechat.appmsg import content_of_markup, transfer
from ingest.wechat.content import Card, Content, Forward, Quote, joined, located, plain
from ingest.wechat.kinds import MEDIA_OF_FORWARD, WORDS, Kind, kind_of_code
from ingest.wechat.markup import looks_like_markup
from ingest.wechat.quotes import split_quote

# chatlog's own words: [转账|发送 ￥300.00](memo), ![图片](http://host/image/md5,path), [位置|label|city|x|y].
_TRANSFER = re.compile(r"\[转账\|?(?P<act>发送|接收|退还)?\s*(?P<amount>[^\]]*)\](?:\((?P<memo>.*)\))?\s*", re.DOTALL)
_MARKED = re.compile(r"!?\[(?P<label>[^|\]]{1,12})(?:\|(?P<words>.*?))?\](?:\((?P<link>[^()\s]*)\))?\s*", re.DOTALL)
_FORWARD = re.compile(r"\[合并转发(?:\|(?P<title>[^\]\n]*))?\]\n?(?P<rest>.*)", re.DOTALL)
_ACTS = {"发送": "sent", "接收": "received", "退还": "returned"}
_LABELS: dict[str, Kind] = {
    "图片": "image", "视频": "video", "语音": "voice", "名片": "card", "动画表情": "sticker", "GIF表情": "sticker",
    "文件": "file", "分享": "link", "链接": "link", "小程序": "mini", "视频号": "channel", "群公告": "notice",
    "红包": "packet", "红包封面": "packet", "语音通话": "call", "位置": "location",
}  # fmt: skip
_DEEPEST = 8  # forwards inside forwards; WeChat shows three
_COORDINATE = re.compile(r"-?\d{1,3}(?:\.\d+)?")


def content_of_record(
    kind: Kind, text: str | None, contents: Record, moment: datetime | None, zone: ZoneInfo
) -> Content:
    """The content of a JSON record."""
    if kind in ("text", "system", "pat"):
        return Content(kind=kind, text=text)
    if kind == "transfer":
        return _transfer(text) or Content(kind=kind, notes=(WORDS[kind], *((text,) if text else ())))
    if kind == "reply":
        return _reply(text, contents, moment, zone)
    if kind == "forward":
        info = contents.get("recordInfo")
        forwards = _forwards(info) if isinstance(info, dict) else ()
        return Content(kind=kind, title=text_of(contents, "title"), text=_words(text), forwards=forwards)
    if kind == "location":
        return _place(contents, text)
    if kind == "card":
        return _card(contents)
    uri = text_of(contents, "path", "md5", "rawmd5", "voice", "imgfile", "videofile", "thumb")
    found = plain(kind, _words(text), uri)
    return replace(
        found,
        text=joined(found.text, text_of(contents, "desc"), by="\n"),
        title=text_of(contents, "title"),
        url=text_of(contents, "url"),
    )


def content_of_text(text: str | None, moment: datetime | None, zone: ZoneInfo) -> Content:
    """The content of a CSV cell, by the words that chatlog writes for it."""
    if text is None:
        return Content()
    own, quote = split_quote(text, moment, zone)
    if quote is not None:
        return Content(kind="reply", text=own, quote=quote)
    if found := _transfer(text):
        return found
    if found_forward := _FORWARD.fullmatch(text):
        rest = found_forward["rest"].strip("\n") or None
        # Who wrote which line of it is not told apart in words: all of it stays beside the message.
        return Content(kind="forward", title=found_forward["title"] or None, notes=(rest,) if rest else ())
    marked = _MARKED.fullmatch(text)
    kind = _LABELS.get(marked["label"]) if marked else None
    return _of_label(kind, marked["words"], marked["link"]) if marked and kind else Content(text=text)


def _of_label(kind: Kind, words: str | None, link: str | None) -> Content:
    if kind == "location":
        return _place_of_parts((words or "").split("|"))
    if kind == "card":
        return Content(kind=kind, notes=(WORDS[kind],))
    found = plain(kind, None, link)
    if kind in ("image", "video", "voice", "sticker"):
        return found
    title, _, desc = (words or "").partition("|")
    return replace(found, title=title or None, text=desc or None, url=None if kind == "file" else link or None)


def _words(text: str | None) -> str | None:
    """The text of a message that is none, where it is words and neither markup nor a placeholder."""
    if text is None or looks_like_markup(text):
        return None
    found = _MARKED.fullmatch(text)
    return None if found and found["label"] in _LABELS else text


def _transfer(text: str | None) -> Content | None:
    found = _TRANSFER.fullmatch(text or "")
    if found is None:
        return None
    return transfer(found["amount"].strip() or None, memo=found["memo"] or None, act=_ACTS.get(found["act"] or ""))


def _reply(text: str | None, contents: Record, moment: datetime | None, zone: ZoneInfo) -> Content:
    refer = contents.get("refer")
    own, quote = split_quote(text or "", moment, zone)
    if isinstance(refer, dict):
        quote = _quote(refer, zone)
    return Content(kind="reply", text=own if text else None, quote=quote)


def _quote(refer: Record, zone: ZoneInfo) -> Quote:
    kind = kind_of_code(refer.get("type"), refer.get("subType")) or "text"
    text = text_of(refer, "content")
    inner = content_of_markup(text or "", kind) if looks_like_markup(text) else Content(text=text)
    contents = refer.get("contents")
    title = text_of(contents, "title") if isinstance(contents, dict) else None
    words = joined(inner.text, inner.title, title, inner.price, inner.place)
    return Quote(
        text=words or WORDS.get(kind, kind if kind != "text" else ""),
        name=text_of(refer, "senderName"),
        sender=text_of(refer, "sender"),
        uid=text_of(refer, "seq"),
        sent_at=from_text(refer.get("time"), zone)[0],
    )


def _place(contents: Record, text: str | None) -> Content:
    place = joined(*(text_of(contents, name) for name in ("poiname", "label", "cityname")))
    found = located(place, contents.get("x"), contents.get("y"))
    if found.notes and (marked := _MARKED.fullmatch(text or "")) and marked["label"] == "位置":
        return _place_of_parts((marked["words"] or "").split("|"))
    return found


def _place_of_parts(parts: list[str]) -> Content:
    """``[位置|label|city|x|y]`` with empty parts dropped: the last two numbers are the place, the rest its name."""
    if len(parts) >= 2 and all(_COORDINATE.fullmatch(part.strip()) for part in parts[-2:]):
        return located(joined(*parts[:-2]), *parts[-2:])
    return located(joined(*parts), None, None)


def _card(contents: Record) -> Content:
    names = {"uid": "username", "name": "nickname", "alias": "alias", "place": "province"}
    found: dict[str, Any] = {field: text_of(contents, name) for field, name in names.items()}
    if not any(found.values()):
        return Content(kind="card", notes=(WORDS["card"],))
    return Content(kind="card", card=Card(**found))


def _forwards(info: Record, depth: int = 0) -> tuple[Forward, ...]:
    """The messages of ``recordInfo``, whose keys are Go's own names."""
    listed = info.get("DataList") or info.get("dataList")
    items = listed if isinstance(listed, dict) else {}
    found = objects_of(items, "DataItems") or objects_of(items, "dataItems")
    return tuple(_forward(item, depth) for _, item in found if isinstance(item, dict))


def _forward(item: Record, depth: int) -> Forward:
    media = MEDIA_OF_FORWARD.get(text_of(item, "DataType", "dataType") or "")
    if media is None and text_of(item, "DataFmt") in ("pic", "jpg"):
        media = "image"
    inner = item.get("RecordXML")
    info = inner.get("RecordInfo") if isinstance(inner, dict) else None
    return Forward(
        name=text_of(item, "SourceName", "sourceName"),
        time_text=text_of(item, "SrcMsgCreateTime", "SourceTime", "sourceTime"),
        text=None if media in ("image", "voice", "video") else text_of(item, "DataDesc", "dataDesc"),
        title=text_of(item, "DataTitle", "dataTitle"),
        media=((media, text_of(item, "FullMD5", "fullMD5")),) if media else (),
        inner=_forwards(info, depth + 1) if isinstance(info, dict) and depth < _DEEPEST else (),
    )
