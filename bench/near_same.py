"""Seconds and memory for near-same adverts, each size in a process of its own; the last row is extrapolated.

`python bench/near_same.py`: adverts planted in six languages, half of them of templates; a tenth use one template with
words of their own. Writes the table in docs/method.md.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import ibis
import pyarrow as pa

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from bench.tables import put_table  # noqa: E402
from graphintel.extract import find_templates  # noqa: E402
from tests.extract.planted_templates import plant  # noqa: E402

SIZES, EXTRAPOLATED = (50_000, 200_000), 1_000_000
ENGINE_MEMORY = "700MB"  # as a run has it


def measure(count: int) -> dict[str, float]:
    """Find the templates among about ``count`` adverts."""
    planted = plant(41, templates=count // 18, others=count // 2)
    posts = crowded(planted.posts)
    ibis.set_backend(ibis.duckdb.connect(memory_limit=ENGINE_MEMORY))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin, begin_cpu = time.perf_counter(), time.process_time()
    found = find_templates(planted.adverts, posts, planted.mentions)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "adverts": planted.adverts.num_rows,
        "groups": found.groups.num_rows,
        "members": found.members.num_rows,
        "seconds": seconds,
        "cpu": cpu,
        "grown_mb": (after - before) / 1024,
    }


def crowded(posts: pa.Table) -> pa.Table:
    """Every tenth post by one template with words of its own, as a whole market might share one."""
    texts = posts["text"].to_pylist()
    words = [text.split()[0] for text in texts]
    for place in range(0, len(texts), 10):
        mine = f"{words[place]} {words[(place * 7 + 3) % len(words)]}"
        texts[place] = f"Open PO {mine} kondisi sehat makan lahap siap kirim seluruh kota, amanah dan terpercaya"
    return posts.set_column(posts.column_names.index("text"), "text", pa.array(texts))


def main() -> None:
    """Print and keep the table."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
        return
    rows = []
    found: dict[str, float] = {}
    for size in SIZES:
        done = subprocess.run([sys.executable, __file__, str(size)], check=True, capture_output=True, text=True)
        found = json.loads(done.stdout.splitlines()[-1])
        counts = [f"{found[name]:,.0f}" for name in ("adverts", "groups", "members")]
        rows.append([*counts, f"{found['seconds']:.0f}", f"{found['cpu']:.0f}", f"{found['grown_mb']:,.0f}"])
    times = EXTRAPOLATED / found["adverts"]
    rows.append(
        [f"{EXTRAPOLATED:,} (extrapolated)", "", "", *(f"{found[name] * times:.0f}" for name in ("seconds", "cpu")), ""]
    )
    put_table(
        "near_same", ["Adverts", "Groups", "Adverts in them", "Seconds", "of a processor", "Memory grown, MB"], rows
    )


if __name__ == "__main__":
    main()
