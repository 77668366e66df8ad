"""Pictures of a case, opened so that a hostile file does no harm."""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import Image

log = logging.getLogger(__name__)
_MOST_PIXELS = 100_000_000  # a telephone's largest picture; more is a bomb
# What chats and pages show. Whatever else Pillow could open stays shut: some of it starts other programs.
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "AVIF")
_FAULTS = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError, IndexError, TypeError,
           EOFError, AttributeError, KeyError, OverflowError, ZeroDivisionError, RuntimeError, struct.error,
           zlib.error)  # fmt: skip
_R = TypeVar("_R")


def read_picture(
    path: Path, make: Callable[[Image.Image], _R], *, mode: str, edge: int, most_pixels: int = _MOST_PIXELS
) -> _R | None:
    """What ``make`` gives of a picture; None where it is none, is broken, or is larger than any camera's.

    Args:
        path: a file of any content.
        make: called while the file is open.
        mode, edge: Pillow's mode, and the pixels a side that suffice: of a JPEG no more is decoded.
        most_pixels: a picture of more is not opened.
    """
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=_FORMATS) as picture:
            if picture.width * picture.height > most_pixels:
                return None
            picture.draft(mode, (edge, edge))
            return make(picture)
    except _FAULTS as problem:
        log.info("a picture cannot be opened: %s", type(problem).__name__)
        return None
