"""Write a synthetic case: exports as an analyst would hold them, and the truth beside them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graphintel.sample.phrases import SPEECH
from graphintel.sample.shapes import post_uid, write_exports
from graphintel.sample.timeline import Said, tell
from graphintel.sample.world import World, make_world

TIMEZONE = "Asia/Kuala_Lumpur"  # as an analyst there would set it; WeChat tools write local times of the same offset
REGION = "MY"
_PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)


@dataclass(frozen=True, slots=True)
class SampleSummary:
    """What a sample holds."""

    posts: int
    groups: int
    accounts: int
    sellers: int
    networks: int
    decoys: int
    weeks: int
    owner: str


def write_sample(folder: Path, *, seed: int, scale: float, odd_files: bool = True) -> SampleSummary:
    """Write ``exports/`` and ``truth/`` below ``folder``; the same seed and scale give the same bytes.

    Args:
        scale: 1 is about 3,000 posts; posts grow in proportion.
        odd_files: add an empty file, a truncated copy, a picture and a file under a second name.
    """
    world = make_world(seed, scale)
    said = tell(world, seed, scale)
    write_exports(world, said, folder / "exports")
    if odd_files:
        _write_odd_files(folder / "exports")
    _write_truth(world, said, folder / "truth")
    _write_settings(world, folder / "settings.csv")
    accounts = [account for person in world.registry.people for account in person.accounts]
    sellers = {part.account.person for part in said if part.intent == "offer"}
    return SampleSummary(
        posts=len(said),
        groups=len(world.registry.groups),
        accounts=len(accounts),
        sellers=len(sellers),
        networks=len(world.networks),
        decoys=len(world.decoys),
        weeks=world.weeks,
        owner=world.owner.key,
    )


def _write_odd_files(folder: Path) -> None:
    odd = folder / "odd"
    odd.mkdir(exist_ok=True)
    first = next(path for path in sorted(folder.glob("group-*.json")) if not path.stem.endswith("-info"))
    (odd / "empty.json").write_bytes(b"")
    (odd / "cut.json").write_bytes(first.read_bytes()[: max(2_000, first.stat().st_size // 3)])
    (odd / "photo.png").write_bytes(_PICTURE)
    shutil.copyfile(first, odd / "same-under-another-name.json")


def _write_truth(world: World, said: list[Said], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    groups = world.registry.groups
    linkable = _linkable(world, said)
    people = world.registry.people
    _table(
        folder / "accounts.csv",
        ("account_key", "person_id", "kind", "linkable"),
        ((a.key, p.number, p.kind, int(a.key in linkable)) for p in people for a in p.accounts),
    )
    _table(
        folder / "mentions.csv",
        ("platform_uid", "group_key", "kind", "value", "plain"),
        (
            (post_uid(part, groups[part.group]), groups[part.group].key, kind, value, int(plain))
            for part in said
            for kind, value, plain in part.mentions
        ),
    )
    _table(
        folder / "adverts.csv",
        ("platform_uid", "group_key", "intent", "in_lexicon"),
        (
            (post_uid(part, groups[part.group]), groups[part.group].key, part.intent, int(part.in_lexicon))
            for part in said
            if part.intent
        ),
    )
    _table(
        folder / "network_members.csv",
        ("network_id", "person_id", "role"),
        ((network.number, person.number, person.kind) for network in world.networks for person in network.people),
    )
    _table(
        folder / "decoys.csv",
        ("decoy_id", "kind", "person_id"),
        ((n, decoy.kind, person.number) for n, decoy in enumerate(world.decoys) for person in decoy.people),
    )
    _table(folder / "hotlines.csv", ("kind", "value"), (("phone", number) for _, number in world.hotlines))
    (folder / "owner.txt").write_text(world.owner.key + "\n", "utf-8")


def _linkable(world: World, said: list[Said]) -> set[str]:
    """Accounts that plainly wrote a contact which another account of the same person plainly wrote, or is."""
    wrote: dict[tuple[int, str], set[str]] = {}
    for part in said:
        for _, value, plain in part.mentions:
            if not plain:
                continue
            wrote.setdefault((part.account.person, value), set()).add(part.account.key)
    for person in world.registry.people:
        for account in person.accounts:
            if account.platform == "wechat":
                wrote.setdefault((person.number, account.uid), set()).add(account.key)
    return {key for keys in wrote.values() if len(keys) > 1 for key in keys}


def _write_settings(world: World, path: Path) -> None:
    """Regions of groups that an analyst would know: where their people live."""
    rows = ((group.key, SPEECH[group.language].region) for group in world.registry.groups)
    _table(path, ("group_id", "region"), rows)


def _table(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
