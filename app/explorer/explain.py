"""What the rules read in a text of one's own: marked in it, in tables, and in an English line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import streamlit as st

from explorer.marked import STYLE, Mark, marked
from explorer.shell import case, heading, labelled
from graphintel.case.decisions import read_lexicon_entries
from graphintel.case.lexicon import case_lexicon
from graphintel.case.lists import case_species_list, stamp_of, told_list
from graphintel.errors import GraphintelError
from graphintel.extract import Explained, TermFinder, explain_texts
from graphintel.reference import load_places
from graphintel.report import GLOSS_MARK, gloss_explained, is_romanisable, romanised

_LONGEST = 200_000  # code points: the page shows no longer text
_NO_REGION = "none"
_ORDER = ("kind", "value", "apps", "raw_text", "rule", "confidence", "start", "end")
_INTENT = {"offer": "an offer", "want": "a wish to buy"}


@st.cache_resource(max_entries=2)
def _finder(path: str, changes: int) -> TermFinder:
    """Finds the terms of the case's lexicon as it is after so many ``changes``."""
    return TermFinder(case_lexicon(Path(path)))


@st.cache_data
def _regions() -> list[str]:
    return sorted({name.country for name in load_places().names})


def explain_page() -> None:
    """A text box; what is read in the text. Nothing of it is kept or sent anywhere."""
    opened = case()
    heading("Explain a text", opened)
    st.caption(
        "Paste a text to see what the rules read in it and what they refuse, with this case's lexicon and CITES "
        "list. It is not kept, and enters no case."
    )
    regions = [_NO_REGION, *dict.fromkeys([opened.settings.region, *_regions()])]
    with st.form("explain", border=False):
        text = st.text_area("Text", key="text", height=140, max_chars=_LONGEST)
        region = st.selectbox("Country assumed for numbers without a prefix", regions, index=1, key="region")
        st.form_submit_button("Explain", type="primary")
    if not text.strip():
        st.info("No text yet.")
        return
    asked = None if region == _NO_REGION else region
    try:
        finder = _finder(str(opened.path), read_lexicon_entries(opened.path).num_rows)
        lists = case_species_list(opened)
    except GraphintelError as problem:
        st.error(str(problem))
        return
    (read,) = explain_texts([("", text, asked)], finder=finder, lists=lists)
    _verdict(read)
    st.html(STYLE + marked(text, _marks(read)))
    if is_romanisable(text):
        st.markdown("**In Latin letters**")
        st.text(romanised(text))
    st.markdown(f"**In English** ({GLOSS_MARK}, no translation)")
    st.text(gloss_explained(read))
    if any(item["cites_appendix"] for item in read.advert["items"]):
        listed = told_list(stamp_of(opened.manifest))
        st.caption(f"CITES appendix {listed}; a listing is no finding that a sale is illegal.")
    _tables(read)


def _verdict(read: Explained) -> None:
    advert = read.advert
    said = f"Likely {_INTENT[advert['intent']]}" if advert["is_advert"] else "No advert by the rules"
    spoken = f"language {read.language or 'not known'}, script {read.script or 'none'}"
    st.markdown(f"**{said}** ({advert['confidence']:.2f}) · {spoken}")
    reasons = advert["reasons"] or ["nothing speaks for an advert"]
    st.text("\n".join(f"• {reason}" for reason in reasons))


def _marks(read: Explained) -> list[Mark]:
    """Contacts first: where spans overlap they stay."""
    contacts = [Mark(row["start"], row["end"], "contact", row["kind"]) for row in read.mentions]
    items = [Mark(row["start"], row["end"], "species", row["taxon"] or "product") for row in read.advert["items"]]
    places = [Mark(row["start"], row["end"], "place", row["place"]) for row in read.advert["places"]]
    refused = [Mark(row["start"], row["end"], "refused", "refused") for row in read.refused]
    return [*contacts, *items, *places, *refused]


def _tables(read: Explained) -> None:
    mentions = [{name: _flat(row[name]) for name in _ORDER} for row in read.mentions]
    conditions = [*read.advert["conditions"], *({"kind": "claim", "value": name} for name in read.advert["claims"])]
    _table("Contacts", mentions, "No contact was read.")
    _table("What is offered", read.advert["items"], "No species or product was read.")
    _table("Places", read.advert["places"], "No place was read.")
    _table("Payment, delivery, claims", conditions, "Nothing was read of these.")
    _table("Refused digits", read.refused, "No digits were refused.")


def _table(title: str, rows: list[dict[str, Any]], empty: str) -> None:
    st.markdown(f"**{title}**")
    if rows:
        told = [name for name in rows[0] if any(row.get(name) is not None for row in rows)]
        shown = sorted(told, key=lambda name: name in ("start", "end"))
        table = pa.Table.from_pylist([{name: row.get(name) for name in shown} for row in rows])
        st.dataframe(labelled(table), hide_index=True, width="stretch")
    else:
        st.caption(empty)


def _flat(value: object) -> object:
    return ", ".join(value) if isinstance(value, list) else value
