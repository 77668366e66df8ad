"""Readers of exports: what a file is, by its content, and what its records state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from graphintel.errors import ImportFailure, SettingsError
from graphintel.schema.reading import Detection, Head, Reader
from ingest import chats, facebook, wechat
from ingest.files.decoding import read_head
from ingest.mapping.reader import MappedTable, shipped_profiles

READERS: tuple[Reader, ...] = (*facebook.READERS, *wechat.READERS, *chats.READERS, *shipped_profiles())
Candidate = tuple[Detection, Reader]


def identify(path: Path) -> tuple[Reader, Detection]:
    """The reader whose format the content of a file is.

    Raises:
        ImportFailure: the file is empty or no text, no reader knows it, or two know it equally well.
    """
    return _best(candidates(_head(path)))


def identifier(
    kept: Iterable[MappedTable] = (), *, named: Iterable[MappedTable] = (), forced: Reader | None = None
) -> Callable[[Path], tuple[Reader, Detection]]:
    """`identify` for one import.

    Args:
        kept: mappings of earlier imports, beside the readers.
        named: mappings named for this import: each comes before every reader where a file has all its columns; where a
            file is known to nobody, the first reads it, and says which column it lacks.
        forced: reads every file, whatever it is.
    """
    own, asked = tuple(kept), tuple(named)

    def find(path: Path) -> tuple[Reader, Detection]:
        head = _head(path)
        if forced is not None:
            return _as_said(forced, head)
        fitting = [(detection, mapping) for mapping in asked if (detection := mapping.detect(head)) is not None]
        found = fitting or candidates(head, own)
        return _as_said(asked[0], head) if asked and not found else _best(found)

    return find


def _as_said(reader: Reader, head: Head) -> tuple[Reader, Detection]:
    mapping = reader.profile.text if isinstance(reader, MappedTable) and not reader.is_shipped else None
    return reader, reader.detect(head) or Detection(0.0, "as was said at the import", mapping)


def reader_named(name: str) -> Reader:
    """The reader of that name.

    Raises:
        SettingsError: there is none.
    """
    found = next((reader for reader in READERS if reader.name == name.strip().lower()), None)
    if found is None:
        raise SettingsError(f"there is no format {name!r}. Known: {', '.join(sorted(r.name for r in READERS))}.")
    return found


def candidates(head: Head, own: Iterable[MappedTable] = ()) -> list[Candidate]:
    """Every reader that knows the content, the surest first."""
    readers: tuple[Reader, ...] = (*own, *READERS)
    found = [(detection, reader) for reader in readers if (detection := reader.detect(head)) is not None]
    return sorted(found, key=lambda candidate: (-candidate[0].score, candidate[1].name))


def _head(path: Path) -> Head:
    head = read_head(path)
    if head.text.strip("\ufeff \t\r\n") in ("[]", "{}"):
        raise ImportFailure(
            "it is an empty list: the tool that wrote it had found nothing. Export it again if it should."
        )
    return head


def _best(found: Sequence[Candidate]) -> tuple[Reader, Detection]:
    if not found:
        raise ImportFailure(
            "no reader knows this format. If it is a table of your own, let `graphintel ingest CASE --suggest FILE` "
            "write a mapping for it; else check that it is an export of a group or chat, as the tool wrote it."
        )
    best = found[0][0].score
    chosen = [(detection, reader) for detection, reader in found if detection.score > best - 1e-9]
    if len({reader.name for _, reader in chosen}) > 1:
        names = " and ".join(reader.name for _, reader in chosen)
        raise ImportFailure(f"it looks as much like {names}. Say which with --format, or with a mapping of your own.")
    return chosen[0][1], chosen[0][0]


__all__ = ["READERS", "candidates", "identifier", "identify", "reader_named"]
