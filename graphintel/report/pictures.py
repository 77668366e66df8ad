"""Pictures that came with exports, made small for a screen."""

from __future__ import annotations

import io
import logging
import warnings
from functools import lru_cache
from pathlib import Path

from PIL import Image

from graphintel.case import Case

log = logging.getLogger(__name__)
_MOST_PIXELS = 100_000_000  # a telephone's largest picture; more is a bomb
_KEPT = 256  # small pictures remembered, about 20 kB each


def thumbnail(case: Case, sha256: str, *, edge: int = 360) -> bytes | None:
    """A picture of the case as a JPEG of at most ``edge`` pixels a side; None where it cannot be opened.

    It is drawn anew, so that nothing of a hostile file reaches a browser.
    """
    if sha256 not in {original.sha256 for original in case.manifest.originals}:
        return None
    return _drawn(case.path / "originals" / sha256, edge)


@lru_cache(maxsize=_KEPT)
def _drawn(path: Path, edge: int) -> bytes | None:
    try:
        with warnings.catch_warnings(), Image.open(path) as picture:
            warnings.simplefilter("ignore")
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft("RGB", (edge * 2, edge * 2))  # of a JPEG only what is needed is decoded
            small = picture.convert("RGB")
            small.thumbnail((edge, edge))
            written = io.BytesIO()
            small.save(written, "JPEG", quality=82)
            return written.getvalue()
    except Exception as problem:  # noqa: BLE001 - Pillow's plugins raise anything on broken files
        log.info("a picture cannot be drawn: %s", type(problem).__name__)
        return None
