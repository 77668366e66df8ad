"""One group written by two tools, with dates that overlap, is the same group as written by one."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from pathlib import Path

import pyarrow as pa
import pytest

from graphintel.case import open_case_folder
from graphintel.report import unidentified
from graphintel.sample.shapes import write_exports
from graphintel.sample.timeline import Said, tell
from graphintel.sample.world import FACEBOOK_TOOLS, WECHAT_TOOLS, World, make_world
from tests.cli.test_ingest import graphintel

PAIRS = [*permutations(FACEBOOK_TOOLS[:3], 2), *permutations(WECHAT_TOOLS, 2)]
_SCALE = 0.6


def world_of(platform: str) -> tuple[World, list[Said]]:
    """The busiest group of a small world, alone."""
    world = make_world(3, _SCALE)
    said = tell(world, 3, _SCALE)
    busy = Counter(part.group for part in said)
    group = max((g for g in world.registry.groups if g.platform == platform), key=lambda g: busy[g.number])
    world.registry.groups = [group]
    return world, [part for part in said if part.group == group.number]


def write(world: World, said: list[Said], tool: str, folder: Path) -> None:
    world.registry.groups[0].tool = tool
    write_exports(world, said, folder)


def parted(said: list[Said]) -> tuple[list[Said], list[Said]]:
    """The first and the last two thirds, comments with their posts."""
    numbers = {part.number for part in said}
    tops = [part for part in said if part.parent not in numbers]
    third = len(tops) // 3
    first, last = ({part.number for part in tops[:-third]}, {part.number for part in tops[third:]})
    for part in said:  # in the order of time, so a comment comes after what it answers
        for kept in (first, last):
            if part.parent in kept:
                kept.add(part.number)
    return [part for part in said if part.number in first], [part for part in said if part.number in last]


def case_of(folder: Path, *exports: Path) -> dict[str, pa.Table]:
    assert graphintel("init", folder, "--timezone", "Asia/Shanghai").exit_code == 0
    graphintel("ingest", folder, *exports, "--owner", f"wechat:{make_world(3, _SCALE).owner.uid}")
    assert graphintel("run", folder).exit_code == 0
    case = open_case_folder(folder)
    names = ("unified_posts", "account_profiles", "group_profiles", "group_members")
    return {name: case.read(name) for name in names} | {"unidentified": unidentified(case)}


def posts_of(tables: dict[str, pa.Table]) -> Counter[tuple[object, ...]]:
    rows = tables["unified_posts"].to_pylist()
    return Counter(
        (row["group_id"], row["account_id"], row["text"], row["posted_at"], row["posted_precision"])
        for row in rows
        if row["kind"] != "system"
    )


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_group_by_two_tools_is_as_by_one(one: str, other: str, tmp_path: Path) -> None:
    platform = "facebook" if one in FACEBOOK_TOOLS else "wechat"
    world, said = world_of(platform)
    group = world.registry.groups[0]
    first, last = parted(said)
    assert len(first) + len(last) > len(said) > 30
    # facebook-scraper knows the day of a comment only, so the truth is what the other tool says of it.
    write(world, said, "apify-array" if platform == "facebook" else "chatlog", tmp_path / "all")
    write(world, first, one, tmp_path / "first")
    write(world, last, other, tmp_path / "last")
    alone = case_of(tmp_path / "alone", tmp_path / "all")
    both = case_of(tmp_path / "both", tmp_path / "first", tmp_path / "last")

    texts = Counter((part.account.key, part.text) for part in said)
    assert Counter((row[1], row[2]) for row in posts_of(both).elements()) == texts
    if "facebook-scraper" not in (one, other):
        assert posts_of(both) == posts_of(alone)
    assert both["group_profiles"]["group_id"].to_pylist() == [group.key]
    authors = {part.account.key for part in said}
    assert authors <= set(both["account_profiles"]["account_id"].to_pylist())
    authored = [row for row in both["group_members"].to_pylist() if row["source_kind"] == "authored"]
    assert {row["account_id"] for row in authored} == authors
    assert both["unidentified"].num_rows == 0
    if platform == "facebook":
        ids = both["unified_posts"]["post_id"].to_pylist()
        assert sorted(ids) == sorted(alone["unified_posts"]["post_id"].to_pylist())


def test_what_cannot_be_joined_is_listed(tmp_path: Path) -> None:
    (tmp_path / "apify.json").write_text(
        '[{"facebookUrl":"https://www.facebook.com/groups/900","url":"https://www.facebook.com/groups/900/permalink/1/",'
        '"time":"2025-02-11T03:20:00.000Z","user":{"id":"pfbid0Zz","name":"Toko Contoh"},"text":"a","legacyId":"1",'
        '"groupTitle":"Jual Beli","topComments":[{"id":"c1","date":"2025-02-11T04:00:00.000Z","text":"pm",'
        '"profileName":"Uji"}]}]'
    )
    (tmp_path / "chat.txt").write_text("13/4/2024, 10:00 - Budi: satu\n13/4/2024, 10:01 - +60 12-000 0001: dua\n")
    rows = case_of(tmp_path / "case", tmp_path / "apify.json", tmp_path / "chat.txt")["unidentified"].to_pylist()
    assert {(row["what"], row["name"], row["known_by"], row["posts"]) for row in rows} == {
        ("account", "Toko Contoh", "opaque", 1),
        ("account", "Uji", "name", 1),
        ("account", "Budi", "name", 1),
        ("group", None, "name", 2),
    }
    assert {row["files"] for row in rows} == {"apify.json", "chat.txt"}
    assert all(row["why"] for row in rows)
    assert graphintel("export", tmp_path / "case", "--out", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "unidentified.csv").read_text("utf-8").count("\n") == 1 + len(rows)
