"""A first mapping for a table that nobody has mapped yet, from its headers and values, for a person to check."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graphintel.errors import ImportFailure
from ingest.base import Item
from ingest.files.decoding import read_head
from ingest.files.tables import TableShape
from ingest.mapping.dates import find_form
from ingest.mapping.places import platform_named
from ingest.mapping.rows import stream_rows
from ingest.mapping.values import domain_of, phone_of
from ingest.mapping.words import meaning_of

_ROWS = 400  # looked at; enough to see what a column holds
_MOSTLY = 0.7  # share of a column's filled cells that makes it that kind of column
_LONG_TEXT = 25  # characters on average: names and places are shorter, adverts longer

_SOCIAL = frozenset({"facebook", "instagram", "tiktok", "x", "vk", "telegram"})  # profiles there have one step of path
# Of the countries where such tables are kept most, and the currencies that travel.
_CURRENCIES = frozenset(
    "IDR MYR SGD THB VND PHP KHR LAK MMK CNY RMB HKD TWD JPY KRW INR BDT PKR LKR NPR USD EUR GBP AUD ZAR KES NGN TZS "
    "UGX BRL MXN ARS PEN COP CLP AED SAR RUB UAH TRY".split()
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with what its values look like."""

    name: str
    values: tuple[str, ...]

    @property
    def mean_length(self) -> float:
        """Characters of a filled cell on average."""
        return sum(map(len, self.values)) / len(self.values) if self.values else 0.0

    def share(self, fits: Iterable[bool]) -> float:
        """Share of the filled cells that fit."""
        return sum(fits) / len(self.values) if self.values else 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The mapping as text, and what its reader has to decide or check."""

    text: str
    to_check: tuple[str, ...]
    unused: tuple[str, ...]


def suggest_mapping(path: Path, *, name: str, region: str) -> Suggestion:
    """Write a first mapping for a table.

    Args:
        path: a CSV file, spreadsheet, JSON array or JSON lines.
        name: what the mapping shall be called.
        region: ISO 3166-1 alpha-2 code assumed for numbers without a country prefix.

    Raises:
        ImportFailure: the file is no table, or none of its columns holds anything that can be used.
    """
    read_head(path)
    columns = _columns(path)
    if not columns:
        raise ImportFailure("it has no rows to learn from.")
    roles = _roles(columns, region)
    if not roles:
        names = ", ".join(column.name for column in columns)[:300]
        raise ImportFailure(f"none of its columns looks like a text, name, link or contact. Its columns: {names}.")
    return _written(roles, columns, name=name, file_name=path.name, region=region)


def _columns(path: Path) -> list[Column]:
    found: dict[str, list[str]] = {}
    for row in islice(stream_rows(path, TableShape()), _ROWS):
        if isinstance(row, Item) and isinstance(row.value, dict):
            for name, value in row.value.items():
                cells = found.setdefault(name, [])
                if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                    cells.append(str(value).strip())
    return [Column(name, tuple(values)) for name, values in found.items()]


def _roles(columns: list[Column], region: str) -> dict[str, list[Column]]:
    """What each column is for: its header says so, else its values do; a column without values has no role."""
    roles: dict[str, list[Column]] = {}
    for column in columns:
        if not column.values:
            continue
        role = meaning_of(column.name)
        if role is None or not _fits(role, column, region):
            role = _by_values(column, region) if role is None or role == "phone" else None
        if role == "url" and _is_profiles(column):
            role = "seller_url"
        if role and (role in ("contact", "picture") or role not in roles):
            roles.setdefault(role, []).append(column)
    if "text" not in roles:
        _longest_as_text(columns, roles)
    return roles


def _fits(role: str, column: Column, region: str) -> bool:
    if role == "phone":
        return column.share(_has_phone(value, region) for value in column.values) > 1 - _MOSTLY
    if role in ("url", "seller_url", "group_url"):
        return column.share(domain_of(value) is not None or value.startswith("/") for value in column.values) > 0.5
    return True


def _by_values(column: Column, region: str) -> str | None:
    if column.share(value.lower().startswith(("http://", "https://")) for value in column.values) > _MOSTLY:
        if column.share("/groups/" in value and "/p" not in value for value in column.values) > _MOSTLY:
            return "group_url"
        return "url"
    if find_form(column.values) is not None:
        return "date"
    if column.share(_has_phone(value, region) for value in column.values) > _MOSTLY:
        return "phone"
    return None


def _is_profiles(column: Column) -> bool:
    return column.share(_is_profile(value) for value in column.values) > _MOSTLY


def _is_profile(link: str) -> bool:
    """A link into a social network with one step of path: ``facebook.com/ana.uji``, ``…/profile.php?id=…``."""
    if platform_named(domain_of(link) or "") not in _SOCIAL:
        return False
    path = link.split("://", 1)[-1].split("?")[0].strip("/").split("/")[1:]
    return len(path) == 1 and bool(path[0])


def _has_phone(value: str, region: str) -> bool:
    digits = sum(c.isdigit() for c in value)
    return 8 <= digits <= 15 and digits > len(value) / 2 and phone_of(value, region) is not None


def _longest_as_text(columns: list[Column], roles: dict[str, list[Column]]) -> None:
    taken = {column.name for found in roles.values() for column in found}
    free = [c for c in columns if c.name not in taken and c.mean_length >= _LONG_TEXT and " " in "".join(c.values)]
    if free:
        roles["text"] = [max(free, key=lambda column: column.mean_length)]


def _written(
    roles: dict[str, list[Column]], columns: list[Column], *, name: str, file_name: str, region: str
) -> Suggestion:
    to_check: list[str] = []
    parts = [*_platform(roles, to_check), "entities:"]
    has_account = bool(roles.keys() & {"seller_id", "seller_name", "seller_url", "handle", "phone", "wechat"})
    has_group = bool(roles.keys() & {"group_id", "group_name", "group_url"})
    if has_account:
        parts += _entity("seller", "UserAccount", [
            ("id", "seller_id", ""), ("username", "handle", ""), ("name", "seller_name", ""), ("url", "seller_url", ""),
            ("number", "phone", f"region: {region}"), ("wechat", "wechat", ""), ("email", "email", ""),
            ("bio", "bio", ""),
        ], roles)  # fmt: skip
    if has_group:
        parts += _entity("group", "OnlineGroup", [
            ("id", "group_id", ""), ("name", "group_name", ""), ("url", "group_url", ""),
            ("memberCount", "members", ""),
        ], roles)  # fmt: skip
    if "translation" in roles and roles.keys() & {"post_id", "url"}:
        parts += _translation(roles, has_group)
    elif "text" in roles or "title" in roles:
        parts += _advert(roles, to_check, has_account=has_account, has_group=has_group)
    elif has_account and has_group:
        parts += _membership(roles, to_check)
    used = {column.name for found in roles.values() for column in found}
    unused = tuple(column.name for column in columns if column.name not in used)
    head = [
        f"# A first mapping for {_one_line(file_name)}. Check each line:",
        "# left of the colon stands what it means, right of it the column.",
        "# Words: docs/mappings.md. Then: graphintel ingest CASE FILE --mapping THIS-FILE",
        *(f"# CHECK: {_one_line(text)}" for text in to_check),
        *(f"# not used: {_one_line(column)}" for column in unused),
        f"name: {_quoted(name)}",
    ]
    return Suggestion("\n".join([*head, *parts]) + "\n", tuple(to_check), unused)


def _platform(roles: dict[str, list[Column]], to_check: list[str]) -> list[str]:
    if "platform" in roles:
        return [f"platform: {{column: {_quoted(roles['platform'][0].name)}}}"]
    for role in ("url", "group_url", "seller_url"):
        if role in roles:
            return [f"platform: {{column: {_quoted(roles[role][0].name)}, type: domain}}"]
    to_check.append("nothing in the table names the platform; facebook is written below, put the right one")
    return ["platform: {literal: facebook}"]


def _entity(name: str, schema: str, wanted: list[tuple[str, str, str]], roles: dict[str, list[Column]]) -> list[str]:
    lines = [f"  {name}:", f"    schema: {schema}", "    properties:"]
    for prop, role, options in wanted:
        if role in roles:
            lines.append(f"      {prop}: {_source(roles[role][:1], options)}")
    return lines


def _advert(roles: dict[str, list[Column]], to_check: list[str], *, has_account: bool, has_group: bool) -> list[str]:
    texts = [*roles.get("text", []), *roles.get("contact", []), *roles.get("phone", []), *roles.get("wechat", [])]
    is_listing = "title" in roles and not has_group
    lines = ["  advert:", f"    schema: {'Listing' if is_listing else 'Post'}", "    properties:"]
    if texts:
        # Contacts stand in columns of their own here, and must be read like those in the text.
        lines.append(f"      text: {_source(texts, 'join: ' + _quoted(chr(10)) if len(texts) > 1 else '')}")
    for prop, role in (("id", "post_id"), ("title", "title"), ("url", "url"), ("price", "price"), ("place", "place"),
                       ("ocrText", "ocr"), ("picture", "picture"), ("latitude", "latitude"),
                       ("longitude", "longitude")):  # fmt: skip
        if role in roles:
            lines.append(f"      {prop}: {_source(roles[role][:1], _money(roles[role][0]) if role == 'price' else '')}")
    for prop, role in (("postedAt", "date"), ("capturedAt", "captured")):
        if role in roles:
            lines.append(f"      {prop}: {_time(roles[role][0], to_check)}")
    lines += ["      author: {entity: seller}"] if has_account else []
    return lines + (["      group: {entity: group}"] if has_group else [])


def _membership(roles: dict[str, list[Column]], to_check: list[str]) -> list[str]:
    lines = ["  membership:", "    schema: Membership", "    properties:"]
    lines += ["      member: {entity: seller}", "      group: {entity: group}"]
    if "role" in roles:
        lines.append(f"      role: {_source(roles['role'][:1], '')}")
    for role in ("joined", "date"):
        if role in roles:
            return [*lines, f"      startDate: {_time(roles[role][0], to_check)}"]
    return lines


def _translation(roles: dict[str, list[Column]], has_group: bool) -> list[str]:
    post = roles["url"] if "url" in roles else roles["post_id"]
    lines = ["  translation:", "    schema: Translation", "    properties:", f"      post: {_source(post[:1], '')}"]
    lines.append(f"      text: {_source(roles['translation'][:1], '')}")
    if "language" in roles:
        lines.append(f"      language: {_source(roles['language'][:1], '')}")
    return lines + (["      group: {entity: group}"] if has_group else [])


def _time(column: Column, to_check: list[str]) -> str:
    form = find_form(column.values)
    if form is None:
        to_check.append(f"{column.name}: how are its times written? Put for instance %d/%m/%Y %H:%M where the ? stands")
        return _source([column], 'format: "?"')
    if len(form.formats) > 1:
        either = " or ".join(form.formats)
        to_check.append(f"{column.name}: is the day or the month first? Put {either} where the ? stands")
        return _source([column], 'format: "?"')
    if form.unit:
        return _source([column], f"unit: {form.unit}")
    return _source([column], f"format: {_quoted(form.formats[0])}" if form.formats else "")


def _money(column: Column) -> str:
    """The currency that a header names: ``Price (IDR)``."""
    codes = [word for word in re.findall(r"\b[A-Z]{3}\b", column.name) if word in _CURRENCIES]
    return f"type: money, currency: {codes[0]}" if codes else ""


def _source(columns: list[Column], options: str) -> str:
    names = [_quoted(column.name) for column in columns]
    start = f"column: {names[0]}" if len(names) == 1 else f"columns: [{', '.join(names)}]"
    return "{" + ", ".join(part for part in (start, options) if part) + "}"


def _quoted(text: str) -> str:
    escaped = re.sub(r'[\\"]', lambda match: "\\" + match[0], text)
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'


def _one_line(text: str) -> str:
    return " ".join(text.split())
