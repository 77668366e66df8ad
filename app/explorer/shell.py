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
from graphintel.desk import store_of
from graphintel.errors import GraphintelError
from graphintel.stores import GraphStore, load_query

_WORDS = {
    "label": "member",
    "advert_count": "adverts",
    "account_count": "accounts",
    "membership_strength": "held by ties inside",
    "display_name": "name shown",
    "file_name": "file",
    "locator": "place in the file",
    "posted_at": "posted (UTC)",
    "ocr_text": "on pictures, read by machine",
    "gloss": "in English (machine gloss)",
    "near_same": "first or repost",
    "romanised": "in Latin letters",
    "raw_text": "as written",
    "class": "kind of contact",
    "actor_count": "members who write it",
    "cites_appendix": "CITES appendix",
    "asked_usd": "asked for one, about US$",
    "read_count": "read",
    "loaded_count": "loaded",
    "duplicate_count": "duplicate",
    "quarantined_count": "quarantined",
}
CASE_VARIABLE = "GRAPHINTEL_CASE"
STORE_VARIABLE = "GRAPHINTEL_STORE"


@st.cache_resource(max_entries=4)
def _store(path: str, run_id: str, target: str) -> GraphStore:
    return store_of(open_case_folder(Path(path), run_id=run_id), target or None)


def ask(opened: Case, question: str, **parameters: object) -> pa.Table:
    """Put a shipped question to the graph of the case.

    Raises:
        StoreError: the store cannot be opened, or does not answer.
    """
    store = _store(str(opened.path), opened.run_id, os.environ.get(STORE_VARIABLE, ""))
    return store.query(load_query(question).text, parameters)


def store_name(opened: Case) -> str:
    """Where the graph is read from, in words."""
    target = os.environ.get(STORE_VARIABLE) or opened.settings.store
    return "embedded graph" if target == "embedded" else f"Neo4j at {target.split('@')[-1]}"


def case() -> Case:
    """The case as its newest finished state, or the one that the server holds; ends the page where there is none."""
    path, target = Path(os.environ.get(CASE_VARIABLE, ".")), os.environ.get(STORE_VARIABLE, "")
    try:
        opened = open_case_folder(path)
        if target and target != "embedded" and opened.manifest.derived:
            published = _store(str(path), opened.run_id, target).published_run()
            return open_case_folder(path, run_id=published) if published else opened
        return opened
    except GraphintelError as problem:
        st.error(str(problem))
        st.stop()


def heading(title: str, opened: Case) -> None:
    """Title of the page with what it speaks of: case, run, handling."""
    st.header(title, anchor=False)
    parts = (
        opened.settings.name,
        f"run {opened.run_id}",
        store_name(opened),
        f"handling {opened.settings.handling}",
        "all times UTC",
    )
    st.caption(" · ".join(parts))


def link(page: str, text: str, **state: str) -> str:
    """A link within the explorer as HTML, its text and state escaped; Back and mailing it work."""
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in state.items())
    return f'<a href="/{page}?{html.escape(query)}" target="_self">{html.escape(text)}</a>'


def labelled(rows: pa.Table) -> pd.DataFrame:
    """A table for people: words for column names, and | between several values as a comma."""
    frame = rows.to_pandas()
    for name in ("role", "reasons", "aliases", "files"):
        if name in frame:
            frame[name] = frame[name].str.replace("|", ", ", regex=False)
    return frame.rename(columns=lambda name: _WORDS.get(name, name.replace("_", " ")))
