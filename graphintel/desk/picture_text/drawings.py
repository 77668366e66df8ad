"""A picture drawn so that print stands out: sellers write over photographs, in white or in black. Pure."""

from __future__ import annotations

from PIL import Image

_MOST_PIXELS = 4_000_000  # that Tesseract is given: letters of a poster are large enough, a pass takes seconds
_FEWEST_PIXELS = 500_000  # below that letters are small, and drawing the picture twice as large helps
_LONGEST_EDGE = 16_000  # Tesseract refuses 32,767 and more
# Shades of letters over a photograph. As it stands, a photograph with letters over it is read as nothing: measured
# on invented posters, nine in ten characters are lost; drawn in these shades alone, one in ten or fewer.
_BRIGHT, _DARK = 180, 75
_FEWEST_INK, _MOST_INK = 0.0005, 0.5  # share of the picture in such a shade: less is no word, more is the ground


def factor_for(width: int, height: int) -> float:
    """How many times as large a picture is drawn before print is looked for."""
    pixels = width * height
    factor = 2.0 if pixels < _FEWEST_PIXELS else min(1.0, (_MOST_PIXELS / pixels) ** 0.5)
    return min(factor, _LONGEST_EDGE / max(width, height))


def draw_print(gray: Image.Image) -> tuple[Image.Image, ...]:
    """The picture of mode L as it stands; then, where they may hold words, its brightest and darkest parts alone.

    Letters are dark on white in both.
    """
    drawn = [gray]
    shades = gray.histogram()
    pixels = gray.width * gray.height
    bright = sum(shades[(_BRIGHT + 255) // 2 :]) / pixels
    if _FEWEST_INK <= bright <= _MOST_INK:
        drawn.append(gray.point([255 - max(0, shade - _BRIGHT) * 255 // (255 - _BRIGHT) for shade in range(256)]))
    dark = sum(shades[: _DARK // 2]) / pixels
    is_paper = sum(shades[_BRIGHT:]) / pixels > _MOST_INK
    if _FEWEST_INK <= dark <= _MOST_INK and not is_paper:
        drawn.append(gray.point([min(255, shade * 255 // _DARK) for shade in range(256)]))
    return tuple(drawn)
