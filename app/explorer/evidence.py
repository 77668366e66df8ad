"""The adverts behind a network: a table, and one of them in full with its English line and what it changed."""

from __future__ import annotations

import hashlib
from typing import Any

import pyarrow as pa
import streamlit as st

from explorer.marked import STYLE, Mark, marked
from explorer.shell import labelled
from graphintel.case import Case
from graphintel.report import GLOSS_MARK, is_romanisable, near_same_groups, romanised

_COLUMNS = ("posted_at", "display_name", "text", "gloss", "near_same", "ocr_text", "notes", "intent", "group_name")
_PLACE = ("file_name", "locator", "reasons", "url")


def evidence_tab(opened: Case, adverts: pa.Table) -> None:
    """Show ``adverts``; the row that is chosen stands below in full."""
    if not adverts.num_rows:
        st.caption("No adverts by these members.")
        return
    st.caption(
        f"The column in English is a {GLOSS_MARK}, no translation: what it leaves out was not recognised. "
        "Tick a row to read it in full."
    )
    names = list(_COLUMNS)
    shown = adverts
    if st.toggle("Texts in Latin letters too", key="latin"):
        letters = [romanised(text or "") for text in adverts["text"].to_pylist()]
        shown = adverts.append_column("romanised", pa.array(letters, pa.string()))
        names.insert(3, "romanised")
    chosen = st.dataframe(
        labelled(shown.select([*names, *_PLACE])),
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        # A choice is a place in these very rows: with other rows it must be forgotten.
        key=f"evidence-{_mark_of(adverts)}",
    )
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < adverts.num_rows:
        advert_in_full(opened, adverts.slice(rows[0], 1))


def advert_in_full(opened: Case, advert: pa.Table) -> None:
    """One advert (a table of one row): original text, English line, Latin letters, and what it changed of the first."""
    (row,) = advert.to_pylist()
    text = row["text"] or row["title"] or ""
    st.text(f"{row['display_name'] or row['account_id']}, {_when(row)}")
    groups, _ = near_same_groups(opened, advert)
    repost = next((one for group in groups for one in group.reposts), None)
    changed = repost.changed if repost is not None and repost.text == text else ()
    st.html(STYLE + marked(text, [Mark(start, end, "varies") for start, end in changed]))
    if row["near_same"]:
        told = " Marked is what differs from the first, which reads:" if changed else ""
        st.text(f"{row['near_same'][0].upper()}{row['near_same'][1:]}.{told}")
    if changed:
        st.html(STYLE + marked(groups[0].first.text, ()))
    st.markdown(f"**In English** ({GLOSS_MARK}, no translation)")
    st.text(row["gloss"])
    if is_romanisable(text):
        st.markdown("**In Latin letters**")
        st.text(romanised(text))


def _when(row: dict[str, Any]) -> str:
    return row["posted_at"].strftime("%Y-%m-%d %H:%M") if row["posted_at"] else "time unknown"


def _mark_of(adverts: pa.Table) -> str:
    return hashlib.sha256("|".join(adverts["advert_id"].to_pylist()).encode()).hexdigest()[:16]
