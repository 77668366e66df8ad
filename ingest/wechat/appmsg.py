"""What a message's XML says: places, cards, transfers, replies, forwards, links and files."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from graphintel.errors import RecordError
from ingest.files.times import from_epoch
from ingest.wechat.content import Card, Content, Forward, Quote, joined, located
from ingest.wechat.kinds import MEDIA, MEDIA_OF_FORWARD, WORDS, Kind, kind_of_code
from ingest.wechat.markup import attribute, inside, looks_like_markup, parse_markup
from ingest.wechat.sysmsg import read_system

_KEPT_BROKEN = 2_000  # characters of markup that cannot be read, kept as a note
_DEEPEST_FORWARD = 8  # forwards inside forwards; WeChat shows three
# WeChat's `paysubtype`: what the transfer did.
_PAID = {"1": "sent", "7": "sent", "3": "received", "5": "received", "4": "returned"}


def content_of_markup(text: str, kind: Kind) -> Content:
    """The content behind XML; ``kind`` is what the record's codes said, and the XML knows better."""
    try:
        root = parse_markup(text)
    except RecordError as problem:
        note = f"{problem}: {text[:_KEPT_BROKEN]}"
        return Content(kind=kind, media=((MEDIA[kind], None),) if kind in MEDIA else (), notes=(note,))
    return content_of_element(root, kind)


def content_of_element(root: Element, kind: Kind) -> Content:
    """The content behind a message's root element."""
    if root.tag in ("sysmsg", "revokemsg"):
        return read_system(root)
    for tag, read in _READERS.items():
        element = root if root.tag == tag else root.find(tag)
        if element is not None:
            return read(element)
    if root.get("username") or root.get("nickname"):
        return _card(root)
    media = ((MEDIA[kind], None),) if kind in MEDIA else ()
    return Content(kind=kind, media=media, notes=() if media else (WORDS.get(kind, WORDS["other"]),))


def read_forwards(info: Element | None, depth: int = 0) -> tuple[Forward, ...]:
    """The messages of a merged forward, in their order; what lies too deep is left as its title."""
    if info is None or depth > _DEEPEST_FORWARD:
        return ()
    return tuple(_forward(item, depth) for item in info.iterfind("datalist/dataitem"))


def _forward(item: Element, depth: int) -> Forward:
    media = MEDIA_OF_FORWARD.get(item.get("datatype") or "")
    uri = inside(item, "fullmd5") or inside(item, "cdndataurl")
    return Forward(
        name=inside(item, "sourcename"),
        time_text=inside(item, "srcMsgCreateTime") or inside(item, "sourcetime"),
        text=None if media in ("image", "voice", "video") else inside(item, "datadesc"),
        title=inside(item, "datatitle"),
        url=inside(item, "link") or inside(item, "weburlitem/link"),
        media=((media, uri),) if media else (),
        inner=read_forwards(_inner(item), depth + 1),
    )


def _inner(item: Element) -> Element | None:
    """The forward inside a forward: an element, or XML written as text."""
    found = item.find("recordxml/recordinfo")
    if found is None and (text := inside(item, "recordxml")):
        found = _record_of(text)
    return found


def _record_of(text: str | None) -> Element | None:
    try:
        return parse_markup(text) if text and looks_like_markup(text) else None
    except RecordError:
        return None


def _location(element: Element) -> Content:
    place = joined(attribute(element, "poiname"), attribute(element, "label"), attribute(element, "cityname"))
    return located(place, element.get("x"), element.get("y"))


def _card(element: Element) -> Content:
    card = Card(
        uid=attribute(element, "username", "encryptusername"),
        name=attribute(element, "nickname"),
        alias=attribute(element, "alias"),
        place=joined(attribute(element, "province"), attribute(element, "city")),
        avatar=attribute(element, "bigheadimgurl", "smallheadimgurl"),
        bio=attribute(element, "sign"),
    )
    return Content(kind="card", card=card)


def _media(kind: Kind, *names: str) -> Callable[[Element], Content]:
    return lambda element: Content(kind=kind, media=((MEDIA[kind], attribute(element, *names)),))


