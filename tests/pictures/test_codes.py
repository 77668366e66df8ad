"""QR codes are found wherever they stand in a picture, with their payload untouched and their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from graphintel.desk.picture_text.codes import find_codes
from graphintel.desk.picture_text.pieces import Box
from graphintel.desk.picture_text.reader import PictureReader
from tests.pictures.making import code, photograph

WECHAT = "https://u.wechat.com/EExampleOfNobody_0-1"
LINE = "https://line.me/R/ti/p/~somchai99"
CODES_ONLY = PictureReader(None, ())


def payloads(picture: Image.Image) -> list[str]:
    return [piece.text for piece in find_codes(picture.convert("L"))]


def test_a_code_gives_its_payload_and_its_box() -> None:
    picture = Image.new("L", (600, 400), 255)
    drawn = code(LINE, scale=4)
    picture.paste(drawn, (300, 100))
    (found,) = find_codes(picture)
    quiet = 4 * 4  # modules of the quiet zone, and the pixels of each
    side = drawn.width - 2 * quiet
    assert found.text == LINE
    assert found.confidence == 1
    wanted = Box(300 + quiet, 100 + quiet, side, side)
    assert all(abs(getattr(found.box, name) - getattr(wanted, name)) <= 4 for name in ("x", "y", "width", "height"))


def test_several_codes_stand_in_the_order_of_their_places() -> None:
    picture = Image.new("L", (900, 900), 255)
    for payload, place in ((WECHAT, (500, 500)), (LINE, (20, 20)), ("weixin://contacts/profile/nobody_01", (500, 20))):
        picture.paste(code(payload), place)
    assert payloads(picture) == [LINE, "weixin://contacts/profile/nobody_01", WECHAT]


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: picture.rotate(90, expand=True),
        lambda picture: picture.rotate(17, expand=True, fillcolor=255),
        ImageOps.invert,
        lambda picture: picture.resize((picture.width * 7, picture.height * 7)),
        lambda picture: picture.convert("RGB").quantize(8).convert("RGB").convert("L"),
    ],
    ids=["turned", "aslant", "inverted", "large", "few colours"],
)
def test_a_code_is_read_as_people_send_it(change: object) -> None:
    picture = ImageOps.expand(code(WECHAT), 30, 255)
    assert payloads(change(picture)) == [WECHAT]  # type: ignore[operator]


def test_a_small_code_in_a_large_photograph_is_found(tmp_path: Path) -> None:
    picture = photograph(4000, 3000)
    picture.paste(code(LINE, scale=3), (3500, 2600))
    picture.save(tmp_path / "a.jpg", quality=60)
    reading = CODES_ONLY.read(tmp_path / "a.jpg")
    assert [piece.text for piece in reading.engines[0].pieces] == [LINE]
    assert (reading.width, reading.height) == (4000, 3000)


def test_other_alphabets_and_line_breaks_come_through() -> None:
    for payload in ("BEGIN:VCARD\r\nFN:กล้วยไม้\r\nEND:VCARD", "加微信 nobody_01", "Bán rùa 🐢"):
        assert payloads(code(payload, scale=6)) == [payload]


def test_codes_of_shops_are_no_qr_codes() -> None:
    import numpy as np
    import zxingcpp

    made = zxingcpp.create_barcode("9501101530003", zxingcpp.BarcodeFormat.EAN13)
    assert payloads(Image.fromarray(np.array(made.to_image(scale=4)))) == []


def test_a_picture_that_was_taken_lying_is_turned_before_its_boxes_are_measured(tmp_path: Path) -> None:
    picture = Image.new("L", (600, 300), 255)
    picture.paste(code(LINE), (20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: to be turned by a quarter, clockwise
    picture.save(tmp_path / "a.jpg", exif=exif)
    reading = CODES_ONLY.read(tmp_path / "a.jpg")
    assert (reading.width, reading.height) == (300, 600)
    assert reading.engines[0].pieces[0].box.x > 100


def test_black_on_transparent_is_read(tmp_path: Path) -> None:
    drawn = code(LINE, scale=5)
    picture = Image.new("RGBA", drawn.size, (0, 0, 0, 0))
    picture.putalpha(ImageOps.invert(drawn))
    picture.save(tmp_path / "a.png")
    assert [piece.text for piece in CODES_ONLY.read(tmp_path / "a.png").engines[0].pieces] == [LINE]
