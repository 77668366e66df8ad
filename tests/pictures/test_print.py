"""Print on pictures is read in the case's languages; how well is measured, and printed."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from graphintel.desk.picture_text.languages import languages_for, passes_of
from graphintel.desk.picture_text.pieces import Piece
from graphintel.desk.picture_text.reader import PictureReader, picture_reader
from graphintel.desk.picture_text.tesseract import Tesseract
from tests.pictures.making import code, photograph, poster, write_on

PRINT = {
    # language: region of the case, lines, most errors in a hundred characters
    "English": (
        "MY",
        (
            "Fresh stock from the coast",
            "Two adult parrots, tame and healthy",
            "Call or message 012-345 6789 any time",
            "WeChat: budi_stock88 Telegram @kolong77",
        ),
        3.0,
    ),
    "Chinese": (
        "MY",
        ("海边现货 数量有限", "两只成年鹦鹉 健康亲人", "电话 13800138000 随时联系", "微信 budi_stock88 量大从优"),
        8.0,
    ),
    "Thai": (
        "TH",
        ("สินค้าใหม่จากชายฝั่ง", "นกแก้วสองตัว เชื่องและแข็งแรง", "โทร 081-234-5678 ได้ทุกเวลา", "ไลน์ kolong77 ส่งทั่วประเทศ"),
        6.0,
    ),
    "Vietnamese": (
        "VN",
        (
            "Hàng mới về từ ven biển",
            "Hai con vẹt trưởng thành, khỏe mạnh",
            "Gọi 0901 234 567 bất cứ lúc nào",
            "Zalo 0901 234 567 giao hàng toàn quốc",
        ),
        3.0,
    ),
}
PAPERS = (("white", "black"), ("#ffe680", "#203060"), ("#223344", "white"))
SIZES = (18, 24, 32)


def printed(path: Path, reader: PictureReader) -> tuple[Piece, ...]:
    (_, reading) = reader.read(path).engines
    assert reading.kind == "ocr"
    return reading.pieces


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def error_rate(read: str, wanted: str) -> float:
    """Errors in a hundred characters, spaces not counted."""
    return 100 * Levenshtein.distance(plain(read), plain(wanted)) / len(plain(wanted))


@pytest.mark.parametrize("language", PRINT)
def test_posters_are_read_with_few_errors(
    language: str, tesseract: Tesseract, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    region, lines, most = PRINT[language]
    reader, rates, began = picture_reader((), (region,)), [], time.monotonic()
    for size in SIZES:
        for number, (paper, ink) in enumerate(PAPERS):
            path = tmp_path / f"{size}-{number}.jpg"
            poster(lines, size=size, paper=paper, ink=ink).save(path, quality=80)
            rates.append(error_rate("".join(piece.text for piece in printed(path, reader)), "".join(lines)))
    mean, seconds = sum(rates) / len(rates), (time.monotonic() - began) / len(rates)
    with capsys.disabled():
        print(f"\n{language} posters: {mean:.1f} % of characters wrong, {seconds:.1f} s a picture")  # noqa: T201
    assert mean <= most


@pytest.mark.parametrize(("ink", "edge"), [("white", "black"), ("black", "white"), ("#ffff00", "black")])
def test_letters_over_a_photograph_are_read(ink: str, edge: str, tesseract: Tesseract, tmp_path: Path) -> None:
    lines = PRINT["English"][1]
    write_on(photograph(), lines, size=40, ink=ink, edge=edge).save(tmp_path / "a.jpg", quality=80)
    read = [piece.text for piece in printed(tmp_path / "a.jpg", picture_reader((), ("MY",)))]
    assert all(min(error_rate(one, line) for one in read) <= 12 for line in lines), read


def test_a_photograph_without_print_gives_no_words(tesseract: Tesseract, tmp_path: Path) -> None:
    photograph().save(tmp_path / "a.jpg", quality=80)
    assert printed(tmp_path / "a.jpg", picture_reader((), ("MY",))) == ()


def test_a_line_has_its_box_in_pixels_of_the_picture_itself(tesseract: Tesseract, tmp_path: Path) -> None:
    poster(("Ready stock", "Call 012-345 6789"), size=40).resize((3360, 720)).save(tmp_path / "a.png")
    first, second = printed(tmp_path / "a.png", picture_reader(("eng",), ()))
    assert second.text == "Call 012-345 6789"
    assert first.box.bottom <= second.box.y
    assert 80 <= second.box.x <= 180
    assert second.box.right <= 3360
    assert 0.5 < second.confidence <= 1


def test_a_code_is_not_read_as_print_too(tesseract: Tesseract, tmp_path: Path) -> None:
    picture = Image.new("L", (800, 500), 255)
    picture.paste(code("https://t.me/nobody_here_77", scale=8), (10, 10))
    write_on(picture.crop((400, 0, 800, 500)), ("Scan me",), size=40)
    picture.paste(write_on(Image.new("L", (400, 500), 255), ("Scan me",), size=40), (400, 0))
    picture.save(tmp_path / "a.png")
    codes, lines = picture_reader((), ("MY",)).read(tmp_path / "a.png").engines
    assert [piece.text for piece in codes.pieces] == ["https://t.me/nobody_here_77"]
    assert [piece.text for piece in lines.pieces] == ["Scan me"]


def test_the_same_picture_gives_the_same_words(tesseract: Tesseract, tmp_path: Path) -> None:
    poster(PRINT["Chinese"][1]).save(tmp_path / "a.png")
    reader = picture_reader((), ("MY",))
    assert reader.read(tmp_path / "a.png") == reader.read(tmp_path / "a.png")


LANGUAGES = [
    # name, chosen in case.toml, regions, passes
    ("by the region", (), ("MY",), (("eng", "msa"), ("chi_sim",))),
    ("Vietnamese first among Latin letters", (), ("ID", "VN"), (("vie", "eng", "ind"), ())[:1]),
    ("chosen", ("tha", "chi_tra", "eng"), ("MY",), (("eng",), ("tha",), ("chi_tra",))),
    ("a region without a list", (), ("DE",), (("eng",),)),
]


@pytest.mark.parametrize(("chosen", "regions", "passes"), [c[1:] for c in LANGUAGES], ids=[c[0] for c in LANGUAGES])
def test_each_script_is_read_by_itself(
    chosen: tuple[str, ...], regions: tuple[str, ...], passes: tuple[tuple[str, ...], ...]
) -> None:
    assert passes_of(languages_for(chosen, regions)) == passes
