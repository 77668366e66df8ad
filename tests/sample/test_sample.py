"""The synthetic case: the same seed gives the same bytes, and its figures are those of the world it stands for."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from graphintel.errors import ReportError
from graphintel.sample import SampleSummary, score_case, write_sample


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SampleSummary]:
    folder = tmp_path_factory.mktemp("sample")
    return folder, write_sample(folder, seed=21, scale=3)


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        write_sample(tmp_path / name, seed=seed, scale=0.3)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    assert digest(tmp_path / "a") != digest(tmp_path / "c")


def test_offers_are_few_and_a_third_is_veiled(made: tuple[Path, SampleSummary]) -> None:
    folder, summary = made
    adverts = rows(folder, "adverts")
    offers = [row for row in adverts if row["intent"] == "offer"]
    assert 0.05 <= len(offers) / summary.posts <= 0.10
    assert sum(row["in_lexicon"] == "0" for row in offers) / len(offers) >= 0.25


def test_planted_networks_have_three_to_forty_members_and_a_broker(made: tuple[Path, SampleSummary]) -> None:
    folder, summary = made
    members = rows(folder, "network_members")
    sizes = Counter(row["network_id"] for row in members)
    assert len(sizes) == summary.networks
    assert all(3 <= size <= 40 for size in sizes.values())
    assert sum(row["role"] == "broker" for row in members) == summary.networks


def test_every_trap_is_there(made: tuple[Path, SampleSummary]) -> None:
    kinds = {row["kind"] for row in rows(made[0], "decoys")}
    assert kinds == {"busy shop", "shop", "club", "rescue", "family", "recycled", "copycat"}
    assert len(rows(made[0], "hotlines")) >= 2
    assert any(row["plain"] == "0" for row in rows(made[0], "mentions"))
    odd = {path.name for path in (made[0] / "exports" / "odd").iterdir()}
    assert odd == {"empty.json", "cut.json", "photo.png", "same-under-another-name.json"}


def test_a_folder_without_truth_is_named(tmp_path: Path) -> None:
    tables = {"posts": pa.table({"post_id": []})}
    with pytest.raises(ReportError, match="holds no truth"):
        score_case(tables, tmp_path)
