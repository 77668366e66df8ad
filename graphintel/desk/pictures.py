"""Pictures and films that come with an export: what they are, what they look like, which post names them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import imagehash

from graphintel.case.pictures import read_picture
from graphintel.schema.records import Media

# The first bytes of what chats carry. "ftyp" stands at the fifth byte of films and of pictures from telephones.
_PICTURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"GIF8": "GIF", b"BM": "BMP"}
_SOUNDS = {b"OggS": "Ogg", b"ID3": "MP3", b"\xff\xfb": "MP3", b"\xff\xf3": "MP3", b"#!AMR": "AMR",
           b"\x02#!SILK": "SILK", b"#!SILK": "SILK"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that posts may name: ``name`` is its path below the drop, ``container_id`` the archive it came in."""

    name: str
    container_id: str | None
    sha256: str
    perceptual_hash: str | None


def media_kind(head: bytes) -> str | None:
    """What a file is for people, by its first bytes: ``a picture (JPEG)``; None where it is no such thing."""
    for marks, word in ((_PICTURES, "a picture"), (_SOUNDS, "a sound")):
        for magic, name in marks.items():
            if head.startswith(magic):
                return f"{word} ({name})"
    if head[:4] == b"RIFF":
        return "a picture (WebP)" if head[8:12] == b"WEBP" else "a film or sound (RIFF)"
    if head[4:8] == b"ftyp":
        return "a picture (HEIC)" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "a film (MP4)"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "a film (WebM)"
    return "a document (PDF)" if head.startswith(b"%PDF") else None


def perceptual_hash(path: Path) -> str | None:
    """64-bit perceptual hash of a picture, hexadecimal; None where it cannot be opened.

    Source: Zauner 2010, DCT hash, by the package ImageHash.
    """
    return read_picture(path, lambda picture: str(imagehash.phash(picture)), mode="L", edge=256)


class Album:
    """The pictures of a drop, found again by the paths that exports write."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Picture]] = defaultdict(list)

    def __bool__(self) -> bool:
        return bool(self._by_name)

    @property
    def names(self) -> list[str]:
        """File names without folders, in lower case."""
        return list(self._by_name)

    def add(self, picture: Picture) -> None:
        """Take a picture in."""
        self._by_name[PurePosixPath(picture.name).name.lower()].append(picture)

    def find(self, media: Media, file_name: str, container_id: str | None) -> Media:
        """The media with its hashes, where exactly one picture near the export is the one that it names.

        Args:
            media: as the reader yields it; its ``uri`` is a path as the export writes it.
            file_name, container_id: of the export.
        """
        uri = (media.uri or "").replace("\\", "/")
        if not uri or "://" in uri or media.sha256:
            return media
        wanted = PurePosixPath(uri)
        near = [p for p in self._by_name.get(wanted.name.lower(), ()) if p.container_id == container_id]
        beside = (PurePosixPath(file_name).parent / wanted).as_posix()
        found = [p for p in near if p.name == beside] or [p for p in near if f"/{p.name}".endswith(f"/{wanted}")]
        found = found or near  # some tools write the path on the telephone; then the name alone must do, if it is one
        if len({p.sha256 for p in found}) != 1:
            return media
        return Media(
            post_key=media.post_key,
            kind=media.kind,
            uri=media.uri,
            sha256=found[0].sha256,
            perceptual_hash=found[0].perceptual_hash,
        )
