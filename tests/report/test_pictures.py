"""Pictures of adverts come from the case's own copies, drawn anew; a hostile one is no picture."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from graphintel.case import Case, open_case_folder
from graphintel.cli.sample_verbs import load_sample
from graphintel.report import export_tables, report_network, search_case, thumbnail
from graphintel.report.brief.pdf import _advert
from graphintel.sample import write_sample
from tests.cli.test_ingest import graphintel
from tests.pictures.making import code

HOSTILE = "https://t.me/nobody_here [click](https://nobody.example) <b>me</b>"
MAPPING = """
name: pictures
platform: {literal: facebook}
entities:
  post:
    schema: Post
    properties: {url: link, picture: {column: picture, split: ";"}}
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, str]:
    """The sample with pictures beside one advert of its first network: a whole one, a broken one, a link."""
    folder = tmp_path_factory.mktemp("pictures")
    write_sample(folder / "sample", seed=2, scale=1.0)
    load_sample(folder / "sample", folder / "case")
    assert graphintel("run", folder / "case").exit_code == 0
    adverts = report_network(open_case_folder(folder / "case"), "N-001").adverts.to_pylist()
    post = next(row for row in adverts if row["url"])
    drop = folder / "drop"
    (drop / "img").mkdir(parents=True)
    whole = Image.new("RGBA", (900, 500), (200, 30, 30, 128))
    whole.paste(code(HOSTILE), (20, 20))
    whole.save(drop / "img" / "a.png")
    (drop / "img" / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"<script>alert(1)</script>" * 40)
    with (drop / "t.csv").open("w", encoding="utf-8", newline="") as opened:
        pictures = "img/a.png;img/b.jpg;https://cdn.example/c.jpg"
        csv.writer(opened).writerows([("link", "picture"), (post["url"], pictures)])
    (folder / "map.yaml").write_text(MAPPING)
    assert graphintel("ingest", folder / "case", drop, "--mapping", folder / "map.yaml").exit_code == 0
    assert graphintel("run", folder / "case").exit_code == 0
    return open_case_folder(folder / "case"), post["post_id"]


def test_an_advert_has_the_pictures_that_came_along(shown: tuple[Case, str]) -> None:
    case, post_id = shown
    rows = report_network(case, "N-001").pictures.to_pylist()
    assert [(row["post_id"], row["uri"], row["sha256"] is not None) for row in rows] == [
        (post_id, "img/a.png", True),
        (post_id, "img/b.jpg", True),
        (post_id, "https://cdn.example/c.jpg", False),
    ]
    assert export_tables(case)["post_media"].num_rows == 3


def test_a_picture_is_drawn_anew_and_small(shown: tuple[Case, str]) -> None:
    case, _ = shown
    rows = {row["uri"]: row["sha256"] for row in report_network(case, "N-001").pictures.to_pylist()}
    drawn = thumbnail(case, rows["img/a.png"])
    assert drawn is not None
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (360, 200))
    assert thumbnail(case, rows["img/b.jpg"]) is None


def test_only_files_of_the_case_are_opened(shown: tuple[Case, str], tmp_path: Path) -> None:
    case, _ = shown
    Image.new("RGB", (9, 9)).save(tmp_path / "x.png")
    assert thumbnail(case, f"../../{tmp_path.name}/x.png") is None
    assert thumbnail(case, str(tmp_path / "x.png")) is None


def test_what_was_read_in_a_picture_stands_with_it(shown: tuple[Case, str]) -> None:
    case, post_id = shown
    report = report_network(case, "N-001")
    codes = [row for row in report.picture_texts.to_pylist() if row["kind"] == "qr"]
    assert [row["text"] for row in codes] == [HOSTILE]
    advert = next(row for row in report.adverts.to_pylist() if row["post_id"] == post_id)
    assert advert["ocr_text"].startswith(HOSTILE)
    assert post_id in search_case(case, "nobody_here")["adverts"]["advert_id"].to_pylist()


def test_the_screen_shows_it_as_read_by_machine_and_as_plain_text(
    shown: tuple[Case, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def screen() -> None:
        import os
        from pathlib import Path

        from explorer.network import _show_pictures

        from graphintel.case import open_case_folder
        from graphintel.report import report_network

        opened = open_case_folder(Path(os.environ["GRAPHINTEL_CASE"]))
        report = report_network(opened, "N-001")
        _show_pictures(opened, report.pictures, report.picture_texts)

    monkeypatch.setenv("GRAPHINTEL_CASE", str(shown[0].path))
    page = AppTest.from_function(screen, default_timeout=30).run()
    assert not page.exception
    assert HOSTILE in [element.value for element in page.text]
    assert any("read by machine (zxing-cpp" in element.value for element in page.caption)
    assert not any("nobody.example" in element.value for element in [*page.markdown, *page.caption])


def test_a_brief_says_what_was_read_by_machine(shown: tuple[Case, str]) -> None:
    case, post_id = shown
    advert = next(row for row in report_network(case, "N-001").adverts.to_pylist() if row["post_id"] == post_id)
    assert f"On pictures, read by machine: {HOSTILE}" in _advert(advert, latin=False)["notes"]
