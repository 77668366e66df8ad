"""Pictures made for tests: codes by zxing-cpp's own writer, print in Noto's fonts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

FONTS = Path("/usr/share/fonts")
LATIN = FONTS / "truetype/noto/NotoSans-Regular.ttf"
THAI = FONTS / "truetype/noto/NotoSansThai-Regular.ttf"
CHINESE = FONTS / "opentype/noto/NotoSansCJK-Regular.ttc"
_SIMPLIFIED = 2  # place of the Simplified Chinese face in that collection


def code(payload: str, *, scale: int = 4) -> Image.Image:
    """A QR code with its quiet zone; ``scale`` is the pixels of a module."""
    made = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(np.array(made.to_image(scale=scale)))


def poster(
    lines: tuple[str, ...], *, size: int = 32, paper: str = "white", ink: str = "black", edge: str | None = None
) -> Image.Image:
    """Lines of print on plain paper; letters are ``size`` pixels high, with an ``edge`` of another colour if given."""
    picture = Image.new("RGB", (size * 28, size * 2 * (len(lines) + 1)), paper)
    return write_on(picture, lines, size=size, ink=ink, edge=edge)


def write_on(
    picture: Image.Image, lines: tuple[str, ...], *, size: int = 32, ink: str = "black", edge: str | None = None
) -> Image.Image:
    """Lines of print, one below the other over the height of a picture."""
    pen = ImageDraw.Draw(picture)
    step = picture.height // (len(lines) + 1)
    for number, line in enumerate(lines):
        x = float(size)
        for stretch, font in _stretches(line, size):
            place = (x, step * (number + 0.5))
            pen.text(place, stretch, font=font, fill=ink, stroke_width=3 if edge else 0, stroke_fill=edge)
            x += pen.textlength(stretch, font=font)
    return picture


def photograph(width: int = 1280, height: int = 960, *, seed: int = 7) -> Image.Image:
    """What a lens sees of leaves: noise of all sizes, in colour."""
    noise = np.random.default_rng(seed)
    bands = []
    for _ in range(3):
        whole = np.zeros((height, width), np.float32)
        for grain in (4, 8, 16, 32, 64, 128, 256):
            spots = noise.random((height // grain + 2, width // grain + 2)).astype(np.float32)
            whole += np.asarray(Image.fromarray(spots).resize((width, height), Image.Resampling.BICUBIC)) * grain**0.6
        whole = (whole - whole.min()) / (whole.max() - whole.min())
        bands.append(Image.fromarray((whole * 255).astype(np.uint8)))
    return Image.merge("RGB", bands)


def _stretches(line: str, size: int) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    """Letters by the font that has them: Noto keeps Thai apart from Latin."""
    found: list[tuple[str, Path]] = []
    for letter in line:
        font = THAI if "\u0e00" <= letter <= "\u0e7f" else CHINESE if letter >= "\u2e80" else LATIN
        if found and found[-1][1] == font:
            found[-1] = (found[-1][0] + letter, font)
        else:
            found.append((letter, font))
    return [(text, ImageFont.truetype(font, size, index=_SIMPLIFIED * (font == CHINESE))) for text, font in found]
