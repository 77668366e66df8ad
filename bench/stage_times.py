"""Run one case and print seconds per stage and peak memory as JSON: the child process of stages.py."""

from __future__ import annotations

import json
import os
import sys
import threading
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


class Memory(threading.Thread):
    """Watches the resident memory of this process and its children together, five times a second.

    getrusage would not do: a spawned child's maximum holds what its parent held at that moment.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_kb = 0

    def run(self) -> None:
        while True:
            held = resident_kb(os.getpid())
            self.peak_kb = max(self.peak_kb, held)
            time.sleep(0.2)


def resident_kb(process: int) -> int:
    """Resident kilobytes of a process and all below it; one that has just ended counts nothing."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
    return own + sum(resident_kb(int(child)) for child in below)


def main(sample: Path, case: Path, store: str) -> None:
    memory = Memory()
    memory.start()
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
    posts = open_case_folder(case).read("unified_posts").num_rows
    print(json.dumps({"posts": posts, "seconds": times, "peak_mb": memory.peak_kb / 1024}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
