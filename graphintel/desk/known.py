"""Which records a case holds already, in sixteen bytes each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_FOLD_AT = 200_000  # new ones held as a set before they are sorted in
_HEX_DIGITS = 32  # of a record hash: 128 bits
_Halves = npt.NDArray[np.uint64]


class KnownRecords:
    """A set of record hashes (32 hexadecimal digits each) that grows.

    A million of them load in about a tenth of a second, so that one more file costs what that file costs.
    """

    def __init__(self, hashes: pa.ChunkedArray) -> None:
        parts = [_halves(chunk) for chunk in hashes.chunks if len(chunk)]
        whole = np.concatenate(parts) if parts else np.empty((0, 2), np.uint64)
        order = np.argsort(whole[:, 0], kind="stable")
        self._first, self._last = whole[order, 0], whole[order, 1]  # the halves, in the order of the first
        self._new: set[str] = set()

    def add(self, digest: str) -> bool:
        """Take a hash in; False where it was there already."""
        if digest in self._new or self._is_sorted_in(digest):
            return False
        self._new.add(digest)
        if len(self._new) >= _FOLD_AT:
            self._fold_in(_halves(pa.array(self._new)))
            self._new.clear()
        return True

    def _fold_in(self, new: _Halves) -> None:
        new = new[np.argsort(new[:, 0], kind="stable")]
        places = np.searchsorted(self._first, new[:, 0])
        self._first = np.insert(self._first, places, new[:, 0])
        self._last = np.insert(self._last, places, new[:, 1])

    def _is_sorted_in(self, digest: str) -> bool:
        if not len(self._first):
            return False
        first, last = np.uint64(int(digest[:16], 16)), np.uint64(int(digest[16:], 16))
        place = int(self._first.searchsorted(first))
        while place < len(self._first) and self._first[place] == first:
            if self._last[place] == last:
                return True
            place += 1
        return False


def _halves(hashes: pa.Array) -> _Halves:
    """Hexadecimal text into numbers, all at once: rows of the first and the last 64 bits."""
    text = hashes.cast(pa.binary()).cast(pa.binary(_HEX_DIGITS))
    raw = np.frombuffer(text.buffers()[1], np.uint8)
    digits = raw[text.offset * _HEX_DIGITS :][: len(text) * _HEX_DIGITS].reshape(-1, _HEX_DIGITS)
    nibbles = np.where(digits > ord("9"), digits - ord("a") + 10, digits - ord("0")).astype(np.uint8)
    octets = np.ascontiguousarray(nibbles[:, 0::2] << 4 | nibbles[:, 1::2])
    return octets.view(">u8").astype(np.uint64)
