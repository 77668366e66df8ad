"""Seconds and memory per stage, beside a plain script in the same run; then graphintel alone at larger scales.

    python bench/stages.py [--quick]

Writes the tables into docs/method.md. --quick does the comparison only. Needs Java and Maven for the Neo4j column.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from graphintel.sample import write_sample

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from bench.tables import put_table  # noqa: E402
from tests.neo4j_server.server import ServerOptions, running_server  # noqa: E402

COMPARED_SCALE, LARGE_SCALES = 15.0, (50.0, 300.0)
_STAGES = ("ingest", "extract", "resolve to detect", "publish embedded", "publish neo4j")


def child(script: str, *words: str) -> dict:  # type: ignore[type-arg]
    environment = dict(os.environ, PYTHONPATH=str(HERE.parent))
    done = subprocess.run(
        [sys.executable, str(HERE / script), *words], check=True, capture_output=True, text=True, env=environment
    )
    return json.loads(done.stdout.strip().splitlines()[-1])  # type: ignore[no-any-return]


def compare(folder: Path) -> list[list[str]]:
    """graphintel and the plain script on one sample, one Neo4j, one after the other."""
    write_sample(folder / "sample", seed=31, scale=COMPARED_SCALE, odd_files=False)
    password = secrets.token_hex(8)
    os.environ |= {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": password}
    with running_server(folder / "neo4j", ServerOptions(password=password)) as address:
        plain = child("plain_script.py", str(folder / "sample"), address, password)
        ours = child("stage_times.py", str(folder / "sample"), str(folder / "case"), address)
    rows = []
    for stage in _STAGES:
        mine, other = ours["seconds"].get(stage), plain["seconds"].get(stage)
        ratio = f"{other / mine:.1f} x" if mine and other else ""
        rows.append([stage, f"{mine:.1f}", rate(ours["posts"], mine), f"{other:.1f}" if other else "", ratio])
    total, plain_total = sum(ours["seconds"].values()), sum(plain["seconds"].values())
    rows.append(
        ["all", f"{total:.1f}", rate(ours["posts"], total), f"{plain_total:.1f}", f"{plain_total / total:.1f} x"]
    )
    memory = f"{plain['peak_mb'] / ours['peak_mb']:.1f} x"
    rows.append(["peak memory, MB", f"{ours['peak_mb']:.0f}", "", f"{plain['peak_mb']:.0f}", memory])
    return rows


def rate(posts: int, seconds: float) -> str:
    return f"{posts / seconds:,.0f}"


def large(folder: Path) -> list[list[str]]:
    rows = []
    for scale in LARGE_SCALES:
        here = folder / f"scale{scale:.0f}"
        write_sample(here / "sample", seed=31, scale=scale, odd_files=False)
        found = child("stage_times.py", str(here / "sample"), str(here / "case"))
        seconds = found["seconds"]
        cells = [f"{seconds.get(stage, 0.0):.1f}" for stage in _STAGES[:4]]
        total = sum(seconds.values())
        rows.append([f"{scale:.0f}", f"{found['posts']:,}", *cells, f"{total:.1f}", f"{found['peak_mb']:.0f}"])
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        compared = compare(Path(scratch))
        header = ["Stage", "graphintel, s", "posts/s", "plain script, s", "ratio"]
        put_table("stages", header, compared)
        if "--quick" not in sys.argv:
            header = ["Scale", "Posts", *(f"{stage}, s" for stage in _STAGES[:4]), "All, s", "Peak, MB"]
            put_table("large", header, large(Path(scratch)))


if __name__ == "__main__":
    main()
