"""What a mapping says: which columns of a table make accounts, groups, posts, memberships and notes.

Source: the words are those of FollowTheMoney's mappings (schema, keys, properties, column, literal, entity,
required, join, split); ``type`` and ``file`` are ours.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from ingest.files.tables import TableShape
from ingest.mapping.document import Node, read_document

_TEXT = "text"
_POST = {
    "id": "id",
    "text": _TEXT,
    "title": _TEXT,
    "ocrText": _TEXT,
    "price": _TEXT,
    "place": _TEXT,
    "url": "url",
    "postedAt": "datetime",
    "editedAt": "datetime",
    "capturedAt": "datetime",
    "latitude": "number",
    "longitude": "number",
    "picture": _TEXT,
    "video": _TEXT,
    "forwardedFrom": _TEXT,
    "inReplyTo": "id",
    "author": "entity",
    "group": "entity",
}
_NOTE = {"post": "id", "group": "entity", "text": _TEXT, "language": _TEXT, "statedBy": _TEXT}
# What can be said of each kind of thing, and how its values are read unless the mapping says otherwise.
SCHEMATA: dict[str, dict[str, str]] = {
    "UserAccount": {
        "platform": _TEXT,
        "id": "id",
        "username": "handle",
        "name": _TEXT,
        "bio": _TEXT,
        "url": "url",
        "picture": _TEXT,
        "remark": _TEXT,
        "alias": "handle",
        "number": "phone",
        "wechat": "handle",
        "line": "handle",
        "telegram": "handle",
        "email": "handle",
    },
    "OnlineGroup": {
        "platform": _TEXT,
        "id": "id",
        "name": _TEXT,
        "url": "url",
        "kind": _TEXT,
        "about": _TEXT,
        "memberCount": "number",
    },
    "Membership": {
        "member": "entity",
        "group": "entity",
        "inviter": "entity",
        "role": _TEXT,
        "kind": _TEXT,
        "startDate": "datetime",
    },
    "Post": _POST,
    "Comment": _POST,
    "Message": _POST,
    "Listing": _POST,
    "Translation": _NOTE,
    "Transcript": _NOTE,
    "Note": _NOTE,
}
TYPES = ("text", "id", "handle", "url", "domain", "datetime", "phone", "money", "number", "entity")
_NEEDED = {
    "Membership": ("member", "group"),
    "Translation": ("post", "text"),
    "Transcript": ("post", "text"),
    "Note": ("post", "text"),
}
_OPTIONS = frozenset(
    "column columns literal entity required first join split type format tz unit region currency".split()
)
_TOP = frozenset("name title note file detect platform entities".split())
_FILE = frozenset("encoding delimiter sheet skip_rows timezone".split())


@dataclass(frozen=True, slots=True)
class Property:
    """Where a value comes from, and how it is read."""

    node: Node
    columns: tuple[str, ...] = ()
    literal: str | None = None
    entity: str | None = None
    type: str = _TEXT
    is_required: bool = False
    is_first: bool = False  # of several columns the first that holds something, not all of them together
    join: str = " "
    split: str | None = None
    format: str | None = None
    zone: ZoneInfo | None = None
    unit: str | None = None
    region: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that each row states."""

    name: str
    schema: str
    node: Node
    keys: tuple[str, ...]
    properties: dict[str, Property]

    def within(self, columns: Collection[str]) -> Entity:
        """The entity without the properties that a table of these columns has nothing for."""
        kept = {
            name: part
            for name, part in self.properties.items()
            if not part.columns or part.is_required or any(column in columns for column in part.columns)
        }
        return replace(self, properties=kept)


@dataclass(frozen=True, slots=True)
class Profile:
    """A mapping, checked."""

    name: str
    title: str
    note: str
    text: str  # the document itself, kept with the case
    shape: TableShape
    zone: ZoneInfo | None
    platform: Property | None
    needed: tuple[str, ...]  # columns that a file must have to be recognised
    marks: tuple[str, ...]  # columns of which it must have one or more
    entities: tuple[Entity, ...]

    @property
    def columns(self) -> tuple[tuple[str, Node], ...]:
        """Every column that the mapping names, with where it does."""
        found: list[tuple[str, Node]] = []
        for entity in self.entities:
            found += [(key, entity.node) for key in entity.keys]
            found += [(c, p.node) for p in entity.properties.values() for c in p.columns]
        if self.platform:
            found += [(column, self.platform.node) for column in self.platform.columns]
        return tuple(found)


def read_profile(text: str, source: str) -> Profile:
    """Read a mapping and check every key of it.

    Raises:
        MappingError: names line and key of the first mistake, and what may stand there.
    """
    root = read_document(text, source)
    top = root.table()
    _check_keys(root, _TOP)
    if "entities" not in top:
        raise root.error("the key `entities` is missing: what each row states. `--suggest FILE` writes a first one.")
    file = top["file"].table() if "file" in top else {}
    if "file" in top:
        _check_keys(top["file"], _FILE)
    detect = top["detect"].table() if "detect" in top else {}
    if "detect" in top:
        _check_keys(top["detect"], frozenset({"columns", "any"}))
    entities = tuple(_entity(node) for node in top["entities"].table().values())
    _check_links(entities)
    name = top["name"].text() if "name" in top else source.rsplit("/", 1)[-1].split(".")[0]
    return Profile(
        name=name,
        title=top["title"].text() if "title" in top else name,
        note=top["note"].text() if "note" in top else "",
        text=text,
        shape=_shape(file),
        zone=_zone(file["timezone"]) if "timezone" in file else None,
        platform=_property(top["platform"], _TEXT) if "platform" in top else None,
        needed=detect["columns"].texts() if "columns" in detect else (),
        marks=detect["any"].texts() if "any" in detect else (),
        entities=entities,
    )


