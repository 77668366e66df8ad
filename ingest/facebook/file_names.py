"""Ids that people put into the names of files, where the export itself does not say which group it is of."""

from __future__ import annotations

import re

# "900000000000001.json", "groups_900000000000001_2024.csv": how the tools' users name their files.
_FILE_ID = re.compile(r"(?:groups?[_\-])(\d{6,20})(?!\d)|^(\d{9,20})$", re.ASCII | re.IGNORECASE)
# "20240131", "20240131101500": the day of the export, and no group.
_STAMP = re.compile(r"(?:19|20)\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?:\d{6})?", re.ASCII)


def group_id_in_name(file_name: str) -> str | None:
    """The group's id in a file's name; a date is none."""
    stem = file_name.replace("\\", "/").rsplit("/", 1)[-1].split(".", 1)[0]
    match = _FILE_ID.search(stem)
    found = match[1] or match[2] if match else None
    return None if found is None or _STAMP.fullmatch(found) else found
