"""From a chat with pictures to mentions: read once, said so, and picked up again after a kill."""

from __future__ import annotations

import csv
import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from graphintel.case import open_case_folder, verify_case
from graphintel.desk.picture_text import reader as reader_module
from graphintel.desk.picture_text.pieces import PictureReading
from graphintel.desk.picture_text.reader import PictureReader
from graphintel.desk.picture_text.tesseract import Tesseract
from tests.cli.test_ingest import graphintel
from tests.extract.test_payloads import PROMPTPAY, payment
from tests.pictures.making import code, poster

PAYLOAD = "https://line.me/R/ti/p/~nobody99"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case"
    assert graphintel("init", path, "--region", "MY", "--timezone", "Asia/Kuala_Lumpur").exit_code == 0
    return path


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "find_tesseract", lambda: None)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were looked through, in their order."""
    met: list[str] = []
    whole = PictureReader.read

    def read(self: PictureReader, path: Path) -> PictureReading:
        met.append(path.name)
        return whole(self, path)

    monkeypatch.setattr(PictureReader, "read", read)
    return met


def chat(folder: Path, *names: str) -> Path:
    """A WhatsApp chat in which Ayu sends pictures, one a minute."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"13/04/2024, 10:{minute:02} - Ayu: {name} (file attached)" for minute, name in enumerate(names)]
    path = folder / "WhatsApp Chat with Kura.txt"
    path.write_text("\n".join([*lines, "13/04/2024, 11:00 - Budi: pm"]) + "\n", "utf-8")
    return path


