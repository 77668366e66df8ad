"""Rows of an analyst's own table: who is one person, and what a mapping's words do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Account, Group, Identifier, Loaded, Media, Post, Quarantined, Read
from ingest.mapping.reader import own_mapping

MAPPING = """
platform: {column: site}
entities:
  group: {schema: OnlineGroup, properties: {url: group, name: group_name}}
  seller:
    schema: UserAccount
    keys: [name]
    properties: {name: {columns: [name, shown], first: true}, number: {column: phone, split: ";"}}
  post:
    schema: Post
    properties:
      text: {columns: [text, name], join: " / "}
      url: link
      video: {column: films, split: " "}
      author: {entity: seller}
      group: {entity: group}
"""
HEADER = "site,group,group_name,name,shown,phone,text,link,films"


def read(tmp_path: Path, *rows: str, source_id: str = "s1") -> list[Read]:
    path = tmp_path / "table.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    return list(own_mapping(MAPPING, "test").read(SourceFile(path, path.name, source_id), ReadOptions()))


def stated(records: list[Read], kind: type[Any]) -> list[Any]:
    return [s for r in records if isinstance(r, Loaded) for s in r.statements if isinstance(s, kind)]


def test_a_name_alone_is_one_person_within_a_group_a_site_or_else_a_file(tmp_path: Path) -> None:
    here = "line,,,Ana Uji,,,x,,"
    there = "facebook,https://www.facebook.com/groups/900/,,Ana Uji,,,x,,"
    first = [a.account_key for a in stated(read(tmp_path, here, there), Account)]
    again = [a.account_key for a in stated(read(tmp_path, here, there, source_id="s2"), Account)]
    assert first[0] != again[0]  # no group: each file for itself
    assert first[1] == again[1]
    site, numbered = (
        "shop.example,,,Ana,,,x,https://shop.example/1,",
        "shop.example,,,seller 12,,,x,https://shop.example/2,",
    )
    first = [a.account_key for a in stated(read(tmp_path, site, numbered), Account)]
    again = [a.account_key for a in stated(read(tmp_path, site, numbered, source_id="s2"), Account)]
    assert [one == other for one, other in zip(first, again, strict=True)] == [True, False]
    market = "facebook,,,Ana Uji,,,x,https://www.facebook.com/marketplace/item/7,"
    (one,), (other,) = (stated(read(tmp_path, market, source_id=source), Account) for source in ("s1", "s2"))
    assert one.account_key != other.account_key


def test_people_of_one_name_with_different_numbers_are_two(tmp_path: Path) -> None:
    records = read(tmp_path, *(f"line,,,Ana,,+6012000000{n},x,," for n in (1, 2)))
    assert len({account.account_key for account in stated(records, Account)}) == 2
    records = read(tmp_path, "viber,,,Ana,,+60120000001,x,,", "viber,,,Ana U,,+60120000001,y,,")
    assert {account.account_key for account in stated(records, Account)} == {"viber:60120000001"}
    assert [i.value for i in stated(records, Identifier)] == ["+60120000001"] * 2


def test_an_entity_without_its_keys_is_not_stated(tmp_path: Path) -> None:
    records = read(tmp_path, "line,,,,shown,+60120000001,x,,", "line,,,,shown,,,,")
    assert stated(records, Account) == []
    assert [post.text for post in stated(records, Post)] == ["x"]
    assert [type(record) for record in records] == [Loaded, Quarantined]


def test_the_link_of_a_post_is_no_group(tmp_path: Path) -> None:
    links = [
        "ana.uji/posts/7",
        "permalink.php?story_fbid=7&id=8",
        "photo.php?fbid=1",
        "Jual.Burung/",
        "groups/Jual/posts/7",
    ]
    records = read(tmp_path, *(f"facebook,https://www.facebook.com/{link},,Ana,,,x,," for link in links))
    assert [group.group_key for group in stated(records, Group)] == ["facebook:jual.burung", "facebook:jual"]


def test_films_are_media(tmp_path: Path) -> None:
    records = read(tmp_path, "line,,,Ana,,,x,,https://x.test/1.mp4 https://x.test/2.mp4")
    assert [(m.kind, m.uri) for m in stated(records, Media)] == [
        ("video", "https://x.test/1.mp4"),
        ("video", "https://x.test/2.mp4"),
    ]


def test_a_hash_in_the_place_of_a_name_is_nobody(tmp_path: Path) -> None:
    records = read(tmp_path, "line,,,9f86d081884c7d659a2feaa0c55ad015,,,x,,")
    assert stated(records, Account) == []


FORMS = [
    ("as people typed it", "03/04/2024 10:00", "%d/%m/%Y %H:%M", "2024-04-03T10:00:00+00:00", "second"),
    ("as a cell keeps a time", "2024-04-03 10:00:00", "%d/%m/%Y %H:%M", "2024-04-03T10:00:00+00:00", "second"),
    ("as a cell keeps a day", "2024-04-03", "%d/%m/%Y %H:%M", "2024-04-03T00:00:00+00:00", "day"),
    ("as the mapping says", "2024-04-03", "%Y-%d-%m", "2024-03-04T00:00:00+00:00", "day"),
]


@pytest.mark.parametrize(("text", "form", "moment", "precision"), [c[1:] for c in FORMS], ids=[c[0] for c in FORMS])
def test_a_time_is_read_in_the_mappings_form_or_as_a_cell_keeps_it(
    tmp_path: Path, text: str, form: str, moment: str, precision: str
) -> None:
    mapping = MAPPING + f'      postedAt: {{column: when, format: "{form}"}}\n'
    path = tmp_path / "table.csv"
    path.write_text(f"{HEADER},when\nline,,,Ana,,,x,,,{text}\n", "utf-8")
    found = own_mapping(mapping, "test").read(SourceFile(path, path.name, "s1"), ReadOptions())
    (post,) = stated(list(found), Post)
    assert (post.posted_at.isoformat(), post.posted_precision) == (moment, precision)
