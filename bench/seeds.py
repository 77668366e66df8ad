"""The scores of the sample over seeds that nobody developed on; writes the tables into docs/method.md.

python bench/seeds.py [FIRST_SEED]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from bench.tables import put_table  # noqa: E402
from graphintel.case import open_case_folder  # noqa: E402
from graphintel.cli.sample_verbs import load_sample  # noqa: E402
from graphintel.pipeline import run_case  # noqa: E402
from graphintel.progress import Silent  # noqa: E402
from graphintel.report import export_tables  # noqa: E402
from graphintel.sample import ScoreLine, score_case, write_sample  # noqa: E402

SEEDS, SCALE, SHOWN_SCALES = 5, 3.0, (1.0, 3.0, 15.0)


def score(folder: Path, seed: int) -> list[ScoreLine]:
    write_sample(folder / "sample", seed=seed, scale=SCALE)
    load_sample(folder / "sample", folder / "case")
    run_case(folder / "case", progress=Silent())
    return score_case(export_tables(open_case_folder(folder / "case")), folder / "sample" / "truth")


def main() -> None:
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 501
    seeds = range(first, first + SEEDS)
    with tempfile.TemporaryDirectory() as scratch:
        scored = [score(Path(scratch) / str(seed), seed) for seed in seeds]
        rows = []
        for lines in zip(*scored, strict=True):
            values = [line.value for line in lines]
            each = " ".join(f"{value:.2f}" for value in values)
            rows.append([lines[0].stage, lines[0].measure, f"{sum(values) / SEEDS:.3f}", lines[0].wanted, each])
        put_table("seeds", ["Stage", "Measure", "Mean", "Wanted", f"Seeds {seeds[0]} to {seeds[-1]}"], rows)
        held = []
        for scale in SHOWN_SCALES:
            made = write_sample(Path(scratch) / f"scale{scale}", seed=1, scale=scale)
            cells = (made.posts, made.groups, made.accounts, made.sellers, made.networks, made.decoys, made.weeks)
            held.append([f"{scale:g}", *(f"{cell:,}" for cell in cells)])
        header = ["Scale", "Posts", "Groups", "Accounts", "Sellers", "Networks", "Decoys", "Weeks"]
        put_table("scales", header, held)


if __name__ == "__main__":
    main()
