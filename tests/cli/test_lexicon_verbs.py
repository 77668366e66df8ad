"""The lexicon at the command line: what an analyst types, and what is told."""

from __future__ import annotations

import json
import shlex
import sqlite3
from pathlib import Path

import pytest

from graphintel.case import init_case
from graphintel.cli.lexicon_verbs import lexicon
from graphintel.reference import KINDS
from tests.cli.test_ingest import graphintel

JELLY = ("--kind", "code_word", "--language", "en", "--taxon", "Elephantidae", "--part", "IVC")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return init_case(tmp_path / "case", name="Uji", region="ID", timezone="Asia/Jakarta").path


def test_a_code_word_is_added_tried_out_and_told(case: Path) -> None:
    added = graphintel("lexicon", "add", case, "white jelly", *JELLY, "--note", "group 5", "--by", "A. Uji")
    assert added.exit_code == 0
    assert "+ code word 'white jelly' (en, Elephantidae, Appendix I/II, IVC)" in added.output
    assert f"graphintel run {case}" in added.output
    tried = graphintel("lexicon", "test", case, "white jelly 500rb wa 081234567890").output
    assert "+ 'white jelly' at 0 to 11: code word" in tried
    assert "- 'jelly' at 6 to 11: code word" in tried
    assert "by the case's lexicon: likely an advert" in tried
    assert "+ code word 'white jelly'" in graphintel("lexicon", "diff", case).output
    told = graphintel("lexicon", "history", case).output
    assert told.startswith("1 20")
    assert "A. Uji added code word 'white jelly' (en, Elephantidae, I/II, IVC): group 5" in told


def test_a_false_friend_hides_what_is_in_it(case: Path) -> None:
    words = ("lexicon", "add", case, "kukang street", "--false-friend", "--language", "en")
    assert "needs a reason" in graphintel(*words).output
    assert graphintel(*words, "--note", "a street").exit_code == 0
    tried = graphintel("lexicon", "test", case, "kukang street").output
    assert "+ 'kukang street' at 0 to 13: false friend 'kukang street' (en): a street hides what is in it" in tried
    assert "- 'kukang' at 0 to 6: species" in tried
    assert graphintel("lexicon", "drop", case, "kukang street", "--false-friend").exit_code == 0
    assert "is as the shipped one" in graphintel("lexicon", "diff", case).output


def test_programs_read_json(case: Path) -> None:
    graphintel("lexicon", "add", case, "white jelly", *JELLY)
    graphintel("lexicon", "drop", case, "kukang", "--language", "id")
    found = json.loads(graphintel("lexicon", "diff", case, "--json").output)
    assert found["compared_with"] == "shipped"
    assert [(row["before"] and row["before"]["term"], row["after"] and row["after"]["term"])
            for row in found["differences"]] == [("kukang", None), (None, "white jelly")]  # fmt: skip
    entries = json.loads(graphintel("lexicon", "history", case, "--json").output)["entries"]
    assert [(row["sequence"], row["action"]) for row in entries] == [(1, "add"), (2, "drop")]
    assert all(row["by_whom"] for row in entries)
    seen = json.loads(graphintel("lexicon", "test", case, "kukang", "--json").output)
    assert [len(seen[side]["sightings"]) for side in ("case", "shipped")] == [0, 1]
    assert seen["shipped"]["sightings"][0]["found"]["taxon"] == "Nycticebus"


def test_differences_since_a_date(case: Path) -> None:
    graphintel("lexicon", "add", case, "white jelly", *JELLY)
    with sqlite3.connect(case / "decisions.sqlite") as log:
        log.execute("UPDATE lexicon_entries SET decided_at = '2026-05-30T17:30:00+00:00'")  # half past midnight there
    graphintel("lexicon", "add", case, "red jelly", *JELLY)
    assert "white" not in graphintel("lexicon", "diff", case, "--since", "2026-06-01").output
    assert "white" in graphintel("lexicon", "diff", case, "--since", "2026-05-31").output
    assert "white" not in graphintel("lexicon", "diff", case, "--since", "2026-05-31T00:31").output
    assert "is no date" in graphintel("lexicon", "diff", case, "--since", "soon").output


