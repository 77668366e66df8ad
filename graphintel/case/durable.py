"""Writing so that a killed process leaves the old file or the new one, never half of either."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

_CHUNK_BYTES = 1 << 20  # large enough that hashing, not calling, takes the time


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power cut, where the system can (Windows has no such call)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_aside(folder: Path, write: Callable[[Path], None], *, name: Callable[[Path], str]) -> Path:
    """Have ``write`` fill a file beside the goal, sync it, and give it the name that ``name`` computes from it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, scratch_name = tempfile.mkstemp(prefix=".partial-", dir=folder)
    os.close(handle)
    scratch = Path(scratch_name)
    try:
        write(scratch)
        with scratch.open("rb+") as written:
            os.fsync(written.fileno())
        goal = folder / name(scratch)
        os.replace(scratch, goal)
    except BaseException:
        with contextlib.suppress(OSError):
            scratch.unlink()
        raise
    sync_folder(folder)
    return goal


def replace_text(path: Path, text: str) -> None:
    """Replace ``path`` by ``text`` in one step."""
    write_aside(path.parent, lambda scratch: _write_bytes(scratch, text.encode()), name=lambda _: path.name)


def hash_file(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _write_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)
