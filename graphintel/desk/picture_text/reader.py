"""One picture read by all engines that are at hand, however hostile its file is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from graphintel.case import Case
from graphintel.case.pictures import read_picture
from graphintel.desk.picture_text.codes import code_engine, find_codes
from graphintel.desk.picture_text.drawings import draw_print, factor_for
from graphintel.desk.picture_text.languages import languages_for, passes_of
from graphintel.desk.picture_text.pieces import EngineReading, PictureReading, Piece
from graphintel.desk.picture_text.tesseract import ReadingFailed, Tesseract, find_tesseract
from graphintel.desk.picture_text.words import join_passes, parse_table

_MOST_PIXELS = 50_000_000  # telephones' usual largest; drawn in colours it takes 200 MB
_UNREDUCED = 1 << 30  # pixels a side: a JPEG is decoded whole, small codes vanish otherwise
_SHORTEST_PRINT_EDGE = 12  # pixels: no letter that could be read is lower
_QUIET = 255  # white, over codes that are read already: as print they would be noise
_TRANSPARENT = frozenset(("RGBA", "LA", "PA", "RGBa", "La"))


@dataclass(frozen=True, slots=True)
class PictureReader:
    """The engines at hand. ``program`` is None where no print is read; ``missing`` names packs that it lacks."""

    program: Tesseract | None
    languages: tuple[str, ...]
    missing: tuple[str, ...] = ()

    @property
    def engines(self) -> dict[str, str]:
        """Name and version of each engine by the kind of what it reads: qr, ocr."""
        named = {"qr": code_engine()}
        if self.program is not None:
            passes = " ".join("+".join(names) for names in passes_of(self.languages))
            named["ocr"] = f"tesseract {self.program.version} ({passes})"
        return named

    def read(self, path: Path) -> PictureReading:
        """Read a file that may be anything; nothing is raised for what stands in it."""
        gray = read_picture(path, _upright_gray, mode="L", edge=_UNREDUCED, most_pixels=_MOST_PIXELS)
        if gray is None:
            return PictureReading(
                width=0,
                height=0,
                engines=tuple(EngineReading(kind=k, engine=e, outcome="unreadable") for k, e in self.engines.items()),
            )
        codes = find_codes(gray)
        readings = [_reading("qr", self.engines["qr"], codes)]
        if self.program is not None:
            try:
                print_ = self._print_of(_without(gray, codes), self.program)
                readings.append(_reading("ocr", self.engines["ocr"], print_))
            except ReadingFailed as problem:
                readings.append(EngineReading(kind="ocr", engine=self.engines["ocr"], outcome=problem.outcome))
        return PictureReading(width=gray.width, height=gray.height, engines=tuple(readings))

    def _print_of(self, gray: Image.Image, program: Tesseract) -> tuple[Piece, ...]:
        if min(gray.size) < _SHORTEST_PRINT_EDGE:
            return ()
        factor = factor_for(gray.width, gray.height)
        size = (max(1, round(gray.width * factor)), max(1, round(gray.height * factor)))
        drawn = draw_print(gray.resize(size, Image.Resampling.LANCZOS) if size != gray.size else gray)
        tables = [parse_table(program.table(drawn, names)) for names in passes_of(self.languages)]
        return tuple(
            Piece(text=piece.text, box=piece.box.scaled(1 / factor), confidence=piece.confidence)
            for piece in join_passes(tables)
        )


def picture_reader(chosen: Sequence[str], regions: Iterable[str]) -> PictureReader:
    """The engines of this machine, for languages ``chosen`` in case.toml or else those of the case's regions."""
    wanted, program = languages_for(chosen, regions), find_tesseract()
    if program is None:
        return PictureReader(None, wanted)
    held = tuple(name for name in wanted if name in program.languages)
    return PictureReader(program if held else None, held, tuple(name for name in wanted if name not in held))


def reader_of(case: Case) -> PictureReader:
    """The engines of this machine for the languages of a case: its own, or those of its regions."""
    settings = case.settings
    return picture_reader(settings.ocr_languages, (settings.region, *sorted(set(settings.group_regions.values()))))


def _reading(kind: str, engine: str, pieces: tuple[Piece, ...]) -> EngineReading:
    return EngineReading(kind=kind, engine=engine, outcome="read" if pieces else "nothing_found", pieces=pieces)


def _upright_gray(picture: Image.Image) -> Image.Image:
    """The first frame in shades of grey, turned as its maker says, on white where it is transparent."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in _TRANSPARENT and "transparency" not in upright.info:
        return upright.convert("L")
    ground = Image.new("RGBA", upright.size, "white")
    ground.alpha_composite(upright.convert("RGBA"))
    return ground.convert("L")


def _without(gray: Image.Image, codes: Sequence[Piece]) -> Image.Image:
    if not codes:
        return gray
    blank = gray.copy()
    for code in codes:
        blank.paste(_QUIET, (code.box.x, code.box.y, code.box.right, code.box.bottom))
    return blank
