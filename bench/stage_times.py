"""Run one case and print seconds per stage and peak memory as JSON: the child process of stages.py."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from graphintel.case import open_case_folder
from graphintel.cli.sample_verbs import load_sample
from graphintel.desk import publish_case
from graphintel.pipeline import run_case
from graphintel.progress import Silent


class Clock:
    """Notes when each stage begins."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, float]] = []

    def advance(self, step: str, done: int, total: int | None = None) -> None:
        if not self.begun or self.begun[-1][0] != step:
            self.begun.append((step, time.perf_counter()))

    def seconds(self) -> dict[str, float]:
        ends = [*(at for _, at in self.begun[1:]), time.perf_counter()]
        found: dict[str, float] = {}
        for (step, start), end in zip(self.begun, ends, strict=True):
            found[step] = found.get(step, 0.0) + end - start
        return found


def main(sample: Path, case: Path, store: str) -> None:
    start = time.perf_counter()
    load_sample(sample, case)
    ingest = time.perf_counter() - start
    clock = Clock()
    run_case(case, progress=clock)
    stages = clock.seconds()
    known = ("unify", "extract", "resolve", "relate", "detect")
    times = {"ingest": ingest, "extract": stages["extract"]}
    times["resolve to detect"] = sum(stages[name] for name in known if name != "extract")
    times["publish embedded"] = sum(value for name, value in stages.items() if name not in known)
    if store:
        start = time.perf_counter()
        publish_case(case, store, progress=Silent())
        times["publish neo4j"] = time.perf_counter() - start
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    posts = open_case_folder(case).read("unified_posts").num_rows
    print(json.dumps({"posts": posts, "seconds": times, "peak_mb": peak / 1024}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
