"""The page that explains a text: spans, tables, refusals, the English line; hostile text stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
from explorer.marked import Mark, marked, marked_wording
from streamlit.testing.v1 import AppTest

from tests.cli.test_ingest import graphintel
from tests.reference.own_lists import own_list

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>&lt;b&gt;</div></mark>'
OFFER = "Ready 2 ekor kukang jinak 850rb, WA O812-345-6789O, Bekasi. resi JNE 628912395876"


def page() -> None:
    from explorer.explain import explain_page

    explain_page()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    assert graphintel("init", tmp_path / "case", "--region", "ID").exit_code == 0
    monkeypatch.setenv("GRAPHINTEL_CASE", str(tmp_path / "case"))
    return AppTest.from_function(page, default_timeout=60).run()


def explained(opened: AppTest, text: str) -> AppTest:
    opened.text_area(key="text").set_value(text)
    opened.button[0].click()
    return opened.run()


def said(opened: AppTest) -> str:
    parts = (*opened.markdown, *opened.text, *opened.caption, *opened.info)
    return "\n".join(str(part.value) for part in parts)


def bodies(opened: AppTest) -> str:
    return "\n".join(str(part.proto.body) for part in opened.get("html"))


def test_an_empty_box_says_so(opened: AppTest) -> None:
    assert not opened.exception
    assert "No text yet." in said(opened)


def test_an_offer_is_marked_tabled_and_glossed(opened: AppTest) -> None:
    shown = explained(opened, OFFER)
    assert not shown.exception
    assert "Likely an offer" in said(shown)
    assert "Offer: 2 live slow lorises (Nycticebus, App. I), 850,000 IDR" in said(shown)
    assert "machine gloss of what was recognised" in said(shown)
    written = bodies(shown)
    assert '<mark class="contact">O812-345-6789O<small>phone</small></mark>' in written
    assert '<mark class="species">kukang<small>Nycticebus</small></mark>' in written
    assert '<mark class="refused">628912395876<small>refused</small></mark>' in written
    tables = [frame.value for frame in shown.dataframe]
    assert any(
        {"+6281234567890", "phone:digits+letters/parted/region"} <= set(frame.iloc[0].astype(str)) for frame in tables
    )
    assert any("another code" in str(frame.to_dict()) for frame in tables)


def test_appendices_are_by_the_cases_list(opened: AppTest, tmp_path: Path) -> None:
    assert "CITES appendix as listed on 6 March 2025 (shipped list)" in said(explained(opened, OFFER))
    (tmp_path / "own_2026-05-31.csv").write_text(own_list())
    assert graphintel("species-list", "import", tmp_path / "case", tmp_path / "own_2026-05-31.csv").exit_code == 0
    shown = explained(opened, OFFER)
    assert "(Nycticebus, App. III)" in said(shown)
    assert "CITES appendix as listed on 31 May 2026 (own_2026-05-31.csv)" in said(shown)


def test_the_region_is_the_cases_own_unless_chosen(opened: AppTest) -> None:
    assert opened.selectbox(key="region").value == "ID"
    opened.selectbox(key="region").set_value("none")
    shown = explained(opened, "kukang 0812-3456-7890")
    assert "No contact was read." in said(shown)


@pytest.mark.parametrize("text", [HOSTILE, f"kukang {HOSTILE} wa 0812-3456-7890", "\u202e象牙\u0000\ufffe 🔥" * 50])
def test_hostile_text_never_becomes_html(opened: AppTest, text: str) -> None:
    shown = explained(opened, text)
    assert not shown.exception
    written = bodies(shown)
    assert "<img" not in written
    assert "<script" not in written
    assert written.count("</div>") == 1


def test_chatter_raises_nothing(opened: AppTest) -> None:
    shown = explained(opened, "selamat pagi")
    assert "No advert by the rules" in said(shown)
    assert "nothing was recognised" in said(shown)


def test_marks_keep_the_text_and_never_overlap() -> None:
    text = "a<b>c & d"
    html = marked(
        text, [Mark(1, 4, "contact", '"><i>'), Mark(3, 6, "species"), Mark(5, 99, "place"), Mark(8, 9, 'x"y')]
    )
    assert html == (
        '<div class="gi-text" dir="auto">a<mark class="contact">&lt;b&gt;<small>&quot;&gt;&lt;i&gt;</small></mark>'
        'c &amp; <mark class="x&quot;y">d</mark></div>'
    )


def test_slots_of_a_wording_are_marked_and_the_rest_is_escaped() -> None:
    html = marked_wording("<b>jual ⟦1⟧ ⟦phone⟧ ⟦<i>⟧")
    assert '<mark class="varies">⟦1⟧</mark>' in html
    assert "<b>" not in html
    assert "<i>" not in html
