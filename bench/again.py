"""Seconds and memory of a run from scratch, and of the runs after a small change: what the kept readings save.

`python bench/again.py [--quick]`: whole runs on samples, then reading alone on texts of which no two are alike. Writes
the tables in docs/method.md. --quick does the smaller sample only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.stage_times import Clock, Memory
from bench.tables import put_table
from graphintel.case import init_case, open_case_folder
from graphintel.case.folder import next_manifest
from graphintel.case.lexicon import case_lexicon
from graphintel.cli.sample_verbs import load_sample
from graphintel.desk import add_to_lexicon, drop_from_lexicon, import_paths
from graphintel.pipeline import run_case
from graphintel.progress import Silent
from graphintel.reading import TextReader
from graphintel.reference import Amendment
from graphintel.sample import write_sample
from graphintel.sample.timeline import tell
from graphintel.sample.world import make_world
from graphintel.schema.reading import ReadOptions
from ingest import identify

SEED, SCALES, MESSAGES, DISTINCT = 31, (50.0, 300.0), 1_000, 300_000
WORD = Amendment("add", "term", "budak hutan", "ms", kind="code_word", taxon="Pongo")  # the sample's sellers use it
COMMON = Amendment("drop", "term", "harga", kind="sale")  # and this in every third advert
Change = Callable[[Path], None]


def add_chat(case: Path) -> None:
    """One more export: a chat of a thousand messages that nobody has seen."""
    lines = [f"[01/02/2026, 10:{n // 60 % 60:02}:{n % 60:02}] Uji {n % 20}: barang baru nombor {n} RM {n + 50}, pm\n"
             for n in range(MESSAGES)]  # fmt: skip
    path = case.parent / "_chat.txt"
    path.write_text("".join(lines), "utf-8")
    import_paths(case, [path], identify=identify, options=ReadOptions(), progress=Silent())


def add_word(case: Path) -> None:
    add_to_lexicon(case, WORD, by_whom="bench")


def drop_common(case: Path) -> None:
    drop_from_lexicon(case, COMMON, by_whom="bench")


CHANGES: tuple[tuple[str, Change], ...] = (
    ("from scratch", lambda case: None),
    (f"an export of {MESSAGES:,} messages more", add_chat),
    ("a rare word more", add_word),
    ("a common word less", drop_common),
)


def child(*words: str) -> dict[str, float]:
    """A measurement in a process of its own, so that its memory is its own."""
    here = Path(__file__).resolve()
    environment = dict(os.environ, PYTHONPATH=str(here.parent.parent))
    command = [sys.executable, str(here), "--child", *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout.strip().splitlines()[-1])  # type: ignore[no-any-return]


def measure_run(case: Path) -> dict[str, float]:
    """Seconds and MB of one whole run of a case."""
    memory, clock = Memory(), Clock()
    memory.start()
    start = time.perf_counter()
    report = run_case(case, progress=clock)
    whole = time.perf_counter() - start
    return {
        "texts": report.texts,
        "read": report.texts_read,
        "extract": clock.seconds()["extract"],
        "all": whole,
        "peak_mb": memory.peak_kb / 1024,
    }


def measure_reading(case: Path) -> dict[str, float]:
    """Texts of a sample, each with a number behind it, so that no two are alike; as many as `DISTINCT`."""
    said = sorted({part.text for part in tell(make_world(SEED, 15.0), SEED, 15.0)})
    texts = sorted(f"{said[n % len(said)]} no{n}x" for n in range(DISTINCT))
    table = pa.table({"text_id": range(DISTINCT), "text": texts, "region": pa.array(["MY"] * DISTINCT)})
    del texts
    memory = Memory()
    memory.start()
    opened = open_case_folder(case)
    reader = TextReader(opened, case_lexicon(case), rules="bench")
    start = time.perf_counter()
    reader.read(table)
    whole = time.perf_counter() - start
    opened.commit(next_manifest(opened, kind="run", readings=reader.kept))
    return {"texts": reader.text_count, "read": reader.read_count, "all": whole, "peak_mb": memory.peak_kb / 1024}


def runs(folder: Path, scale: float) -> list[list[str]]:
    """Rows of the table of runs: from scratch, then after each small change."""
    write_sample(folder / "sample", seed=SEED, scale=scale, odd_files=False)
    case = folder / "case"
    load_sample(folder / "sample", case)
    rows = []
    for name, change in CHANGES:
        change(case)
        found = child("run", str(case))
        figures = [f"{found[key]:,.0f}" for key in ("texts", "read")] + [
            f"{found[key]:.1f}" for key in ("extract", "all")
        ]
        rows.append([f"{scale:.0f}", name, *figures, f"{found['peak_mb']:.0f}"])
    return rows


def readings(folder: Path) -> list[list[str]]:
    """Rows of the table of reading alone."""
    case = init_case(folder / "case", name="bench", region="MY", timezone="UTC").path
    rows = []
    for name, change in (CHANGES[0], ("nothing", CHANGES[0][1]), *CHANGES[2:]):
        change(case)
        found = child("reading", str(case))
        size = sum(path.stat().st_size for path in (case / "cache").iterdir()) / 1e6
        figures = [f"{found['texts']:,.0f}", f"{found['read']:,.0f}", f"{found['all']:.1f}", f"{found['peak_mb']:.0f}"]
        rows.append([name, *figures, f"{size:.0f}"])
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        scales = SCALES[:1] if "--quick" in sys.argv else SCALES
        rows = [row for scale in scales for row in runs(Path(scratch) / f"scale{scale:.0f}", scale)]
        put_table("again", ["Scale", "Change", "Texts", "Read anew", "extract, s", "All, s", "Peak, MB"], rows)
        header = ["Change", "Texts", "Read anew", "Reading, s", "Peak, MB", "Kept, MB on disk"]
        put_table("readings", header, readings(Path(scratch) / "readings"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        measure = {"run": measure_run, "reading": measure_reading}[sys.argv[2]]
        print(json.dumps(measure(Path(sys.argv[3]))))
    else:
        main()
