"""The explorer on a small synthetic case, and a browser that may ask nobody else."""

from __future__ import annotations

import os
import shutil
import socket
import time
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graphintel.cli.explore_verb import serve
from graphintel.cli.sample_verbs import load_sample
from graphintel.pipeline import run_case
from graphintel.progress import Silent
from graphintel.sample import write_sample


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    write_sample(folder / "sample", seed=2, scale=1.0)
    load_sample(folder / "sample", folder / "case")
    run_case(folder / "case", progress=Silent())
    return folder / "case"


@pytest.fixture(scope="session")
def address(case: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = serve(case, port=port)
    try:
        yield from answered(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


def answered(address: str) -> Iterator[str]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5)
        except OSError:
            time.sleep(0.2)
            continue
        yield address
        return
    pytest.fail("the explorer did not answer within 60 s")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("GRAPHINTEL_REQUIRE_BROWSER") == "1":
            pytest.fail("the browser is required, and no Chromium is installed")
        warnings.warn("the browser tests are SKIPPED: no Chromium is installed", stacklevel=1)
        pytest.skip("no Chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"]
        )
        yield opened
        opened.close()


class Visitor:
    """A page together with the foreign addresses that it asked for."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.route("**/*", self._only_here)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.settled()

    def settled(self) -> Page:
        self.page.wait_for_selector('[data-testid=stApp][data-test-script-state="notRunning"]', timeout=60_000)
        return self.page

    def _only_here(self, route) -> None:  # type: ignore[no-untyped-def]
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
            return
        self.foreign.append(route.request.url)
        route.abort()


@pytest.fixture(params=[1280, 700])
def visitor(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visitor]:
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    made = Visitor(page, address)
    yield made
    assert made.foreign == []
    assert made.errors == []
    page.close()
