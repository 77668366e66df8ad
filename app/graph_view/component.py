"""The browser component, registered once, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_BUILT = Path(__file__).parent / "built" / "graph_view.js"
_CSS = """
#graph-view {
  box-sizing: border-box; width: 100%; height: 100%; min-height: 420px;
  border: 1px solid #d9d9d9; border-radius: 6px;
}
"""
_NO_WEBGL = "This browser cannot draw the picture (no WebGL). The table beside it holds the same members."


@dataclass(frozen=True, slots=True)
class Picture:
    """Columns of nodes (id, x, y, size, color, label) and edges (source, target, width); drawn anew when ``version``
    changes, so that the camera survives every other rerun."""

    nodes: dict[str, list[Any]]
    edges: dict[str, list[Any]]
    version: str


@cache
def _mount() -> Any:
    return st.components.v2.component(
        "graphintel_graph_view",
        html='<div id="graph-view" role="img" aria-label="Picture of the network; the table of members says the same">'
        "</div>",
        css=_CSS,
        js=_BUILT.read_text("utf-8"),
    )


def draw_graph(picture: Picture, *, key: str, height: int = 460, selected: list[str] | None = None) -> list[str]:
    """Draw the picture; gives the ids that are selected in it."""
    data = {
        "nodes": picture.nodes,
        "edges": picture.edges,
        "version": picture.version,
        "selected": selected or [],
        "no_webgl": _NO_WEBGL,
    }
    result = _mount()(data=data, key=key, height=height, default={"selected": []}, on_selected_change=lambda: None)
    return [str(name) for name in result.selected or []]
