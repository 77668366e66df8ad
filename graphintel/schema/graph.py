"""The graph, declared once: the embedded tables, Neo4j's constraints, loaders and reference page come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphintel.errors import SchemaError
from graphintel.schema.keywords import RESERVED

PropertyType = Literal["STRING", "INT", "FLOAT", "BOOLEAN", "DATETIME"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or relationship."""

    name: str
    type: PropertyType
    meaning: str


@dataclass(frozen=True, slots=True)
class NodeLabel:
    """A node label; its key is always the string property ``id``."""

    name: str
    meaning: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A relationship type between labels; ``edge_id`` is its key, unique over the type."""

    name: str
    meaning: str
    ends: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...] = ()


ID = Property("id", "STRING", "Key of the node")
EDGE_ID = Property("edge_id", "STRING", "Key of the relationship")
FIRST = Property("first_seen", "DATETIME", "Earliest evidence, UTC")
LAST = Property("last_seen", "DATETIME", "Latest evidence, UTC")
EVIDENCE_COUNT = Property("evidence_count", "INT", "Pieces of evidence")
EVIDENCE = Property("evidence", "STRING", "Keys of the evidence, |-separated")
_EDGE = (FIRST, LAST, EVIDENCE_COUNT, EVIDENCE)


def _text(name: str, meaning: str) -> Property:
    return Property(name, "STRING", meaning)


NODE_LABELS = (
    NodeLabel(
        "Account",
        "A profile on a platform",
        (
            _text("platform", "Platform"),
            _text("handle", "Lower case, without @"),
            _text("display_name", "Name as shown"),
            _text("profile_url", "Link"),
            FIRST,
            LAST,
        ),
    ),
    NodeLabel(
        "Actor",
        "Whoever runs one or more accounts",
        (
            _text("label", "A name for people"),
            Property("is_seller", "BOOLEAN", "At least one offer"),
            Property("account_count", "INT", "Accounts"),
            Property("advert_count", "INT", "Adverts"),
            FIRST,
            LAST,
        ),
    ),
    NodeLabel(
        "OnlineGroup",
        "A group, chat room, page or site",
        (
            _text("platform", "Platform"),
            _text("name", "Name"),
            Property("declared_member_count", "INT", "As the platform declares"),
        ),
    ),
    NodeLabel(
        "Advert",
        "A post that offers or seeks wildlife",
        (
            _text("text", "The post's own characters"),
            _text("intent", "offer or want"),
            Property("confidence", "FLOAT", "0..1"),
            _text("legality_claim", "A claim, never a finding"),
            Property("posted_at", "DATETIME", "UTC"),
            _text("url", "Link"),
            _text("language", "Primary tag"),
        ),
    ),
    NodeLabel(
        "Phone",
        "A telephone number; its id is E.164",
        (_text("contact_class", "personal, shared_by_few or public"), Property("use_count", "INT", "Times written")),
    ),
    NodeLabel(
        "Handle",
        "An id or link on a platform",
        (
            _text("kind", "wechat, qq, line, …"),
            _text("value", "The id"),
            _text("contact_class", "personal, shared_by_few or public"),
            Property("use_count", "INT", "Times written"),
        ),
    ),
    NodeLabel(
        "Taxon",
        "A species or higher taxon; its id is the Latin name",
        (_text("cites_appendix", "CITES Appendix in the list of the run: the shipped one or the case's own"),),
    ),
    NodeLabel(
        "Network",
        "A set of actors that look as if they work together",
        (
            _text("label", "A name for people"),
            Property("actor_count", "INT", "Actors"),
            Property("organised_probability", "FLOAT", "0..1"),
            _text("band", "In words"),
            Property("stability", "FLOAT", "Agreement over seeds"),
            FIRST,
            LAST,
        ),
    ),
    NodeLabel(
        "Source",
        "A file that was taken in",
        (_text("file_name", "Name"), _text("sha256", "SHA-256"), _text("format", "Format")),
    ),
)

RELATIONSHIP_TYPES = (
    RelationshipType("OPERATED_BY", "The actor behind the account", (("Account", "Actor"),), (_text("reason", "Why"),)),
    RelationshipType(
        "MEMBER_OF",
        "The actor is in the network",
        (("Actor", "Network"),),
        (_text("role", "|-separated"), Property("membership_strength", "FLOAT", "0..1")),
    ),
    RelationshipType(
        "TIED_TO",
        "Something ties two actors; from the smaller id to the larger",
        (("Actor", "Actor"),),
        (
            _text("layer", "shared_contact, co_membership, co_posting or reply"),
            Property("weight", "FLOAT", "Layer's own measure"),
            *_EDGE,
        ),
    ),
    RelationshipType(
        "IN_GROUP",
        "The account was seen in the group",
        (("Account", "OnlineGroup"),),
        (_text("source_kind", "Strongest kind of source"), _text("role", "member, admin or owner"), FIRST, LAST),
    ),
    RelationshipType("POSTED", "The account posted the advert", (("Account", "Advert"),)),
    RelationshipType("POSTED_IN", "The advert stood in the group", (("Advert", "OnlineGroup"),)),
    RelationshipType(
        "MENTIONS",
        "The advert names the contact",
        (("Advert", "Phone"), ("Advert", "Handle")),
        (_text("raw_text", "As written"), Property("confidence", "FLOAT", "0..1")),
    ),
    RelationshipType("USES", "The account wrote the contact", (("Account", "Phone"), ("Account", "Handle")), _EDGE[:3]),
    RelationshipType(
        "CONCERNS",
        "The advert names the taxon",
        (("Advert", "Taxon"),),
        (_text("form", "live or product"), _text("raw_text", "As written")),
    ),
    RelationshipType(
        "STATED_IN",
        "The file that states the advert",
        (("Advert", "Source"),),
        (_text("locator", "Where in the file"),),
    ),
)


def check_names() -> None:
    """Refuse a label, type or property whose name is a keyword in either store.

    Raises:
        SchemaError: names the offender.
    """
    names = [label.name for label in NODE_LABELS] + [kind.name for kind in RELATIONSHIP_TYPES]
    for owner in (*NODE_LABELS, *RELATIONSHIP_TYPES):
        names += [prop.name for prop in owner.properties]
    for name in names:
        if name.upper() in RESERVED:
            raise SchemaError(f"{name!r} is a keyword of a graph store. Choose another name.")
