"""ingest: take exports in, look at them first, write a mapping, read again."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining, east_asian_width
from zoneinfo import ZoneInfo

import click

from graphintel.case import Case, open_case_folder
from graphintel.cli.shell import DONE_IN_PART, NOTHING_DONE, guarded, progress, say
from graphintel.desk import ImportReport, Reread, RereadReport, import_paths, preview_paths, reread
from graphintel.desk.picture_text import PictureCounts, told_of_counts
from graphintel.desk.preview import FilePreview
from graphintel.desk.rereading import everything, has_questions, needs_retry
from graphintel.errors import SettingsError
from graphintel.schema.reading import Detection, Reader, ReadOptions

if TYPE_CHECKING:
    from ingest.mapping.reader import MappedTable

_PATH = click.Path(path_type=Path)
_ORDERS = click.Choice(["dmy", "mdy", "ymd"])


@dataclass(frozen=True, slots=True)
class _Request:
    """What the command line says."""

    case: Case
    paths: tuple[Path, ...]
    owners: dict[str, str]
    timezone: str | None
    date_order: str | None
    mappings: tuple[Path, ...]
    format: str | None
    as_json: bool
    reads_pictures: bool = True

    @property
    def options(self) -> ReadOptions:
        settings = self.case.settings
        return ReadOptions(
            timezone=_zone(self.timezone or settings.timezone),
            owners=self.owners,
            region=settings.region,
            date_order=self.date_order,
        )

    @property
    def given(self) -> dict[str, object]:
        values = {"owners": self.owners, "timezone": self.timezone, "date_order": self.date_order}
        return {name: value for name, value in values.items() if value}


@click.command()
@click.argument("case", type=_PATH)
@click.argument("paths", nargs=-1, type=_PATH)
@click.option("--owner", "owners", multiple=True, help="Who made the exports, as platform:id, e.g. wechat:wxid_x.")
@click.option("--timezone", help="Zone of times without an offset in these files; the case's unless given.")
@click.option("--date-order", type=_ORDERS, help="Which part of 3/4/2024 is the day, where a file does not show it.")
@click.option(
    "--mapping",
    "mappings",
    type=_PATH,
    multiple=True,
    help="Read the tables that have its columns by this mapping (YAML).",
)
@click.option("--format", "form", help="Read these files as this format, whatever they look like.")
@click.option("--dry-run", is_flag=True, help="Say what each file is and what would be loaded; change nothing.")
@click.option("--suggest", type=_PATH, metavar="FILE", help="Write a first mapping for a table of your own.")
@click.option("--out", type=_PATH, help="Where --suggest writes the mapping.")
@click.option("--retry", is_flag=True, help="Read again what was quarantined, after a mapping was mended.")
@click.option("--reread", "again", is_flag=True, help="Read every original again with the readers of today.")
@click.option("--no-picture-text", "is_blind", is_flag=True, help="Read neither QR codes nor print in pictures.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@guarded
def ingest(
    case: Path, paths: tuple[Path, ...], owners: tuple[str, ...], timezone: str | None, date_order: str | None,
    mappings: tuple[Path, ...], form: str | None, dry_run: bool, suggest: Path | None, out: Path | None, retry: bool,
    again: bool, is_blind: bool, as_json: bool,
) -> None:  # fmt: skip
    """Take exports into a case: files, archives, or folders with all that is below them.

    \b
    Example: graphintel ingest mycase exports/ --owner wechat:wxid_x
    First look: graphintel ingest mycase exports/ --dry-run
    Your own table: graphintel ingest mycase --suggest survey.xlsx
    Then: graphintel ingest mycase survey.xlsx --mapping survey.mapping.yaml
    """
    said = (_owners(owners), timezone, date_order, mappings, form)
    request = _Request(open_case_folder(case), paths, *said, as_json, reads_pictures=not is_blind)
    if suggest is not None:
        _suggest(request, suggest, out)
    elif retry or again or (not paths and request.given):
        choose = everything if again else needs_retry if retry else has_questions
        _say_reread(_reread(request, choose, reads_pictures=again and not is_blind), as_json=as_json)
    elif not paths:
        raise SettingsError("name the files or folders to take in, for instance `graphintel ingest CASE exports/`.")
    elif dry_run:
        found = preview_paths(paths, identify=_identify(request), options=request.options, progress=progress())
        _say_preview(found, as_json=as_json)
    else:
        _import(request)


def _import(request: _Request) -> None:
    report = import_paths(
        request.case.path,
        request.paths,
        identify=_identify(request),
        options=request.options,
        progress=progress(),
        reads_pictures=request.reads_pictures,
    )
    _say_import(report, as_json=request.as_json)
    if report.refused or any(outcome.quarantined for outcome in report.files):
        loaded = any(outcome.state != "refused" for outcome in report.files)
        sys.exit(DONE_IN_PART if loaded else NOTHING_DONE)


def _reread(request: _Request, choose: Callable[[dict[str, object]], bool], *, reads_pictures: bool) -> RereadReport:
    """Read again; a mapping given now replaces the one by which a file was read, and touches no other file."""

    def is_chosen(source: dict[str, object]) -> bool:
        if request.mappings and source["mapping_sha256"] is None:
            return False
        return choose(source)

    return reread(
        request.case.path,
        is_chosen,
        identify=_identify(request),
        given=request.given,
        progress=progress(),
        reads_pictures=reads_pictures,
    )


def _identify(request: _Request) -> Callable[[Path], tuple[Reader, Detection]]:
    from ingest import identifier, reader_named

    named = [_mapping(path) for path in request.mappings]
    forced: Reader | None = reader_named(request.format) if request.format else None
    if forced is None and len(named) == 1 and _is_one_table(request.paths):
        forced = named[0]  # whoever names one table and one mapping wants to hear what does not fit
    replaced = {mapping.name for mapping in named}
    kept = [mapping for mapping in _kept_mappings(request.case) if mapping.name not in replaced]
    return identifier(kept, named=named, forced=forced)


def _is_one_table(paths: tuple[Path, ...]) -> bool:
    from ingest.files.decoding import is_spreadsheet

    if len(paths) != 1 or not paths[0].is_file():
        return False
    return is_spreadsheet(paths[0]) or not zipfile.is_zipfile(paths[0])


def _mapping(path: Path) -> MappedTable:
    from ingest.mapping.reader import own_mapping

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"the mapping {path} cannot be read ({problem}).") from problem
    return own_mapping(text, str(path))


def _kept_mappings(case: Case) -> Iterator[MappedTable]:
    """The case's own mappings, the latest of a name only: a mended one takes the place of the first."""
    from ingest.mapping.reader import own_mapping

    latest: dict[str, MappedTable] = {}
    for sha256 in case.manifest.mappings:
        mapping = own_mapping((case.path / "config" / f"{sha256}.yaml").read_text("utf-8"), f"config/{sha256[:12]}")
        latest[mapping.name] = mapping
    yield from latest.values()


