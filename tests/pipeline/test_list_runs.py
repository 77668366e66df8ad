"""A run with a CITES list and rates of one's own: appendices and dollars change, and no text is read again."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from graphintel.case import open_case_folder, verify_case
from graphintel.case.manifest import decode_manifest
from graphintel.desk import (
    add_to_lexicon,
    ask_store,
    import_rates,
    import_species_list,
    reset_rates,
    reset_species_list,
)
from graphintel.pipeline import run_case
from graphintel.progress import Silent
from graphintel.reference import Amendment
from graphintel.report import report_network
from graphintel.report.brief.pdf import brief_content
from tests.cli.test_ingest import graphintel
from tests.pipeline.test_pipeline import exported, run_after_kill
from tests.reference.own_lists import own_list

NAME = "own_2026-05-31.csv"
NEW_COLUMNS = ("price_usd_min", "price_usd_max", "rate_month")


@pytest.fixture
def case(finished: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "case"
    shutil.copytree(finished, copy)
    return copy


def import_list(case: Path, folder: Path) -> None:
    (folder / NAME).write_text(own_list(), "utf-8")
    import_species_list(case, folder / NAME, day=None, by_whom="A. Uji")


def appendices(case: Path, taxon: str) -> set[str | None]:
    rows = open_case_folder(case).read("advert_items").to_pylist()
    return {row["cites_appendix"] for row in rows if row["taxon"] == taxon}


def test_another_list_changes_appendices_and_reads_nothing_again(case: Path, tmp_path: Path) -> None:
    before = exported(case, tmp_path / "before")
    items = open_case_folder(case).read("advert_items")
    assert appendices(case, "Nycticebus") == {"I"}
    import_list(case, tmp_path)
    report = run_case(case, progress=Silent())
    assert report.is_new
    assert (report.texts_read, report.adverts_came, report.adverts_went) == (0, 0, 0)
    assert report.species_list == f"as listed on 31 May 2026 ({NAME})"
    assert appendices(case, "Nycticebus") == {"III"}
    assert appendices(case, "Helarctos malayanus") == {None}
    now = open_case_folder(case).read("advert_items")
    assert now.drop_columns(["cites_appendix"]).equals(items.drop_columns(["cites_appendix"]))
    nodes = ask_store(open_case_folder(case), "taxa_by_network", {"min_adverts": "1"}).to_pylist()
    assert {row["cites_appendix"] for row in nodes if row["taxon"] == "Nycticebus"} <= {"III"}
    assert verify_case(open_case_folder(case)) == ()
    assert not run_case(case, progress=Silent()).is_new
    reset_species_list(case)
    again = run_case(case, progress=Silent())
    assert (again.is_new, again.texts_read) == (True, 0)
    assert exported(case, tmp_path / "after") == before


def test_what_shows_an_appendix_says_of_which_list_the_run_was(case: Path, tmp_path: Path) -> None:
    shipped = "as listed on 6 March 2025 (shipped list)"
    assert f"CITES appendices {shipped}." in graphintel("run", case).output
    import_list(case, tmp_path)
    # Until the next run the tables are those of the list before.
    opened = open_case_folder(case)
    report = report_network(opened, "N-001")
    assert report.listed == shipped
    assert f"told appendices {shipped}: run the case again" in graphintel("species-list", "show", case).output
    own = f"as listed on 31 May 2026 ({NAME})"
    assert f"CITES appendices {own}." in graphintel("run", case).output
    opened = open_case_folder(case)
    content = brief_content(opened, report_network(opened, "N-001"))
    assert content["listing_note"].startswith(f"CITES appendices {own}.")
    assert f"CITES appendices are told {own}." in content["method"]
    assert "run the case again" not in graphintel("species-list", "show", case).output


def test_an_analysts_appendix_counts_where_no_list_knows_the_taxon(case: Path, tmp_path: Path) -> None:
    for word, taxon in (("budak hutan", "Nomen ignotum"), ("kukang", "Pongo")):
        entry = Amendment("add", "term", word, "ms", kind="species", taxon=taxon, appendix="II")
        add_to_lexicon(case, entry, by_whom="A. Uji")
    import_list(case, tmp_path)
    run_case(case, progress=Silent())
    assert appendices(case, "Nomen ignotum") == {"II"}
    assert appendices(case, "Pongo") == {"I"}


def test_prices_stand_in_dollars_at_the_rate_of_their_month(case: Path) -> None:
    rows = open_case_folder(case).read("advert_items").to_pylist()
    priced = [row for row in rows if row["price_usd_min"] is not None and row["currency"] == "MYR"]
    assert len(priced) > 5
    assert all(3 < row["price_min"] / row["price_usd_min"] < 5.5 for row in priced if row["price_usd_min"] > 1)
    times = {row["advert_id"]: row["posted_at"] for row in open_case_folder(case).read("adverts").to_pylist()}
    assert all(row["rate_month"] <= times[row["advert_id"]].strftime("%Y-%m") for row in priced)
    undated = [row for row in rows if times[row["advert_id"]] is None and row["currency"] != "USD"]
    assert all(row["price_usd_min"] is None and row["rate_month"] is None for row in undated)
    glosses = report_network(open_case_folder(case), "N-001").adverts["gloss"].to_pylist()
    assert any(" (about US$ " in gloss for gloss in glosses)


def test_own_rates_win_and_their_end_brings_the_shipped_ones_back(case: Path, tmp_path: Path) -> None:
    before = exported(case, tmp_path / "before")
    months = {row["rate_month"] for row in open_case_folder(case).read("advert_items").to_pylist()}
    rows = "".join(f"{month},MYR,10\n" for month in sorted(filter(None, months)))
    (tmp_path / "rates.csv").write_text("month,currency,units_per_usd\n" + rows)
    import_rates(case, tmp_path / "rates.csv", by_whom="A. Uji")
    report = run_case(case, progress=Silent())
    assert (report.is_new, report.texts_read) == (True, 0)
    items = open_case_folder(case).read("advert_items").to_pylist()
    priced = [row for row in items if row["currency"] == "MYR" and row["price_usd_max"] is not None]
    assert priced
    assert all(row["price_usd_max"] == round(row["price_max"] / 10, 2) for row in priced)
    assert "the case's own (rates.csv)" in report_network(open_case_folder(case), "N-001").rates
    assert verify_case(open_case_folder(case)) == ()
    reset_rates(case)
    run_case(case, progress=Silent())
    assert exported(case, tmp_path / "after") == before


def test_a_run_killed_after_an_import_leaves_a_whole_case(case: Path, tmp_path: Path) -> None:
    import_list(case, tmp_path)
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(case, undisturbed)
    run_case(undisturbed, progress=Silent())
    was_killed, found = run_after_kill(case, tmp_path / "killed", 1.6)
    assert was_killed
    assert found == exported(undisturbed, tmp_path / "wanted")


def test_a_case_made_before_there_were_lists_opens_and_runs(case: Path, tmp_path: Path) -> None:
    wanted = exported(case, tmp_path / "wanted")
    opened = open_case_folder(case)
    fields = msgspec.json.decode((case / "runs" / f"{opened.run_id}.json").read_bytes())
    for name in ("species_list", "rates", "listed_by", "converted_by"):
        del fields[name]
    older = opened.commit(decode_manifest(msgspec.json.encode(fields | {"inputs_hash": "older"}), path="older"))
    without = older.read("advert_items").drop_columns(NEW_COLUMNS)
    file = older.table_paths("advert_items")[0]
    assert set(NEW_COLUMNS) <= set(older.read("advert_items").column_names)
    pq.write_table(without, file)
    assert older.read("advert_items")["price_usd_min"].null_count == without.num_rows
    assert report_network(older, "N-001").listed == "as listed on 6 March 2025 (shipped list)"
    assert run_case(case, progress=Silent()).is_new
    assert exported(case, tmp_path / "found") == wanted
    assert verify_case(open_case_folder(case)) == ()
