"""Communities into networks: names, members, roles, a picture's places."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import ibis
import igraph
import numpy as np
import pyarrow as pa
from ibis import _

from graphintel.detect.communities import Communities, find_communities
from graphintel.detect.likelihood import MODEL_ID, describe_communities
from graphintel.schema.derived import NETWORK_MEMBERS, NETWORKS

Naming = Callable[[list[frozenset[str]]], list[str]]
_LAYOUT_SEED = 1
_HUB_SHARE = 0.5  # of the strongest member's inside weight
_BROKER_SHARE = 0.3  # of a member's weight that leads outside


@dataclass(frozen=True, slots=True)
class Networks:
    """Tables ``networks`` and ``network_members``."""

    networks: pa.Table
    members: pa.Table


def detect_networks(
    ties: pa.Table, actor_accounts: pa.Table, actors: pa.Table, adverts: pa.Table, *, name_networks: Naming
) -> Networks:
    """Find networks, the likeliest first.

    Args:
        name_networks: gives every set of accounts, in that order, its ``network_id``; ids of earlier runs live on.

    Returns:
        Networks in the order of their ids, members likewise; ``calibrated`` is false throughout.
    """
    found = find_communities(ties)
    if not found.stability:
        return Networks(NETWORKS.empty(), NETWORK_MEMBERS.empty())
    described = describe_communities(found, ties, actor_accounts, actors, adverts)
    ranked = described.sort_by(
        [("organised_probability", "descending"), ("advert_count", "descending"), ("community", "ascending")]
    )
    accounts = _accounts_of(found, actor_accounts)
    order = ranked["community"].to_pylist()
    ids = dict(zip(order, name_networks([accounts[community] for community in order]), strict=True))
    id_column = pa.array([ids[community] for community in order], pa.string())
    table = ranked.append_column("network_id", id_column)
    table = table.append_column("calibrated", pa.array([False] * len(order)))
    table = table.append_column("model_id", pa.array([MODEL_ID] * len(order)))
    advert_count = pa.compute.fill_null(table["advert_count"], 0)
    table = table.set_column(table.column_names.index("advert_count"), "advert_count", advert_count)
    networks = NETWORKS.conform(table.select(NETWORKS.names)).sort_by("network_id")
    return Networks(networks, _members(found, actors, ids))


def _accounts_of(found: Communities, actor_accounts: pa.Table) -> dict[int, frozenset[str]]:
    joined = ibis.memtable(found.members).join(ibis.memtable(actor_accounts), "actor_id")
    table = joined.group_by("community").agg(accounts=_.account_id.collect()).to_pyarrow()
    pairs = zip(table["community"].to_pylist(), table["accounts"].to_pylist(), strict=True)
    return {community: frozenset(accounts) for community, accounts in pairs}


def _members(found: Communities, actors: pa.Table, ids: dict[int, str]) -> pa.Table:
    strengths = _strengths(found)
    sellers = ibis.memtable(actors).select("actor_id", "is_seller", "advert_count")
    rows = ibis.memtable(strengths).join(sellers, "actor_id").to_pyarrow()
    rows = rows.sort_by([("community", "ascending"), ("actor_id", "ascending")])
    strongest = ibis.memtable(rows).mutate(top=_.inside.max().over(ibis.window(group_by="community")))
    share = ibis.ifelse(_.total > 0, _.inside / _.total, 1.0)
    parts = (
        ibis.ifelse(_.inside >= _HUB_SHARE * _.top, "hub|", "")
        + ibis.ifelse((_.total > 0) & (1.0 - share >= _BROKER_SHARE), "broker|", "")
        + ibis.ifelse(_.is_seller, "reseller|", "")
    ).re_replace(r"[|]$", "")
    roles = strongest.mutate(
        role=ibis.ifelse(parts == "", "member", parts),
        membership_strength=share.round(6),
        also_in_network_id=ibis.null("string"),
    )
    table = roles.order_by("community", "actor_id").to_pyarrow()
    table = table.append_column("network_id", pa.array([ids[c] for c in table["community"].to_pylist()], pa.string()))
    places = _layout(found)
    for axis, name in enumerate("xy"):
        values = [places[actor][axis] for actor in table["actor_id"].to_pylist()]
        table = table.append_column(name, pa.array(values, pa.float64()))
    keys = [("network_id", "ascending"), ("actor_id", "ascending")]
    return NETWORK_MEMBERS.conform(table.select(NETWORK_MEMBERS.names)).sort_by(keys)


def _strengths(found: Communities) -> pa.Table:
    """Each member's weight inside its community, and in all."""
    edges = ibis.memtable(found.edges)
    both = ibis.union(
        edges.select("weight", actor_id=_.left_actor_id, other_id=_.right_actor_id),
        edges.select("weight", actor_id=_.right_actor_id, other_id=_.left_actor_id),
    ).to_pyarrow()
    mine = ibis.memtable(found.members)
    theirs = ibis.memtable(found.members).rename(other_id="actor_id", other_community="community")
    joined = ibis.memtable(both).join(mine, "actor_id").left_join(theirs, "other_id")
    same = (_.community == _.other_community).fill_null(False)
    grouped = joined.group_by("community", "actor_id").agg(
        inside=ibis.coalesce(_.weight.sum(where=same), 0.0), total=_.weight.sum()
    )
    return grouped.to_pyarrow()


def _layout(found: Communities) -> dict[str, tuple[float, float]]:
    """Places of all members by community, each in −1..1; Fruchterman-Reingold with a fixed seed."""
    groups: dict[int, list[str]] = {}
    for actor, community in zip(*(found.members[c].to_pylist() for c in ("actor_id", "community")), strict=True):
        groups.setdefault(community, []).append(actor)
    of = {actor: community for community, names in groups.items() for actor in names}
    edges: dict[int, list[tuple[str, str]]] = {}
    for left, right in zip(*(found.edges[c].to_pylist() for c in ("left_actor_id", "right_actor_id")), strict=True):
        if of.get(left) is not None and of.get(left) == of.get(right):
            edges.setdefault(of[left], []).append((left, right))
    places: dict[str, tuple[float, float]] = {}
    for community, names in groups.items():
        code = {name: place for place, name in enumerate(names)}
        graph = igraph.Graph(n=len(names), edges=[(code[a], code[b]) for a, b in edges.get(community, [])])
        igraph.set_random_number_generator(random.Random(_LAYOUT_SEED))
        drawn = np.array(graph.layout_fruchterman_reingold(niter=200).coords)
        centred = drawn - drawn.mean(axis=0)
        scaled = np.round(centred / max(float(np.abs(centred).max()), 1e-9), 4)
        places.update({name: (float(x), float(y)) for name, (x, y) in zip(names, scaled, strict=True)})
    return places


__all__ = ["Naming", "Networks", "detect_networks"]
