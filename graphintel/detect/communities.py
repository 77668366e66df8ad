"""Sets of actors that hold together whatever the resolution and the seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import igraph
import numpy as np
import pyarrow as pa

_CUT = 0.32  # fused weight below which a tie is no tie; most pairs that only share two groups lie below
_MODULARITY = (1.0, 2.0, 4.0, 8.0)
_CPM = (0.05, 0.1, 0.2)
_SEEDS = 10
_AGREEMENT = 0.75  # share of partitions that must put both ends together. Source: notes on networks, D
_SMALLEST = 3


@dataclass(frozen=True, slots=True)
class Communities:
    """``members``: actor_id and community, communities numbered by their smallest actor; ``edges``: the ties kept
    (left_actor_id, right_actor_id, weight, agreement); ``stability`` by community: mean agreement over its ties."""

    members: pa.Table
    edges: pa.Table
    stability: tuple[float, ...]


def find_communities(ties: pa.Table) -> Communities:
    """Leiden over several resolutions and seeds; ties whose ends stay together in most runs make the communities.

    Args:
        ties: table ``ties``; one pair may have several layers with the same ``fused_weight``.

    Source: Traag et al. 2019 (Leiden); Lancichinetti & Fortunato 2012 (consensus), on existing edges only.
    """
    pairs = ties.group_by(["left_actor_id", "right_actor_id"]).aggregate([("fused_weight", "max")])
    order = [("left_actor_id", "ascending"), ("right_actor_id", "ascending")]
    kept = pairs.filter(pa.compute.greater_equal(pairs["fused_weight_max"], _CUT)).sort_by(order)
    names, left, right = _codes(kept)
    weights = kept["fused_weight_max"].to_numpy()
    agreement = _agreement(len(names), left, right, weights)
    firm = agreement >= _AGREEMENT
    graph = igraph.Graph(n=len(names), edges=np.column_stack([left[firm], right[firm]]).tolist())
    labels = np.array(graph.connected_components().membership, dtype=np.int64)
    return _described(names, left, right, weights, agreement, labels)


def _codes(kept: pa.Table) -> tuple[list[str], np.ndarray, np.ndarray]:
    both = pa.chunked_array([*kept["left_actor_id"].chunks, *kept["right_actor_id"].chunks], type=pa.string())
    names = sorted(both.unique().to_pylist())
    universe = pa.array(names, type=pa.string())
    left = pa.compute.index_in(kept["left_actor_id"], value_set=universe).to_numpy().astype(np.int64)
    right = pa.compute.index_in(kept["right_actor_id"], value_set=universe).to_numpy().astype(np.int64)
    return names, left, right


def _agreement(
    count: int,
    left: np.ndarray,
    right: np.ndarray,
    weights: np.ndarray,
) -> np.ndarray:
    """Share of the partitions that put both ends of each tie together."""
    together = np.zeros(len(left))
    if not count:
        return together
    graph = igraph.Graph(n=count, edges=np.column_stack([left, right]).tolist())
    settings = [("modularity", g) for g in _MODULARITY] + [("CPM", g) for g in _CPM]
    for objective, resolution in settings:
        for seed in range(_SEEDS):
            igraph.set_random_number_generator(random.Random(seed))
            partition = graph.community_leiden(
                objective_function=objective, weights=weights.tolist(), resolution=resolution, n_iterations=3
            )
            labels = np.array(partition.membership)
            together += labels[left] == labels[right]
    return together / (len(settings) * _SEEDS)


def _described(
    names: list[str],
    left: np.ndarray,
    right: np.ndarray,
    weights: np.ndarray,
    agreement: np.ndarray,
    labels: np.ndarray,
) -> Communities:
    sizes = np.bincount(labels) if len(labels) else np.zeros(0, dtype=np.int64)
    large = [label for label in range(len(sizes)) if sizes[label] >= _SMALLEST]
    number = {label: place for place, label in enumerate(large)}  # components come in the order of their first vertex
    members = [(name, number[label]) for name, label in zip(names, labels.tolist(), strict=True) if label in number]
    stability = []
    for label in large:
        inside = (labels[left] == label) & (labels[right] == label)
        stability.append(round(float(agreement[inside].mean()), 4))
    edges = pa.table(
        {
            "left_actor_id": pa.array([names[code] for code in left], pa.string()),
            "right_actor_id": pa.array([names[code] for code in right], pa.string()),
            "weight": pa.array(weights, pa.float64()),
            "agreement": pa.array(agreement, pa.float64()),
        }
    )
    table = pa.table(
        {
            "actor_id": pa.array([name for name, _ in members], pa.string()),
            "community": pa.array([place for _, place in members], pa.int64()),
        }
    )
    return Communities(table, edges, tuple(stability))
