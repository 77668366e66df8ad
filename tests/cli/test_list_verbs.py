"""CITES lists and rates at the command line: what an analyst types, and what is told."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from graphintel.case import init_case
from graphintel.cli.rates_verbs import rates
from graphintel.cli.species_list_verbs import species_list
from tests.cli.test_ingest import graphintel
from tests.reference.own_lists import own_list

NAME = "Index_of_CITES_Species_2026-05-31.csv"
RATES = "month,currency,units_per_usd\n2024-06,VND,25400\n"
TEXT = "Ready kukang jinak 850rb, WA 081234567890"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_text(own_list(), "utf-8")
    (tmp_path / "rates.csv").write_text(RATES, "utf-8")
    return init_case(tmp_path / "case", name="Uji", region="ID", timezone="Asia/Jakarta").path


def test_a_list_is_imported_shown_and_taken_back(case: Path, tmp_path: Path) -> None:
    shipped = graphintel("species-list", "show", case).output
    assert "The shipped list counts: 1," in shipped
    assert "Date of the list: 6 March 2025, as it ships." in shipped
    told = graphintel("species-list", "import", case, tmp_path / NAME, "--by", "A. Uji")
    assert told.exit_code == 0
    assert "7 taxa in Appendix I, II or III; 2 not listed; 0 old names." in told.output
    assert "Date of the list: 31 May 2026, by the file's name." in told.output
    assert f"Next: graphintel run {case}" in told.output
    assert "of the shipped list it lists 1," in told.output
    assert "They will bear no Appendix: is it the whole list?" in told.output
    assert "Nothing was changed" in graphintel("species-list", "import", case, tmp_path / NAME).output
    shown = graphintel("species-list", "show", case, "Nycticebus coucang", "Panthera tigris", "Varanus salvator").output
    assert f"The case's own list counts: {NAME}, 7 taxa" in shown
    assert "Imported by A. Uji at 20" in shown
    assert "Nycticebus coucang: Appendix III; in the shipped list Appendix I\n" in shown
    assert "Panthera tigris: not listed; in the shipped list Appendix I\n" in shown
    assert "Varanus salvator: not known to it; in the shipped list Appendix II\n" in shown
    assert f"in place of {NAME}" in graphintel("species-list", "reset", case).output
    assert "counts already" in graphintel("species-list", "reset", case).output


def test_explain_tells_appendices_by_the_cases_list(case: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(own_list())
    before = graphintel("explain", TEXT, "--case", case).output
    assert "live Nycticebus, Appendix I," in before
    assert "CITES appendix as listed on 6 March 2025 (shipped list)" in before
    graphintel("species-list", "import", case, tmp_path / "list.csv", "--date", "2026-05-30")
    after = graphintel("explain", TEXT, "--case", case).output
    assert "live Nycticebus, Appendix III," in after
    assert "(Nycticebus, App. III)" in after
    assert "CITES appendix as listed on 30 May 2026 (list.csv)" in after
    assert "Appendix I," in graphintel("explain", TEXT, "--region", "ID").output
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "1", "text": TEXT, "region": "ID"}) + "\n")
    graphintel("explain", "--case", case, "--jsonl", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl")
    (item,) = json.loads((tmp_path / "out.jsonl").read_text())["advert"]["items"]
    assert item["cites_appendix"] == "III"
    assert (
        "as listed on 30 May" in json.loads(graphintel("explain", TEXT, "--case", case, "--json").output)["cites_list"]
    )


def test_programs_read_json(case: Path, tmp_path: Path) -> None:
    made = json.loads(graphintel("species-list", "import", case, tmp_path / NAME, "--json").output)
    assert (made["is_new"], made["taxa"], made["species_list"]["stamp"]["date"]) == (True, 7, "2026-05-31")
    shown = json.loads(graphintel("species-list", "show", case, "Pongo", "--json").output)
    assert shown["standings"] == [{"taxon": "Pongo", "appendix": "I", "is_known": True, "shipped": "I"}]
    assert (shown["taxa"], shown["own"]["table"]["file_name"]) == (7, NAME)
    made = json.loads(graphintel("rates", "import", case, tmp_path / "rates.csv", "--json").output)
    assert (made["is_new"], made["currencies"], made["rates"]["row_count"]) == (True, ["VND"], 1)
    shown = json.loads(graphintel("rates", "show", case, "vnd", "2024-06", "--json").output)
    assert shown["rate"]["units_per_usd"] == 25400
    assert len(json.loads(graphintel("rates", "show", case, "MYR", "--json").output)["rates"]) > 200


def test_rates_are_imported_shown_and_taken_back(case: Path, tmp_path: Path) -> None:
    shown = graphintel("rates", "show", case, "VND", "2021-09").output
    assert shown == (
        "2020-12: 1 US$ = 23,200 VND (annual average, rounded, from general knowledge; import your own where it "
        "matters) (used for 2021-09)\n"
    )
    told = graphintel("rates", "import", case, tmp_path / "rates.csv").output
    assert f"1 monthly rates of VND count over the shipped ones. Next: graphintel run {case}" in told
    assert "Nothing was changed" in graphintel("rates", "import", case, tmp_path / "rates.csv").output
    assert "2024-06: 1 US$ = 25,400 VND (rates.csv)" in graphintel("rates", "show", case, "VND", "2024-06").output
    assert "The latest 24 of " in graphintel("rates", "show", case, "VND").output
    assert "without rates.csv" in graphintel("rates", "reset", case).output
    assert "count already" in graphintel("rates", "reset", case).output


WRONG = [
    ("a workbook", ["species-list", "import", "{case}", "{tmp}/book.xlsx"], "is a spreadsheet, not CSV"),
    ("another table", ["species-list", "import", "{case}", "{tmp}/rates.csv"], "columns are month, currency"),
    ("a date", ["species-list", "import", "{case}", "{tmp}/" + NAME, "--date", "yesterday"], "is no date"),
    ("no file", ["species-list", "import", "{case}", "{tmp}/none.csv"], "cannot be read"),
    ("no case", ["species-list", "show", "{tmp}/none"], "there is no case"),
    ("a list for rates", ["rates", "import", "{case}", "{tmp}/" + NAME], "is no table of rates"),
    ("no currency", ["rates", "show", "{case}", "MYT"], "Did you mean MYR?"),
    ("no month", ["rates", "show", "{case}", "MYR", "June"], "is no month"),
    ("no rate", ["rates", "show", "{case}", "VND", "2018-01"], "no rate of VND in 2018-01 or the twelve months"),
]


@pytest.mark.parametrize(("words", "told"), [c[1:] for c in WRONG], ids=[c[0] for c in WRONG])
def test_a_mistake_is_one_line_that_says_what_to_do(case: Path, tmp_path: Path, words: list[str], told: str) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04" + bytes(50))
    result = graphintel(*(word.format(case=case, tmp=tmp_path) for word in words))
    assert result.exit_code == 1
    (line,) = result.output.strip().splitlines()
    assert line.startswith("graphintel: ")
    assert told in line


def test_the_commands_of_its_page_run_in_their_order(case: Path, tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "species-list.md").read_text("utf-8")
    places = {"mycase": str(case), NAME: str(tmp_path / NAME), "rates.csv": str(tmp_path / "rates.csv")}
    commands = [shlex.split(line)[1:] for line in page.splitlines() if line.startswith("graphintel ")]
    assert len(commands) > 8
    for words in commands:
        result = graphintel(*(places.get(word, word) for word in words))
        assert result.exit_code == 0, (words, result.output)
    for group in (species_list, rates):
        assert [name for name in group.commands if f"graphintel {group.name} {name} " not in page] == []
