"""A contact found in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A contact and where it stands: ``start``/``end`` count the source's code points, half-open."""

    kind: str
    value: str
    start: int
    end: int
    apps: tuple[str, ...]
    confidence: float
    rule: str
