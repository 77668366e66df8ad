"""Shingles of many wordings at once: band keys that near-same ones share, and how alike two are.

Source: Broder 1997, On the resemblance and containment of documents (min-wise hashing), in bands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import csr_array

from graphintel.extract.wordings import Codes, Places, codes_of

Keys = npt.NDArray[np.uint64]
_SHINGLE = 5  # letters: shorter ones are shared by all texts of a language
_HAN_LETTERS = 3  # letters that a Chinese sign counts for: a word has two signs, or six letters
_FEWEST = 16  # letters; below that all offers look alike
_BANDS, _ROWS = 12, 3  # wordings with Jaccard .5 share a band in 80 of 100 cases, .6 in 95, .1 in 1
_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_KEPT_BITS = np.uint64(31)  # of a shingle's hash: columns of a sparse matrix are int32
_COMPARED = 50_000  # pairs compared at once, some 60 MB
_RANDOM = np.random.default_rng(20_160_101)
_MULTIPLIERS = _RANDOM.integers(1, 1 << 32, size=_BANDS * _ROWS, dtype=np.uint32) | np.uint32(1)
_POWERS = np.array([1_000_003**n % (1 << 63) for n in range(_SHINGLE)], dtype=np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Shingled:
    """``sets``: wordings × shingles, ones where a wording has the shingle.

    ``sketches``: wordings × least hashes; the share that two have in common estimates their Jaccard.
    ``bands``: wordings × band keys, made of the sketches.
    ``is_long``: wordings with letters enough to be told apart; the others have no shingles.
    """

    sets: csr_array
    sketches: npt.NDArray[np.uint32]
    bands: Keys
    is_long: npt.NDArray[np.bool_]


def shingle(wordings: pa.Array) -> Shingled:
    """Cut wordings (`wordings_of`) into shingles."""
    sets, is_long = [np.empty(0, np.int32)], [np.empty(0, np.bool_)]
    sketches = [np.empty((0, _BANDS * _ROWS), np.uint32)]
    counts = [np.zeros(1, np.int64)]
    for _, codes, bounds in codes_of(wordings):
        letters, edges = _spread(codes, bounds)
        hashes, of_text = _hashes(letters, edges)
        counted = np.bincount(of_text, minlength=len(edges) - 1)
        is_long.append(counted > 0)
        sketches.append(_sketches(hashes, counted))
        kept, kept_counts = _distinct(hashes, of_text, len(counted))
        sets.append(kept)
        counts.append(kept_counts)
    columns, ends = np.concatenate(sets), np.cumsum(np.concatenate(counts))
    shape = (len(ends) - 1, 1 << int(_KEPT_BITS))
    ones = np.ones(len(columns), np.float32)
    least = np.concatenate(sketches)
    return Shingled(csr_array((ones, columns, ends), shape=shape), least, _band_keys(least), np.concatenate(is_long))


def estimated(sketches: npt.NDArray[np.uint32], left: Places, right: Places) -> npt.NDArray[np.float64]:
    """The Jaccard of each pair as its sketches tell it: right within .16 in 19 cases of 20."""
    found = [np.empty(0)]
    for first in range(0, len(left), _COMPARED):
        one, other = left[first : first + _COMPARED], right[first : first + _COMPARED]
        found.append((sketches[one] == sketches[other]).mean(axis=1))
    return np.concatenate(found)


def likeness(sets: csr_array, left: Places, right: Places) -> npt.NDArray[np.float64]:
    """Jaccard of the shingles of each pair of rows, 0..1."""
    sizes = np.diff(sets.indptr)
    found = [np.empty(0)]
    for first in range(0, len(left), _COMPARED):
        one, other = left[first : first + _COMPARED], right[first : first + _COMPARED]
        shared = np.asarray(sets[one].multiply(sets[other]).sum(axis=1), dtype=np.float64).ravel()
        found.append(shared / np.maximum(sizes[one] + sizes[other] - shared, 1.0))
    return np.concatenate(found)


def _spread(codes: Codes, bounds: Places) -> tuple[Keys, Places]:
    """Letters with each Chinese sign as several, so that a shingle spans about as much meaning in any script."""
    is_han = np.zeros(len(codes), np.bool_)
    for low, high in _HAN:
        is_han |= (codes >= low) & (codes <= high)
    times = np.where(is_han, _HAN_LETTERS, 1)
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(times)])
    letters = np.repeat(codes.astype(np.uint64), times)
    # The parts of one sign differ by where they stand in it.
    part = np.arange(len(letters)) - np.repeat(ends[:-1], times)
    return letters + (part.astype(np.uint64) << np.uint64(22)), ends[bounds]


def _hashes(letters: Keys, bounds: Places) -> tuple[Keys, Places]:
    """Hashes of the shingles in the order of text, and of which text each is."""
    lengths = np.diff(bounds)
    counts = np.where(lengths >= _FEWEST, lengths - _SHINGLE + 1, 0)
    of_text = np.repeat(np.arange(len(counts)), counts)
    if not len(of_text):
        return np.empty(0, np.uint64), of_text
    begun = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    starts = np.arange(len(of_text)) - begun[of_text] + bounds[of_text]
    hashed = np.zeros(len(of_text), np.uint64)
    for place, power in enumerate(_POWERS):
        hashed += letters[starts + place] * power
    hashed = (hashed ^ (hashed >> _SHIFT)) * _MIX
    return hashed ^ (hashed >> np.uint64(32)), of_text


def _sketches(hashes: Keys, counts: Places) -> npt.NDArray[np.uint32]:
    """For each text the least of its hashes, in as many orders as there are multipliers."""
    sketches = np.zeros((len(counts), len(_MULTIPLIERS)), np.uint32)
    has = counts > 0
    if has.any():
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts[has])[:-1]])
        short = (hashes >> np.uint64(32)).astype(np.uint32)
        for number, multiplier in enumerate(_MULTIPLIERS):
            sketches[has, number] = np.minimum.reduceat(short * multiplier, starts)
    return sketches


def _band_keys(sketches: npt.NDArray[np.uint32]) -> Keys:
    keys = np.zeros((len(sketches), _BANDS), np.uint64)
    for row in range(_ROWS):
        keys = (keys ^ sketches[:, row::_ROWS]) * _MIX
        keys ^= keys >> _SHIFT
    return keys


def _distinct(hashes: Keys, of_text: Places, count: int) -> tuple[npt.NDArray[np.int32], Places]:
    """Each shingle of a text once, sorted, and how many each text has."""
    low = hashes >> (np.uint64(64) - _KEPT_BITS)
    keyed = np.sort((of_text.astype(np.uint64) << _KEPT_BITS) | low)
    keyed = keyed[np.append(True, keyed[1:] != keyed[:-1])] if len(keyed) else keyed
    counts = np.bincount((keyed >> _KEPT_BITS).astype(np.int64), minlength=count)
    return (keyed & ((np.uint64(1) << _KEPT_BITS) - np.uint64(1))).astype(np.int32), counts
