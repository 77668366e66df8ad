"""Readers of exports: what a file is, by its content, and what its records state."""

from __future__ import annotations

from pathlib import Path

from graphintel.errors import ImportFailure
from graphintel.schema.reading import Detection, Reader
from ingest import chats, facebook, wechat
from ingest.files.decoding import read_head

READERS: tuple[Reader, ...] = (*facebook.READERS, *wechat.READERS, *chats.READERS)


def identify(path: Path) -> tuple[Reader, Detection]:
    """The reader whose format the content of a file is.

    Raises:
        ImportFailure: the file is empty or no text, no reader knows it, or two know it equally well.
    """
    head = read_head(path)
    found = [(detection, reader) for reader in READERS if (detection := reader.detect(head)) is not None]
    if not found:
        raise ImportFailure(
            "no reader knows this format. Check that it is an export of a group or chat, as the tool wrote it."
        )
    best = max(detection.score for detection, _ in found)
    chosen = [(detection, reader) for detection, reader in found if detection.score == best]
    if len(chosen) > 1:
        names = " and ".join(reader.name for _, reader in chosen)
        raise ImportFailure(f"it looks as much like {names}. Remove the columns of one of them, and try again.")
    return chosen[0][1], chosen[0][0]


__all__ = ["READERS", "identify"]