def _suggest(request: _Request, file: Path, out: Path | None) -> None:
    from ingest.mapping.suggest import suggest_mapping

    if not file.is_file():
        raise SettingsError(f"there is no file {file}.")
    goal = out or Path(f"{file.stem}.mapping.yaml")
    if goal.exists():
        raise SettingsError(f"{goal} stands there already. Mend it, or name another file with --out.")
    found = suggest_mapping(file, name=file.stem, region=request.case.settings.region)
    goal.write_text(found.text, "utf-8")
    lines = [f"Wrote {goal}."]
    lines += [f"  check: {text}" for text in found.to_check]
    lines += [f"  columns not used: {', '.join(found.unused)}"] if found.unused else []
    lines.append(f"Look at it, then: graphintel ingest {request.case.path} {file} --mapping {goal}")
    content = {"mapping": str(goal), "to_check": list(found.to_check), "unused": list(found.unused)}
    say(content, as_json=request.as_json, lines=lines)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError) as problem:
        raise SettingsError(
            f"{name!r} is no time zone. Give an IANA name, for instance Asia/Kuala_Lumpur."
        ) from problem


def _owners(given: tuple[str, ...]) -> dict[str, str]:
    owners = {}
    for text in given:
        platform, colon, uid = text.partition(":")
        if not (platform and colon and uid):
            raise SettingsError(f"{text!r} is no owner. Give platform:id, for instance wechat:wxid_x.")
        owners[platform.lower()] = uid
    return owners


