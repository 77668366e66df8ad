"""Pictures of a case, opened so that a hostile file does no harm."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import Image

log = logging.getLogger(__name__)
_MOST_PIXELS = 100_000_000  # a telephone's largest picture; more is a bomb
_FAULTS = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError, IndexError, TypeError,
           EOFError, AttributeError, KeyError, OverflowError, ZeroDivisionError)  # fmt: skip
_R = TypeVar("_R")


def read_picture(path: Path, make: Callable[[Image.Image], _R], *, mode: str, edge: int) -> _R | None:
    """What ``make`` gives of a picture; None where it is none, is broken, or is larger than any camera's.

    Args:
        path: a file of any content.
        make: called while the file is open.
        mode, edge: Pillow's mode, and the pixels a side that suffice: of a JPEG no more is decoded.
    """
    try:
        with warnings.catch_warnings(), Image.open(path) as picture:
            warnings.simplefilter("ignore")
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft(mode, (edge, edge))
            return make(picture)
    except _FAULTS as problem:
        log.info("a picture cannot be opened: %s", type(problem).__name__)
        return None
