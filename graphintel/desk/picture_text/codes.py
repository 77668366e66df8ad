"""QR codes of a picture, by zxing-cpp."""

from __future__ import annotations

from importlib.metadata import version

from PIL import Image

from graphintel.desk.picture_text.pieces import Box, Piece

_FEWEST_PIXELS = 21  # a side: the smallest QR code has 21 modules (ISO/IEC 18004)
_MOST_CODES = 40  # of one picture: a sheet of stickers; more is a picture made to be slow
# A code is read whole or not at all: its own error correction has checked it.
_SURE = 1.0


def code_engine() -> str:
    """The reader of QR codes with its version."""
    return f"zxing-cpp {version('zxing-cpp')}"


def find_codes(gray: Image.Image) -> tuple[Piece, ...]:
    """Find the QR codes of a picture, also turned, inverted, and of the small kinds.

    Args:
        gray: of mode L.

    Returns:
        Payloads, their characters untouched, from top to bottom and from left to right.
    """
    if min(gray.size) < _FEWEST_PIXELS:
        return ()
    import zxingcpp  # only a drop with pictures needs it

    kinds = zxingcpp.BarcodeFormat
    found = zxingcpp.read_barcodes(
        gray,
        formats=zxingcpp.BarcodeFormats([kinds.QRCode, kinds.MicroQRCode, kinds.RMQRCode]),
        text_mode=zxingcpp.TextMode.Plain,
    )
    pieces = [
        Piece(text=code.text.replace("\0", "\ufffd"), box=_box(code.position), confidence=_SURE)
        for code in found
        if code.valid and code.text
    ]
    pieces.sort(key=lambda piece: (piece.box.y, piece.box.x, piece.text))
    return tuple(pieces[:_MOST_CODES])


def _box(position: object) -> Box:
    corners = [getattr(position, name) for name in ("top_left", "top_right", "bottom_right", "bottom_left")]
    across, down = [corner.x for corner in corners], [corner.y for corner in corners]
    x, y = max(0, min(across)), max(0, min(down))
    return Box(x, y, max(across) - x, max(down) - y)
