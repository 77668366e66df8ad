"""Member lists of Facebook groups as CSV, XLSX or JSON: several tools, near-same columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from graphintel.errors import RecordError
from graphintel.schema.reading import Detection, FormatNotes, Head, ReadOptions, SourceFile
from graphintel.schema.records import AccountKey, Loaded, Membership, Quarantined, SourceKind, Statement
from ingest.base import Item, Record, as_record, keys_in, load_each, loaded, text_of
from ingest.facebook.joining import date_of
from ingest.facebook.keys import Place, account_of, group_statement, other_keys, place_of
from ingest.facebook.nested import stream_any
from ingest.facebook.values import repaired, uid_of
from ingest.files.tables import header_of

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
_GROUPS = _COLUMNS["group"]
_ROW_MARKS = frozenset({"fullname", "joindate", "isadmin"})
# Beside these a row is a post or an advert: its link is no profile, and its author no listed member.
_POST_MARKS = frozenset(
    {
        "text",
        "message",
        "content",
        "body",
        "posttext",
        "postid",
        "posturl",
        "comments",
        "commenttext",
        "commentid",
        "price",
    }
)
_PLAIN = re.compile(r"[^a-z]")
# Who was invited has not joined yet: the first words, in the languages of the groups that are watched.
_INVITED = re.compile(
    r"invited\b|diundang|dijemput|(?:đã )?được mời|ได้รับ(?:คำ)?เชิญ|受邀|已邀[请請]|被邀[请請]|invitad[oa]|"
    r"convidad[oa]|invitée?\b|eingeladen",
    re.IGNORECASE,
)
_FOUNDER = re.compile(r"created (?:the )?group\b", re.IGNORECASE)
# "Added by Budi Contoh about 2 weeks ago": the English screen only.
_BROUGHT = re.compile(
    r"(?P<how>Added|Invited) by (?P<name>.+?)(?:\s+(?:on|about|over|almost|yesterday|today|last|an?|\d)\b.*)?"
)


class FacebookMembers:
    """Reads lists that name a profile and its group in each row."""

    name = "facebook members csv"
    notes = FormatNotes(
        title="Member lists of Facebook groups, CSV, XLSX or JSON (browser scripts, Apify and others)",
        recognised_by="columns for a profile's id or link, its name, and its group; in JSON also for when they joined "
        "or whether they are admins",
        carries="accounts with bio, groups, listed members, admins, since when, and who added or invited them",
        traps=(
            "sites list at most about 10,000 members: absence is not non-membership",
            '"Joined about 2 weeks ago", and days in other languages than English, are kept in words, without a date',
            "who was invited and has not joined has no role; in a language that is not known here such people count as "
            "members",
            "who added or invited somebody is known by name only, and from the English screen only",
            "an id that a spreadsheet rounded (1.00090000000001E+14) costs its row",
        ),
        not_read=("the type of a profile", "whether it is verified"),
    )

    def detect(self, head: Head) -> Detection | None:
        """Columns for a profile's id or link, its name, and the group."""
        is_json = head.text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{")
        names = tuple(sorted(keys_in(head)) if is_json else header_of(head.text)[0])
        if _POST_MARKS & {_plain(name) for name in names}:
            return None
        columns = _meanings(names)
        if "group" not in columns or "name" not in columns or not {"uid", "url"} & set(columns):
            return None
        # In JSON, where posts have such names too, only when somebody joined tells a member.
        if is_json and not {"joined", "admin"} & set(columns):
            return None
        more = sum(1 for key in ("bio", "avatar", "joined", "uid", "url") if key in columns)
        return Detection(0.55 + 0.08 * more, "columns " + ", ".join(columns.values()))

    def read(self, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
        """Yield each member, in file order."""
        yield from load_each(stream_any(source.path), lambda item: _member(item, source, options))


@lru_cache(maxsize=64)
def _meanings(names: tuple[str, ...]) -> dict[str, str]:
    """Meaning → the column's own name, the first that fits."""
    found: dict[str, str] = {}
    for meaning, known in _COLUMNS.items():
        plain = {_plain(name): name for name in reversed(names)}
        # In the order of `known`: where both stand, `user_id` is the profile and `id` the tool's row.
        fitting = (plain[name] for name in known if name in plain and plain[name] not in found.values())
        if (first := next(fitting, None)) is not None:
            found[meaning] = first
    # Beside these a plain `id` is the tool's row, even in a record that lacks the profile's id.
    if _plain(found.get("uid", "")) == "id" and _ROW_MARKS & {_plain(name) for name in names}:
        del found["uid"]
    return found


def _plain(name: str) -> str:
    return _PLAIN.sub("", name.lower())


def _member(item: Item, source: SourceFile, options: ReadOptions) -> Iterator[Loaded | Quarantined]:
    row: Record = repaired(as_record(item))
    columns = _meanings(tuple(row))
    place = place_of(*_groups_in(row), source_id=source.source_id)
    if place.key is None:
        raise RecordError("the row names no group")

    def cell(meaning: str) -> str | None:
        return text_of(row, columns[meaning]) if meaning in columns else None

    found = account_of(
        uid=uid_of(row, columns["uid"]) if "uid" in columns else None,
        name=cell("name"),
        url=cell("url"),
        chat=place.chat,
        bio=cell("bio"),
        avatar=cell("avatar"),
    )
    if found is None:
        raise RecordError("the row names nobody: no id, no link and no name of a person")
    joined = cell("joined")
    moment, precision = date_of(joined, options.timezone)
    kind, inviter, brought = _brought(joined, place)
    membership = Membership(
        group_key=place.key,
        account_key=found[0],
        source_kind=kind,
        role=_role(kind, joined, is_admin=_is_yes(row.get(columns.get("admin", "")))),
        inviter_account_key=inviter,
        observed_at=moment,
        observed_precision=precision,
        observed_text=joined,
    )
    yield loaded(item.locator, group_statement(place.key), *found[1], *brought, membership, *other_keys(place))


def _groups_in(row: Record) -> Iterable[str | None]:
    """Ids and links of the group, in the order in which they are trusted."""
    by_name = {_plain(name): name for name in reversed(list(row))}
    return [uid_of(row, by_name[name]) for name in _GROUPS if name in by_name]


def _brought(text: str | None, place: Place) -> tuple[SourceKind, AccountKey | None, tuple[Statement, ...]]:
    """How somebody came to be in the list, and who brought them."""
    match = _BROUGHT.fullmatch(text.strip()) if text else None
    if match is None:
        return ("invited" if text and _INVITED.match(text.strip()) else "listed"), None, ()
    found = account_of(uid=None, name=match["name"], url=None, chat=place.chat)
    kind: SourceKind = "invited" if match["how"] == "Invited" else "listed"
    return kind, (found[0] if found else None), (found[1] if found else ())


def _role(kind: SourceKind, text: str | None, *, is_admin: bool) -> str | None:
    """What somebody is in the group; who was only invited is nothing there yet."""
    if text and _FOUNDER.match(text.strip()):
        return "owner"
    return "admin" if is_admin else None if kind == "invited" else "member"


def _is_yes(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "1", "yes"))