def _say_import(report: ImportReport, *, as_json: bool) -> None:
    lines = []
    for outcome in report.files:
        counts = (
            f"{outcome.read} read = {outcome.loaded} loaded + {outcome.duplicates} duplicate"
            f" + {outcome.quarantined} quarantined"
        )
        told = f"{counts} ({outcome.reason})" if outcome.state == "loaded" else outcome.reason
        lines.append(f"{outcome.state:8} {outcome.file_name}: {told}")
    lines += _picture_lines(report.pictures)
    lines += [f"question {text}" for text in report.questions]
    lines += [f"hint     {text}" for text in report.hints]
    fields = ("file_name", "state", "reason", "read", "loaded", "duplicates", "quarantined")
    rows = [{name: getattr(outcome, name) for name in fields} for outcome in report.files]
    content: dict[str, Any] = {"run_id": report.run_id, "files": rows, "questions": list(report.questions)}
    content |= {"hints": list(report.hints), "pictures": asdict(report.pictures) if report.pictures else None}
    say(content, as_json=as_json, lines=lines or ["No file was found there."])


def _say_reread(report: RereadReport, *, as_json: bool) -> None:
    lines = [_reread_line(file) for file in report.files if file.is_changed]
    same = len(report.files) - len(lines)
    lines += [f"{same} file{'s' if same != 1 else ''} read again came out the same."] if same else []
    lines += _picture_lines(report.pictures)
    lines += [f"question {text}" for text in report.questions]
    lines += [f"hint     {text}" for text in report.hints]
    names = ("read", "loaded", "duplicates", "quarantined")
    rows: list[dict[str, Any]] = [
        {
            "file_name": file.file_name,
            "format": file.format,
            "before": dict(zip(names, file.before, strict=True)),
            "after": dict(zip(names, file.after, strict=True)),
            "records_gone": file.gone,
            "records_new": file.new,
            "problem": file.problem,
        }
        for file in report.files
    ]
    content: dict[str, Any] = {"run_id": report.run_id, "files": rows, "questions": list(report.questions)}
    content |= {"hints": list(report.hints), "pictures": asdict(report.pictures) if report.pictures else None}
    say(content, as_json=as_json, lines=lines or ["Nothing was to be read again."])


def _picture_lines(counts: PictureCounts | None) -> list[str]:
    return [f"pictures {told_of_counts(counts)}"] if counts else []


def _reread_line(file: Reread) -> str:
    if file.problem:
        return f"as it was {file.file_name}: {file.problem}"
    before = f"{file.before[1]} loaded, {file.before[3]} quarantined"
    after = f"{file.after[1]} loaded, {file.after[3]} quarantined"
    changed = f"{file.new} records new, {file.gone} no longer stated"
    return f"changed  {file.file_name}: {before} before; {after} now ({changed}; {file.format})"


def _say_preview(found: tuple[FilePreview, ...], *, as_json: bool) -> None:
    rows = [
        {
            "file_name": f.file_name,
            "format": f.format,
            "why": f.why,
            "records": f.records,
            "would_be_quarantined": f.quarantined,
            "first": f.first.isoformat() if f.first else None,
            "last": f.last.isoformat() if f.last else None,
            "groups": list(f.groups),
            "group_count": f.group_count,
            "reasons": [{"reason": reason, "records": count} for reason, count in f.reasons],
            "questions": list(f.questions),
        }
        for f in found
    ]
    say({"files": rows}, as_json=as_json, lines=_table(found) if found else ["No file was found there."])


def _table(found: tuple[FilePreview, ...]) -> list[str]:
    head = ("file", "format", "records", "quarantined", "period", "groups", "why")
    cells = [head, *(_cells(preview) for preview in found)]
    widths = [min(44, max(_width(row[place]) for row in cells)) for place in range(len(head) - 1)]
    padded = ([row[i] + " " * (width - _width(row[i])) for i, width in enumerate(widths)] for row in cells)
    lines = ["  ".join([*row, full[-1]]).rstrip() for row, full in zip(padded, cells, strict=True)]
    for preview in found:
        lines += [f"  {preview.file_name}: {count} × {reason}" for reason, count in preview.reasons]
        lines += [f"  {preview.file_name}: {question}" for question in preview.questions]
    return [*lines, "Nothing was changed: this was a dry run."]


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: Chinese, Japanese and Korean letters take two, marks none."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _cells(preview: FilePreview) -> tuple[str, ...]:
    period = f"{preview.first:%Y-%m-%d} to {preview.last:%Y-%m-%d}" if preview.first and preview.last else ""
    more = preview.group_count - len(preview.groups)
    groups = ", ".join(preview.groups) + (f" and {more} more" if more > 0 else "")
    kind = preview.format or "not read"
    return (preview.file_name, kind, f"{preview.records:,}", f"{preview.quarantined:,}", period, groups, preview.why)