def test_a_case_without_changes_says_so(case: Path) -> None:
    assert "Nobody has changed" in graphintel("lexicon", "history", case).output
    assert "is as the shipped one" in graphintel("lexicon", "diff", case).output
    assert "Neither lexicon sees anything" in graphintel("lexicon", "test", case, "selamat pagi").output


WRONG = [
    ("no kind", ["add", "{case}", "jelly", "--language", "en"], "--kind"),
    (
        "kind and false friend",
        ["add", "{case}", "a b", "--language", "en", "--kind", "sale", "--false-friend"],
        "Leave",
    ),
    ("misspelt kind", ["add", "{case}", "jelly", "--language", "en", "--kind", "specis"], "Did you mean species?"),
    ("one letter", ["add", "{case}", "x", "--language", "en", "--kind", "sale"], "single letter"),
    ("misspelt drop", ["drop", "{case}", "kukag"], "Did you mean 'kukang'"),
    ("no case", ["history", "{case}/none"], "there is no case"),
    ("no file", ["import", "{case}", "{case}/none.csv"], "cannot be read"),
]


@pytest.mark.parametrize(("words", "told"), [c[1:] for c in WRONG], ids=[c[0] for c in WRONG])
def test_a_mistake_is_one_line_that_says_what_to_do(case: Path, words: list[str], told: str) -> None:
    result = graphintel("lexicon", *(word.format(case=case) for word in words))
    assert result.exit_code == 1
    (line,) = result.output.strip().splitlines()
    assert line.startswith("graphintel: ")
    assert told in line


def test_a_language_is_asked_for(case: Path) -> None:
    result = graphintel("lexicon", "add", case, "jelly", "--kind", "sale")
    assert result.exit_code == 2
    assert "--language" in result.output


def test_many_rows_are_imported_and_told_shortly(case: Path, tmp_path: Path) -> None:
    rows = "".join(f"kata {chr(97 + n % 26)}{chr(97 + n // 26)},ms,sale\n" for n in range(60))
    (tmp_path / "terms.csv").write_text("term,language,kind\n" + rows)
    told = graphintel("lexicon", "import", case, tmp_path / "terms.csv").output
    assert told.count("+ sale") == 20
    assert "and 40 more" in told
    assert "all 60 rows already" in graphintel("lexicon", "import", case, tmp_path / "terms.csv").output


def test_a_changed_log_is_told_by_verify(case: Path) -> None:
    graphintel("lexicon", "add", case, "white jelly", *JELLY)
    assert graphintel("verify", case).exit_code == 0
    with sqlite3.connect(case / "decisions.sqlite") as log:
        log.execute("UPDATE lexicon_entries SET by_whom = 'nobody'")
    found = graphintel("verify", case)
    assert found.exit_code == 1
    assert "the lexicon entry 1 was changed" in found.output


def test_explain_reads_with_a_cases_lexicon_and_region(case: Path) -> None:
    graphintel("lexicon", "add", case, "white jelly", *JELLY)
    text = "white jelly 500rb wa 081234567890"
    assert "'white jelly'" not in graphintel("explain", text, "--region", "ID").output
    told = graphintel("explain", text, "--case", case).output
    assert "product Elephantidae, Appendix I/II, 500,000 IDR: 'white jelly'" in told
    assert "phone +6281234567890" in told
    assert "there is no case" in graphintel("explain", text, "--case", case / "none").output


def test_the_commands_of_its_page_run_in_their_order(case: Path, tmp_path: Path) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "lexicon.md"
    (tmp_path / "terms.csv").write_text("term,language,kind\nstok baru,ms,sale\n")
    places = {"mycase": str(case), "terms.csv": str(tmp_path / "terms.csv")}
    commands = [
        shlex.split(line)[1:] for line in page.read_text("utf-8").splitlines() if line.startswith("graphintel ")
    ]
    assert len(commands) > 10
    for words in commands:
        result = graphintel(*(places.get(word, word) for word in words))
        assert result.exit_code == 0, (words, result.output)


def test_its_page_describes_every_kind_and_verb() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "lexicon.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"| `{kind}` |" not in text] == []
    assert [name for name in lexicon.commands if f"graphintel lexicon {name} " not in text] == []
