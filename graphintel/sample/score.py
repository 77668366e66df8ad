"""How close a run comes to the planted truth, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from graphintel.errors import ReportError
from graphintel.sample.baseline import plain_leiden

_LIKELY = 0.6  # organised_probability from which the program says "likely"
_FOUND = 0.5  # Jaccard of members
_SHARED_BY_MACHINE = ("phone", "wechat")


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One figure: ``wanted`` in words, empty where it is for information."""

    stage: str
    measure: str
    value: float
    wanted: str = ""
    count: int = 0


def score_case(tables: Mapping[str, pa.Table], truth: Path) -> list[ScoreLine]:
    """Compare the tables of an export (by file stem) with a truth folder.

    Raises:
        ReportError: the folder holds no truth.
    """
    frames = {name: table.to_pandas() for name, table in tables.items() if name != "quarantine"}
    known = _Truth(truth)
    posts = frames["posts"][["post_id", "platform_uid", "group_id"]]
    lines = _mentions(frames["mentions"].merge(posts, on="post_id"), known.mentions)
    lines += _adverts(frames["adverts"].merge(posts, on="post_id"), known.adverts)
    lines += _actors(frames, known)
    return lines + _networks(frames, known)


class _Truth:
    def __init__(self, folder: Path) -> None:
        try:
            for name in ("accounts", "mentions", "adverts", "network_members", "decoys", "hotlines"):
                table = pacsv.read_csv(
                    folder / f"{name}.csv",
                    convert_options=pacsv.ConvertOptions(
                        column_types={"platform_uid": pa.string(), "value": pa.string()}
                    ),
                )
                setattr(self, name, table.to_pandas())
        except FileNotFoundError as problem:
            raise ReportError(f"{folder} holds no truth ({problem}). Give the folder `truth` of a sample.") from problem

    accounts: pd.DataFrame
    mentions: pd.DataFrame
    adverts: pd.DataFrame
    network_members: pd.DataFrame
    decoys: pd.DataFrame
    hotlines: pd.DataFrame


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mentions(found: pd.DataFrame, truth: pd.DataFrame) -> list[ScoreLine]:
    found = found[found["kind"].isin(_SHARED_BY_MACHINE) & (found["field"] == "text")]
    keys = ["platform_uid", "group_key", "kind", "value"]
    got = set(map(tuple, found.rename(columns={"group_id": "group_key"})[keys].to_numpy()))
    plain = set(map(tuple, truth[truth["plain"] == 1][keys].to_numpy()))
    hidden = set(map(tuple, truth[truth["plain"] == 0][keys].to_numpy()))
    right = len(got & plain)
    precision = right / max(1, len(got - hidden))
    recall = right / max(1, len(plain))
    return [
        ScoreLine("extract", "plain contacts F1", _f1(precision, recall), ">= .95", len(plain)),
        ScoreLine("extract", "plain contacts precision", precision),
        ScoreLine("extract", "disguised contacts recall", len(got & hidden) / max(1, len(hidden)), "", len(hidden)),
    ]


def _adverts(found: pd.DataFrame, truth: pd.DataFrame) -> list[ScoreLine]:
    keys = ["platform_uid", "group_key"]
    got = set(map(tuple, found.rename(columns={"group_id": "group_key"})[keys].to_numpy()))
    wanted = set(map(tuple, truth[keys].to_numpy()))
    veiled = set(map(tuple, truth[truth["in_lexicon"] == 0][keys].to_numpy()))
    return [
        ScoreLine("extract", "adverts precision", len(got & wanted) / max(1, len(got)), ">= .90", len(got)),
        ScoreLine("extract", "adverts recall", len(got & wanted) / max(1, len(wanted)), ">= .75", len(wanted)),
        ScoreLine("extract", "veiled adverts recall", len(got & veiled) / max(1, len(veiled)), "", len(veiled)),
        ScoreLine("extract", "veiled share", len(veiled) / max(1, len(wanted)), ">= .30"),
    ]


def _pairs(groups: pd.Series) -> set[tuple[str, str]]:
    made = set()
    for names in groups:
        ordered = sorted(names)
        made |= {(a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :]}
    return made


