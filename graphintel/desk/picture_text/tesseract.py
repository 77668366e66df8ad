"""Tesseract, the program that reads print: found on this machine, and run with bounds."""

from __future__ import annotations

import io
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image

log = logging.getLogger(__name__)
_SECONDS = 60.0  # for one pass over a picture; a dense page of 4 million pixels takes 25 on one core
_SECONDS_TO_ANSWER = 20.0  # what the program and its languages are
_LAYOUT = "3"  # page segmentation of its own, without turning: sparse kinds read Chinese worse
_VERSION = re.compile(r"tesseract v?(\d[\w.]*)")
_PACK = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}")
# One core a picture: two pictures are read at once, and threads of one get in each other's way.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}


class ReadingFailed(Exception):
    """The program gave no answer; ``outcome`` is timed_out or failed."""

    def __init__(self, outcome: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program with its version and the language packs that it has."""

    path: Path
    version: str
    languages: frozenset[str]

    def table(self, drawings: Sequence[Image.Image], languages: Sequence[str]) -> str:
        """The words of a picture as the program's own table, see `parse_table`; each drawing of it is a page.

        Drawings are handed over as bytes: nothing of a hostile file reaches the program, and it is given no name that
        it could take for an address.

        Raises:
            ReadingFailed: it took too long, or ended with an error.
        """
        pages = io.BytesIO()
        drawings[0].save(pages, "TIFF", save_all=True, append_images=drawings[1:])
        command = [str(self.path), "stdin", "stdout", "-l", "+".join(languages), "--psm", _LAYOUT, "tsv"]
        return _answer(command, pages.getvalue(), _SECONDS).decode("utf-8", "replace")


@lru_cache(maxsize=1)
def find_tesseract() -> Tesseract | None:
    """The program, where it is installed and answers; None where not."""
    path = _program()
    if path is None:
        return None
    try:
        told = _answer([str(path), "--version"], b"", _SECONDS_TO_ANSWER).decode("utf-8", "replace")
        listed = _answer([str(path), "--list-langs"], b"", _SECONDS_TO_ANSWER).decode("utf-8", "replace")
    except ReadingFailed:
        return None
    known = _VERSION.search(told)
    names = frozenset(name for name in listed.split() if _PACK.fullmatch(name))
    return Tesseract(path, known[1], names) if known else None


def _program() -> Path | None:
    """Where the program stands: on the search path, or where its installer for Windows puts it."""
    found = shutil.which("tesseract")
    # On Windows the current folder is searched too, and an export may hold a program of that name.
    if found and Path(found).is_absolute():
        return Path(found)
    usual = Path(os.environ.get("PROGRAMFILES", "")) / "Tesseract-OCR" / "tesseract.exe"
    return usual if sys.platform == "win32" and usual.is_absolute() and usual.is_file() else None


def _answer(command: list[str], given: bytes, seconds: float) -> bytes:
    environment = {**os.environ, **_ENVIRONMENT}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired as problem:
        raise ReadingFailed("timed_out") from problem
    except OSError as problem:
        log.info("tesseract cannot be started: %s", type(problem).__name__)
        raise ReadingFailed("failed") from problem
    if done.returncode:
        log.info("tesseract ended with code %d", done.returncode)
        raise ReadingFailed("failed")
    return done.stdout