def picture(path: Path, payload: str = PAYLOAD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    code(payload, scale=5).save(path)
    return path


def ingest(case: Path, *words: object, exit_code: int = 0) -> dict[str, Any]:
    done = graphintel("ingest", case, *words, "--json")
    assert done.exit_code == exit_code, done.output
    return dict(json.loads(done.output))


def exported(case: Path, name: str) -> list[dict[str, str]]:
    assert graphintel("run", case).exit_code == 0
    assert graphintel("export", case, "--out", case.parent / "out").exit_code == 0
    with (case.parent / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_code_on_a_picture_of_a_chat_gives_the_handle(case: Path, tmp_path: Path) -> None:
    picture(tmp_path / "drop" / "IMG-1.jpg")
    chat(tmp_path / "drop", "IMG-1.jpg")
    assert ingest(case, tmp_path / "drop")["pictures"]["with_codes"] == 1
    (mention,) = exported(case, "mentions")
    wanted = {"field": "ocr", "kind": "line", "value": "nobody99", "raw_text": "nobody99", "rule": "qr:line:link"}
    assert wanted.items() <= mention.items()
    (piece,) = exported(case, "picture_texts")
    assert (piece["post_id"], piece["kind"], piece["text"]) == (mention["post_id"], "qr", PAYLOAD)
    start = int(mention["start"]) - int(piece["start"])
    assert piece["text"][start : start + len("nobody99")] == "nobody99"
    assert int(piece["x"]) == int(piece["y"]) == 20
    assert piece["engine"].startswith("zxing-cpp ")
    assert verify_case(open_case_folder(case)) == ()


def test_an_advert_may_stand_on_its_picture_alone(case: Path, tmp_path: Path, tesseract: Tesseract) -> None:
    (tmp_path / "drop").mkdir()
    lines = ("Ready stock star tortoise RM350", "WhatsApp 012-345 6789")
    poster(lines, size=36).save(tmp_path / "drop" / "IMG-1.jpg")
    chat(tmp_path / "drop", "IMG-1.jpg")
    ingest(case, tmp_path / "drop")
    (mention,) = exported(case, "mentions")
    assert (mention["field"], mention["value"], mention["apps"]) == ("ocr", "+60123456789", "whatsapp")
    pieces = exported(case, "picture_texts")
    assert [piece["text"] for piece in pieces] == list(lines)
    assert float(mention["confidence"]) <= float(pieces[1]["confidence"])
    assert [row["taxon"] for row in exported(case, "advert_items")] == ["Geochelone elegans"]


def test_a_picture_of_several_posts_is_read_once(case: Path, tmp_path: Path, reads: list[str]) -> None:
    picture(tmp_path / "drop" / "IMG-1.png")
    picture(tmp_path / "drop" / "IMG-2.png")  # the same bytes under another name
    chat(tmp_path / "drop", "IMG-1.png", "IMG-1.png")
    ingest(case, tmp_path / "drop")
    assert len(reads) == 1
    assert [row["value"] for row in exported(case, "mentions")] == ["nobody99"] * 2


def test_a_picture_that_came_before_its_chat_is_read_once(case: Path, tmp_path: Path, reads: list[str]) -> None:
    picture(tmp_path / "first" / "IMG-1.png")
    ingest(case, tmp_path / "first")
    chat(tmp_path / "second", "IMG-1.png")
    (hint,) = ingest(case, tmp_path / "second")["hints"]
    assert "names pictures that came in earlier ones (1)" in hint
    assert exported(case, "mentions") == []
    assert [row["post_id"] for row in exported(case, "picture_texts")] == [""]
    assert ingest(case, "--reread")["files"][0]["records_new"] == 1
    assert len(reads) == 1
    assert [row["value"] for row in exported(case, "mentions")] == ["nobody99"]


def test_pictures_stay_unread_where_that_is_wanted_and_are_read_later(
    case: Path, tmp_path: Path, reads: list[str]
) -> None:
    picture(tmp_path / "first" / "IMG-1.png")
    assert ingest(case, tmp_path / "first", "--no-picture-text")["pictures"] is None
    assert reads == []
    picture(tmp_path / "second" / "IMG-2.png", "https://t.me/nobody_here")
    hints = ingest(case, tmp_path / "second")["hints"]
    assert any("1 picture of an earlier drop was not read" in hint for hint in hints)
    assert ingest(case, "--reread", "--no-picture-text")["pictures"] is None
    assert ingest(case, "--reread")["pictures"]["read"] == 1
    assert ingest(case, "--reread")["pictures"] is None
    texts = open_case_folder(case).read("picture_texts")["text"].to_pylist()
    assert sorted(texts) == [PAYLOAD, "https://t.me/nobody_here"]


def test_what_to_install_is_said_once(case: Path, tmp_path: Path, no_tesseract: None) -> None:
    for number in range(3):
        picture(tmp_path / "drop" / f"{number}.png", f"https://t.me/nobody_{number}")
    (hint,) = ingest(case, tmp_path / "drop")["hints"]
    assert "apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-msa tesseract-ocr-chi-sim" in hint
    done = graphintel("ingest", case, "--reread")
    assert "Tesseract is not installed" in done.output
    assert open_case_folder(case).read("picture_readings")["kind"].to_pylist() == ["qr"] * 3


def test_print_is_read_once_the_program_is_there(
    case: Path, tmp_path: Path, tesseract: Tesseract, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drop").mkdir()
    poster(("Ready stock",)).save(tmp_path / "drop" / "1.png")
    with monkeypatch.context() as without:
        without.setattr(reader_module, "find_tesseract", lambda: None)
        ingest(case, tmp_path / "drop")
    assert open_case_folder(case).read("picture_texts").num_rows == 0
    assert ingest(case, "--reread")["pictures"]["with_print"] == 1
    after = open_case_folder(case)
    assert after.read("picture_texts")["text"].to_pylist() == ["Ready stock"]
    assert sorted(after.read("picture_readings")["kind"].to_pylist()) == ["ocr", "qr"]


def test_languages_are_chosen_in_the_case(case: Path, tmp_path: Path, tesseract: Tesseract) -> None:
    settings = case / "case.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("[group_regions]", 'ocr_languages = ["tha", "xyz"]\n[group_regions]'), "utf-8")
    picture(tmp_path / "drop" / "1.png")
    (hint,) = ingest(case, tmp_path / "drop")["hints"]
    assert "lacks the language packs xyz" in hint
    assert "(tha)" in open_case_folder(case).read("picture_readings")["engine"].to_pylist()[1]
    settings.write_text(before.replace("[group_regions]", 'ocr_languages = ["--psm"]\n[group_regions]'), "utf-8")
    assert "is no language of Tesseract" in graphintel("ingest", case, "--reread").output


def test_a_file_that_cannot_be_opened_is_counted_and_the_rest_is_read(case: Path, tmp_path: Path) -> None:
    picture(tmp_path / "drop" / "1.png")
    (tmp_path / "drop" / "2.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"no picture" * 99)
    Image.new("RGB", (1, 1)).save(tmp_path / "drop" / "3.png")
    counts = ingest(case, tmp_path / "drop")["pictures"]
    assert (counts["read"], counts["with_codes"], counts["unreadable"]) == (3, 1, 1)
    assert "3 looked through: QR codes in 1" not in graphintel("ingest", case, tmp_path / "drop").output


def test_no_log_holds_what_a_code_says(
    case: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, no_tesseract: None
) -> None:
    national_id = "1234567890121"
    picture(tmp_path / "drop" / "1.png", payment("29", ("00", PROMPTPAY), ("02", national_id)))
    chat(tmp_path / "drop", "1.png")
    with caplog.at_level(logging.DEBUG):
        output = graphintel("ingest", case, tmp_path / "drop").output
        mentions = exported(case, "mentions")
    assert [(row["kind"], row["value"], row["rule"]) for row in mentions] == [
        ("payment", national_id, "qr:payment:promptpay-code")
    ]
    assert national_id not in caplog.text
    assert national_id not in output


def test_a_case_without_pictures_loads_no_reader(case: Path, tmp_path: Path) -> None:
    path = chat(tmp_path / "drop")
    program = (
        "import sys; from graphintel.cli import main\n"
        "from graphintel.desk.picture_text import reader\n"
        "reader.find_tesseract = lambda: sys.exit('looked for Tesseract')\n"
        "try: main(['ingest', *sys.argv[1:]])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "assert 'zxingcpp' not in sys.modules"
    )
    command = [sys.executable, "-c", program, str(case), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=dict(os.environ), check=False)
    assert done.returncode == 0, done.stderr


_SLOW = """
import sys, time
from graphintel.cli import main
from graphintel.desk.picture_text import reader
reader.find_tesseract = lambda: None
whole = reader.PictureReader.read
def read(self, path):
    time.sleep(0.1)
    return whole(self, path)
reader.PictureReader.read = read
main(['ingest', *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_killed_ingest_leaves_the_case_and_has_not_read_in_vain(
    case: Path, tmp_path: Path, reads: list[str], no_tesseract: None
) -> None:
    names = [f"IMG-{number}.png" for number in range(24)]
    for number, name in enumerate(names):
        picture(tmp_path / "drop" / name, f"https://t.me/nobody_{number:03}")
    chat(tmp_path / "drop", *names)
    before = open_case_folder(case).run_id
    aside = case / "unfinished"
    command = [sys.executable, "-c", _SLOW, str(case), str(tmp_path / "drop")]
    with subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL) as writer:
        until = time.monotonic() + 60
        while time.monotonic() < until and len(list(aside.glob("*.json"))) < 4:
            time.sleep(0.01)
        writer.send_signal(signal.SIGKILL)
    kept = len(list(aside.glob("*.json")))
    assert 4 <= kept < len(names)
    assert open_case_folder(case).run_id == before
    assert verify_case(open_case_folder(case)) == ()
    ingest(case, tmp_path / "drop")
    assert len(reads) == len(names) - kept
    assert not aside.exists()
    assert len(exported(case, "mentions")) == len(names)
