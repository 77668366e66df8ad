"""What a plain script finds: Leiden at γ = 1 over shared groups and shared contacts, every account, every edge."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import combinations

import igraph
import pandas as pd

_GROUP_CAP = 500  # as in every tool: larger groups are left out, or the pairs would not fit


def plain_leiden(frames: Mapping[str, pd.DataFrame]) -> list[frozenset[str]]:
    """Communities of accounts that wrote a post; modularity, one seed, no weights' discount, no public contacts."""
    posts = frames["posts"]
    speakers = set(posts["account_id"].dropna())
    seats = frames["memberships"][["group_id", "account_id"]].drop_duplicates()
    seats = seats[seats["account_id"].isin(speakers)]
    uses = frames["mentions"][["post_id", "value"]].merge(posts[["post_id", "account_id"]], on="post_id")
    weights: dict[tuple[str, str], int] = {}
    tables = (
        seats.rename(columns={"group_id": "thing"}),
        uses.rename(columns={"value": "thing"})[["thing", "account_id"]],
    )
    for table in tables:
        for _, accounts in table.dropna().drop_duplicates().groupby("thing")["account_id"]:
            if 1 < len(accounts) <= _GROUP_CAP:
                for pair in combinations(sorted(accounts), 2):
                    weights[pair] = weights.get(pair, 0) + 1
    names = sorted({name for pair in weights for name in pair})
    code = {name: place for place, name in enumerate(names)}
    graph = igraph.Graph(n=len(names), edges=[(code[a], code[b]) for a, b in weights])
    igraph.set_random_number_generator(random.Random(0))
    found = graph.community_leiden(objective_function="modularity", weights=list(weights.values()), n_iterations=3)
    return [frozenset(names[place] for place in members) for members in found if len(members) > 1]
