"""What was read at one place of a picture, and what became of reading it."""

from __future__ import annotations

from msgspec import Struct


class Box(Struct, frozen=True):
    """Where something stands: pixels of the picture as it is shown upright, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column to the right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below the box."""
        return self.y + self.height

    def scaled(self, factor: float) -> Box:
        """The box in a picture ``factor`` times as large."""
        return Box(*(round(value * factor) for value in (self.x, self.y, self.width, self.height)))

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


class Piece(Struct, frozen=True, kw_only=True):
    """The payload of a QR code, or a line of print. ``confidence`` is the engine's own, 0..1."""

    text: str
    box: Box
    confidence: float


class EngineReading(Struct, frozen=True, kw_only=True):
    """What one engine made of a picture.

    ``kind`` is qr or ocr; ``outcome`` is read, nothing_found, unreadable (no picture, broken, or larger than any
    camera's), timed_out or failed.
    """

    kind: str
    engine: str
    outcome: str
    pieces: tuple[Piece, ...] = ()


class PictureReading(Struct, frozen=True, kw_only=True):
    """What all engines made of a picture; ``width`` and ``height`` in pixels, 0 where it cannot be opened."""

    width: int
    height: int
    engines: tuple[EngineReading, ...]
