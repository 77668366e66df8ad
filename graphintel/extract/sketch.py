"""A small sketch of a text's wording: near-same texts share a part of it.

Source: Broder 1997, On the resemblance and containment of documents (min-wise hashing), in bands.
"""

from __future__ import annotations

import numpy as np

_SHINGLE = 5  # letters: shorter ones are shared by all texts of a language
_BANDS, _ROWS = 4, 3  # texts with Jaccard .8 share a band in 94 of 100 cases, with .3 in 10
_FEWEST = 16  # letters; below that all offers look alike
NO_SKETCH: tuple[int, ...] = ()
_RANDOM = np.random.default_rng(20_160_101)
_MULTIPLIERS = _RANDOM.integers(1, 1 << 62, size=(_BANDS * _ROWS, 1), dtype=np.uint64) | np.uint64(1)
_POWERS = np.array([31**n for n in range(_SHINGLE)], dtype=np.uint64)
_MIX = np.array([1_000_003**n % (1 << 61) for n in range(_ROWS)], dtype=np.uint64)


def sketch_of(letters: str) -> tuple[int, ...]:
    """Four band keys (int64) of a text's letters; none where it is too short to tell."""
    if len(letters) < _FEWEST:
        return NO_SKETCH
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(codes, _SHINGLE)
    shingles = windows @ _POWERS
    hashed = (shingles[None, :] + np.uint64(1)) * _MULTIPLIERS
    least = (hashed ^ (hashed >> np.uint64(29))).min(axis=1).reshape(_BANDS, _ROWS)
    keys = (least * _MIX).sum(axis=1, dtype=np.uint64)
    return tuple(int(key) for key in keys.view(np.int64))
