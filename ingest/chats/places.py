"""Places in chats: links to a map that messengers write for a place that was sent."""

from __future__ import annotations

import re

_LINK = re.compile(r"https?://maps\.google\.com/(?:maps)?\?q=(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")


def place_of(text: str) -> tuple[float, float] | None:
    """Latitude and longitude, in degrees, of the first place that a text links to."""
    found = _LINK.search(text)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
