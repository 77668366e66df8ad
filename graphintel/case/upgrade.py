"""Bring a case of an older schema version up to this one, a copy first."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from graphintel.case.folder import open_case_folder
from graphintel.case.lock import write_lock
from graphintel.errors import CaseExists, CaseVersion
from graphintel.settings import SCHEMA_VERSION, read_settings

# Version before → what brings a case to the next one. Version 1 is the first, so nothing leads to it.
STEPS: dict[int, Callable[[Path], None]] = {}


def upgrade_case(path: Path) -> Path | None:
    """Bring the case up, version by version.

    Returns:
        The copy of the case as it was, beside it; None where nothing was to be done.

    Raises:
        CaseBusy, CaseMissing, CaseDamaged: the case cannot be opened.
        CaseVersion: it is newer than this program, or of a version that no step leads from.
        CaseExists: the place of the copy is taken.
    """
    with write_lock(path):
        found = read_settings((path / "case.toml").read_text("utf-8")).schema_version
        if found == SCHEMA_VERSION:
            open_case_folder(path)
            return None
        if any(version not in STEPS for version in range(found, SCHEMA_VERSION)) or found > SCHEMA_VERSION:
            raise CaseVersion(path, max(found, SCHEMA_VERSION + 1), SCHEMA_VERSION)
        copy = path.with_name(f"{path.name}-before-upgrade")
        if copy.exists():
            raise CaseExists(copy)
        shutil.copytree(path, copy)
        for version in range(found, SCHEMA_VERSION):
            STEPS[version](path)
        return copy
