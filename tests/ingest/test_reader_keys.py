"""Keys stay the same over exports, nobody is invented, and nested records are not lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Account, Group, Loaded, Membership, Post
from ingest import identify

ROOM = "123@chatroom"
LINE = {"seq": 1, "time": "2024-05-29T20:26:40+08:00", "talker": ROOM, "talkerName": "鸟友群", "isChatRoom": True}
LINE |= {"sender": "系统消息", "senderName": "", "isSelf": False, "type": 10000, "subType": 0}
APIFY = {"facebookUrl": "https://www.facebook.com/groups/900", "user": {"id": "1", "name": "Uji"}, "legacyId": "42"}
APIFY |= {"text": "SV", "groupTitle": "Contoh"}
BRIGHT = {"post_id": "43", "post_url": "https://www.facebook.com/groups/900/posts/43", "comment_id": "99"}
BRIGHT |= {"user_name": "Uji", "user_id": "1", "date_created": "2025-02-11T05:20:00Z", "comment_text": "up"}


def read(tmp_path: Path, content: Any, kind: type[Any]) -> list[Any]:
    path = tmp_path / "export"
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    records = identify(path)[0].read(SourceFile(path, path.name, "s1"), ReadOptions())
    return [s for r in records if isinstance(r, Loaded) for s in r.statements if isinstance(s, kind)]


ARRIVALS = [
    ("two names and the owner", '"甲"邀请你和"乙"、"丙"加入了群聊', {"甲", "乙", "丙", None}, 3),
    ("English, two names", '"X" invited "Y" and "Z" to the group chat', {"X", "Y", "Z"}, 2),
    ("the room's own code", '"甲"通过扫描群二维码加入群聊', {"甲"}, 1),
    ("a shared code", '"甲"通过扫描"乙"分享的二维码加入群聊', {"甲", "乙"}, 1),
    ("English code", "X joined the group chat via QR", {"X"}, 1),
    ("English shared code", "X joined the group chat via the QR code shared by Y", {"X", "Y"}, 1),
    ("a name with an and", "Ana and Ben invited Y to the group chat", {"Ana and Ben", "Y"}, 1),
]


@pytest.mark.parametrize(("line", "names", "arrived"), [c[1:] for c in ARRIVALS], ids=[c[0] for c in ARRIVALS])
def test_a_system_line_invents_nobody(tmp_path: Path, line: str, names: set[str | None], arrived: int) -> None:
    export = [LINE | {"content": line}]
    assert {a.display_name for a in read(tmp_path, export, Account)} == names
    assert len(read(tmp_path, export, Membership)) == arrived


def weflow(*texts: str, first: int) -> dict[str, Any]:
    messages = [
        {
            "localId": first + n,
            "createTime": 1717000000,
            "type": "文本消息",
            "content": text,
            "senderUsername": "wxid_a",
        }
        for n, text in enumerate(texts)
    ]
    return {"session": {"wxid": ROOM, "nickname": "鸟友群"}, "messages": messages}


def test_a_message_keeps_its_key_in_another_export(tmp_path: Path) -> None:
    one = read(tmp_path, weflow("出", "收", "收", first=5), Post)
    other = read(tmp_path, weflow("收", "出", "收", first=5), Post)
    assert {p.post_key for p in one} == {p.post_key for p in other}
    assert len({p.post_key for p in one}) == 3
    assert [p.platform_uid for p in one] == ["5", "6", "7"]


@pytest.mark.parametrize("name", ["topComments", "comments"])
def test_replies_of_apify_are_read(tmp_path: Path, name: str) -> None:
    comment = {"id": "5", "text": "pm", "profileName": "Tes", "replies": [{"id": "6", "text": "ok"}]}
    posts = read(tmp_path, [APIFY | {name: [comment]}], Post)
    assert [p.parent_post_key for p in posts] == [None, "facebook:900/42", "facebook:900/5"]


def test_replies_of_bright_data_are_read(tmp_path: Path) -> None:
    reply = {"comment_id": "100", "comment_text": "ok", "user_name": "Tes"}
    posts = read(tmp_path, [BRIGHT | {"replies": [reply]}], Post)
    assert [(p.post_key, p.parent_post_key) for p in posts][1] == ("facebook:900/100", "facebook:900/99")


def test_the_profile_id_goes_before_the_row_id(tmp_path: Path) -> None:
    header = "id,user_id,full_name,profile_url,join_date,is_admin,group_id"
    rows = f"{header}\n1,100,Ana Uji,https://www.facebook.com/ana.uji,2021-05-03,true,900\n"
    assert [a.account_key for a in read(tmp_path, rows, Account)] == ["facebook:100"]


def test_a_room_among_contacts_is_a_group(tmp_path: Path) -> None:
    export = {"items": [{"userName": ROOM, "alias": "", "remark": "", "nickName": "鸟友群"}]}
    assert [g.name for g in read(tmp_path, export, Group)] == ["鸟友群"]
    assert read(tmp_path, export, Account) == []