def _app(element: Element) -> Content:
    kind = kind_of_code(49, inside(element, "type")) or "other"
    if element.find("wcpayinfo") is not None and kind in ("transfer", "other"):
        return _transfer(element.find("wcpayinfo"))
    if kind == "reply":
        return Content(kind=kind, text=inside(element, "title"), quote=_quote(element.find("refermsg")))
    if kind == "forward":
        info = _record_of(inside(element, "recorditem"))
        info = element.find("recorditem/recordinfo") if info is None else info
        return Content(kind=kind, title=inside(element, "title"), forwards=read_forwards(info))
    if kind == "file":
        uri = joined(inside(element, "title"), inside(element, "md5"), by="#")
        return Content(kind=kind, title=inside(element, "title"), media=(("file", uri),))
    if kind == "pat":
        return Content(kind=kind, text=inside(element, "patMsg/records/record/templete") or inside(element, "title"))
    if kind == "notice":
        return Content(kind=kind, text=inside(element, "textannouncement") or inside(element, "title"))
    return _shared(element, kind)


def _shared(element: Element, kind: Kind) -> Content:
    feed = element.find("finderFeed")
    if feed is not None:
        url = inside(feed, "mediaList/media/url")
        name = inside(feed, "nickname")
        notes = (joined(WORDS["channel"], f"of {name}" if name else None) or "",)
        return Content(kind="channel", title=inside(feed, "desc"), url=url, notes=notes)
    if kind == "packet":
        return Content(kind=kind, notes=(WORDS[kind], *_words(element, "wcpayinfo/sendertitle", "title")))
    title = inside(element, "sourcedisplayname") if kind == "mini" else None
    media = (("image", None),) if kind == "sticker" else ()
    return Content(
        kind=kind,
        text=inside(element, "des"),
        title=joined(title, inside(element, "title")) or None,
        url=inside(element, "url"),
        media=media,  # type: ignore[arg-type]
        notes=(WORDS[kind],) if kind in WORDS else (),
    )


def _words(element: Element, *paths: str) -> tuple[str, ...]:
    return next(((found,) for path in paths if (found := inside(element, path))), ())


def _transfer(info: Element | None) -> Content:
    return transfer(
        inside(info, "feedesc"),
        memo=inside(info, "pay_memo"),
        act=_PAID.get((inside(info, "paysubtype") or "").strip()),
        payer=inside(info, "payer_username"),
        receiver=inside(info, "receiver_username"),
        uid=inside(info, "transferid") or inside(info, "transcationid"),
    )


def transfer(
    amount: str | None,
    *,
    memo: str | None = None,
    act: str | None = None,
    payer: str | None = None,
    receiver: str | None = None,
    uid: str | None = None,
) -> Content:
    """The content of a transfer: the memo is the payer's words, the rest stands in a note.

    Whoever takes the money or sends it back repeats the memo: it is not theirs.
    """
    is_payers = act in (None, "sent")
    parts = [f"transfer {act}" if act else "transfer", amount]
    parts += [f"payer {payer}" if payer else None, f"receiver {receiver}" if receiver else None]
    parts.append(f"transfer id {uid}" if uid else None)
    parts.append(f"payer's words: {memo}" if memo and not is_payers else None)
    notes = (joined(*parts, by="; ") or "transfer",)
    return Content(kind="transfer", text=memo if is_payers else None, price=amount, notes=notes)


def _quote(refer: Element | None) -> Quote | None:
    if refer is None:
        return None
    text = inside(refer, "content")
    if text and looks_like_markup(text):
        inner = content_of_markup(text, kind_of_code(inside(refer, "type")) or "other")
        text = joined(inner.text, inner.title, inner.price, inner.place) or WORDS.get(inner.kind, inner.kind)
    room_or_peer = inside(refer, "fromusr")
    return Quote(
        text=text,
        name=inside(refer, "displayname"),
        sender=inside(refer, "chatusr") or (room_or_peer if not (room_or_peer or "").endswith("chatroom") else None),
        uid=inside(refer, "svrid"),
        sent_at=from_epoch(inside(refer, "createtime")),
    )


_READERS: dict[str, Callable[[Element], Content]] = {
    "appmsg": _app,
    "location": _location,
    "img": _media("image", "md5", "cdnbigimgurl", "cdnmidimgurl"),
    "emoji": _media("sticker", "cdnurl", "md5"),
    "voicemsg": _media("voice", "voiceurl", "clientmsgid"),
    "videomsg": _media("video", "md5", "cdnvideourl"),
}
