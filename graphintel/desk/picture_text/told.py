"""What came of reading pictures, and what to install where print cannot be read, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphintel.case import Case
from graphintel.desk.picture_text.batch import PictureCounts, unread_pictures
from graphintel.desk.picture_text.reader import PictureReader

_DEBIAN = "tesseract-ocr-"  # what Debian and Ubuntu put before a language pack's name, in which _ is -


def told_of_reader(reader: PictureReader, case_path: Path) -> tuple[str, ...]:
    """What this machine lacks to read the case's pictures, once; nothing where all is at hand."""
    again = f"then read them with `graphintel ingest {case_path} --reread`."
    if reader.program is None and not reader.missing:
        return (
            "Printed text on pictures was not read, only QR codes: the program Tesseract is not installed. On Debian "
            f"or Ubuntu: `apt-get install tesseract-ocr {_packages(reader.languages)}`; on Windows and macOS see its "
            f"own pages; {again}",
        )
    if reader.missing:
        some = "only in other languages" if reader.program else "not at all"
        return (
            f"Printed text on pictures was read {some}: Tesseract lacks the language packs "
            f"{', '.join(reader.missing)}. On Debian or Ubuntu: `apt-get install {_packages(reader.missing)}`; or name "
            f"others as ocr_languages in case.toml; {again}",
        )
    return ()


def told_of_unread(case: Case, reader: PictureReader) -> tuple[str, ...]:
    """That pictures of earlier drops were not read by what is at hand today, and what to do."""
    count = len(unread_pictures(case, reader).pictures)
    if not count:
        return ()
    these = "1 picture of an earlier drop was" if count == 1 else f"{count:,} pictures of earlier drops were"
    return (f"{these} not read by the programs of today. Do it with `graphintel ingest {case.path} --reread`.",)


def told_of_counts(counts: PictureCounts) -> str:
    """How many pictures were looked through, and what was in them."""
    told = f"{counts.read:,} looked through: QR codes in {counts.with_codes:,}, print in {counts.with_print:,}"
    told += f"; {counts.unreadable:,} cannot be opened" if counts.unreadable else ""
    return told + (f"; print of {counts.unfinished:,} took too long" if counts.unfinished else "")


def _packages(languages: Sequence[str]) -> str:
    return " ".join(_DEBIAN + name.replace("_", "-") for name in languages)
