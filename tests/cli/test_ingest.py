"""From a folder of odd files to a case, as an analyst types it: look first, map, mend, read again, answer."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from graphintel.case import open_case_folder
from graphintel.cli import main
from tests.ingest.fixtures import all_fixtures

GROUP = "https://www.facebook.com/groups/900"
SURVEY = [
    ["Survey of Medan, 2025"],
    ["Date", "Link", "Seller", "Phone", "Advert text", "Price (IDR)"],
    [
        "13/11/2025",
        "https://www.facebook.com/groups/900/posts/1",
        "Ana",
        "0812-0000-0001",
        "Jual kakaktua jinak",
        "850000",
    ],
    [
        "14/11/2025",
        "https://www.facebook.com/groups/900/posts/2",
        "Budi",
        "0812-0000-0002",
        "Ready nuri 2 ekor",
        "400000",
    ],
]


def graphintel(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case"
    assert graphintel("init", path, "--region", "ID", "--timezone", "Asia/Jakarta").exit_code == 0
    return path


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in SURVEY:
        book.active.append(row)
    book.save(tmp_path / "survey.xlsx")
    return tmp_path / "survey.xlsx"


def test_a_spreadsheet_of_one_s_own_is_read_by_the_suggested_mapping(case: Path, survey: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    assert graphintel("ingest", case, survey).exit_code == 1  # no reader knows it, and the message says what to do
    assert graphintel("ingest", case, "--suggest", survey, "--out", mapping).exit_code == 0
    result = graphintel("ingest", case, survey, "--mapping", mapping)
    assert result.exit_code == 0, result.output
    posts = open_case_folder(case).read("posts").to_pylist()
    assert [post["post_key"] for post in posts] == ["facebook:900/1", "facebook:900/2"]
    assert posts[0]["posted_at"].isoformat() == "2025-11-12T17:00:00+00:00"
    assert posts[0]["price_text"] == "IDR 850000"
    again = survey.with_name("next month.csv")
    again.write_text("\n".join(",".join(row) for row in SURVEY[1:]).replace("posts/1", "posts/7"))
    assert graphintel("ingest", case, again).exit_code == 0  # the case knows the mapping now


def test_what_was_quarantined_is_read_again_after_the_mapping_is_mended(
    case: Path, survey: Path, tmp_path: Path
) -> None:
    mapping = tmp_path / "m.yaml"
    graphintel("ingest", case, "--suggest", survey, "--out", mapping)
    right = mapping.read_text()
    mapping.write_text(right.replace("%d/%m/%Y", "%m/%d/%Y"))
    assert graphintel("ingest", case, survey, "--mapping", mapping).exit_code == 3
    assert open_case_folder(case).read("quarantine").num_rows == 2
    mapping.write_text(right)
    told = json.loads(graphintel("ingest", case, "--retry", "--mapping", mapping, "--json").output)["files"][0]
    assert (told["before"]["quarantined"], told["after"]["quarantined"], told["after"]["loaded"]) == (2, 0, 2)
    after = open_case_folder(case)
    assert (after.read("quarantine").num_rows, after.read("posts").num_rows, after.read("sources").num_rows) == (
        0,
        2,
        1,
    )
    assert graphintel("verify", case).exit_code == 0
    assert "came out the same" in graphintel("ingest", case, "--reread").output


WRONG = [
    (
        "an unknown property",
        "name: Seller",
        "nmae: Seller",
        r"line \d+: entities\.seller\.properties\.nmae: .*mean",
    ),
    ("an unknown column", 'column: "Seller"', 'column: "Seler"', r"line \d+: .*no column 'Seler'"),
    ("an undecided date", "%d/%m/%Y", "?", r"line \d+: entities\.advert\.properties\.postedAt\.format"),
    ("no YAML", "entities:", "entities: [", r"no YAML"),
    ("an anchor", "entities:", "entities: &a", r"anchors, aliases"),
]


@pytest.mark.parametrize(("old", "new", "words"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_mapping_is_refused_with_line_and_key(
    case: Path, survey: Path, tmp_path: Path, old: str, new: str, words: str
) -> None:
    mapping = tmp_path / "m.yaml"
    graphintel("ingest", case, "--suggest", survey, "--out", mapping)
    text = (
        mapping.read_text().replace('name: {column: "Seller"}', "name: Seller")
        if old == "name: Seller"
        else mapping.read_text()
    )
    assert old in text
    mapping.write_text(text.replace(old, new))
    result = graphintel("ingest", case, survey, "--mapping", mapping)
    reasons = open_case_folder(case).read("quarantine")["reason"].to_pylist()
    assert result.exit_code in (1, 3)
    assert re.search(words, result.output + " ".join(reasons)), result.output


def test_a_drop_of_every_format_is_named_rightly_whatever_the_files_are_called(case: Path, tmp_path: Path) -> None:
    drop, wanted = tmp_path / "drop", {}
    drop.mkdir()
    chance = random.Random(5)
    distinct = {fixture.path.read_bytes(): fixture for fixture in all_fixtures()}  # two differ only in what was said
    for number, fixture in enumerate(distinct.values()):
        name = f"{number:03}.{chance.choice(('json', 'csv', 'txt', 'xlsx', 'html', 'bin'))}"
        shutil.copy(fixture.path, drop / name)
        wanted[name] = fixture.expected["format"]
    result = graphintel("ingest", case, drop, "--dry-run", "--json")
    found: list[dict[str, Any]] = json.loads(result.output)["files"]
    assert {file["file_name"]: file["format"] for file in found} == wanted
    assert open_case_folder(case).read("sources").num_rows == 0
    assert graphintel("ingest", case, drop).exit_code == 3  # some fixtures hold broken records on purpose
    sources = open_case_folder(case).read("sources").to_pylist()
    assert len(sources) == len(wanted)
    for row in sources:
        assert row["read_count"] == row["loaded_count"] + row["duplicate_count"] + row["quarantined_count"]


def test_questions_that_a_file_leaves_open_are_answered_later(case: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("3/4/2024, 10:00 - You: satu\n3/4/2024, 10:01 - Budi: dua\n")
    result = graphintel("ingest", case, tmp_path / "chat.txt")
    assert "--date-order" in result.output
    assert "--owner whatsapp:ID" in result.output
    assert open_case_folder(case).read("posts")["posted_at"].null_count == 2
    assert graphintel("ingest", case, "--date-order", "dmy", "--owner", "whatsapp:60120000001").exit_code == 0
    after = open_case_folder(case)
    assert after.read("posts")["posted_at"].null_count == 0
    assert "whatsapp:60120000001" in after.read("accounts")["account_key"].to_pylist()
    assert after.read("sources")["questions"].to_pylist() == [None]


def test_the_same_group_by_two_tools_is_one(case: Path, tmp_path: Path) -> None:
    apify = {
        "facebookUrl": "https://www.facebook.com/groups/900",
        "url": "https://www.facebook.com/groups/900/permalink/42/",
        "time": "2025-02-11T03:20:00.000Z",
        "user": {"id": "100090000000001", "name": "Ana Uji"},
        "text": "SV 3 ekor",
        "legacyId": "42",
        "groupTitle": "Jual Beli",
    }
    bright = {
        "url": "https://www.facebook.com/groups/900/posts/42",
        "post_id": "42",
        "user_url": "https://www.facebook.com/ana.uji",
        "profile_id": "100090000000001",
        "user_username_raw": "Ana Uji",
        "content": "SV 3 ekor",
        "date_posted": "2025-02-11T03:20:00.000Z",
        "group_id": "900",
        "group_name": "Jual Beli",
    }
    (tmp_path / "a.json").write_text(json.dumps([apify]))
    (tmp_path / "b.json").write_text(json.dumps([bright, bright | {"post_id": "43", "url": ".../posts/43"}]))
    assert graphintel("ingest", case, tmp_path / "a.json", tmp_path / "b.json").exit_code == 0
    assert graphintel("run", case).exit_code == 0
    after = open_case_folder(case)
    assert after.read("unified_posts")["post_id"].to_pylist() == ["facebook:900/42", "facebook:900/43"]
    assert after.read("unified_posts")["statement_count"].to_pylist() == [2, 1]
    assert after.read("account_profiles")["account_id"].to_pylist() == ["facebook:100090000000001"]
    assert after.read("group_members")["account_id"].to_pylist() == ["facebook:100090000000001"]


def test_pictures_that_come_after_their_chat_are_put_beside_it(case: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("13/4/2024, 10:00 - Budi: IMG-20240413-WA0001.jpg (file attached)\n")
    first = graphintel("ingest", case, tmp_path / "chat.txt")
    assert "--reread" not in first.output
    folder = tmp_path / "media"
    folder.mkdir()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(folder / "IMG-20240413-WA0001.jpg", "JPEG")
    result = graphintel("ingest", case, folder)
    assert "files that earlier exports name (1)" in result.output
    assert open_case_folder(case).read("media")["sha256"].to_pylist() == [None]
    assert graphintel("ingest", case, "--reread").exit_code == 0
    media = open_case_folder(case).read("media").to_pylist()
    assert [row["sha256"] is not None and row["perceptual_hash"] is not None for row in media] == [True]
