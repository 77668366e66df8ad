"""Pictures that came with exports, made small for a screen."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image

from graphintel.case import Case
from graphintel.case.pictures import read_picture

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
    def draw(picture: Image.Image) -> bytes:
        small = picture.convert("RGB")
        small.thumbnail((edge, edge))
        written = io.BytesIO()
        small.save(written, "JPEG", quality=82)
        return written.getvalue()

    return read_picture(path, draw, mode="RGB", edge=edge * 2)
