"""A translation made elsewhere stands beside its post, whichever key names it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from graphintel.case import open_case_folder
from graphintel.cli.sample_verbs import load_sample
from graphintel.report import export_tables, report_network
from graphintel.report.brief.pdf import brief_content, typeset
from graphintel.sample import write_sample
from tests.cli.test_ingest import graphintel

MAPPING = """
name: translations
platform: {literal: facebook}
entities:
  translation:
    schema: Translation
    properties:
      post: link
      text: english
      language: {literal: en}
      statedBy: translator
"""


def ingest(case: Path, folder: Path, *exports: Path) -> None:
    (folder / "t.yaml").write_text(MAPPING)
    assert graphintel("ingest", case, *exports, "--mapping", folder / "t.yaml").exit_code == 0
    assert graphintel("run", case).exit_code == 0


def test_a_translation_comes_in_by_link_and_stands_beside_the_post(tmp_path: Path) -> None:
    case = tmp_path / "case"
    graphintel("init", case)
    post = {
        "facebookUrl": "https://www.facebook.com/groups/900",
        "url": "https://www.facebook.com/groups/900/permalink/42/",
        "time": "2025-02-11T03:20:00.000Z",
        "user": {"id": "100090000000001", "name": "Ana Uji"},
        "text": "Ready kukang jinak, WA 0812 3450 0001",
        "legacyId": "42",
        "groupTitle": "Jual Beli",
    }
    (tmp_path / "a.json").write_text(json.dumps([post]))
    (tmp_path / "t.csv").write_text(
        "link,english,translator\n"
        "https://www.facebook.com/groups/900/permalink/42/,Tame slow loris in stock,A. Analyst\n"
        "https://www.facebook.com/groups/900/permalink/43/,About a post that nobody has,A. Analyst\n"
    )
    ingest(case, tmp_path, tmp_path / "a.json", tmp_path / "t.csv")
    notes = export_tables(open_case_folder(case))["post_notes"].to_pylist()
    assert [(n["post_id"], n["kind"], n["text"], n["language"], n["stated_by"]) for n in notes] == [
        ("facebook:900/42", "translation", "Tame slow loris in stock", "en", "A. Analyst"),
        ("facebook:900/43", "translation", "About a post that nobody has", "en", "A. Analyst"),
    ]
    assert open_case_folder(case).read("post_notes")["is_known"].to_pylist() == [True, False]


def test_a_network_shows_the_translation_of_its_adverts(tmp_path: Path) -> None:
    write_sample(tmp_path / "sample", seed=2, scale=1.0)
    case = tmp_path / "case"
    load_sample(tmp_path / "sample", case)
    assert graphintel("run", case).exit_code == 0
    adverts = report_network(open_case_folder(case), "N-001").adverts
    assert adverts["notes"].null_count == adverts.num_rows
    post = next(row for row in adverts.to_pylist() if row["url"])
    words = '<b>"In stock"</b> #panic'
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("link", "english", "translator"), (post["url"], words, "Ana")])
    ingest(case, tmp_path, tmp_path / "t.csv")
    report = report_network(open_case_folder(case), "N-001")
    told = {row["post_id"]: row["notes"] for row in report.adverts.to_pylist() if row["notes"]}
    assert told == {post["post_id"]: f"translation (en, by Ana): {words}"}
    content = brief_content(open_case_folder(case), report)
    assert any(words in advert["notes"] for advert in content["adverts"])
    assert typeset(content).startswith(b"%PDF")
