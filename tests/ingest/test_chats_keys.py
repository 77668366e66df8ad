"""Keys of chats: private ones are their owner's, members' exports meet, and nobody is joined to a namesake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphintel.schema.reading import Head, ReadOptions, SourceFile
from graphintel.schema.records import Group, Loaded, Post, SameAs
from ingest.chats import READERS
from ingest.chats.qq_exporter import QQExporter
from ingest.chats.telegram import TelegramDesktop
from ingest.chats.vk_html import VkArchive


def statements(reader: Any, path: Path, name: str, kind: type[Any], *, source: str = "s1", **owners: str) -> list[Any]:
    records = reader.read(SourceFile(path, name, source), ReadOptions(owners=owners))
    return [s for r in records if isinstance(r, Loaded) for s in r.statements if isinstance(s, kind)]


def telegram(tmp_path: Path, chat: dict[str, Any], *, source: str = "s1", **owners: str) -> list[Post]:
    path = tmp_path / f"{source}.json"
    path.write_text(json.dumps(chat), "utf-8")
    return statements(TelegramDesktop(), path, "result.json", Post, source=source, **owners)


def message(number: int, text: str, who: int) -> dict[str, Any]:
    stamp = {"id": number, "type": "message", "date_unixtime": "1709514000", "text_entities": []}
    return stamp | {"from": f"N{who}", "from_id": f"user{who}", "text": text}


def test_a_small_groups_messages_meet_over_two_members_numbers(tmp_path: Path) -> None:
    group = {"name": "Kecil", "type": "private_group", "id": 4001}
    one = telegram(tmp_path, group | {"messages": [message(7, "halo", 1), message(8, "ya", 2)]})
    other = telegram(tmp_path, group | {"messages": [message(900, "halo", 1), message(905, "ya", 2)]}, source="s2")
    assert [p.post_key for p in one] == [p.post_key for p in other]
    assert [p.platform_uid for p in one] == ["7", "8"]


def test_two_people_who_talk_to_a_third_are_in_two_chats(tmp_path: Path) -> None:
    chat = {"name": "Ana", "type": "personal_chat", "id": 1, "messages": [message(1, "halo", 1)]}
    mine = telegram(tmp_path, chat, telegram="8")
    theirs = telegram(tmp_path, chat, telegram="9", source="s2")
    nobodys = telegram(tmp_path, chat, source="s3")
    assert [p.group_key for p in (*mine, *theirs)] == ["telegram:1+8", "telegram:1+9"]
    assert str(nobodys[0].group_key).startswith("telegram:~")


def test_chunks_of_qq_meet_in_the_chat_of_their_manifest(tmp_path: Path) -> None:
    manifest, chunk = tmp_path / "manifest.json", tmp_path / "c1.jsonl"
    manifest.write_text(json.dumps({"metadata": {}, "chatInfo": {"name": "鸟友", "type": "group"}, "chunked": {}}))
    line = {"id": "1", "seq": "2", "timestamp": 1717000000000, "sender": {"uin": "10001"}, "recalled": False}
    chunk.write_text(json.dumps(line | {"content": {"text": "出"}, "system": False}) + "\n")
    (same,) = statements(QQExporter(), manifest, "out/manifest.json", SameAs)
    (post,) = statements(QQExporter(), chunk, "out/chunks/c1.jsonl", Post, source="s2")
    (group, *_) = statements(QQExporter(), manifest, "out/manifest.json", Group)
    assert (same.key, same.other_key) == (post.group_key, group.group_key)


def test_the_number_in_qqs_file_name_is_the_group(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"metadata": {}, "chatInfo": {"name": "鸟友", "type": "group"}, "messages": []}))
    (group,) = statements(QQExporter(), path, "group_123456789_20240101_120000.json", Group)
    assert (group.group_key, group.name) == ("qq:123456789", "鸟友")


PAGE = """<div class="ui_crumb">Анна</div><div class="item"><div class="message" data-id="1">
<div class="message__header">Вы, 4 мая 2022 в 23:00:01</div><div>привет</div></div></div>"""


@pytest.mark.parametrize(("folder", "kind"), [("1001", "private"), ("2000000005", "chat")])
def test_vks_own_numbering_of_group_chats_is_no_id(tmp_path: Path, folder: str, kind: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, "cp1251")
    (group,) = statements(VkArchive(), path, f"messages/{folder}/messages0.html", Group, vk="77")
    assert group.kind == kind
    assert group.group_key == "vk:1001+77" if kind == "private" else str(group.group_key).startswith("vk:~")


HOSTILE = ["", "\0", "{", "[" * 5_000, "{" * 5_000, "\ud800", "a" * 300_000, "<" * 9_999, '{"a":' * 999, "\n" * 9_999]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_makes_detection_fail(text: str) -> None:
    for reader in READERS:
        assert reader.detect(Head(text=text, encoding="utf-8", is_whole=True)) is None
