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


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """Settings of one case.

    ``region`` is the ISO 3166-1 alpha-2 code assumed for numbers written without a country prefix;
    ``group_regions`` maps a group_id to its own. ``timezone`` is an IANA name, for times without an offset.
    """

    case_id: str
    name: str
    region: str
    timezone: str
    schema_version: int = SCHEMA_VERSION
    handling: str = "AMBER"
    store: str = "embedded"
    group_regions: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for region in (self.region, *self.group_regions.values()):
            if not _REGION.fullmatch(region):
                raise SettingsError(f"{region!r} is no region. Give two capital letters, for instance MY or VN.")
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
    return CaseSettings(**values)


def write_settings(settings: CaseSettings) -> str:
    """Write a case.toml that `read_settings` reads back as the same settings."""
    lines = ["# The settings of this case. Edit region, timezone and group_regions freely; then run the case again."]
    lines += [f"schema_version = {settings.schema_version}"]
    for key in ("case_id", "name", "region", "timezone", "handling", "store"):
        lines.append(f"{key} = {_quoted(getattr(settings, key))}")
    lines += ["", "[group_regions]"]
    lines += [f"{_quoted(group)} = {_quoted(region)}" for group, region in sorted(settings.group_regions.items())]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    escaped = "".join(
        f"\\u{ord(c):04x}" if ord(c) < 0x20 or ord(c) == 0x7F else {'"': '\\"', "\\": "\\\\"}.get(c, c) for c in value
    )
    return f'"{escaped}"'