def _shape(file: dict[str, Node]) -> TableShape:
    skip = file.get("skip_rows")
    if skip is not None and not (skip.text().isascii() and skip.text().isdigit() and int(skip.text()) < 10_000):
        raise skip.error(f"{skip.text()!r} is no number of rows. Write how many rows stand above the header.")
    delimiter = file["delimiter"].text() if "delimiter" in file else None
    if delimiter is not None:
        delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
        if len(delimiter) != 1:
            raise file["delimiter"].error("a delimiter is one character, or the word tab.")
    encoding = file["encoding"].text() if "encoding" in file else None
    if encoding is not None:
        _check_encoding(encoding, file["encoding"])
    return TableShape(
        delimiter=delimiter,
        encoding=encoding,
        sheet=file["sheet"].text() if "sheet" in file else None,
        skip_rows=int(skip.text()) if skip is not None else None,
    )


def _check_encoding(encoding: str, node: Node) -> None:
    try:
        "é".encode(encoding, "ignore")
    except LookupError as problem:
        raise node.error(f"{encoding!r} is no encoding. Write for instance utf-8, gb18030 or cp1252.") from problem


def _zone(node: Node) -> ZoneInfo:
    try:
        return ZoneInfo(node.text())
    except (OSError, ValueError, KeyError) as problem:
        raise node.error(f"{node.text()!r} is no time zone. Write for instance Asia/Jakarta.") from problem


def _entity(node: Node) -> Entity:
    table = node.table()
    _check_keys(node, frozenset({"schema", "keys", "properties"}))
    if "schema" not in table:
        raise node.error(f"the key `schema` is missing. Write one of: {', '.join(SCHEMATA)}.")
    schema = table["schema"].text()
    if schema not in SCHEMATA:
        raise table["schema"].error(f"{schema!r} is no schema. {_near(schema, SCHEMATA)}")
    known = SCHEMATA[schema]
    given = table["properties"].table() if "properties" in table else {}
    properties = {}
    for name, part in given.items():
        if name not in known:
            raise part.error(f"a {schema} has no property {name!r}. {_near(name, known)}")
        properties[name] = _property(part, known[name])
    for name in _NEEDED.get(schema, ()):
        if name not in properties:
            raise node.error(f"a {schema} needs the property {name!r}.")
    keys = table["keys"].texts() if "keys" in table else ()
    return Entity(node.key.rsplit(".", 1)[-1], schema, node, keys, properties)


def _property(node: Node, usual: str) -> Property:
    if isinstance(node.value, str):  # `text: Description` is short for `text: {column: Description}`
        return Property(node, columns=(node.value,), type=usual)
    _check_keys(node, _OPTIONS)
    table = node.table()
    sources = [name for name in ("column", "columns", "literal", "entity") if name in table]
    if len(sources) != 1:
        raise node.error("write one of column, columns, literal or entity.")
    kind = table["type"].text() if "type" in table else usual
    if kind not in TYPES:
        raise table["type"].error(f"{kind!r} is no type. {_near(kind, TYPES)}")
    if (usual == "entity") != ("entity" in table):
        raise node.error("this property names another entity: write {entity: name}." if usual == "entity"
                         else "this property holds a value: write column or literal, not entity.")  # fmt: skip
    if "unit" in table and table["unit"].text() not in ("s", "ms"):
        raise table["unit"].error("a unit of time since 1970 is s (seconds) or ms (milliseconds).")

    if "format" in table and "%" not in table["format"].text():
        raise table["format"].error("write how the times are written, for instance '%d/%m/%Y' or '%m/%d/%Y %H:%M'.")

    def text(name: str) -> str | None:
        return table[name].text() if name in table else None

    return Property(
        node,
        columns=table[sources[0]].texts() if sources[0] in ("column", "columns") else (),
        literal=text("literal"),
        entity=text("entity"),
        type=kind,
        is_required=(text("required") or "").lower() in ("true", "yes"),
        is_first=(text("first") or "").lower() in ("true", "yes"),
        join=text("join") or " ",
        split=text("split"),
        format=text("format"),
        zone=_zone(table["tz"]) if "tz" in table else None,
        unit=text("unit"),
        region=text("region"),
        currency=text("currency"),
    )


def _check_keys(node: Node, known: frozenset[str]) -> None:
    for name, part in node.table().items():
        if name not in known:
            raise part.error(f"there is no key {name!r} here. {_near(name, known)}")


def _check_links(entities: tuple[Entity, ...]) -> None:
    by_name = {entity.name: entity for entity in entities}
    wanted = {"author": "UserAccount", "member": "UserAccount", "inviter": "UserAccount", "group": "OnlineGroup"}
    for entity in entities:
        for name, part in entity.properties.items():
            if part.entity is None:
                continue
            if part.entity not in by_name:
                raise part.node.error(f"there is no entity {part.entity!r}. {_near(part.entity, by_name)}")
            if by_name[part.entity].schema != wanted[name]:
                raise part.node.error(
                    f"{part.entity!r} is a {by_name[part.entity].schema}; a {wanted[name]} is wanted."
                )


def _near(word: str, known: object) -> str:
    names = sorted(str(name) for name in known)  # type: ignore[attr-defined]
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return (f"Did you mean {close[0]!r}? " if close else "") + f"Known: {', '.join(names)}."
