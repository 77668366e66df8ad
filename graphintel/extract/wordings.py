"""The wording of many texts at once: letters alone, with contacts, numbers, marks and emoji out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]
_CHUNK = 50_000  # texts normalised at once: some 20 MB of code points
_LONGEST = 4_000  # code points of a text that count; what lies beyond is a list or a dump
_LINE, _SPACE = 10, 32
_CODE_POINTS = 0x110000


def wordings_of(texts: pa.Array, spans: tuple[Places, Places, Places]) -> pa.Array:
    """The letters of each text, NFKC and lower case.

    Args:
        texts: strings, none null.
        spans: of what is masked (contacts): the text's place in ``texts``, first code point, one past the last.

    Returns:
        Strings in the order of ``texts``; empty where a text has no letters.
    """
    order = np.argsort(spans[0], kind="stable")
    of_text, starts, ends = (column[order] for column in spans)
    parts = []
    for first in range(0, len(texts), _CHUNK):
        chunk = texts.slice(first, _CHUNK)
        low, high = np.searchsorted(of_text, (first, first + len(chunk)))
        here = (of_text[low:high] - first, starts[low:high], ends[low:high])
        parts.append(_letters(chunk, here))
    return pa.concat_arrays(parts) if parts else pa.array([], pa.string())


def codes_of(wordings: pa.Array) -> Iterator[tuple[int, Codes, Places]]:
    """Wordings by the chunk: place of the first, all code points, and where each begins, the end included."""
    for first in range(0, len(wordings), _CHUNK):
        chunk = wordings.slice(first, _CHUNK)
        codes = np.frombuffer("".join(chunk.to_pylist()).encode("utf-32-le"), dtype=np.uint32)
        yield first, codes, _bounds(chunk, gap=0)


def _letters(texts: pa.Array, spans: tuple[Places, Places, Places]) -> pa.Array:
    short = pc.utf8_slice_codeunits(texts, 0, _LONGEST)
    one_line = pc.replace_substring_regex(short, r"\n", " ")
    bounds = _bounds(one_line, gap=1)
    codes = np.frombuffer("\n".join(one_line.to_pylist()).encode("utf-32-le"), dtype=np.uint32).copy()
    codes[_covered(bounds, spans, len(codes))] = _SPACE
    # NFKC makes no line end that was none, so that the lines stay the texts.
    folded = unicodedata.normalize("NFKC", codes.tobytes().decode("utf-32-le")).lower()
    whole = np.frombuffer(folded.encode("utf-32-le"), dtype=np.uint32)
    kept = whole[_is_kept()[whole]]
    return pa.array(kept.tobytes().decode("utf-32-le").split("\n"), pa.string())


def _bounds(texts: pa.Array, *, gap: int) -> Places:
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64) + gap
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


def _covered(bounds: Places, spans: tuple[Places, Places, Places], count: int) -> npt.NDArray[np.bool_]:
    """Which code points lie in a span; spans beyond the part of a text that counts are cut."""
    of_text, starts, ends = spans
    last = bounds[of_text + 1] - 1
    steps = np.zeros(count + 1, np.int32)
    np.add.at(steps, np.minimum(bounds[of_text] + starts, last), 1)
    np.add.at(steps, np.minimum(bounds[of_text] + ends, last), -1)
    covered: npt.NDArray[np.bool_] = np.cumsum(steps[:count]) > 0
    return covered


@lru_cache(maxsize=1)
def _is_kept() -> npt.NDArray[np.bool_]:
    """By code point: letters, and the line ends between texts."""
    kept = np.fromiter((chr(code).isalpha() for code in range(_CODE_POINTS)), np.bool_, _CODE_POINTS)
    kept[_LINE] = True
    return kept
