"""What became of a drop, file by file."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.desk.picture_text import PictureCounts


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: loaded, kept (a picture, an archive), already there or refused, with the reason."""

    file_name: str
    state: str  # loaded, kept, known or refused
    reason: str
    read: int = 0
    loaded: int = 0
    duplicates: int = 0
    quarantined: int = 0
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a drop, file by file, in the order of names."""

    run_id: str
    files: tuple[FileOutcome, ...]
    hints: tuple[str, ...] = ()  # what is worth doing next
    pictures: PictureCounts | None = None  # None where none was looked through for codes and print

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        """Files that could not be read."""
        return tuple(outcome for outcome in self.files if outcome.state == "refused")

    @property
    def questions(self) -> tuple[str, ...]:
        """What the files could not tell, each question once."""
        return tuple(dict.fromkeys(question for outcome in self.files for question in outcome.questions))
