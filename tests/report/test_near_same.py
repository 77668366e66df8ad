"""A network's adverts say whether they were first or repeat another, and what was changed."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from graphintel.case import Case, open_case_folder
from graphintel.cli.sample_verbs import load_sample
from graphintel.pipeline import run_case
from graphintel.progress import Silent
from graphintel.report import export_tables, near_same_groups, report_network
from graphintel.report.brief.pdf import brief_content, typeset
from graphintel.report.near_same import near_same_notes
from graphintel.sample import write_sample


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("near")
    write_sample(folder / "sample", seed=2, scale=1.0)
    load_sample(folder / "sample", folder / "case")
    run_case(folder / "case", progress=Silent())
    return open_case_folder(folder / "case")


def test_an_advert_is_first_or_a_repost_or_neither(case: Case) -> None:
    adverts = case.read("adverts")
    told = near_same_notes(case, adverts)
    assert told["advert_id"].equals(adverts["advert_id"])
    notes = dict(zip(*(told[name].to_pylist() for name in ("advert_id", "near_same")), strict=True))
    members = {row["advert_id"]: row for row in case.read("advert_templates").to_pylist()}
    assert {advert for advert, note in notes.items() if note} == set(members)
    for advert, row in members.items():
        assert notes[advert].startswith("first of" if row["is_first"] else f"{row['position']} of ")
        assert ("repost of 20" in notes[advert]) is not row["is_first"]


def test_groups_show_the_first_the_reposts_and_the_words_that_vary(case: Case) -> None:
    adverts = report_network(case, "N-001").adverts
    groups, left = near_same_groups(case, adverts)
    assert groups
    assert left >= 0
    assert [group.advert_count for group in groups] == sorted((g.advert_count for g in groups), reverse=True)
    shown = set(adverts["advert_id"].to_pylist())
    for group in groups:
        assert group.first.position == 1
        assert group.first.changed == ()
        assert {one.advert_id for one in group.reposts} <= shown
        for one in group.reposts:
            assert all(0 <= start < end <= len(one.text) for start, end in one.changed)
    assert any(one.changed for group in groups for one in group.reposts)
    assert any(slot.kind == "contact" for group in groups for slot in group.slots)


def test_no_adverts_have_no_groups(case: Case) -> None:
    assert near_same_groups(case, case.read("adverts").slice(0, 0)) == ((), 0)


def test_a_network_and_its_brief_carry_gloss_and_repost(case: Case) -> None:
    report = report_network(case, "N-001")
    lines = report.adverts["gloss"].to_pylist()
    assert all(line.startswith(("Offer: ", "Wanted: ")) for line in lines)
    content = brief_content(case, report)
    assert all("machine gloss of what was recognised" in advert["gloss"] for advert in content["adverts"])
    assert all(advert["letters"] == "" for advert in content["adverts"])
    content["adverts"][0]["letters"] = content["adverts"][0]["gloss"] = content["adverts"][0]["near_same"] = (
        '#panic("x") <b> *y*'
    )
    assert typeset(content).startswith(b"%PDF")


def test_a_brief_has_latin_letters_on_demand(case: Case) -> None:
    report = report_network(case, "N-001")
    column = report.adverts.column_names.index("text")
    texts = pa.array(["出象牙手镯 ไทย"] * report.adverts.num_rows)
    content = brief_content(case, replace(report, adverts=report.adverts.set_column(column, "text", texts)), latin=True)
    assert content["adverts"][0]["letters"] == "In Latin letters: chu xiang ya shou zhuo thai"
    assert typeset(content).startswith(b"%PDF")


def test_the_export_has_groups_members_and_words(case: Case) -> None:
    tables = export_tables(case)
    groups: pa.Table = tables["template_groups"]
    assert groups.num_rows > 3
    assert set(tables["advert_templates"]["template_group_id"].to_pylist()) == set(groups[0].to_pylist())
    assert set(tables["template_words"]["template_group_id"].to_pylist()) <= set(groups[0].to_pylist())
    assert pa.compute.sum(groups["advert_count"]).as_py() == tables["advert_templates"].num_rows
