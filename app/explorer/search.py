"""One box over names, ids, contacts, groups and adverts."""

from __future__ import annotations

import html

import streamlit as st

from explorer.shell import case, heading, labelled, link
from graphintel.report import search_case


def search_page() -> None:
    """Find people, contacts, groups and adverts."""
    opened = case()
    heading("Search", opened)
    words = st.text_input("Name, handle, phone in any form, group, or words of an advert", key="q", bind="query-params")
    if not words.strip():
        st.caption("Digits are also found where they are written with spaces or dashes.")
        return
    found = search_case(opened, words)
    if not any(rows.num_rows for rows in found.values()):
        st.info("Nothing holds that. Try fewer letters, or only the last digits of a number.")
        return
    for kind, rows in found.items():
        if not rows.num_rows:
            continue
        st.subheader(f"{kind.capitalize()} ({rows.num_rows}{'+' if rows.num_rows == 200 else ''})")
        st.dataframe(labelled(rows), hide_index=True, width="stretch")
        networks = sorted({name for name in rows.to_pydict().get("network_id", []) if name})
        if networks:
            links = " · ".join(link("network", name, id=name) for name in networks[:20])
            st.html(f"{html.escape('In the networks')} {links}")
