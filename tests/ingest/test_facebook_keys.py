"""One post, comment, person or group has one key, whichever tool of Facebook's exports states it."""

from __future__ import annotations

import base64
import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graphintel.schema.reading import Reader, ReadOptions, SourceFile
from graphintel.schema.records import Account, Identifier, Loaded, Post, Quarantined, Read, SameAs
from ingest import identify
from ingest.facebook.apify import ApifyGroupPosts
from ingest.facebook.bright_data import BrightDataPosts
from ingest.facebook.download_parts import group_in_title
from ingest.facebook.file_names import group_id_in_name
from ingest.facebook.joining import date_of
from ingest.facebook.keys import account_of, place_of, post_uids
from ingest.facebook.links import clean_link, comment_id, comment_in, plain_id, post_in, profile_in
from ingest.facebook.python_cells import parse_python
from ingest.facebook.values import is_pseudonym, moment_of, repaired, uid_of

GROUP = "900000000000001"
LINK = f"https://www.facebook.com/groups/{GROUP}/permalink/42/"


def wrapped(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


KEVINZG = {
    "post_id": "42",
    "username": "Budi Contoh",
    "user_id": "100090000000001",
    "text": "x",
    "post_url": f"https://m.facebook.com/groups/{GROUP}/permalink/42/?ref=x",
    "comments_full": [{"comment_id": "881", "commenter_id": "100090000000002", "comment_text": "pm"}],
    "reaction_count": 1,
}
APIFY = {
    "facebookUrl": "https://www.facebook.com/groups/jualbeli.contoh",
    "url": LINK,
    "user": {"id": "100090000000001"},
    "text": "x",
    "id": wrapped("S:_I100090000000001:VK:42"),
    "groupTitle": "Contoh",
    "topComments": [{"id": wrapped("comment:42_881"), "profileId": "100090000000002", "text": "pm"}],
}
BRIGHT = {
    "post_id": "42",
    "post_url": LINK,
    "comment_id": wrapped("comment:42_881"),
    "user_name": "Ana Uji",
    "user_id": "100090000000002",
    "date_created": "2025-02-11T05:20:00Z",
    "comment_text": "pm",
}
GRAPH = {
    "data": [
        {
            "id": f"{GROUP}_42",
            "message": "x",
            "created_time": "2016-05-03T10:00:00+0000",
            "comments": {"data": [{"id": "42_881", "message": "pm"}]},
        }
    ]
}


def read(tmp_path: Path, content: Any, reader: Reader | None = None, name: str = "export") -> list[Read]:
    path = tmp_path / "export"
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    options = ReadOptions(timezone=ZoneInfo("Asia/Kuala_Lumpur"))
    return list((reader or identify(path)[0]).read(SourceFile(path, name, "s1"), options))


def stated(records: list[Read], kind: type[Any]) -> list[Any]:
    return [s for r in records if isinstance(r, Loaded) for s in r.statements if isinstance(s, kind)]


@pytest.mark.parametrize("export", [[KEVINZG], [APIFY], GRAPH], ids=["kevinzg", "apify", "graph"])
def test_tools_give_a_post_and_its_comment_the_same_keys(tmp_path: Path, export: Any) -> None:
    posts = stated(read(tmp_path, export), Post)
    assert [p.post_key for p in posts] == [f"facebook:{GROUP}/42", f"facebook:{GROUP}/881"]
    assert posts[1].parent_post_key == posts[0].post_key


def test_a_comment_alone_joins_the_post_of_another_tool(tmp_path: Path) -> None:
    (comment,) = stated(read(tmp_path, [BRIGHT]), Post)
    assert (comment.post_key, comment.parent_post_key) == (f"facebook:{GROUP}/881", f"facebook:{GROUP}/42")


def test_a_name_of_a_group_stands_for_its_number(tmp_path: Path) -> None:
    same = stated(read(tmp_path, [APIFY]), SameAs)
    assert [(s.subject_kind, s.key, s.other_key) for s in same] == [
        ("group", "facebook:jualbeli.contoh", f"facebook:{GROUP}"),
        ("post", "facebook:jualbeli.contoh/42", f"facebook:{GROUP}/42"),
    ]


def test_two_numbers_of_groups_stand_for_nothing() -> None:
    place = place_of("/groups/900/permalink/42", "901", source_id="s1")
    assert (place.key, place.weaker) == ("facebook:900", ())


NOBODIES = [
    ("anonymous", "Anonymous member", "100090000000001", None),
    ("numbered", "Anonymous participant 12", None, None),
    ("Indonesian", "Anggota anonim", None, None),
    ("Vietnamese", "Thành viên  ẩn danh", None, None),
    ("Chinese", "匿名成员", None, None),
    ("gone", "Facebook user", None, None),
    ("gone, with an id", "Facebook user", "100090000000001", "facebook:100090000000001"),
]


@pytest.mark.parametrize(("name", "uid", "key"), [c[1:] for c in NOBODIES], ids=[c[0] for c in NOBODIES])
def test_a_name_for_all_who_hide_is_nobodys(name: str, uid: str | None, key: str | None) -> None:
    found = account_of(uid=uid, name=name, url=None, chat="c")
    assert (found[0] if found else None) == key


def test_an_opaque_id_with_a_numeric_link_is_the_number() -> None:
    found = account_of(uid="pfbid0Zz", name="T", url="https://facebook.com/profile.php?id=100090000000001", chat="c")
    assert found is not None
    assert found[0] == "facebook:100090000000001"
    (same,) = [s for s in found[1] if isinstance(s, Identifier)]
    assert (same.account_key, same.kind, same.value) == ("facebook:pfbid0Zz", "uid", "100090000000001")


PROFILES = [
    ("numeric", "https://www.facebook.com/profile.php?id=100090000000001&__tn__=C", ("100090000000001", None)),
    ("vanity", "https://m.facebook.com/Budi.Contoh/about", (None, "budi.contoh")),
    ("no scheme", "facebook.com/budi.contoh", (None, "budi.contoh")),
    ("relative", "/budi.contoh?fref=gm", (None, "budi.contoh")),
    ("in a group", "https://www.facebook.com/groups/900/user/100090000000001/", ("100090000000001", None)),
    ("with a name", "https://www.facebook.com/people/Budi-Contoh/100090000000001/", ("100090000000001", None)),
    ("opaque", "https://www.facebook.com/people/Budi-Contoh/pfbid0Zz/", ("pfbid0Zz", None)),
    ("page of today", "https://www.facebook.com/p/Toko-Contoh-100090000000001/", ("100090000000001", None)),
    ("a post is nobody", "https://www.facebook.com/groups/900/posts/42/", (None, None)),
    ("a post of somebody", "https://www.facebook.com/budi.contoh/posts/42/", (None, "budi.contoh")),
    ("a page of the site", "https://www.facebook.com/messages/t/100090000000001", (None, None)),
    ("with marks", "\u202ahttps://www.facebook.com/budi.contoh\u202c", (None, "budi.contoh")),
    ("another site", "https://www.instagram.com/budi.contoh/", (None, None)),
    ("broken", "https://[x/budi", (None, None)),
]


@pytest.mark.parametrize(("link", "ids"), [c[1:] for c in PROFILES], ids=[c[0] for c in PROFILES])
def test_a_profile_link_names_ids(link: str, ids: tuple[str | None, str | None]) -> None:
    assert profile_in(link) == ids


POSTS = [
    ("permalink", "https://www.facebook.com/groups/900/permalink/42", "42", "facebook:900"),
    ("posts", "https://web.facebook.com/groups/Jual.Beli/posts/42/?comment_id=1", "42", "facebook:jual.beli"),
    ("opaque", "https://www.facebook.com/groups/900/posts/pfbid02Abc", "pfbid02Abc", "facebook:900"),
    ("several", "https://www.facebook.com/groups/900/?multi_permalinks=42,43&x=1", "42", "facebook:900"),
    ("story", "https://m.facebook.com/story.php?story_fbid=42&id=900", "42", None),
    ("of a timeline", "https://www.facebook.com/permalink.php?story_fbid=42&id=900", "42", None),
    ("plain", "https://www.facebook.com/groups/900/42/", "42", "facebook:900"),
    ("feed", "https://www.facebook.com/groups/feed/", None, None),
]


@pytest.mark.parametrize(("link", "uid", "group"), [c[1:] for c in POSTS], ids=[c[0] for c in POSTS])
def test_a_post_link_names_post_and_group(link: str, uid: str | None, group: str | None) -> None:
    assert post_in(link) == uid
    assert place_of(link, source_id="s1").key == group


def test_a_story_on_a_timeline_is_in_no_group() -> None:
    link = "https://m.facebook.com/story.php?story_fbid=42&id=100090000000001"
    assert place_of(link, source_id="s1", author="100090000000001").key is None
    assert place_of(link, source_id="s1", author="100090000000002").key == "facebook:100090000000001"
    assert place_of(link, source_id="s1", author="pfbid0Zz").key is None


def test_ids_are_taken_out_of_base64_and_pairs() -> None:
    assert plain_id(wrapped("S:_I100090000000001:42:42")) == "42"
    assert plain_id(wrapped("feedback:42")) == "42"
    assert comment_id(wrapped("comment:42_881")) == "881"
    assert comment_id("42_881") == "881"
    assert plain_id("comments") == "comments"
    assert comment_in(LINK + f"?comment_id={wrapped('comment:42_881')}&reply_comment_id=882") == "882"
    assert post_uids("pfbid02Abc", LINK) == ("42", ("pfbid02Abc",))


def test_a_clean_link_keeps_what_says_what_is_shown() -> None:
    assert clean_link(LINK + "?comment_id=1&__tn__=R&fbclid=2") == LINK + "?comment_id=1"


NAMES = [
    ("groups/900000000000001.json", "900000000000001"),
    ("groups_900000000000001_2024-01-31.csv", "900000000000001"),
    ("export/Group-123456.json", "123456"),
    ("20240131.json", None),
    ("20240131101500.json", None),
    ("posts_900000000000001.json", None),
    ("facebook.json", None),
]


@pytest.mark.parametrize(("name", "uid"), NAMES, ids=[c[0] for c in NAMES])
def test_a_file_name_may_name_the_group(name: str, uid: str | None) -> None:
    assert group_id_in_name(name) == uid


DAYS = [
    ("Member since May 3, 2021", "2021-05-03", "day"),
    ("May 3 2021", "2021-05-03", "day"),
    ("Joined on 3 May 2021", "2021-05-03", "day"),
    ("2021-05-03", "2021-05-03", "day"),
    ("2021-05-03T04:00:00Z", "2021-05-03", "second"),
    ("Joined about 2 weeks ago", None, "relative"),
    ("Bergabung sekitar 2 minggu lalu", None, "relative"),
    ("Ahli sejak 3 Mei 2021", None, "unknown"),
    ("May 32, 2021", None, "unknown"),
    ("Member since May 3, 9999", None, "relative"),
]


@pytest.mark.parametrize(("text", "day", "precision"), DAYS, ids=[c[0] for c in DAYS])
def test_a_day_of_joining_is_read_or_kept_in_words(text: str, day: str | None, precision: str) -> None:
    zone = ZoneInfo("Asia/Kuala_Lumpur")
    moment, found = date_of(text, zone)
    assert (moment.astimezone(zone).date().isoformat() if moment else None, found) == (day, precision)
    assert moment is None or moment.tzinfo is UTC


TITLES = [
    ("posted", "Ana in Love posted in Burung Jual.", "Burung Jual"),
    ("a link", "Ana Uji shared a link to the group: Burung Jual.", "Burung Jual"),
    ("a photo", "Ana Uji added a new photo to Burung in Johor.", "Burung in Johor"),
    ("on a post", "Ana Uji commented on Eka in Love's post in Burung Jual.", "Burung Jual"),
    ("on one's own", "Ana in Love replied to her own comment in Burung Jual.", "Burung Jual"),
    ("no group", "Ana Uji replied to Budi Contoh's comment.", None),
    ("an album", "Ana Uji added 2 photos to her album.", None),
    ("Indonesian", "Ana Uji memposting sesuatu di Burung Jual.", "Burung Jual"),
    ("another language", "Ana Uji が投稿しました。", None),
]


@pytest.mark.parametrize(("title", "group"), [c[1:] for c in TITLES], ids=[c[0] for c in TITLES])
def test_a_title_may_name_the_group(title: str, group: str | None) -> None:
    assert group_in_title(title) == group


TIMES = [
    ("ISO", "2025-02-11T03:20:00.000Z", "2025-02-11T03:20:00+00:00"),
    ("day first", "13/2/2025 11:20", "2025-02-13T03:20:00+00:00"),
    ("month first", "2/13/2025 11:20:00", "2025-02-13T03:20:00+00:00"),
    ("either", "2/11/2025 11:20", None),
    ("the same either way", "2/2/2025 11:20", "2025-02-02T03:20:00+00:00"),
    ("year 1", "0001-01-01T00:00:00", None),
    ("year 9999", "9999-12-31T23:59:59Z", None),
    ("seconds", 1739244000, "2025-02-11T03:20:00+00:00"),
    ("milliseconds", "1739244000000", "2025-02-11T03:20:00+00:00"),
    ("the year 9999 in seconds", 253402300799, None),
]


@pytest.mark.parametrize(("value", "moment"), [c[1:] for c in TIMES], ids=[c[0] for c in TIMES])
def test_a_time_is_read_where_it_says_one_thing(value: Any, moment: str | None) -> None:
    found, _ = moment_of({"": value}, "", zone=ZoneInfo("Asia/Kuala_Lumpur"))
    assert (found.isoformat() if found else None) == moment


MENDED = [
    ("latin-1", "没有".encode().decode("latin-1"), "没有"),
    ("cp1252", "CafÃ© â€“", "Café –"),
    ("right already", "Café 没有", "Café 没有"),
    ("half right", "CafÃ© 没有", "CafÃ© 没有"),
    ("real Portuguese", "“AMANHÔ", "“AMANHÔ"),
]


@pytest.mark.parametrize(("text", "mended"), [c[1:] for c in MENDED], ids=[c[0] for c in MENDED])
def test_mangled_text_is_put_right_once(text: str, mended: str) -> None:
    assert repaired(text) == mended
    assert repaired(repaired({text: [text]})) == {mended: [mended]}


HARMFUL = [
    "__import__('os').system('true')",
    "datetime.datetime.now()",
    "datetime.datetime(*[1])",
    "[x for x in (1,)]",
    "().__class__",
    "f'{1}'",
    "open('/etc/passwd')",
    "[" * 5000 + "]" * 5000,
    "-" * 100_000 + "1",
    "+".join(["1"] * 100_000),
    "'\0'",
    "b'x'",
    "datetime.datetime(0, 1, 1)",
    "datetime.datetime(2022, 1.5, 1)",
]


@pytest.mark.parametrize("text", HARMFUL, ids=[text[:20] for text in HARMFUL])
def test_a_cell_is_never_executed(text: str) -> None:
    with pytest.raises((ValueError, RecursionError, MemoryError)):
        parse_python(text)


def test_a_cell_is_read_as_python_wrote_it() -> None:
    value = [{"a": datetime(2022, 3, 4), "b": None, "c": [-1, 1.5, True], "d": "it's\n'x'"}]
    assert parse_python(repr(value)) == [{"a": "2022-03-04 00:00:00"} | {k: value[0][k] for k in "bcd"}]


def test_flattened_rows_give_what_the_json_gives(tmp_path: Path) -> None:
    row = {
        "facebookUrl": APIFY["facebookUrl"],
        "url": LINK,
        "user/id": "100090000000001",
        "text": "x",
        "id": APIFY["id"],
        "groupTitle": "Contoh",
        "topComments/0/id": wrapped("comment:42_881"),
        "topComments/0/profileId": "100090000000002",
        "topComments/0/text": "pm",
        "topComments/1/text": "",
        "attachments/0/ocrText": "850k",
    }
    flat = stated(read(tmp_path, table(row), ApifyGroupPosts()), Post)
    nested = stated(read(tmp_path, [APIFY | {"attachments": [{"ocrText": "850k"}]}], ApifyGroupPosts()), Post)
    assert flat == nested
    assert len(flat) == 2


def test_cells_of_json_are_read_or_kept(tmp_path: Path) -> None:
    row = {"url": LINK, "post_id": "42", "user_username_raw": "Ana Uji", "content": "x", "group_id": GROUP}
    row |= {"date_posted": "2025-02-11", "attachments": '[{"url": "https://x.test/1.jpg"}]', "original_post": "{broken"}
    records = read(tmp_path, table(row), BrightDataPosts())
    assert [p.post_key for p in stated(records, Post)] == [f"facebook:{GROUP}/42"]
    assert [(r.locator, r.raw) for r in records if isinstance(r, Quarantined)] == [("line 2/original_post", "{broken")]


def test_the_fields_may_hold_anything(tmp_path: Path) -> None:
    odd: list[Any] = [None, True, 0, -1, 1e300, 10**400, "", "x" * 1000, "\0", [], [[1]], {}, {"a": {"b": []}}]
    for export in (KEVINZG, APIFY, BRIGHT, GRAPH["data"][0]):
        for value in odd:
            records = read(tmp_path, [export, *({**export, name: value} for name in export)])
            assert len(records) >= len(export) + 1


def test_names_without_a_group_stay_within_their_file(tmp_path: Path) -> None:
    alone = {"post_id": "42", "username": "Budi Contoh", "text": "x", "reaction_count": 1}
    path = tmp_path / "export"
    path.write_text(json.dumps([alone]))
    found = [
        stated(list(identify(path)[0].read(SourceFile(path, "a", source), ReadOptions())), Account)[0].account_key
        for source in ("s1", "s2")
    ]
    assert found[0] != found[1]


def test_ids_that_are_none_are_none() -> None:
    odd: list[Any] = ["None", "0", "nan", 0, [], True, 4.0, "4.0"]
    assert [uid_of({"a": value}, "a") for value in odd] == [*[None] * 6, "4", "4"]
    assert is_pseudonym("9f86d081884c7d659a2feaa0c55ad015")
    assert not is_pseudonym("budi.contoh")


def table(row: dict[str, Any]) -> str:
    written = io.StringIO()
    lines = csv.DictWriter(written, list(row))
    lines.writeheader()
    lines.writerow(row)
    return written.getvalue()
