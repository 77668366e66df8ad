"""What a case.toml says: name, default region and time zone, marking, store."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from graphintel.errors import SettingsError

SCHEMA_VERSION = 1
_REGION = re.compile(r"[A-Z]{2}")
_LANGUAGES_PAGE = "See docs/picture-text.md."
_EXAMPLE = '"eng", "chi_sim"'
_LANGUAGE = re.compile(r"[a-z]{3}(?:_[a-z]{2,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """Settings of one case.

    ``region`` is the ISO 3166-1 alpha-2 code assumed for numbers written without a country prefix;
    ``group_regions`` maps a group_id to its own. ``timezone`` is an IANA name, for times without an offset.
    ``ocr_languages`` are Tesseract's names of the languages in which print on pictures is looked for; those of the
    regions where empty.
    """

    case_id: str
    name: str
    region: str
    timezone: str
    schema_version: int = SCHEMA_VERSION
    handling: str = "AMBER"
    store: str = "embedded"
    group_regions: Mapping[str, str] = field(default_factory=dict)
    ocr_languages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for region in (self.region, *self.group_regions.values()):
            if not _REGION.fullmatch(region):
                raise SettingsError(f"{region!r} is no region. Give two capital letters, for instance MY or VN.")
        for language in self.ocr_languages:
            if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
                raise SettingsError(
                    f"{language!r} is no language of Tesseract. Give names such as eng or chi_sim as ocr_languages."
                )
        try:
            ZoneInfo(self.timezone)
        except (OSError, ValueError) as problem:  # ZoneInfoNotFoundError is a KeyError, see below
            raise SettingsError(_unknown_zone(self.timezone)) from problem
        except KeyError as problem:
            raise SettingsError(_unknown_zone(self.timezone)) from problem


def _unknown_zone(name: str) -> str:
    return f"{name!r} is no time zone. Give an IANA name, for instance Asia/Kuala_Lumpur."


def read_settings(text: str) -> CaseSettings:
    """Read a case.toml.

    Raises:
        SettingsError: the text is no TOML, or a value cannot be used.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError(f"case.toml cannot be read ({problem}). Mend that line, or restore your copy.") from problem
    known = set(CaseSettings.__slots__)
    unknown = sorted(set(values) - known)
    if unknown:
        raise SettingsError(f"case.toml has the unknown key {unknown[0]!r}. Known keys: {', '.join(sorted(known))}.")
    missing = sorted({"case_id", "name", "region", "timezone", "schema_version"} - set(values))
    if missing:
        raise SettingsError(f"case.toml lacks the key {missing[0]!r}. Add it, or restore your copy.")
    languages = values.pop("ocr_languages", [])
    if not isinstance(languages, list):
        raise SettingsError(f'ocr_languages is {languages!r}. Give a list, for instance ["eng", "tha"].')
    return CaseSettings(**values, ocr_languages=tuple(languages))


def write_settings(settings: CaseSettings) -> str:
    """Write a case.toml that `read_settings` reads back as the same settings."""
    lines = ["# The settings of this case. Edit region, timezone and group_regions freely; then run the case again."]
    lines += [f"schema_version = {settings.schema_version}"]
    for key in ("case_id", "name", "region", "timezone", "handling", "store"):
        lines.append(f"{key} = {_quoted(getattr(settings, key))}")
    chosen = ", ".join(_quoted(name) for name in settings.ocr_languages)
    is_default = "" if settings.ocr_languages else "# "
    lines += [f"# In which languages print on pictures is looked for; by the regions unless given. {_LANGUAGES_PAGE}"]
    lines += [f"{is_default}ocr_languages = [{chosen or _EXAMPLE}]"]
    lines += ["", "[group_regions]"]
    lines += [f"{_quoted(group)} = {_quoted(region)}" for group, region in sorted(settings.group_regions.items())]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    escaped = "".join(
        f"\\u{ord(c):04x}" if ord(c) < 0x20 or ord(c) == 0x7F else {'"': '\\"', "\\": "\\\\"}.get(c, c) for c in value
    )
    return f'"{escaped}"'
