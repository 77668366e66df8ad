"""Member lists of Facebook groups as CSV: several tools, near-same columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import Loaded, Membership, Precision, Quarantined
from ingest.base import Item, as_record, load_each, loaded, text_of
from ingest.facebook.keys import account_of, group_key_of, group_statement
from ingest.files.tables import header_of, stream_csv

# What a column means, by its name without spaces, marks and case.
_COLUMNS = {
    "uid": ("profileid", "userid", "memberid", "id"),
    "name": ("fullname", "name", "username", "membername"),
    "url": ("profilelink", "profileurl", "url", "link"),
    "bio": ("bio", "biotext"),
    "avatar": ("imagesrc", "profilepicture", "imageurl"),
    "group": ("groupid", "groupeid", "groupurl", "grouplink"),
    "joined": ("groupjoiningtext", "joinstatustext", "joindate", "joiningtext"),
    "admin": ("isadmin",),
}
_PLAIN = re.compile(r"[^a-z]")
# "Member since May 3, 2021": the English screen; other languages keep their words only.
_SINCE = re.compile(r"([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class FacebookMembers:
    """Reads lists that name a profile and its group in each row."""

    name = "facebook members csv"
    notes = FormatNotes(
        title="Member lists of Facebook groups, CSV or XLSX (browser scripts, Apify and others)",
        recognised_by="columns for a profile's id or link, its name, and its group",
        carries="accounts with bio, groups, listed members, admins",
        traps=(
            "sites list at most about 10,000 members: absence is not non-membership",
            '"Joined about 2 weeks ago" is kept in words, without a date',
        ),
        not_read=(),
    )

    def detect(self, head: Head) -> Detection | None:
        """A header with a profile's id or link, its name, and the group."""
        columns = _meanings(tuple(header_of(head.text)[0]))
        if "group" not in columns or "name" not in columns or not {"uid", "url"} & set(columns):
            return None
        more = sum(1 for key in ("bio", "avatar", "joined", "uid", "url") if key in columns)
        return Detection(0.55 + 0.08 * more, "columns " + ", ".join(columns.values()))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each member, in file order."""
        rows = stream_csv(source.path)
        yield from load_each(rows, lambda item: _member(item, options))


@lru_cache(maxsize=64)
def _meanings(names: tuple[str, ...]) -> dict[str, str]:
    """Meaning → the column's own name, the first that fits."""
    found: dict[str, str] = {}
    for meaning, known in _COLUMNS.items():
        plain = {_PLAIN.sub("", name.lower()): name for name in reversed(names)}
        # In the order of `known`: where both stand, `user_id` is the profile and `id` the tool's row.
        fitting = (plain[name] for name in known if name in plain and plain[name] not in found.values())
        if (first := next(fitting, None)) is not None:
            found[meaning] = first
    return found


def _member(item: Item, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    row = as_record(item)
    columns = _meanings(tuple(row))

    def cell(meaning: str) -> str | None:
        return text_of(row, columns[meaning]) if meaning in columns else None

    group = group_key_of(cell("group"))
    if group is None:
        raise RecordError("the row names no group")
    found = account_of(
        uid=cell("uid"), name=cell("name"), url=cell("url"), chat=group, bio=cell("bio"), avatar=cell("avatar")
    )
    if found is None:
        raise RecordError("the row names nobody: no id, no link and no name")
    moment, precision = _since(cell("joined"), options)
    membership = Membership(
        group_key=group,
        account_key=found[0],
        source_kind="listed",
        role="admin" if (cell("admin") or "").lower() in ("true", "1", "yes") else "member",
        observed_at=moment,
        observed_precision=precision,
        observed_text=cell("joined"),
    )
    yield loaded(item.locator, group_statement(group), *found[1], membership)


def _since(text: str | None, options: ReadOptions) -> tuple[datetime | None, Precision | None]:
    """The day that the screen gives; relative words ("about 2 weeks ago") are kept as words only."""
    if text is None:
        return None, None
    match = _SINCE.search(text)
    if match and match[1][:3].lower() in _MONTHS:
        try:
            day = date(int(match[3]), _MONTHS.index(match[1][:3].lower()) + 1, int(match[2]))
        except ValueError:
            return None, "unknown"
    else:
        try:
            day = date.fromisoformat(text[:10])
        except ValueError:
            return None, "relative"
    return datetime(day.year, day.month, day.day, tzinfo=options.timezone), "day"
