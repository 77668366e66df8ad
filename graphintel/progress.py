"""How a long step tells whoever listens how far it is; it never knows who that is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives counts from a step."""

    def advance(self, step: str, done: int, total: int | None = None) -> None:
        """Say that ``done`` of ``total`` units of ``step`` are finished (``total`` None: unknown)."""


class Silent:
    """Listens to nothing: for tests and notebooks."""

    def advance(self, step: str, done: int, total: int | None = None) -> None:
        """Take the count and drop it."""
