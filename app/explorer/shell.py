"""What all pages share: the case, links that carry their state, words for bands."""

from __future__ import annotations

import html
import os
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
import streamlit as st

from graphintel.case import Case, open_case_folder
from graphintel.errors import GraphintelError

_WORDS = {
    "label": "member",
    "advert_count": "adverts",
    "account_count": "accounts",
    "membership_strength": "held by ties inside",
    "display_name": "name shown",
    "file_name": "file",
    "locator": "place in the file",
    "posted_at": "posted (UTC)",
    "class": "kind of contact",
    "actor_count": "members who write it",
    "cites_appendix": "CITES appendix",
    "read_count": "read",
    "loaded_count": "loaded",
    "duplicate_count": "duplicate",
    "quarantined_count": "quarantined",
}
CASE_VARIABLE = "GRAPHINTEL_CASE"


def case() -> Case:
    """The case as its newest finished state; ends the page with a sentence where there is none."""
    try:
        return open_case_folder(Path(os.environ.get(CASE_VARIABLE, ".")))
    except GraphintelError as problem:
        st.error(str(problem))
        st.stop()


def heading(title: str, opened: Case) -> None:
    """Title of the page with what it speaks of: case, run, handling."""
    st.header(title, anchor=False)
    st.caption(f"{opened.settings.name} · run {opened.run_id} · handling {opened.settings.handling} · all times UTC")


def link(page: str, text: str, **state: str) -> str:
    """A link within the explorer as HTML, its text and state escaped; Back and mailing it work."""
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in state.items())
    return f'<a href="/{page}?{html.escape(query)}" target="_self">{html.escape(text)}</a>'


def labelled(rows: pa.Table) -> pd.DataFrame:
    """A table for people: words for column names, and | between several values as a comma."""
    frame = rows.to_pandas()
    for name in ("role", "reasons", "aliases"):
        if name in frame:
            frame[name] = frame[name].str.replace("|", ", ", regex=False)
    return frame.rename(columns=lambda name: _WORDS.get(name, name.replace("_", " ")))
