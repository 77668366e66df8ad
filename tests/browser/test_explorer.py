"""The explorer as an analyst sees it, in a real browser that may ask no foreign host."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor, answered

pytestmark = pytest.mark.browser


def test_the_overview_leads_to_a_network_and_back(visitor: Visitor) -> None:
    page = visitor.open("/")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible(timeout=30_000)
    first = page.get_by_role("link", name=re.compile(r"^N-\d+")).first
    name = first.inner_text().split(" ")[0]
    first.click()
    visitor.settled()
    expect(page.get_by_role("heading", name=re.compile(name))).to_be_visible(timeout=30_000)
    assert f"id={name}" in page.url
    page.go_back()
    visitor.settled()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible(timeout=30_000)


def test_a_network_shows_its_picture_reasons_and_evidence(visitor: Visitor) -> None:
    page = visitor.open("/network?id=N-001")
    expect(page.get_by_text("What speaks against")).to_be_visible(timeout=30_000)
    expect(page.locator("#graph-view canvas").first).to_be_visible(timeout=30_000)
    expect(page.get_by_role("tab", name="Evidence")).to_be_visible()


def test_a_click_in_the_picture_gives_the_selection_to_the_page(visitor: Visitor) -> None:
    page = visitor.open("/network?id=N-001")
    expect(page.locator("#graph-view canvas").first).to_be_visible(timeout=30_000)
    place = page.evaluate(
        """() => {
            const find = (root) => {
                const here = root.querySelector('#graph-view');
                if (here) return here;
                for (const part of root.querySelectorAll('*')) {
                    if (part.shadowRoot) { const found = find(part.shadowRoot); if (found) return found; }
                }
                return null;
            };
            const root = find(document);
            root.scrollIntoView();
            const {sigma, graph} = root.view;
            const node = graph.nodes()[0];
            const at = sigma.graphToViewport(graph.getNodeAttributes(node));
            const box = root.getBoundingClientRect();
            return {x: box.x + at.x, y: box.y + at.y};
        }"""
    )
    page.mouse.click(place["x"], place["y"])
    expect(page.get_by_text("1 selected in the picture")).to_be_visible(timeout=30_000)


def test_a_polite_kill_of_explore_ends_the_explorer_too(case: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "graphintel", "explore", str(case), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    next(answered(f"http://127.0.0.1:{port}"))
    process.terminate()
    process.wait(timeout=30)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_search_says_what_to_do_when_nothing_is_found(visitor: Visitor) -> None:
    page = visitor.open("/search?q=zzzz-nobody")
    expect(page.get_by_text("Nothing holds that")).to_be_visible(timeout=30_000)


def test_an_unknown_network_is_a_sentence(visitor: Visitor) -> None:
    page = visitor.open("/network?id=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    expect(page.get_by_text("the case has no network")).to_be_visible(timeout=30_000)


def test_a_text_is_explained_and_hostile_text_stays_text(visitor: Visitor) -> None:
    page = visitor.open("/explain")
    box = page.get_by_role("textbox", name="Text", exact=True)
    box.fill('Ready 2 ekor kukang 850rb, WA O812-345-6789O <img src=x onerror="window.hit=1"><script>hit = 1</script>')
    page.get_by_role("button", name="Explain").click()
    visitor.settled()
    expect(page.get_by_text("live slow lorises (Nycticebus, App. I)").first).to_be_visible(timeout=30_000)
    expect(page.locator("mark.species").first).to_contain_text("kukang")
    expect(page.locator(".gi-text").first).to_contain_text("<script>hit = 1</script>")
    assert page.evaluate("window.hit") is None


def test_near_same_adverts_of_a_network_show_what_varies(visitor: Visitor) -> None:
    page = visitor.open("/network?id=N-001")
    page.get_by_role("tab", name="Near-same adverts").click()
    first = page.get_by_text(re.compile(r"near-same adverts by \w+ accounts?, first seen")).first
    first.click()
    expect(page.locator("mark.varies").first).to_be_visible(timeout=30_000)
