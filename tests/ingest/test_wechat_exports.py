"""What no single fixture of WeChat's tools can say: one room by many tools, order in the file, sheets, and margins."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Account, Identifier, Loaded, Membership, Post, Quarantined
from ingest import candidates, identify
from ingest.files.decoding import read_head
from ingest.wechat import READERS
from tests.ingest.fixtures import all_fixtures, options_of

ROOM = "12345000000@chatroom"
AT = 1716985601  # 2024-05-29 20:26:41 in Kuala Lumpur
LOCAL = "2024-05-29 20:26:41"
TEXT = "出两只，微信同号 13800000000"
NAMES = {reader.name for reader in READERS}


def statements(path: Path, kind: type[Any], **owners: str) -> list[Any]:
    reader, _ = identify(path)
    records = reader.read(SourceFile(path, path.name, "s1"), options_of({"owners": owners}))
    return [s for r in records if isinstance(r, Loaded) for s in r.statements if isinstance(s, kind)]


def write(folder: Path, content: Any, name: str = "export") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return path


SENT = {"senderUsername": "wxid_test0001", "type": "文本消息", "content": TEXT, "createTime": AT, "isSend": 0}
CHATLOG = {"seq": AT * 1000, "time": "2024-05-29T20:26:41+08:00", "talker": ROOM, "talkerName": "鸟友群", "type": 1,
           "isChatRoom": True, "sender": "wxid_test0001", "senderName": "阿样", "isSelf": False,
           "content": TEXT}  # fmt: skip
BACKUP = {"LocalId": 1, "MsgSvrId": "5", "type": 1, "IsSender": 0, "createTime": AT, "talker": ROOM, "content": TEXT,
          "userInfo": {"UserName": "wxid_test0001"}, "ReferInfo": {}}  # fmt: skip
SAME = [
    ("chatlog json", [CHATLOG]),
    ("chatlog csv", "Time,SenderName,Sender,TalkerName,Talker,Content\n"
                    f"{LOCAL},阿样,wxid_test0001,鸟友群,{ROOM},{TEXT}\n"),
    ("pywxdump", "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
                 f"1,5,文本,0,wxid_test0001,{ROOM},{TEXT},,{LOCAL}\n"),
    ("memotrace", "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
                  f"1,{ROOM},1,0,0,{AT},2,{TEXT},{LOCAL},,阿样,wxid_test0001\n"),
    ("weflow", {"session": {"wxid": ROOM, "nickname": "鸟友群"}, "messages": [SENT]}),
    ("weflow table", f"微信ID,{ROOM}\n序号,时间,发送者昵称,发送者微信ID,消息类型,内容\n"
                     f"1,{LOCAL},阿样,wxid_test0001,文本消息,{TEXT}\n"),
    ("wechatdatabackup", {"Rows": [BACKUP]}),
]  # fmt: skip


@pytest.mark.parametrize("content", [case[1] for case in SAME], ids=[case[0] for case in SAME])
def test_one_message_is_the_same_by_every_tool(tmp_path: Path, content: Any) -> None:
    (post,) = statements(write(tmp_path, content), Post)
    assert post.posted_at is not None
    found = (post.group_key, post.account_key, int(post.posted_at.timestamp()), post.text)
    assert found == (f"wechat:{ROOM}", "wechat:wxid_test0001", AT, TEXT)


def test_every_wechat_fixture_is_known_by_a_margin() -> None:
    for fixture in all_fixtures():
        if fixture.expected["format"] not in NAMES:
            continue
        found = candidates(read_head(fixture.path))
        assert found[0][1].name == fixture.expected["format"]
        assert len(found) == 1 or found[0][0].score - found[1][0].score > 0.01, fixture.name


def test_messages_before_the_session_are_read(tmp_path: Path) -> None:
    export = {"messages": [SENT] * 3, "avatars": {}, "session": {"wxid": ROOM, "nickname": "鸟友群"}}
    assert {p.group_key for p in statements(write(tmp_path, export), Post)} == {f"wechat:{ROOM}"}


def test_a_sheet_below_title_rows_as_wide_as_itself_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    titles = [["会话信息"], ["微信ID", ROOM, "", "昵称", "鸟友群"],
              ["导出工具", "WeFlow", "导出版本", "0.0.2", "平台", "wechat", "导出时间", LOCAL]]  # fmt: skip
    header = ["序号", "时间", "发送者昵称", "发送者微信ID", "发送者备注", "群昵称", "发送者身份", "消息类型", "内容"]
    row = [1, LOCAL, "阿样", "wxid_test0001", "", "", "阿样", "文本消息", TEXT]
    for cells in (*titles, header, row):
        sheet.append(cells)
    book.save(tmp_path / "export.xlsx")
    (post,) = statements(tmp_path / "export.xlsx", Post)
    assert (post.group_key, post.account_key, post.text) == (f"wechat:{ROOM}", "wechat:wxid_test0001", TEXT)


def test_the_owner_met_by_word_first_is_the_id_that_a_later_record_states(tmp_path: Path) -> None:
    line = CHATLOG | {"seq": 1, "type": 10000, "sender": "系统消息", "content": '你邀请"甲(wxid_test0004)"加入了群聊'}
    own = CHATLOG | {"seq": 2, "sender": "wxid_me0001", "isSelf": True}
    path = write(tmp_path, [line, own])
    (link,) = statements(path, Identifier)
    assert (link.account_key, link.kind, link.value) == ("wechat:~me-s1", "uid", "wxid_me0001")
    keys = {a.account_key for a in statements(path, Account, wechat="wxid_me0001")}
    assert keys == {"wechat:wxid_me0001", "wechat:wxid_test0004"}


def test_the_other_person_s_id_beside_the_owner_s_words_is_not_the_owner(tmp_path: Path) -> None:
    export = {"session": {"wxid": "wxid_test0002", "type": "私聊"}, "messages": [SENT | {"isSend": 1}]}
    export["messages"][0]["senderUsername"] = "wxid_test0002"
    (post,) = statements(write(tmp_path, export), Post)
    assert post.account_key == "wechat:~me-s1"


def test_ids_of_one_login_are_never_kept(tmp_path: Path) -> None:
    room = {
        "UserName": "@@" + "0" * 32,
        "NickName": "鸟友群",
        "MemberList": [{"UserName": "@" + "1" * 32, "NickName": "甲"}],
    }
    path = write(tmp_path, [room])
    assert all(a.is_name_only and a.platform_uid is None for a in statements(path, Account))
    assert len(statements(path, Membership)) == 1


def test_chats_of_the_same_meaningless_file_name_stay_apart(tmp_path: Path) -> None:
    path = write(tmp_path, "2024-05-29 20:26:40 甲\n在吗\n\n", "messages.txt")
    reader, _ = identify(path)
    keys = set()
    for source in ("s1", "s2"):
        records = reader.read(SourceFile(path, "messages.txt", source), ReadOptions())
        keys |= {s.group_key for r in records if isinstance(r, Loaded) for s in r.statements if isinstance(s, Post)}
    assert len(keys) == 2


def test_a_merged_forward_that_is_nested_without_end_is_bounded(tmp_path: Path) -> None:
    info: dict[str, Any] = {"DataList": {"DataItems": [{"SourceName": "底", "DataDesc": "x"}]}}
    for _ in range(60):
        info = {"DataList": {"DataItems": [{"DataType": "17", "SourceName": "层", "RecordXML": {"RecordInfo": info}}]}}
    forward = CHATLOG | {"type": 49, "subType": 19, "content": "", "contents": {"recordInfo": info}}
    path = write(tmp_path, [forward])
    records = list(identify(path)[0].read(SourceFile(path, "x", "s1"), ReadOptions()))
    assert not any(isinstance(r, Quarantined) for r in records)
    assert 5 < len(records) < 20