def _actors(frames: Mapping[str, pd.DataFrame], known: _Truth) -> list[ScoreLine]:
    joined = frames["accounts"].merge(known.accounts, left_on="account_id", right_on="account_key")
    linkable = joined[joined["linkable"] == 1]
    truth = _pairs(linkable.groupby("person_id")["account_id"].agg(list))
    got = _pairs(joined.groupby("actor_id")["account_id"].agg(list))
    inside = {pair for pair in got if set(pair) & set(linkable["account_id"])}
    right = len(got & truth)
    precision, recall = right / max(1, len(inside)), right / max(1, len(truth))
    size = joined.groupby("actor_id")["person_id"].agg("nunique")
    wrong = joined[joined["actor_id"].isin(size[size > 1].index)]
    several = joined[joined["actor_id"].isin(joined["actor_id"].value_counts().loc[lambda n: n > 1].index)]
    # Of the accounts that could be judged at all: sellers' and whoever else was put with somebody.
    share = len(wrong) / max(
        1, joined["account_id"].isin(set(linkable["account_id"]) | set(several["account_id"])).sum()
    )
    hotlines = set(known.hotlines["value"].astype(str))
    users = frames["mentions"][frames["mentions"]["value"].isin(hotlines)]
    speakers = frames["posts"].set_index("post_id")["account_id"].reindex(users["post_id"])
    through = wrong[wrong["account_id"].isin(set(speakers.dropna()))]
    by_hotline = 0
    for _, accounts in through.groupby("actor_id"):
        by_hotline += int(accounts["person_id"].nunique() > 1)
    return [
        ScoreLine("resolve", "pairwise F1 of linkable accounts", _f1(precision, recall), ">= .75", len(truth)),
        ScoreLine("resolve", "pairwise precision", precision),
        ScoreLine("resolve", "pairwise recall", recall),
        ScoreLine("resolve", "accounts put with somebody else's", share, "<= .06", len(wrong)),
        ScoreLine("resolve", "actors joined through a hotline", float(by_hotline), "0"),
    ]


def _jaccard(left: set[int], right: set[int]) -> float:
    return len(left & right) / max(1, len(left | right))


def _networks(frames: Mapping[str, pd.DataFrame], known: _Truth) -> list[ScoreLine]:
    persons = dict(zip(known.accounts["account_key"], known.accounts["person_id"], strict=True))
    actors = frames["accounts"].assign(person=frames["accounts"]["account_id"].map(persons)).dropna(subset=["person"])
    members = frames["network_members"].merge(actors[["actor_id", "person"]], on="actor_id")
    found = {n: set(map(int, g["person"])) for n, g in members.groupby("network_id")}
    chance = dict(zip(frames["networks"]["network_id"], frames["networks"]["organised_probability"], strict=True))
    planted = {n: set(map(int, g["person_id"])) for n, g in known.network_members.groupby("network_id")}
    likely = [people for name, people in found.items() if chance[name] >= _LIKELY]
    hit = sum(any(_jaccard(p, f) >= _FOUND for f in found.values()) for p in planted.values())
    called = sum(any(_jaccard(p, f) >= _FOUND for f in likely) for p in planted.values())
    everyone = set().union(*planted.values()) if planted else set()
    true_calls = sum(len(people & everyone) >= len(people) / 2 for people in likely)
    base = [{int(persons[a]) for a in accounts if a in persons} for accounts in plain_leiden(frames)]
    plain = sum(any(_jaccard(p, f) >= _FOUND for f in base) for p in planted.values())
    decoys = [set(map(int, g["person_id"])) for _, g in known.decoys.groupby("decoy_id") if len(g) > 1]
    wrong = sum(
        any((len(d & f) >= len(d) / 2 and not f & everyone) or _jaccard(d, f) >= 0.3 for f in likely) for d in decoys
    )
    total = max(1, len(planted))
    return [
        ScoreLine("detect", "planted networks found", hit / total, ">= .60", len(planted)),
        ScoreLine("detect", "found and called likely", called / total),
        ScoreLine("detect", "likely calls that are planted", true_calls / max(1, len(likely)), "", len(likely)),
        ScoreLine("detect", "found by plain Leiden", plain / total, "<= .10"),
        ScoreLine("detect", "decoys called likely", wrong / max(1, len(decoys)), "<= .10", len(decoys)),
    ]
