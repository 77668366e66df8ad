"""One writer at a time: a lock that dies with its process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphintel.errors import CaseBusy, CaseMissing

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def write_lock(case_path: Path) -> Iterator[None]:
    """Hold the case's lock.

    The system drops it when the process ends, however it ends; the file itself stays and means nothing.

    Raises:
        CaseBusy: another process holds it.
        CaseMissing: there is no case.
    """
    if not (case_path / "case.toml").is_file():
        raise CaseMissing(case_path)
    handle = os.open(case_path / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(handle)
        except OSError as problem:
            raise CaseBusy(case_path) from problem
        yield
    finally:
        os.close(handle)
