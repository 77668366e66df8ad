"""One network: its picture, its members, why, and the evidence with its place in the files."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import streamlit as st
from graph_view import Picture, draw_graph

from explorer.evidence import evidence_tab
from explorer.near_same import near_same_tab
from explorer.shell import ask, case, heading, labelled, link
from graphintel.case import Case
from graphintel.errors import GraphintelError
from graphintel.report import NetworkReport, report_network, thumbnail

_HUB, _SELLER, _OTHER = "#1f4e79", "#3b8bc2", "#9aa5ad"
_MOST_PICTURES, _PICTURES_ABREAST = 24, 4
_LAYERS = {
    "shared_contact": "write the same contact",
    "co_posting": "post near-same adverts within hours",
    "reply": "answer each other",
    "co_membership": "are in the same groups",
    "invite": "one brought the other into a group",
}


def network_page() -> None:
    """The working page of an analyst."""
    opened = case()
    network_id = st.query_params.get("id", "")
    if not network_id:
        heading("Network", opened)
        st.info("Choose a network in the overview.")
        st.html(link("", "To the overview"))
        return
    try:
        report = report_network(opened, network_id)
    except GraphintelError as problem:
        st.error(str(problem))
        return
    heading(f"{network_id} · {report.row['label']}", opened)
    _judgement(report)
    picture, table = st.columns([3, 2])
    with picture:
        try:
            ties = ask(opened, "network_ties", network_id=network_id)
        except GraphintelError as problem:
            st.error(str(problem))
            return
        selected = draw_graph(_picture(report, ties, opened.run_id), key=f"graph-{network_id}")
    with table:
        _members(report, selected)
    _tabs(opened, report, selected)


def _judgement(report: NetworkReport) -> None:
    seen = report.row
    st.markdown(
        f"**{report.band.capitalize()}** by a first rule that is not yet calibrated · {seen['actor_count']} actors,"
        f" {seen['account_count']} accounts, {seen['advert_count']} adverts"
    )
    left, right = st.columns(2)
    left.markdown("**Why**")
    right.markdown("**What speaks against**")
    for column, sentences in ((left, report.reasons), (right, report.counter_evidence)):
        column.text("\n".join(f"• {sentence}" for sentence in sentences))


def _picture(report: NetworkReport, ties: pa.Table, run_id: str) -> Picture:
    """Members from the tables, what ties them from the graph; a line is as wide as it has layers."""
    members = report.members.to_pydict()
    pairs = ties.group_by(["left_id", "right_id"]).aggregate([("layer", "count")]).to_pydict()
    colors = [
        _HUB if "hub" in role else _SELLER if seller else _OTHER
        for role, seller in zip(members["role"], members["is_seller"], strict=True)
    ]
    return Picture(
        nodes={
            "id": members["actor_id"],
            "x": members["x"],
            "y": members["y"],
            "size": [6 + min(12, 2 * count**0.5) for count in members["advert_count"]],
            "color": colors,
            "label": members["label"],
        },
        edges={
            "source": pairs["left_id"],
            "target": pairs["right_id"],
            "width": [1.5 * count for count in pairs["layer_count"]],
        },
        version=f"{run_id}/{report.network_id}",
    )


def _members(report: NetworkReport, selected: list[str]) -> None:
    st.markdown(f"**Members** ({report.members.num_rows})")
    shown = ("label", "role", "advert_count", "account_count", "membership_strength", "actor_id")
    rows = report.members.select(shown)
    if selected:
        rows = rows.filter(pa.compute.is_in(rows["actor_id"], value_set=pa.array(selected)))
        st.caption(f"{rows.num_rows} selected in the picture. Click beside the dots to see all.")
    else:
        st.caption("Click a dot in the picture to see one member; Shift and click for more.")
    st.dataframe(labelled(rows), hide_index=True, width="stretch", height=min(400, 38 + 35 * rows.num_rows))


def _tabs(opened: Case, report: NetworkReport, selected: list[str]) -> None:
    names = (
        "Evidence",
        "Near-same adverts",
        "Ties and why",
        "Accounts and why",
        "Contacts",
        "What is offered",
        "Pictures",
    )
    evidence, near_same, ties, accounts, contacts, taxa, pictures = st.tabs(names)
    with evidence:
        evidence_tab(opened, _chosen(report.adverts, "actor_id", selected))
    with near_same:
        near_same_tab(opened, _chosen(report.adverts, "actor_id", selected))
    with ties:
        rows = report.ties
        if selected:
            chosen = pa.array(selected)
            left, right = (pa.compute.is_in(rows[c], value_set=chosen) for c in ("left_actor_id", "right_actor_id"))
            rows = rows.filter(pa.compute.or_(left, right))
        labels = dict(zip(*(report.members[c].to_pylist() for c in ("actor_id", "label")), strict=True))
        told = pa.table(
            {
                "one": [labels[name] for name in rows["left_actor_id"].to_pylist()],
                "other": [labels[name] for name in rows["right_actor_id"].to_pylist()],
                "why": [_LAYERS[layer] for layer in rows["layer"].to_pylist()],
                "times": rows["evidence_count"],
                "chance alone": [f"{p:.2g}" for p in rows["p_value"].to_pylist()],
                "evidence": rows["evidence"],
            }
        )
        _show(told, "No ties among these members.")
    with accounts:
        st.caption("Accounts are put together by what they write, never by a name alone. A person can overrule it.")
        _show(_chosen(report.accounts, "actor_id", selected), "No accounts.")
    with contacts:
        _show(report.contacts, "None of the members wrote a contact that could be read.")
    with taxa:
        _taxa(report)
    with pictures:
        _show_pictures(opened, _chosen(report.pictures, "actor_id", selected), report.picture_texts)


def _taxa(report: NetworkReport) -> None:
    st.caption(f"CITES appendix {report.listed}; a listing is no finding that a sale is illegal.")
    st.caption(report.rates)
    _show(report.taxa, "The adverts name no taxon that the lexicon knows.")


def _show_pictures(opened: Case, rows: pa.Table, texts: pa.Table) -> None:
    came = rows.filter(pa.compute.is_valid(rows["sha256"]))
    links = rows.num_rows - came.num_rows
    if links:
        st.caption(f"{links:,} more are links only: graphintel downloads nothing. Drop the files beside the export.")
    if not came.num_rows:
        st.caption("No picture came along with the exports of these adverts.")
        return
    if came.num_rows > _MOST_PICTURES:
        st.caption(f"The first {_MOST_PICTURES} of {came.num_rows:,}. Choose a member in the picture to see theirs.")
    if texts.num_rows:
        st.caption("What is written under a picture as read by machine may be wrong: compare it with the picture.")
    columns = st.columns(_PICTURES_ABREAST)
    for place, row in enumerate(came.slice(0, _MOST_PICTURES).to_pylist()):
        with columns[place % _PICTURES_ABREAST]:
            drawn = thumbnail(opened, row["sha256"])
            when = row["posted_at"].strftime("%Y-%m-%d") if row["posted_at"] else "time unknown"
            if drawn is None:
                st.caption("This picture cannot be opened.")
            else:
                st.image(drawn, width="stretch")
            st.text(f"{row['display_name'] or row['actor_id']}, {when}\n{row['uri'] or ''}")
            _show_read(texts.filter(pa.compute.equal(texts["sha256"], row["sha256"])).to_pylist())


def _show_read(pieces: list[dict[str, Any]]) -> None:
    """What machines read in one picture; as plain text, so that no link of a code can be clicked."""
    codes = [piece for piece in pieces if piece["kind"] == "qr"]
    lines = [piece for piece in pieces if piece["kind"] == "ocr"]
    if codes:
        st.caption(f"QR code, read by machine ({codes[0]['engine']})")
        st.text("\n".join(piece["text"] for piece in codes))
    if lines:
        sure = sum(piece["confidence"] for piece in lines) / len(lines)
        st.caption(f"Print, read by machine ({lines[0]['engine']}), {sure:.0%} sure")
        st.text("\n".join(piece["text"] for piece in lines))


def _chosen(rows: pa.Table, column: str, selected: list[str]) -> pa.Table:
    return rows.filter(pa.compute.is_in(rows[column], value_set=pa.array(selected))) if selected else rows


def _show(rows: pa.Table, empty: str) -> None:
    if rows.num_rows:
        st.dataframe(labelled(rows), hide_index=True, width="stretch")
    else:
        st.caption(empty)
