"""A manifest names every file of one state of a case: what a reader may open, and nothing else."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct, field

from graphintel.errors import CaseDamaged


class TableFile(Struct, frozen=True, kw_only=True):
    """One Parquet file: ``sha256`` is also its name."""

    sha256: str
    row_count: int


class Original(Struct, frozen=True, kw_only=True):
    """One export as dropped: ``sha256`` names its copy."""

    sha256: str
    source_id: str
    byte_count: int


class HandedIn(Struct, frozen=True, kw_only=True):
    """A table that a person handed in, kept as ``config/<sha256>.csv``: a CITES list, or rates of exchange."""

    sha256: str
    file_name: str
    by_whom: str
    imported_at: str  # ISO 8601, UTC
    row_count: int  # of a list taxa, of rates months


class ListStamp(Struct, frozen=True, kw_only=True):
    """Which CITES list: ``date`` is that of its state, ISO 8601, and ``date_from`` what tells it."""

    name: str
    date: str
    date_from: str  # shipped; given, file_name or import


class OwnList(Struct, frozen=True, kw_only=True):
    """A CITES list that takes the place of the shipped one."""

    table: HandedIn
    stamp: ListStamp


class Manifest(Struct, frozen=True, kw_only=True):
    """One state of a case. ``evidence`` and ``derived`` map a table's name to its files, in order.

    ``inputs_hash`` is over everything that the derived tables were computed from; empty while none are.
    """

    kind: str  # init, ingest or run
    parent: str | None
    made_at: str  # ISO 8601, UTC: for people; nothing is computed from it
    originals: tuple[Original, ...] = ()
    evidence: dict[str, tuple[TableFile, ...]] = field(default_factory=dict)
    derived: dict[str, tuple[TableFile, ...]] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    inputs_hash: str = ""
    graph_generation: str | None = None
    decisions_seen: int = 0  # place of the last decision that the derived tables know
    lexicon_entries_seen: int = 0  # place of the last change of the lexicon that they know
    readings: str | None = None  # SHA-256 of the index of what was read in each text; a help, never an input
    mappings: tuple[str, ...] = ()  # SHA-256 of the analysts' mappings, kept in config/
    ledger: str | None = None  # SHA-256 of the ledger of ids issued so far
    species_list: OwnList | None = None  # the case's own CITES list; the shipped one counts where there is none
    rates: tuple[HandedIn, ...] = ()  # the case's own rates, each over the shipped ones and those before it
    listed_by: ListStamp | None = None  # the list that the derived tables were made with; None before it was noted
    converted_by: tuple[str, ...] = ()  # names of the case's own rates that they were made with


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON with sorted keys, so that equal manifests are equal bytes."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1)


def decode_manifest(content: bytes, *, path: str) -> Manifest:
    """Read a manifest back.

    Raises:
        CaseDamaged: the bytes are no manifest.
    """
    try:
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise CaseDamaged(path, f"its manifest cannot be read ({problem})") from problem


def manifest_id(content: bytes) -> str:
    """Name of a manifest: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]
