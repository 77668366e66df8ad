"""The network page shows glosses, who was first, and what varies; texts of people stay text."""

from __future__ import annotations

from pathlib import Path

import pytest
from explorer.near_same import _who
from streamlit.testing.v1 import AppTest

from graphintel.cli.sample_verbs import load_sample
from graphintel.pipeline import run_case
from graphintel.progress import Silent
from graphintel.report import Repost
from graphintel.sample import write_sample


def evidence() -> None:
    import os
    from pathlib import Path

    from explorer.evidence import advert_in_full, evidence_tab
    from explorer.near_same import near_same_tab

    from graphintel.case import open_case_folder
    from graphintel.report import report_network

    opened = open_case_folder(Path(os.environ["GRAPHINTEL_CASE"]))
    adverts = report_network(opened, "N-001").adverts
    evidence_tab(opened, adverts)
    near_same_tab(opened, adverts)
    for rows in (evidence_tab, near_same_tab):
        rows(opened, adverts.slice(0, 0))
    reposts = [note is not None and "repost" in note for note in adverts["near_same"].to_pylist()]
    advert_in_full(opened, adverts.slice(reposts.index(True), 1))


def offered() -> None:
    import os
    from pathlib import Path

    from explorer.network import _taxa

    from graphintel.case import open_case_folder
    from graphintel.report import report_network

    _taxa(report_network(open_case_folder(Path(os.environ["GRAPHINTEL_CASE"])), "N-001"))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network")
    write_sample(folder / "sample", seed=2, scale=1.0)
    load_sample(folder / "sample", folder / "case")
    run_case(folder / "case", progress=Silent())
    return folder / "case"


def test_evidence_has_the_gloss_and_the_first_of_near_same_adverts(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHINTEL_CASE", str(case))
    shown = AppTest.from_function(evidence, default_timeout=60).run()
    assert not shown.exception
    frame = shown.dataframe[0].value
    assert frame["in English (machine gloss)"].str.startswith(("Offer: ", "Wanted: ")).all()
    assert frame["first or repost"].str.contains("near-same adverts by").any()
    assert any(text.value.startswith(("Offer: ", "Wanted: ")) for text in shown.text)
    assert any("near-same adverts by" in box.label for box in shown.expander)
    written = "".join(str(part.proto.body) for part in shown.get("html"))
    assert '<mark class="varies">' in written
    assert "<script" not in written
    assert any("Marked is what differs from the first" in text.value for text in shown.text)
    assert any("None of these adverts" in caption.value for caption in shown.caption)
    shown.toggle(key="latin").set_value(True)
    assert "in Latin letters" in shown.run().dataframe[0].value


def test_what_is_offered_says_of_which_list_and_at_which_rates(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHINTEL_CASE", str(case))
    shown = AppTest.from_function(offered, default_timeout=60).run()
    assert not shown.exception
    captions = " ".join(caption.value for caption in shown.caption)
    assert "CITES appendix as listed on 6 March 2025 (shipped list)" in captions
    assert "US dollars are about" in captions
    assert {"CITES appendix", "asked for one, about US$"} <= set(shown.dataframe[0].value.columns)


def test_who_posted_is_named_with_time_and_account() -> None:
    one = Repost(advert_id="a", account_id=None, name="Ana", position=1, posted="time unknown", text="", changed=())
    assert _who(one) == "time unknown, Ana (no account)"
