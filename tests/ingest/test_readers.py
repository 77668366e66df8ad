"""Each format is known by its content, and read whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graphintel.errors import ImportFailure
from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Account, Group, Identifier, Loaded, Membership, Post, Quarantined
from ingest import identify

POST = {
    "post_id": "77",
    "text": "Ready stock, PM",
    "time": "2022-03-04 09:15:00",
    "timestamp": 1646385300,
    "user_id": "100090000000001",
    "username": "Budi Contoh",
    "user_url": "https://facebook.com/budi.contoh?__tn__=C",
    "post_url": "https://facebook.com/groups/900/permalink/77",
    "comments_full": [
        {
            "comment_id": "881",
            "commenter_id": None,
            "commenter_name": "Ana Uji",
            "comment_text": "pm",
            "replies": [{"comment_id": "882", "commenter_id": "100090000000001", "comment_text": "ok"}],
        }
    ],
}
APIFY = {
    "facebookUrl": "https://www.facebook.com/groups/900",
    "url": "https://www.facebook.com/groups/900/permalink/42/",
    "time": "2025-02-11T03:20:00.000Z",
    "user": {"id": "pfbid0Zz", "name": "Toko Contoh"},
    "text": "SV 3 ekor",
    "legacyId": "42",
    "groupTitle": "Jual Beli Contoh",
    "topComments": [{"date": "2025-02-11T04:00:00.000Z", "text": "pm", "profileName": "Uji"}],
}
BRIGHT = {
    "url": "https://www.facebook.com/groups/900/posts/43",
    "post_id": "43",
    "user_username_raw": "Ana Uji",
    "content": "halo",
    "date_posted": "2025-02-11T03:20:00.000Z",
    "group_id": "900",
    "group_name": "Jual Beli",
}
BRIGHT_COMMENT = {
    "post_id": "43",
    "post_url": "https://www.facebook.com/groups/900/posts/43",
    "comment_id": "99",
    "user_name": "Uji",
    "user_id": "100090000000002",
    "date_created": "2025-02-11T05:20:00.000Z",
    "comment_text": "up",
}
CHATLOG = {
    "seq": 1717000000001,
    "time": "2024-05-29T20:26:40+08:00",
    "talker": "123@chatroom",
    "talkerName": "鸟友群",
    "isChatRoom": True,
    "sender": "wxid_test0001",
    "senderName": "阿样",
    "isSelf": False,
    "type": 1,
    "subType": 0,
    "content": "出两只",
}
WEFLOW = {
    "weflow": {"version": "1"},
    "session": {"wxid": "123@chatroom", "nickname": "鸟友群", "type": "群聊"},
    "messages": [
        {
            "localId": 5,
            "createTime": 1717000000,
            "type": "文本消息",
            "content": "出",
            "isSend": 1,
            "senderUsername": "wxid_me",
        }
    ],
    "groupMembers": [{"wxid": "wxid_test0002", "nickname": "小样", "alias": "Xiao_Yang"}],
}
MEMBERS = "Profile Id,Full Name,Profile Link,Bio,ImageSrc,GroupId,Group Joining Text,Profile Type\n" + (
    '100090000000001,Ana Uji,https://www.facebook.com/ana.uji,Sells,x,900,"Member since May 3, 2021",User\n'
)
PYWX = (
    "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
    "1,5000000000000000001,文本,0,wxid_a,123@chatroom,你好,,2024-05-29 20:26:40\n"
    "2,5000000000000000002,文本,1,我,123@chatroom,嗨,,2024-05-29 20:26:41\n"
)
GROUP = {"id": "900", "name": "Jual Beli", "members": 21000, "admins": [{"name": "Uji", "link": "/uji.admin"}]}
GROUP["other_members"] = [{"name": "Tes", "link": "/profile.php?id=100090000000009"}]


def read(path: Path, **owners: str) -> list[Loaded | Quarantined]:
    reader, _ = identify(path)
    source = SourceFile(path, path.name, "s1")
    return list(reader.read(source, ReadOptions(timezone=ZoneInfo("Asia/Kuala_Lumpur"), owners=owners)))


def statements(records: list[Loaded | Quarantined], kind: type[Any]) -> Iterator[Any]:
    for record in records:
        if isinstance(record, Loaded):
            yield from (s for s in record.statements if isinstance(s, kind))


CASES = [
    ("kinzg", json.dumps([POST]), "facebook-scraper posts", 3),
    ("group", json.dumps(GROUP), "facebook-scraper group", 3),
    ("apify array", json.dumps([APIFY]), "apify group posts", 2),
    ("apify lines", json.dumps(APIFY) + "\n" + json.dumps(APIFY | {"legacyId": "44"}) + "\n", "apify group posts", 4),
    ("bright data", json.dumps([BRIGHT, {"error": "dead page", "input": {}}]), "bright data posts", 2),
    ("bright data comments", json.dumps([BRIGHT_COMMENT]), "bright data comments", 1),
    ("chatlog", json.dumps([CHATLOG]), "chatlog messages", 1),
    ("weflow", json.dumps(WEFLOW), "weflow json", 3),
    ("members", MEMBERS, "facebook members csv", 1),
    ("pywxdump", PYWX, "pywxdump csv", 2),
]


@pytest.mark.parametrize(("content", "name", "records"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_format_is_known_and_read(tmp_path: Path, content: str, name: str, records: int, encoding: str) -> None:
    path = tmp_path / "whatever.bin"
    path.write_bytes(content.encode(encoding))
    assert identify(path)[0].name == name
    assert len(read(path)) == records


def test_comments_and_replies_are_records_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(json.dumps([POST]))
    records = read(path)
    assert [r.locator for r in records] == ["/0", "/0/comments_full/0", "/0/comments_full/0/replies/0"]
    posts = list(statements(records, Post))
    assert [p.post_key for p in posts] == ["facebook:900/77", "facebook:900/881", "facebook:900/882"]
    assert posts[2].parent_post_key == posts[1].post_key
    assert posts[0].posted_at.isoformat() == "2022-03-04T09:15:00+00:00"
    people = list(statements(records, Account))
    assert (people[0].account_key, people[0].handle) == ("facebook:100090000000001", "budi.contoh")
    assert [a.account_key for a in people if a.is_name_only] == [posts[1].account_key]


def test_an_opaque_id_and_a_group_title_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(json.dumps([APIFY]))
    records = read(path)
    assert next(statements(records, Post)).account_key == "facebook:pfbid0Zz"
    assert next(statements(records, Group)).name == "Jual Beli Contoh"


def test_a_truncated_array_keeps_its_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(json.dumps([POST, POST | {"post_id": "78"}, POST | {"post_id": "79"}])[:-200])
    records = read(path)
    assert len([r for r in records if isinstance(r, Loaded)]) == 6
    assert [r.locator for r in records if isinstance(r, Quarantined)] == ["/2"]


def test_json_lines_lose_one_line_where_one_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(json.dumps(APIFY) + "\n")
    assert [r.locator for r in read(path)] == ["line 1", "line 1/topComments/0"]
    other = json.dumps(APIFY | {"legacyId": "44"})
    path.write_text(json.dumps(APIFY) + "\n" + other[:50] + "\n" + other + "\n")
    assert [r.locator for r in read(path) if isinstance(r, Quarantined)] == ["line 2"]
    assert len(read(path)) == 5


def test_a_row_that_reports_a_failure_is_kept_raw(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(json.dumps([BRIGHT, {"error": "dead page", "input": {"url": "x"}}]))
    bad = [r for r in read(path) if isinstance(r, Quarantined)]
    assert len(bad) == 1
    assert "dead page" in bad[0].reason
    assert json.loads(bad[0].raw)["input"] == {"url": "x"}


def test_the_owner_is_bound_or_stays_within_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(PYWX)
    authors = [p.account_key for p in statements(read(path), Post)]
    assert authors == ["wechat:wxid_a", "wechat:~me-s1"]
    assert [p.account_key for p in statements(read(path, wechat="wxid_me"), Post)][1] == "wechat:wxid_me"


ARRIVALS = [
    ("with ids", '"阿样(wxid_a)"邀请"小(样)(wxid_b)"加入了群聊', ("wechat:wxid_b", "invited", "wechat:wxid_a")),
    ("a name met before", '"阿样"邀请"新人(wxid_n)"加入了群聊', ("wechat:wxid_n", "invited", "wechat:wxid_test0001")),
    (
        "scanned",
        '"新人(wxid_n)"通过扫描"阿样"分享的二维码加入群聊',
        ("wechat:wxid_n", "joined", "wechat:wxid_test0001"),
    ),
    ("the owner", '你邀请"新人(wxid_n)"加入了群聊', ("wechat:wxid_n", "invited", "wechat:wxid_me")),
]


@pytest.mark.parametrize(("line", "expected"), [c[1:] for c in ARRIVALS], ids=[c[0] for c in ARRIVALS])
def test_system_lines_say_who_brought_whom(tmp_path: Path, line: str, expected: tuple[str, str, str]) -> None:
    path = tmp_path / "a"
    notice = CHATLOG | {"seq": 2, "type": 10000, "sender": "系统消息", "content": line}
    path.write_text(json.dumps([CHATLOG, notice], ensure_ascii=False))
    (found,) = statements(read(path, wechat="wxid_me"), Membership)
    assert (found.account_key, found.source_kind, found.inviter_account_key) == expected


def test_members_have_roles_aliases_and_days(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(MEMBERS)
    (member,) = statements(read(path), Membership)
    assert (member.group_key, member.observed_at.isoformat(), member.observed_precision) == (
        "facebook:900",
        "2021-05-02T16:00:00+00:00",
        "day",
    )
    path.write_text(json.dumps(WEFLOW))
    assert next(statements(read(path), Identifier)).value == "xiao_yang"
    path.write_text(json.dumps(GROUP))
    assert [m.role for m in statements(read(path), Membership)] == ["admin", "member"]


def test_a_broken_quotation_costs_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a"
    good = MEMBERS.splitlines()[1]
    path.write_text(MEMBERS + '100090000000002,"Open,https://www.facebook.com/x,,,900,,\n' + f"{good}x\n" * 3)
    records = read(path)
    assert [r.locator for r in records if isinstance(r, Quarantined)] == ["line 3"]
    assert len([r for r in records if isinstance(r, Loaded)]) == 4


BAD = [
    ("empty", b" \n", "is empty"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "picture"),
    ("bytes", bytes(range(32)) * 100, "no text"),
    ("prose", b"Catatan lapangan", "no reader knows"),
    ("archive", b"PK\x03\x04....", "archive"),
]


@pytest.mark.parametrize(("content", "words"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_what_is_no_export_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "posts.json"
    path.write_bytes(content)
    with pytest.raises(ImportFailure, match=words):
        identify(path)


def test_half_a_surrogate_pair_is_replaced_not_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(json.dumps([POST | {"text": "x\ud83d y \ud83d\ude00"}]))
    assert next(statements(read(path), Post)).text == "x\ufffd y 😀"
