"""WeChat's own lines, codes and markup: each form by a named case."""

from __future__ import annotations

import pytest

from graphintel.errors import RecordError
from ingest.wechat.appmsg import content_of_markup
from ingest.wechat.content import plain
from ingest.wechat.kinds import kind_of_code, kind_of_label
from ingest.wechat.lines import moves_in, new_name_in
from ingest.wechat.literals import literal_of
from ingest.wechat.markup import looks_like_markup, parse_markup

CODES = [
    ("text", 1, 0, "text"),
    ("text as digits", "1", "0", "text"),
    ("a quote", 49, 57, "reply"),
    ("packed by Windows 4", (57 << 32) | 49, None, "reply"),
    ("a transfer, packed", (2000 << 32) | 49, 0, "transfer"),
    ("Android's red packet", 436207665, None, "packet"),
    ("Android's transfer", 419430449, None, "transfer"),
    ("Android's reply", 822083633, None, "reply"),
    ("Android's live location", -1879048186, None, "location"),
    ("a red packet's cover", 49, 2003, "packet"),
    ("an unknown app", 49, 9999, "other"),
    ("an unknown type", 123456, None, "other"),
    ("no code", None, None, None),
    ("a truth value", True, None, None),
    ("words", "图片", None, None),
]


@pytest.mark.parametrize(("code", "sub", "kind"), [c[1:] for c in CODES], ids=[c[0] for c in CODES])
def test_a_code_is_a_kind(code: object, sub: object, kind: str | None) -> None:
    assert kind_of_code(code, sub) == kind


LABELS = [("图片", "image"), ("[图片消息]", "image"), ("视频号", "channel"), ("视频", "video"), ("语音通话", "call"),
          ("带有引用的文本消息", "reply"), ("合并转发的聊天记录", "forward"), ("赠送红包封面", "packet"),
          ("动画表情", "sticker"), ("系统通知", "system"), ("群公告", "notice"), ("旺柴", None),
          ("", None)]  # fmt: skip


@pytest.mark.parametrize(("label", "kind"), LABELS, ids=[c[0] for c in LABELS])
def test_a_label_is_a_kind(label: str, kind: str | None) -> None:
    assert kind_of_label(label) == kind


LINES = [
    ("one invited", '"甲"邀请"乙"加入了群聊', [("invited", ["乙"], "甲")]),
    ("traditional", '"甲"邀請"乙"加入群聊', [("invited", ["乙"], "甲")]),
    ("several", '"甲"邀请"乙、丙"加入了群聊', [("invited", ["乙", "丙"], "甲")]),
    ("the owner among them", '"甲"邀请你和"乙"加入了群聊', [("invited", ["你", "乙"], "甲")]),
    (
        "the owner, and who is there",
        '"甲"邀请你加入了群聊，群聊参与人还有：乙、丙',
        [("invited", ["你"], "甲"), ("listed", ["乙", "丙"], None)],
    ),
    ("by a code", '"甲"通过扫描"乙"分享的二维码加入群聊', [("joined", ["甲"], "乙")]),
    ("by the room's code", '"甲"通过扫描群二维码加入群聊', [("joined", ["甲"], None)]),
    ("removed by the owner", '你将"乙"移出了群聊', [("left", ["乙"], "你")]),
    ("the owner removed", '你被"甲"移出群聊', [("left", ["你"], "甲")]),
    ("removed, English", 'You removed "B" from the group chat', [("left", ["B"], "You")]),
    ("left", '"甲"退出了群聊', [("left", ["甲"], None)]),
    ("taken back", '"甲" 撤回了一条消息', []),
    ("nothing", "", []),
    ("a giant line", "甲" * 1_000_000 + "邀请", []),
]


@pytest.mark.parametrize(("line", "moves"), [c[1:] for c in LINES], ids=[c[0] for c in LINES])
def test_a_line_says_who_came_and_left(line: str, moves: list[tuple[str, list[str], str | None]]) -> None:
    found = [(m.kind, [p.name for p in m.who], m.by.name if m.by else None) for m in moves_in(line)]
    assert found == moves


def test_a_room_is_renamed() -> None:
    assert new_name_in('"甲"修改群名为“鹦鹉群”') == "鹦鹉群"
    assert new_name_in("修改群名") is None


REFUSED = [
    ("a document type", '<!DOCTYPE a [<!ENTITY b "bb">]><msg>&b;</msg>', "declares a document type"),
    ("an unknown entity", "<msg>&nbsp;</msg>", "broken"),
    ("cut off", "<msg><appmsg>", "broken"),
    ("too deep", "<msg>" * 500 + "</msg>" * 500, "nested deeper"),
    ("too large", "<msg>" + "x" * 2_000_000 + "</msg>", "larger"),
    ("half a surrogate pair", "<msg>\ud83d</msg>", "broken"),
    ("a NUL", "<msg>\0</msg>", "broken"),
]


@pytest.mark.parametrize(("text", "words"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_hostile_markup_is_refused_in_words(text: str, words: str) -> None:
    assert looks_like_markup(text)
    with pytest.raises(RecordError, match=words):
        parse_markup(text)
    assert words in content_of_markup(text, "link").notes[0]


def test_words_about_markup_are_words() -> None:
    assert not looks_like_markup("我写了 <msg> 这个词")
    assert looks_like_markup("wxid_a:\n<msg/>")


PLAIN = [
    ("a placeholder", "image", "[图片]", None, None),
    ("a file's name", "file", "[文件] 价目.xlsx", None, "价目.xlsx"),
    ("a card's name is no text", "card", "[名片] 老板", None, None),
    ("a link's title", "link", "[链接] 鹦鹉价目", None, "鹦鹉价目"),
    ("a face in a text", "text", "[旺柴]", "[旺柴]", None),
]


@pytest.mark.parametrize(("kind", "given", "text", "title"), [c[1:] for c in PLAIN], ids=[c[0] for c in PLAIN])
def test_a_tool_s_label_is_nobody_s_words(kind: str, given: str, text: str | None, title: str | None) -> None:
    found = plain(kind, given)  # type: ignore[arg-type]
    assert (found.text, found.title) == (text, title)


def test_an_amount_is_read_from_words() -> None:
    assert plain("transfer", "[转账] ￥300.00 定金").price == "￥300.00"


@pytest.mark.parametrize("text", ["{" * 100_000, "__import__('os')", "{'a': 1e999999}", "[" * 59, "x" * 300_000, ""])
def test_a_hostile_literal_is_nothing_or_a_value(text: str) -> None:
    assert literal_of(text) is None or literal_of(text) == {"a": float("inf")}
