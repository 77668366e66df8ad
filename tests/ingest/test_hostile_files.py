"""Files made to break a reader: refused or quarantined in words, within bounds, and the rest of the drop loads."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from graphintel.case import init_case, open_case_folder, verify_case
from graphintel.desk import ImportReport, import_paths
from graphintel.progress import Silent
from graphintel.schema.reading import ReadOptions
from ingest import identify

GOOD = "url,title,description,price,location,posted_at,seller\nhttps://a.example/1,Nuri,jinak,9,Medan,2025-05-01,Ana\n"


def take(tmp_path: Path, *paths: Path) -> ImportReport:
    case = tmp_path / "case"
    if not case.exists():
        init_case(case, name="Uji", region="ID", timezone="Asia/Jakarta")
    options = ReadOptions(timezone=ZoneInfo("Asia/Jakarta"), region="ID")
    report = import_paths(case, paths, identify=identify, options=options, progress=Silent())
    assert verify_case(open_case_folder(case)) == ()
    return report


def zipped(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return written.getvalue()


HOSTILE = [
    ("a million levels of JSON", b"[" * 1_000_000, ""),
    ("a million columns", b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n1,2\n", ""),
    ("one line of 40 MB", GOOD.encode() + b"https://a.example/2," + b"x" * 40_000_000 + b"\n", "longer than any"),
    ("NUL bytes", GOOD.encode() + b"https://a.example/2,\0\0,x,9,Medan,2025-05-02,Ana\n", ""),
    ("years 1 and 9999", GOOD.encode() + b"https://a.example/2,T,x,9,M,0001-01-01,Ana\n"
     b"https://a.example/3,T,x,9,M,9999-12-31,Ana\n", "cannot be right"),
    ("lone surrogates", b'[{"url":"https://a.example/1","title":"\\ud83d","description":"x","price":"9","location":"M",'
     b'"posted_at":"2025-05-01"}]', ""),
    ("entities in a page", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;&b;</a>', ""),
]  # fmt: skip


@pytest.mark.parametrize(("content", "words"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_file_costs_only_itself(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "bad").write_bytes(content)
    (tmp_path / "good.csv").write_text(GOOD)
    report = take(tmp_path, tmp_path / "bad", tmp_path / "good.csv")
    by_name = {outcome.file_name: outcome for outcome in report.files}
    assert by_name["good.csv"].read == 1
    bad = by_name["bad"]
    assert bad.read == bad.loaded + bad.duplicates + bad.quarantined
    reasons = " ".join(open_case_folder(tmp_path / "case").read("quarantine")["reason"].to_pylist())
    assert words in reasons + bad.reason


def test_a_zip_bomb_is_kept_out(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped({"a.txt": bytes(400_000_000), "b.csv": GOOD.encode()}))
    report = take(tmp_path, tmp_path / "bomb.zip")
    assert any("unpacks to more than" in outcome.reason for outcome in report.refused)


def test_members_that_climb_out_or_link_away_are_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.zip").write_bytes(zipped({"../../out.csv": b"x", "/etc/x": b"y", "in/good.csv": GOOD.encode()}))
    report = take(tmp_path, tmp_path / "odd.zip")
    assert sorted(outcome.state for outcome in report.files) == ["kept", "loaded", "refused", "refused"]
    assert not (tmp_path.parent / "out.csv").exists()
    source = next(
        row for row in open_case_folder(tmp_path / "case").read("sources").to_pylist() if "zip" in row["format"]
    )
    assert (source["read_count"], source["loaded_count"], source["quarantined_count"]) == (3, 1, 2)


def test_a_formula_without_a_value_is_quarantined_and_never_run(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [line.split(",") for line in GOOD.strip().split("\n")]:
        book.active.append(row)
    book.active.append(
        ["https://a.example/2", '=HYPERLINK("http://evil.example","x")', "d", 9, "M", "2025-05-01", "Ana"]
    )
    book.active.append(["https://a.example/3", "T", "d", 1000900000000012345, "M", "2025-05-01", "Ana"])
    book.save(tmp_path / "book.xlsx")
    outcome = take(tmp_path, tmp_path / "book.xlsx").files[0]
    assert (outcome.loaded, outcome.quarantined) == (1, 2)
    reasons = open_case_folder(tmp_path / "case").read("quarantine")["reason"].to_pylist()
    assert "formula" in reasons[0]
    assert "more than 15 digits" in reasons[1]


def test_a_table_reads_the_same_as_csv_and_as_xlsx(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["A title row"])
    for row in [line.split(",") for line in GOOD.strip().split("\n")]:
        book.active.append(row)
    book.save(tmp_path / "named.csv")
    (tmp_path / "b.xlsx").write_text(GOOD)
    report = take(tmp_path, tmp_path / "named.csv", tmp_path / "b.xlsx")
    assert sorted((outcome.loaded, outcome.duplicates) for outcome in report.files) == [(0, 1), (1, 0)]


def test_pictures_of_an_archive_stand_beside_their_messages(tmp_path: Path) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(picture, "JPEG")
    chat = b"20/06/2024, 09:08 - Ana: IMG-1.jpg (file attached)\n20/06/2024, 09:09 - Budi: berapa\n"
    (tmp_path / "WhatsApp Chat - Burung.zip").write_bytes(zipped({"_chat.txt": chat, "IMG-1.jpg": picture.getvalue()}))
    take(tmp_path, tmp_path / "WhatsApp Chat - Burung.zip")
    media = open_case_folder(tmp_path / "case").read("media").to_pylist()
    assert [bool(row["sha256"]) for row in media] == [True]
    assert len(media[0]["perceptual_hash"]) == 16
    assert (tmp_path / "case" / "originals" / media[0]["sha256"]).is_file()
