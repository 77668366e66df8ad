"""What is inside an archive, member by member, without trusting a word of it."""

from __future__ import annotations

import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from graphintel.errors import ImportFailure

_MOST_MEMBERS = 200_000  # Facebook's largest downloads have about a tenth of that
_MOST_RATIO = 200  # unpacked to packed; repetitive JSON reaches 50, bombs 1,000 and more
_ALLOWED_BYTES = 1 << 28  # below that even the ratio of a bomb does no harm
_DEEPEST = 30  # folders within folders
# Workbooks and documents are archives too, and read as what they are.
_OFFICE = ("xl/workbook.xml", "word/document.xml", "ppt/presentation.xml")
FAULTS = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError,
          NotImplementedError, ValueError)  # fmt: skip


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive. ``opened`` is to be read before the next member is asked for."""

    name: str
    opened: Bounded


@dataclass(frozen=True, slots=True)
class Refused:
    """One member that is kept out, and why."""

    name: str
    reason: str


class Bounded:
    """A stream that breaks off with an error where the archive unpacks to more than it may."""

    def __init__(self, opened: _Readable, budget: Budget) -> None:
        self._opened, self._budget = opened, budget

    def read(self, size: int) -> bytes:
        """The next bytes.

        Raises:
            ImportFailure: the archive unpacks to far more than its size tells, or is damaged here.
        """
        try:
            chunk = self._opened.read(size)
        except FAULTS as problem:
            raise ImportFailure(f"it is damaged in the archive ({_words(problem)}). Export it again.") from problem
        self._budget.take(len(chunk))
        return chunk


class Budget:
    """How much an archive may still unpack to."""

    def __init__(self, packed_bytes: int) -> None:
        self._left = max(_ALLOWED_BYTES, packed_bytes * _MOST_RATIO)

    def take(self, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            ImportFailure: there are more than the archive's size can honestly hold.
        """
        self._left -= size
        if self._left < 0:
            raise ImportFailure(
                f"the archive unpacks to more than {_MOST_RATIO} times its size, as archives made to fill a disk do. "
                "The rest of it is kept out. Unpack it yourself if you trust it, and drop the folder."
            )


def archive_kind(path: Path) -> str | None:
    """zip, tar or gzip; None for anything else, workbooks among them."""
    with path.open("rb") as opened:
        head = opened.read(512)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        try:
            with zipfile.ZipFile(path) as packed:
                return None if any(name in packed.NameToInfo for name in _OFFICE) else "zip"
        except FAULTS:
            return "zip"  # damaged: `members` says so
    if head[257:262] == b"ustar":
        return "tar"
    return "gzip" if head[:2] == b"\x1f\x8b" else None


def members(path: Path, kind: str, name: str) -> Iterator[Member | Refused]:
    """Yield the files of an archive in its order; folders are left out, links and odd paths refused.

    Raises:
        ImportFailure: the archive cannot be opened, or has more members than any export.
    """
    budget = Budget(path.stat().st_size)
    try:
        if kind == "zip":
            yield from _zip_members(path, budget)
        elif kind == "gzip" and not tarfile.is_tarfile(path):
            with gzip.open(path) as opened:
                yield Member(PurePosixPath(name).stem or "content", Bounded(opened, budget))
        else:
            yield from _tar_members(path, budget)
    except FAULTS as problem:
        raise ImportFailure(f"the archive cannot be read ({_words(problem)}). Get it again, or unpack it.") from problem


def _zip_members(path: Path, budget: Budget) -> Iterator[Member | Refused]:
    with zipfile.ZipFile(path) as packed:
        listed = packed.infolist()
        if len(listed) > _MOST_MEMBERS:
            raise ImportFailure(f"the archive lists {len(listed):,} files; no export has so many.")
        for info in listed:
            name = _zip_name(info)
            if info.is_dir():
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Refused(name, "it is a link to another place, and links are not followed")
            elif info.flag_bits & 1:
                yield Refused(name, "it is locked with a password. Unpack the archive yourself, and drop the folder.")
            elif problem := _odd_path(name):
                yield Refused(name, problem)
            else:
                try:
                    with packed.open(info) as opened:
                        yield Member(name, Bounded(opened, budget))
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem_read:
                    yield Refused(name, f"it is damaged in the archive ({_words(problem_read)})")


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: archives from Chinese Windows hold GBK under a label of another encoding."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _tar_members(path: Path, budget: Budget) -> Iterator[Member | Refused]:
    with tarfile.open(path) as packed:
        for count, info in enumerate(packed):
            if count > _MOST_MEMBERS:
                raise ImportFailure(f"the archive lists more than {_MOST_MEMBERS:,} files; no export has so many.")
            if info.isdir():
                continue
            if not info.isreg():
                yield Refused(info.name, "it is a link or device, and these are not followed")
            elif problem := _odd_path(info.name):
                yield Refused(info.name, problem)
            elif (opened := packed.extractfile(info)) is not None:
                with opened:
                    yield Member(info.name, Bounded(opened, budget))


def _odd_path(name: str) -> str:
    steps = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in steps or (len(steps[0]) == 2 and steps[0].endswith(":")):
        return "its path leads out of the archive, as in archives made to overwrite files"
    if len(steps) > _DEEPEST or "\0" in name:
        return "its path is no path that a program for people writes"
    return ""


def _words(problem: BaseException) -> str:
    return " ".join(str(problem).split())[:120] or type(problem).__name__
