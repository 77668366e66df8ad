"""The explorer. Started by `graphintel explore CASE`, which names the case and binds it to this machine."""

from __future__ import annotations

import streamlit as st
from explorer.explain import explain_page
from explorer.network import network_page
from explorer.overview import overview_page
from explorer.search import search_page

st.set_page_config(page_title="graphintel", layout="wide")
st.html("<style>.block-container {padding-top: 3rem}</style>")
st.navigation(
    [
        st.Page(overview_page, title="Overview", default=True),
        st.Page(network_page, title="Network", url_path="network"),
        st.Page(search_page, title="Search", url_path="search"),
        st.Page(explain_page, title="Explain a text", url_path="explain"),
    ]
).run()
