"""The files of a drop: loose, in folders or in archives, each copied in under its hash before it is read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graphintel.case.durable import write_aside
from graphintel.desk.archives import FAULTS, Refused, archive_kind, members
from graphintel.desk.pictures import media_kind
from graphintel.errors import ImportFailure

_CHUNK_BYTES = 1 << 20
_HEAD_BYTES = 512
_DEEPEST_ARCHIVE = 3  # archives within archives; people zip a zip, hardly ever more
SOURCE_ID_DIGITS = 16
# What operating systems and archivers put beside everybody's files.
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Copied:
    """One file of the drop, copied in. ``kind`` is archive, media or text; ``what`` says it for people."""

    path: Path
    name: str
    sha256: str
    byte_count: int
    kind: str
    what: str
    container_id: str | None = None

    @property
    def source_id(self) -> str:
        """First digits of the file's hash."""
        return self.sha256[:SOURCE_ID_DIGITS]


@dataclass(frozen=True, slots=True)
class KeptOut:
    """One file of the drop that cannot be taken, and why. ``container_id`` where it lies in an archive."""

    name: str
    reason: str
    container_id: str | None = None


class _Readable(Protocol):
    def read(self, size: int) -> bytes: ...


def copy_drop(paths: Iterable[Path], folder: Path, *, is_known: Callable[[str], bool]) -> Iterator[Copied | KeptOut]:
    """Copy every file of a drop into ``folder``, unpack archives, and yield each with what it is.

    An archive comes before its members; an archive that ``is_known`` (by SHA-256) is not unpacked again. Links are not
    followed; what cannot be read is named, and the rest goes on.
    """
    for path, name in _files_below(paths):
        if path.is_symlink():
            reason = "it is a link to another place, and links are not followed. Copy the file itself into the folder."
            yield KeptOut(name, reason)
            continue
        try:
            copied = _copy_file(path, name, folder)
        except OSError as problem:
            if not _is_unreadable(path):
                raise  # the case cannot be written to: not this file's fault
            reason = f"it cannot be read ({problem.strerror or problem}). Check that it still exists and may be opened."
            yield KeptOut(name, reason)
            continue
        yield from _with_members(copied, folder, is_known, depth=1)


def _is_unreadable(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            opened.read(1)
    except OSError:
        return True
    return False


def _copy_file(path: Path, name: str, folder: Path) -> Copied:
    with path.open("rb") as opened:
        return _copy(opened, name, folder, None)


def _copy(opened: _Readable, name: str, folder: Path, container_id: str | None) -> Copied:
    digest, size = hashlib.sha256(), 0

    def write(scratch: Path) -> None:
        nonlocal size
        with scratch.open("wb") as written:
            while chunk := opened.read(_CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
                written.write(chunk)

    goal = write_aside(folder, write, name=lambda _: digest.hexdigest())
    kind, what = _kind_of(goal)
    return Copied(goal, name, goal.name, size, kind, what, container_id)


def _kind_of(path: Path) -> tuple[str, str]:
    with path.open("rb") as opened:
        head = opened.read(_HEAD_BYTES)
    if what := media_kind(head):
        return "media", what
    packed = archive_kind(path)
    return ("archive", packed) if packed else ("text", "")


def _with_members(
    copied: Copied, folder: Path, is_known: Callable[[str], bool], *, depth: int
) -> Iterator[Copied | KeptOut]:
    was_known = is_known(copied.sha256)  # asked before it is handed on: whoever takes it knows it from then on
    yield copied
    if copied.kind != "archive" or was_known:
        return
    if depth > _DEEPEST_ARCHIVE:
        yield KeptOut(copied.name, "archives lie in it one within the other, deeper than people pack them")
        return
    try:
        for member in members(copied.path, copied.what, copied.name):
            name = f"{copied.name}/{member.name}"
            if isinstance(member, Refused):
                yield KeptOut(name, member.reason, copied.source_id)
                continue
            if _is_litter(member.name):
                continue
            try:
                inner = _copy(member.opened, name, folder, copied.source_id)
            except ImportFailure as problem:
                yield KeptOut(name, str(problem), copied.source_id)
                if "unpacks to more" in str(problem):
                    return
                continue
            yield from _with_members(inner, folder, is_known, depth=depth + 1)
    except ImportFailure as problem:
        yield KeptOut(copied.name, str(problem), copied.source_id)
    except FAULTS as problem:
        if isinstance(problem, OSError) and problem.errno is not None:
            raise
        yield KeptOut(copied.name, f"the archive breaks off ({problem})", copied.source_id)


def _is_litter(name: str) -> bool:
    steps = name.lower().split("/")
    return steps[-1] in _LITTER or steps[0] == "__macosx"


def _files_below(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Every file to be read with its name below the drop, in the order of names; links are not followed."""
    for path in paths:
        if not path.is_dir() or path.is_symlink():
            yield path, path.name
            continue
        found = [Path(folder, name) for folder, _, names in os.walk(path) for name in names if not _is_litter(name)]
        yield from ((file, file.relative_to(path).as_posix()) for file in sorted(found))
