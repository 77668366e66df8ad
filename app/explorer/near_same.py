"""Near-same adverts of a network: the wording, what varies in it, who was first and who posted it again."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from explorer.marked import STYLE, Mark, marked, marked_wording
from explorer.shell import labelled
from graphintel.case import Case
from graphintel.report import NearSame, Repost, near_same_groups


def near_same_tab(opened: Case, adverts: pa.Table) -> None:
    """Show the groups that hold any of ``adverts``."""
    groups, left = near_same_groups(opened, adverts)
    if not groups:
        st.caption("None of these adverts is near-same to another.")
        return
    st.caption(
        "Contacts and numbers aside, these adverts have the same wording. What varies is marked; the time is as the "
        "exports state it. One text used twice is not proof of one person: sellers copy each other."
    )
    for group in groups:
        _group(group)
    if left:
        st.caption(f"{left:,} more groups are in the export's template_groups.csv.")


def _group(group: NearSame) -> None:
    by = "one account" if group.account_count == 1 else f"{group.account_count:,} accounts"
    sure = "" if group.is_first_sure else ", as far as the times tell"
    with st.expander(f"{group.advert_count:,} near-same adverts by {by}, first seen {group.first.posted}{sure}"):
        st.html(STYLE + marked_wording(group.wording))
        st.text(f"First: {_who(group.first)}")
        st.html(STYLE + marked(group.first.text, ()))
        _words(group)
        for repost in group.reposts:
            st.text(f"{repost.position:,} of {group.advert_count:,}: {_who(repost)}")
            st.html(STYLE + marked(repost.text, [Mark(start, end, "varies") for start, end in repost.changed]))
        if group.left_out:
            st.caption(f"{group.left_out:,} more by these members are in the export's advert_templates.csv.")


def _who(one: Repost) -> str:
    return f"{one.posted}, {one.name} ({one.account_id or 'no account'})"


def _words(group: NearSame) -> None:
    if not group.slots:
        st.caption("Nothing varies but marks and letters' case.")
        return
    rows = [
        {"slot": slot.slot, "kind": slot.kind, "what stands there": _said(slot.words)}
        for slot in group.slots
    ]  # fmt: skip
    if group.compared_count < group.advert_count:
        st.caption(f"Of {group.compared_count} of them, spread over the time.")
    st.dataframe(labelled(pa.Table.from_pylist(rows)), hide_index=True, width="stretch")


def _said(words: tuple[tuple[str, int, bool], ...]) -> str:
    return " · ".join(
        f"{word or '(left out)'}{' (first)' if is_first else ''} × {count}" for word, count, is_first in words
    )
