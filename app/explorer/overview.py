"""The first page: what was read, what was found, what could not be used."""

from __future__ import annotations

import html

import altair as alt
import pyarrow as pa
import streamlit as st

from explorer.shell import case, heading, labelled, link
from graphintel.errors import GraphintelError
from graphintel.report import BANDS, Overview, adverts_by_week, survey_case, unidentified

_SHOWN = 60  # networks in the list; the rest is found by search
_SHOWN_UNIDENTIFIED = 500  # those with most posts; an export has all


def overview_page() -> None:
    """Counts, networks ranked, sources and quarantine."""
    opened = case()
    heading("Overview", opened)
    try:
        survey = survey_case(opened)
    except GraphintelError as problem:
        st.info(str(problem))
        return
    for column, (name, count) in zip(st.columns(6), survey.counts.items(), strict=True):
        column.metric(name.capitalize(), f"{count:,}")
    st.subheader("Networks, the likeliest organised first")
    if not survey.networks.num_rows:
        st.info("No set of accounts holds together firmly enough. More groups, or longer periods, may change that.")
    else:
        st.caption(
            "Bands are a first judgement of a rule, not yet calibrated: read the reasons and what speaks against."
        )
        st.html(_table(survey.networks.slice(0, _SHOWN).to_pylist()))
    weeks = adverts_by_week(opened)
    if weeks.num_rows:
        st.subheader("Adverts per week")
        chart = alt.Chart(weeks.to_pandas()).mark_bar().encode(x=alt.X("week:T", title=None), y=alt.Y("adverts:Q"))
        st.altair_chart(chart.properties(height=180), width="stretch")
    _sources(survey)
    _unidentified(unidentified(opened))


def _table(rows: list[dict[str, object]]) -> str:
    lines = []
    for row in rows:
        reasons = str(row["reasons"]).split("|")[:2]
        against = str(row["counter_evidence"]).split("|")[0]
        name = link("network", f"{row['network_id']} · {row['label']}", id=str(row["network_id"]))
        cells = (
            f"<td>{name}</td><td>{_escape(BANDS[str(row['band'])])}</td><td>{row['actor_count']}</td>"
            f"<td>{row['account_count']}</td><td>{row['advert_count']}</td>"
            f"<td>{_escape('; '.join(reasons))}</td><td>{_escape(against)}</td>"
        )
        lines.append(f"<tr>{cells}</tr>")
    head = "".join(f"<th>{t}</th>" for t in ("Network", "Band", "Actors", "Accounts", "Adverts", "Why", "Against"))
    style = (
        "<style>.gi{border-collapse:collapse;width:100%;font-size:.9rem}.gi td,.gi th{border-bottom:1px solid #8884;"
        "padding:.35rem .5rem;text-align:left;vertical-align:top}.giw{overflow-x:auto}</style>"
    )
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody>"
    return f'{style}<div class="giw"><table class="gi">{body}</table></div>'


def _escape(text: object) -> str:
    return html.escape(str(text))


def _sources(survey: Overview) -> None:
    st.subheader("What was read")
    shown = ("file_name", "format", "read_count", "loaded_count", "duplicate_count", "quarantined_count")
    st.dataframe(labelled(survey.sources.select(shown)), hide_index=True, width="stretch")
    st.subheader(f"Quarantine: {survey.quarantine.num_rows} records kept raw")
    if survey.quarantine.num_rows:
        st.dataframe(labelled(survey.quarantine), hide_index=True, width="stretch")
    else:
        st.caption("Every record could be used.")


def _unidentified(rows: pa.Table) -> None:
    st.subheader("What no id identifies")
    if not rows.num_rows:
        st.caption("Every account and group has an id or handle that another export could share.")
        return
    st.caption(
        f"{rows.num_rows:,} accounts and groups have no id that another export could share. Accounts stand apart, even "
        "where they may be one; groups of one name count as one. Exports of another tool often hold the ids."
    )
    shown = rows.slice(0, _SHOWN_UNIDENTIFIED).select(["what", "name", "posts", "files", "why", "id"])
    st.dataframe(labelled(shown), hide_index=True, width="stretch")
