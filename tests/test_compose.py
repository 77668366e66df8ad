"""docker-compose.yml opens nothing to the network, and runs Neo4j with the settings that the tests run it with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.neo4j_server.server import SHARED_SETTINGS

ROOT = Path(__file__).resolve().parents[1]
LINES = [line for line in (ROOT / "docker-compose.yml").read_text("utf-8").splitlines() if line.split("#")[0].strip()]


def read_mapping(lines: list[str], depth: int) -> Any:
    """Read the little of YAML that the file keeps to: nested maps, lists of texts, quoted texts and JSON lists."""
    if lines[0].lstrip().startswith("- "):
        return [json.loads(line.strip()[2:]) for line in lines]
    found: dict[str, Any] = {}
    starts = [n for n, line in enumerate(lines) if re.match(rf" {{{depth}}}[^ ]", line)]
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        key, _, value = lines[start].strip().partition(":")
        assert key not in found, f"{key} stands twice"
        inner = lines[start + 1 : following]
        found[key] = json.loads(value) if value.strip() else read_mapping(inner, depth + 2)
    return found


COMPOSE = read_mapping(LINES, 0)
SERVICES: dict[str, Any] = COMPOSE["services"]


@pytest.mark.parametrize("name", ["neo4j", "explorer"])
def test_ports_are_bound_to_this_machine_alone(name: str) -> None:
    assert SERVICES[name]["ports"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name]["ports"])


@pytest.mark.parametrize("name", ["neo4j", "explorer"])
def test_memory_is_bounded_and_the_password_comes_from_the_environment(name: str) -> None:
    assert re.fullmatch(r"\d+[mg]", SERVICES[name]["mem_limit"])
    assert SERVICES[name]["environment"]["NEO4J_PASSWORD"].startswith("${NEO4J_PASSWORD:?")


def test_neo4j_wants_a_password_keeps_its_data_and_is_checked() -> None:
    server = SERVICES["neo4j"]
    assert server["image"].startswith("neo4j:5.26")
    assert "${NEO4J_PASSWORD:?" in server["environment"]["NEO4J_AUTH"]
    volume, path = server["volumes"][0].split(":")
    assert volume in COMPOSE["volumes"]
    assert path == "/data"
    assert "cypher-shell" in server["healthcheck"]["test"][1]
    assert SERVICES["explorer"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_neo4j_runs_with_the_settings_of_the_test_server() -> None:
    given = SERVICES["neo4j"]["environment"]
    names = {f"NEO4J_{key.replace('_', '__').replace('.', '_')}": value for key, value in SHARED_SETTINGS.items()}
    assert {name: given.get(name) for name in names} == names


def test_the_image_does_not_run_as_root_and_is_pinned() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.search(r"^USER graphintel$", text, re.MULTILINE)
    assert "-c constraints.txt" in text
