"""A case's own CITES list and rates: kept by their hash, named in the manifest, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphintel.case import Case, init_case, open_case_folder, verify_case, write_lock
from graphintel.case.lists import case_rates, case_species_list, stamp_of, told_list
from graphintel.desk import import_rates, import_species_list, reset_rates, reset_species_list
from graphintel.errors import CaseBusy, CaseDamaged, CaseMissing, SettingsError
from graphintel.reference import SHIPPED, load_rates, rate_in
from graphintel.report import rate_of_month, rates_of, standings
from tests.reference.own_lists import own_list

RATES = "month,currency,units_per_usd\n2024-06,VND,25400\n2024-06,KES,129\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return init_case(tmp_path / "case", name="Uji", region="ID", timezone="Asia/Jakarta").path


def written(folder: Path, name: str = "list.csv", text: str | None = None) -> Path:
    path = folder / name
    path.write_text(own_list() if text is None else text, "utf-8")
    return path


def opened(case: Path) -> Case:
    return open_case_folder(case)


def test_a_list_takes_the_place_of_the_shipped_one_until_it_is_taken_back(case: Path, tmp_path: Path) -> None:
    assert case_species_list(opened(case)) is SHIPPED
    path = written(tmp_path, "Index_of_CITES_Species_2026-05-31 07_20.csv")
    done = import_species_list(case, path, day=None, by_whom=" A.  Uji ")
    path.unlink()
    assert done.is_new
    assert (done.found.taxa, done.found.unlisted) == (7, 2)
    held = opened(case).manifest.species_list
    assert held is not None
    assert (held.table.by_whom, held.table.row_count) == ("A. Uji", 7)
    assert case_species_list(opened(case)).appendix("Nycticebus coucang") == "III"
    name = "Index_of_CITES_Species_2026-05-31 07_20.csv"
    assert told_list(stamp_of(opened(case).manifest)) == f"as listed on 31 May 2026 ({name})"
    assert verify_case(opened(case)) == ()
    assert reset_species_list(case) == held
    assert case_species_list(opened(case)) is SHIPPED
    assert reset_species_list(case) is None
    assert verify_case(opened(case)) == ()


DATES = [
    ("given", "list_2026-05-31.csv", "2025-12-01", ("2025-12-01", "given")),
    ("in the name", "list_2026-05-31.csv", None, ("2026-05-31", "file_name")),
    ("in the name, without hyphens", "cites20260531.csv", None, ("2026-05-31", "file_name")),
    ("of the import", "list.csv", None, (None, "import")),
    ("of the import, where the name has no day that there is", "list_2026-02-31.csv", None, (None, "import")),
    ("of the import, where the name has a long number", "1202605310.csv", None, (None, "import")),
]


@pytest.mark.parametrize(("name", "day", "wanted"), [c[1:] for c in DATES], ids=[c[0] for c in DATES])
def test_a_list_has_a_date_and_says_whence(
    case: Path, tmp_path: Path, name: str, day: str | None, wanted: tuple[str | None, str]
) -> None:
    kept = import_species_list(case, written(tmp_path, name), day=day, by_whom="A. Uji").kept
    assert (kept.stamp.date, kept.stamp.date_from) == (wanted[0] or kept.table.imported_at[:10], wanted[1])
    if wanted[1] == "import":
        assert told_list(kept.stamp).startswith(f"as in the list {name}, imported on ")


def test_the_same_list_again_changes_nothing_and_another_date_does(case: Path, tmp_path: Path) -> None:
    path = written(tmp_path)
    first = import_species_list(case, path, day=None, by_whom="A. Uji")
    run_id = opened(case).run_id
    again = import_species_list(case, path, day=None, by_whom="B. Kedua")
    assert (again.is_new, again.kept) == (False, first.kept)
    assert opened(case).run_id == run_id
    assert import_species_list(case, path, day="2026-01-31", by_whom="A. Uji").is_new
    assert opened(case).run_id != run_id


REFUSED = [
    ("no list", "a,b\n1,2\n", None, "A. Uji", "its columns are a, b"),
    ("no date", own_list(), "31.5.2026", "A. Uji", "'31.5.2026' is no date"),
    ("no day that there is", own_list(), "2026-02-31", "A. Uji", "is no date"),
    ("nobody", own_list(), None, " ", "--by"),
    ("turned direction", own_list(), None, "A\u202eUji", "U\\+202E"),
]


@pytest.mark.parametrize(("text", "day", "by_whom", "told"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_cannot_be_used_leaves_the_case_as_it_was(
    case: Path, tmp_path: Path, text: str, day: str | None, by_whom: str, told: str
) -> None:
    run_id = opened(case).run_id
    with pytest.raises(SettingsError, match=told):
        import_species_list(case, written(tmp_path, text=text), day=day, by_whom=by_whom)
    assert opened(case).run_id == run_id
    assert list((case / "config").iterdir()) == []


def test_a_missing_file_or_case_and_a_busy_one_are_told(case: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        import_species_list(case, tmp_path / "none.csv", day=None, by_whom="A. Uji")
    with pytest.raises(CaseMissing):
        import_species_list(tmp_path / "none", written(tmp_path), day=None, by_whom="A. Uji")
    with write_lock(case), pytest.raises(CaseBusy):
        import_species_list(case, written(tmp_path), day=None, by_whom="A. Uji")


def test_rates_are_added_over_the_shipped_ones_until_they_are_taken_back(case: Path, tmp_path: Path) -> None:
    import_rates(case, written(tmp_path, "a.csv", RATES), by_whom="A. Uji")
    import_rates(case, written(tmp_path, "b.csv", "date,currency,units_per_usd\n2024-06-03,VND,25450\n"), by_whom="B.")
    rates = case_rates(opened(case))
    found = rate_in(rates, "VND", "2024-06")
    assert found is not None
    assert (found.units_per_usd, found.source) == (25_450, "b.csv")
    assert [rate.units_per_usd for rate in rates_of(opened(case), "kes")] == [129]
    late = rate_of_month(opened(case), "KES", "2025-06")
    assert late is not None
    assert late.month == "2024-06"
    assert rate_of_month(opened(case), "KES", "2025-07") is None
    again = import_rates(case, tmp_path / "a.csv", by_whom="A. Uji")  # the first counts over the second now
    assert again.is_new
    assert [handed.file_name for handed in opened(case).manifest.rates] == ["b.csv", "a.csv"]
    assert not import_rates(case, tmp_path / "a.csv", by_whom="A. Uji").is_new
    assert verify_case(opened(case)) == ()
    assert len(reset_rates(case)) == 2
    assert case_rates(opened(case)) == load_rates()
    assert reset_rates(case) == ()
    with pytest.raises(SettingsError, match="there is no rate of 'KES'"):
        rates_of(opened(case), "KES")


def test_wrong_rates_add_nothing(case: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="row 4: 'Dong' is no currency"):
        import_rates(case, written(tmp_path, text=RATES + "2024-06,Dong,1\n"), by_whom="A. Uji")
    assert opened(case).manifest.rates == ()


def test_a_changed_or_missing_table_is_told(case: Path, tmp_path: Path) -> None:
    kept = import_species_list(case, written(tmp_path), day=None, by_whom="A. Uji").kept
    import_rates(case, written(tmp_path, "rates.csv", RATES), by_whom="A. Uji")
    path = case / "config" / f"{kept.table.sha256}.csv"
    path.write_text(own_list().replace("Cacatua alba", "Cacatua rubra"))
    (fault,) = verify_case(opened(case))
    assert fault == f"the list of species list.csv {kept.table.sha256[:16]} was changed after it was written"
    for file in (case / "config").iterdir():
        file.unlink()
    assert [fault.rpartition(" is ")[2] for fault in verify_case(opened(case))] == ["missing", "missing"]
    for read in (case_species_list, case_rates):
        with pytest.raises(CaseDamaged, match="in config/ cannot be read"):
            read(opened(case))


def test_taxa_stand_beside_the_shipped_list(case: Path, tmp_path: Path) -> None:
    import_species_list(case, written(tmp_path), day=None, by_whom="A. Uji")
    found = standings(opened(case), ["panthera  TIGRIS", "Nycticebus", "Varanus komodoensis", "Nomen ignotum"])
    assert [(one.taxon, one.appendix, one.is_known, one.shipped) for one in found] == [
        ("Panthera tigris", None, True, "I"),
        ("Nycticebus", "III", True, "I"),
        ("Varanus komodoensis", None, False, "I"),
        ("Nomen ignotum", None, False, None),
    ]
