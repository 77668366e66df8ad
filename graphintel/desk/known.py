"""Which records a case holds already, in sixteen bytes each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_FOLD_AT = 200_000  # new ones held as a set before they are sorted in
_HEX_DIGITS = 32  # of a record hash: 128 bits
_Halves = npt.NDArray[np.uint64]  # rows of two: the first and the last 64 bits


class KnownRecords:
    """A set of record hashes (32 hexadecimal digits each) that grows.

    A million of them load in about a tenth of a second, so that one more file costs what that file costs.
    """

    def __init__(self, hashes: pa.ChunkedArray) -> None:
        parts = [_halves(chunk) for chunk in hashes.chunks if len(chunk)]
        self._sorted = _ordered(np.concatenate(parts)) if parts else np.empty((0, 2), np.uint64)
        self._new: set[str] = set()

    def add(self, digest: str) -> bool:
        """Take a hash in; False where it was there already."""
        if digest in self._new or self._is_sorted_in(digest):
            return False
        self._new.add(digest)
        if len(self._new) >= _FOLD_AT:
            self._sorted = _ordered(np.concatenate([self._sorted, _halves(pa.array(self._new))]))
            self._new.clear()
        return True

    def _is_sorted_in(self, digest: str) -> bool:
        if not len(self._sorted):
            return False
        first, last = np.uint64(int(digest[:16], 16)), np.uint64(int(digest[16:], 16))
        place = int(np.searchsorted(self._sorted[:, 0], first))
        while place < len(self._sorted) and self._sorted[place, 0] == first:
            if self._sorted[place, 1] == last:
                return True
            place += 1
        return False


def _ordered(halves: _Halves) -> _Halves:
    # In Fortran order each half lies in one piece, which is what a binary search needs.
    return np.asfortranarray(halves[np.argsort(halves[:, 0], kind="stable")])


def _halves(hashes: pa.Array) -> _Halves:
    """Hexadecimal text into numbers, all at once."""
    text = hashes.cast(pa.binary()).cast(pa.binary(_HEX_DIGITS))
    raw = np.frombuffer(text.buffers()[1], np.uint8)
    digits = raw[text.offset * _HEX_DIGITS :][: len(text) * _HEX_DIGITS].reshape(-1, _HEX_DIGITS)
    nibbles = np.where(digits > ord("9"), digits - ord("a") + 10, digits - ord("0")).astype(np.uint8)
    octets = np.ascontiguousarray(nibbles[:, 0::2] << 4 | nibbles[:, 1::2])
    return octets.view(">u8").astype(np.uint64)
