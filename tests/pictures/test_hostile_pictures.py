"""Whatever a file of a drop holds, reading it neither raises nor hangs."""

from __future__ import annotations

import io
import os
import random
import struct
import sys
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from graphintel.desk.picture_text import tesseract as program_of
from graphintel.desk.picture_text.pieces import PictureReading
from graphintel.desk.picture_text.reader import PictureReader, picture_reader
from graphintel.desk.picture_text.tesseract import Tesseract
from tests.pictures.making import code, poster

CODES_ONLY = PictureReader(None, ())
PAYLOAD = "https://t.me/nobody_here_77"
_LONGEST_SECONDS = 20.0  # for any one hostile file, on a slow machine


def png(width: int, height: int, pixels: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def frames(form: str, count: int) -> bytes:
    first = code(PAYLOAD, scale=6).convert("RGB")
    others = [Image.new("RGB", first.size, (shade % 256, 0, 0)) for shade in range(count)]
    return saved(first, form, save_all=True, append_images=others)


UNREADABLE = {
    "a bomb by its header": png(60_000, 60_000, b"\0"),
    "a bomb in truth": png(8_000, 8_000, b"\0" * (8_001 * 8_000)),
    "a bomb as GIF": b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\0\0\0," + b"\0" * 40,
    "pixels that break off": png(400, 400, b"\0" * 1_000),
    "a JPEG that breaks off": saved(poster(("Ready stock",)), "JPEG")[:2_000],
    "no picture behind a JPEG's first bytes": b"\xff\xd8\xff\xe0" + b"<script>alert(1)</script>" * 99,
    "no picture at all": b"just text",
    "nothing": b"",
    "PostScript, which would start a program": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n",
    "no pixels": png(0, 0, b""),
}
READABLE = {
    "one pixel": saved(Image.new("RGB", (1, 1)), "PNG"),
    "a line across": saved(Image.new("L", (40_000, 1)), "PNG"),
    "a line down": saved(Image.new("L", (1, 40_000)), "PNG"),
    "a strip": saved(Image.new("L", (60_000, 30), 255), "PNG"),
    "one colour": saved(Image.new("L", (3_000, 3_000), 0), "PNG"),
    "16 bits": saved(Image.new("I;16", (300, 300), 40_000), "PNG"),
    "printer's colours": saved(Image.new("CMYK", (300, 300)), "JPEG"),
    "a palette with a transparent colour": saved(Image.new("P", (300, 300)), "GIF", transparency=0),
    "an orientation that is none": saved(Image.new("L", (300, 300)), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff"),
}
MOVING = {"GIF": frames("GIF", 200), "WebP": frames("WEBP", 60), "PNG": frames("PNG", 60)}


def read(content: bytes, folder: Path, reader: PictureReader = CODES_ONLY) -> PictureReading:
    path = folder / "hostile.jpg"
    path.write_bytes(content)
    began = time.monotonic()
    reading = reader.read(path)
    assert time.monotonic() - began < _LONGEST_SECONDS
    return reading


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_picture_is_said_to_be_none(name: str, tmp_path: Path) -> None:
    assert [one.outcome for one in read(UNREADABLE[name], tmp_path).engines] == ["unreadable"]


@pytest.mark.parametrize("name", READABLE)
def test_odd_pictures_hold_nothing(name: str, tmp_path: Path) -> None:
    assert [one.outcome for one in read(READABLE[name], tmp_path).engines] == ["nothing_found"]


@pytest.mark.parametrize("name", READABLE)
def test_odd_pictures_hold_no_print_either(name: str, tmp_path: Path, tesseract: Tesseract) -> None:
    outcomes = [one.outcome for one in read(READABLE[name], tmp_path, picture_reader(("eng",), ())).engines]
    assert outcomes == ["nothing_found", "nothing_found"]


@pytest.mark.parametrize("form", MOVING)
def test_of_a_moving_picture_the_first_frame_is_read(form: str, tmp_path: Path) -> None:
    (reading,) = read(MOVING[form], tmp_path).engines
    assert [piece.text for piece in reading.pieces] == [PAYLOAD]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF"])
def test_a_picture_with_any_bytes_changed_is_read_or_is_none(form: str, tmp_path: Path) -> None:
    whole, chance = saved(code(PAYLOAD, scale=6).convert("RGB"), form), random.Random(form)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 4, 30))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        read(bytes(content[: chance.choice((len(content), chance.randrange(1, len(content))))]), tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("deed", "outcome"), [("sleep 60", "timed_out"), ("exit 3", "failed"), ("head -c 9 /dev/urandom", "nothing_found")]
)
def test_a_program_that_misbehaves_is_an_outcome(
    deed: str, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = tmp_path / "tesseract"
    stand_in.write_text(
        f"#!/bin/sh\nexec {deed}\n" if " " in deed and not deed.startswith("exit") else f"#!/bin/sh\n{deed}\n"
    )
    stand_in.chmod(0o755)
    monkeypatch.setattr(program_of, "_SECONDS", 0.5)
    reader = PictureReader(Tesseract(stand_in, "0", frozenset(["eng"])), ("eng",))
    reading = read(saved(code(PAYLOAD, scale=6), "PNG"), tmp_path, reader)
    assert [one.outcome for one in reading.engines] == ["read", outcome]


@pytest.mark.skipif(sys.platform == "win32", reason="there the current folder is searched by the system itself")
def test_a_program_of_that_name_in_an_export_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_of.shutil, "which", lambda name: os.path.join(".", name))
    assert program_of._program() is None
