"""Near-same wordings: candidate pairs by shared bands, proved by their shingles, gathered around the earliest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphintel.extract.shingles import Keys, Shingled, estimated, likeness, shingle
from graphintel.extract.wordings import Places

# Jaccard from which two wordings are near-same, and what each of a set must have with its earliest, lest small
# changes chain up what is unlike. Set on planted templates: lower ones join adverts that share two clauses of five.
_NEAR, _NEAR_FIRST = 0.6, 0.45
_HOPELESS = 0.35  # estimated Jaccard below which a pair is not compared: of those at .6 one in 1,000 is lost
_ALL_PAIRS = 12  # wordings of one band key that are all compared; of more each meets two: the work stays linear
_ROUNDS = 4  # of setting apart what is too unlike the earliest


@dataclass(frozen=True, slots=True)
class Gathered:
    """Each wording's set: ``first`` is the place of its earliest wording, ``likeness`` the Jaccard with that one.

    A wording alone is its own first. ``crowded`` counts wordings that share a band key with more than are all compared.
    """

    first: Places
    likeness: npt.NDArray[np.float64]
    is_long: npt.NDArray[np.bool_]
    crowded: int


def gather_wordings(wordings: pa.Array) -> Gathered:
    """Gather distinct wordings, the earliest first, into sets of near-same ones."""
    cut = shingle(wordings)
    pairs, crowded = _candidates(cut)
    left, right = pairs
    hopeful = estimated(cut.sketches, left, right) >= _HOPELESS
    left, right = left[hopeful], right[hopeful]
    near = likeness(cut.sets, left, right) >= _NEAR
    first, alike = _gather(cut, left[near], right[near])
    return Gathered(first, alike, cut.is_long, crowded)


def _candidates(cut: Shingled) -> tuple[tuple[Places, Places], int]:
    places = np.flatnonzero(cut.is_long)
    found: list[npt.NDArray[np.uint64]] = [np.empty(0, np.uint64)]
    crowded = np.zeros(len(cut.is_long), np.bool_)
    for keys in cut.bands.T:
        # Within a key by the next band, so that the like stand side by side, then in the order of time.
        order = places[np.lexsort((places, cut.bands[places, 0], keys[places]))]
        pairs, many = _pairs_within(keys[order], order)
        crowded[many] = True
        found.append(pairs)
    both = np.sort(np.concatenate(found))
    both = both[np.append(True, both[1:] != both[:-1])] if len(both) else both
    left, right = (both >> np.uint64(32)).astype(np.int64), (both & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return (left, right), int(crowded.sum())


def _pairs_within(keys: Keys, order: Places) -> tuple[Keys, Places]:
    """Pairs of places with the same key as ``left << 32 | right``, and the places in keys of too many.

    Few are all paired; of many each with the one before it and with the earliest.
    """
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(keys)))
    size_here, start_here = np.repeat(sizes, sizes), np.repeat(starts, sizes)
    index = np.arange(len(keys))
    is_many = size_here > _ALL_PAIRS
    lefts, rights = [], []
    for step in range(1, _ALL_PAIRS):
        meets = (index - start_here >= step) & (~is_many | (step == 1))
        lefts.append(order[index[meets] - step])
        rights.append(order[meets])
    if len(starts):
        earliest = np.repeat(np.minimum.reduceat(order, starts), sizes)
        others = is_many & (order != earliest)
        lefts.append(earliest[others])
        rights.append(order[others])
    left, right = np.concatenate(lefts), np.concatenate(rights)
    low, high = np.minimum(left, right).astype(np.uint64), np.maximum(left, right).astype(np.uint64)
    return (low << np.uint64(32)) | high, order[is_many]


def _gather(cut: Shingled, left: Places, right: Places) -> tuple[Places, npt.NDArray[np.float64]]:
    """Connected sets around their earliest; what is too unlike it is gathered again without it."""
    count = len(cut.is_long)
    first, alike = np.arange(count), np.ones(count)
    open_ = np.zeros(count, np.bool_)
    open_[left] = open_[right] = True
    for _ in range(_ROUNDS):
        graph = coo_array((np.ones(len(left), np.bool_), (left, right)), shape=(count, count))
        labels = connected_components(graph, directed=False)[1]
        earliest = np.full(count, count)
        np.minimum.at(earliest, labels, np.arange(count))
        members = np.flatnonzero(open_)
        theirs = earliest[labels[members]]
        like = np.where(members == theirs, 1.0, likeness(cut.sets, theirs, members))
        kept = like >= _NEAR_FIRST
        first[members[kept]], alike[members[kept]] = theirs[kept], like[kept]
        open_[members[kept]] = False
        still = open_[left] & open_[right]
        left, right = left[still], right[still]
        if not len(left):
            break
    return first, alike
