"""Words that people put into a case's lexicon: checked, logged, never erased."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from graphintel.case import init_case, open_case_folder, verify_case
from graphintel.case.lexicon import case_lexicon
from graphintel.desk import add_to_lexicon, drop_from_lexicon, import_lexicon
from graphintel.desk.terms import checked
from graphintel.errors import CaseMissing, SettingsError
from graphintel.reference import Amendment, load_lexicon
from graphintel.report import lexicon_differences, lexicon_history, look_at

JELLY = Amendment("add", "term", "white jelly", "en", kind="code_word", taxon="Elephantidae", part="IVC")
TOWN = Amendment("add", "false_friend", "kukang street", "en", reason="a street")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return init_case(tmp_path / "case", name="Uji", region="ID", timezone="Asia/Jakarta").path


def add(case: Path, entry: Amendment, by_whom: str = "A. Uji") -> tuple[str, ...]:
    return add_to_lexicon(case, entry, by_whom=by_whom).notes


def test_a_case_without_changes_has_the_shipped_lexicon(case: Path) -> None:
    assert case_lexicon(case) == load_lexicon()
    assert lexicon_history(open_case_folder(case)) == []


def test_what_is_added_counts_and_is_logged_with_who_and_why(case: Path) -> None:
    add(case, replace(JELLY, reason="heard in a group"))
    add(case, TOWN, "B. Kedua")
    found = lexicon_differences(open_case_folder(case))
    assert [one.before for one in found] == [None, None]
    assert [one.after.term for one in found if hasattr(one.after, "term")] == ["white jelly"]
    rows = lexicon_history(open_case_folder(case))
    assert [(row["sequence"], row["by_whom"], row["term"], row["reason"]) for row in rows] == [
        (1, "A. Uji", "white jelly", "heard in a group"),
        (2, "B. Kedua", "kukang street", "a street"),
    ]


def test_an_appendix_is_that_of_the_taxons_other_words(case: Path) -> None:
    add(case, JELLY)
    (found,) = lexicon_differences(open_case_folder(case))
    assert found.after is not None
    assert getattr(found.after, "appendix", None) == "I/II"


def test_a_dropped_word_is_out_of_use_until_it_is_added_again(case: Path) -> None:
    (kukang,) = [term for term in load_lexicon().terms if (term.term, term.kind) == ("kukang", "species")]
    drop_from_lexicon(case, Amendment("drop", "term", "KUKANG"), by_whom="A. Uji")
    assert kukang not in case_lexicon(case).terms
    assert look_at("kukang", case_lexicon(case), region="ID").sightings == ()
    back = Amendment("add", "term", kukang.term, kukang.language, kind=kukang.kind, taxon=kukang.taxon)
    add(case, replace(back, appendix=kukang.appendix, part=kukang.part))
    assert lexicon_differences(open_case_folder(case)) == ()
    assert [row["action"] for row in lexicon_history(open_case_folder(case))] == ["drop", "add"]


REFUSED = [
    ("empty", replace(JELLY, term=" \u200b"), "is empty"),
    ("a letter", replace(JELLY, term="G"), "single letter"),
    ("an accented letter", replace(JELLY, term="Đ"), "single letter"),
    ("digits", replace(JELLY, term="50"), "holds no letter"),
    ("a control character", replace(JELLY, term="white\x00jelly"), "U+0000"),
    ("a line end", replace(JELLY, reason="one\ntwo"), "U+000A"),
    ("turned direction", replace(JELLY, term="white\u202ejelly"), "U+202E"),
    ("a text", replace(JELLY, term="x y " * 40), "Give a shorter one"),
    ("kind", replace(JELLY, kind="code word"), "Did you mean code_word?"),
    ("language", replace(JELLY, language="English"), "is no language"),
    ("taxon", replace(JELLY, taxon="elephants"), "no Latin name"),
    ("formula for a taxon", replace(JELLY, taxon="=1+1"), "no Latin name"),
    ("species without taxon", replace(JELLY, kind="species", taxon="", part=""), "needs a taxon"),
    ("sale with taxon", replace(JELLY, kind="sale", part=""), "names no animal"),
    ("appendix", replace(JELLY, appendix="IV"), "no Appendix"),
    ("part", replace(JELLY, part="scales"), "Did you mean SCA"),
    ("Appendix without taxon", replace(JELLY, taxon="", appendix="I"), "Say whose it is"),
    ("false friend without reason", replace(TOWN, reason=""), "needs a reason"),
    ("code word", replace(JELLY, is_code_word="maybe"), "Say yes or no"),
]


@pytest.mark.parametrize(("entry", "told"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_cannot_be_used_is_refused_with_a_sentence(case: Path, entry: Amendment, told: str) -> None:
    with pytest.raises(SettingsError, match=told.replace("+", r"\+").replace("?", r"\?")):
        add(case, entry)
    assert lexicon_history(open_case_folder(case)) == []


def test_spaces_are_set_right_and_signs_of_other_scripts_and_pictures_are_words() -> None:
    assert checked(replace(JELLY, term="  white   jelly ")).term == "white jelly"
    for term in ("象", "🐘", "=gading", "งา"):
        assert checked(replace(JELLY, term=term)).term == term


def test_the_shipped_tables_can_be_imported_and_change_nothing(case: Path) -> None:
    folder = files("graphintel.reference").joinpath("lexicon")
    for name, rows in (("terms.csv", 1_900), ("false_friends.csv", 180)):
        with as_file(folder.joinpath(name)) as path:
            change = import_lexicon(case, path, by_whom="A. Uji", reason="")
        assert change.place == 0
        assert change.known > rows


def test_a_single_letter_that_ships_can_be_dropped(case: Path) -> None:
    drop_from_lexicon(case, Amendment("drop", "term", "k"), by_whom="A. Uji")
    assert [one.after for one in lexicon_differences(open_case_folder(case))] == [None]


def test_a_term_and_a_false_friend_of_the_same_words_are_reported(case: Path) -> None:
    add(case, TOWN)
    (note,) = add(case, replace(JELLY, term="Kukang Street"))
    assert "is a false friend too (a street)" in note
    (note,) = add(case, replace(TOWN, term="kukang"))
    assert "is a term too (species, id)" in note


def test_an_unknown_taxon_is_taken_with_a_note(case: Path) -> None:
    (note,) = add(case, replace(JELLY, taxon="Pantera tigris"))
    assert "Did you mean 'Panthera tigris'?" in note


def test_the_same_entry_again_is_refused_and_a_correction_is_not(case: Path) -> None:
    add(case, JELLY)
    with pytest.raises(SettingsError, match="already"):
        add(case, JELLY, "B. Kedua")
    add(case, replace(JELLY, part="IVP"))
    (found,) = lexicon_differences(open_case_folder(case))
    assert getattr(found.after, "part", None) == "IVP"


NOT_THERE = [
    ("misspelt", Amendment("drop", "term", "kukan"), "Did you mean 'kukang'"),
    ("another kind", Amendment("drop", "term", "kukang", kind="sale"), "in use as species in id"),
    ("a false friend", Amendment("drop", "term", "Ivory Coast"), "Add --false-friend"),
    ("no false friend", Amendment("drop", "false_friend", "kukang"), "Leave --false-friend out"),
    ("false friend of another language", Amendment("drop", "false_friend", "Ivory Coast", "ms"), "in en only"),
    ("nothing like it", Amendment("drop", "term", "qqqqqqqq"), "has no term 'qqqqqqqq' in use"),
]


@pytest.mark.parametrize(("entry", "told"), [c[1:] for c in NOT_THERE], ids=[c[0] for c in NOT_THERE])
def test_what_is_not_there_cannot_be_dropped(case: Path, entry: Amendment, told: str) -> None:
    with pytest.raises(SettingsError, match=told.replace("?", r"\?")):
        drop_from_lexicon(case, entry, by_whom="A. Uji")


def test_a_missing_case_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseMissing):
        add(tmp_path / "none", JELLY)


def test_a_change_needs_a_name(case: Path) -> None:
    with pytest.raises(SettingsError, match="--by"):
        add(case, JELLY, " ")


def test_two_people_who_add_at_once_both_count(case: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from graphintel.desk import add_to_lexicon\n"
        "from graphintel.reference import Amendment\n"
        "for n in range(10):\n"
        " entry = Amendment('add', 'term', f'word {chr(97 + n)} {sys.argv[2]}', 'en', kind='sale')\n"
        " add_to_lexicon(Path(sys.argv[1]), entry, by_whom=sys.argv[2])\n"
    )
    people = [subprocess.Popen([sys.executable, "-c", script, str(case), name]) for name in ("ana", "budi")]
    assert [person.wait() for person in people] == [0, 0]
    assert len(lexicon_differences(open_case_folder(case))) == 20
    assert [row["sequence"] for row in lexicon_history(open_case_folder(case))] == list(range(1, 21))
    assert verify_case(open_case_folder(case)) == ()


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "terms.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_table_such_as_the_shipped_one_is_imported_whole(case: Path, tmp_path: Path) -> None:
    header = "term,language,script,kind,taxon,appendix,part,is_code_word,ambiguity_note,source\n"
    rows = "white jelly,en,Latn,code_word,Elephantidae,I/II,IVC,yes,food,a report\n=cmd,en,Latn,sale,,,,no,,\n"
    change = import_lexicon(case, written(tmp_path, header + rows), by_whom="A. Uji", reason="office list")
    assert (change.place, change.known) == (2, 0)
    assert {row["reason"] for row in lexicon_history(open_case_folder(case))} == {"office list"}
    again = import_lexicon(case, written(tmp_path, header + rows), by_whom="A. Uji", reason="")
    assert (again.place, again.known) == (0, 2)


def test_a_spreadsheets_way_of_writing_a_table_is_read(case: Path, tmp_path: Path) -> None:
    text = "Term;Language;Kind;;\r\nkayu merah;ms;sale;;\r\n;;;;\r\n\r\ngading putih;ms;sale\r\n"
    change = import_lexicon(case, written(tmp_path, text, "utf-8-sig"), by_whom="A. Uji", reason="")
    assert change.place == 2


def test_a_table_of_false_friends_is_imported(case: Path, tmp_path: Path) -> None:
    text = "phrase,language,why_not_a_trade\nkukang street,en,a street\n"
    import_lexicon(case, written(tmp_path, text), by_whom="A. Uji", reason="")
    assert look_at("kukang street", case_lexicon(case), region="ID").sightings[0].raw_text == "kukang street"


FILES = [
    ("empty", "", "lacks the column 'term'"),
    ("header only", "term,language,kind\n", "no row below its header"),
    ("misspelt column", "term,langage,kind\na,b,c\n", "Did you mean language?"),
    ("missing column", "term,kind\njelly,sale\n", "lacks the column 'language'"),
    ("column twice", "term,language,kind,kind\na,b,c,d\n", "'kind' twice"),
    ("wrong rows", "term,language,kind\nok word,en,sale\nx,en,sale\nyes,en,sail\n",
     "row 3: 'x' is a single letter.*row 4: 'sail' is no kind. Did you mean sale"),
    ("many wrong rows", "term,language,kind\n" + "x,en,sale\n" * 9, "And 4 more rows. Nothing was added"),
    ("too many cells", "term,language,kind\na word,en,sale,really,so\n", "row 2: it has 5 cells"),
    ("no text", "term,language,kind\nn\x00ul,en,sale\n", "row 2|NUL"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), [c[1:] for c in FILES], ids=[c[0] for c in FILES])
def test_a_table_that_cannot_be_used_adds_nothing_and_says_why(
    case: Path, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        import_lexicon(case, written(tmp_path, text), by_whom="A. Uji", reason="")
    assert lexicon_history(open_case_folder(case)) == []


def test_a_table_in_another_encoding_or_none_at_all_is_told(case: Path, tmp_path: Path) -> None:
    text = "term,language,kind\nngà voi,vi,sale\n"
    with pytest.raises(SettingsError, match="CSV UTF-8"):
        import_lexicon(case, written(tmp_path, text, "cp1258"), by_whom="A. Uji", reason="")
    with pytest.raises(SettingsError, match="cannot be read"):
        import_lexicon(case, tmp_path / "none.csv", by_whom="A. Uji", reason="")
    with pytest.raises(SettingsError, match="cannot be read"):
        import_lexicon(case, tmp_path, by_whom="A. Uji", reason="")
