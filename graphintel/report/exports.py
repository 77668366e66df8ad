"""The case as plain CSV files for machines: stable, UTF-8, one file per table."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.case import Case
from graphintel.errors import NothingPublished, ReportError
from graphintel.report.identities import unidentified

Tables = Mapping[str, pa.Table]

_COLUMNS: dict[str, tuple[str, ...]] = {
    "accounts": (
        "account_id", "platform", "platform_uid", "handle", "display_name", "actor_id", "first_seen", "last_seen",
        "aliases", "known_by",
    ),
    "actors": ("actor_id", "label", "is_seller", "account_count", "contact_count"),
    "contacts": ("contact_id", "kind", "value", "class", "reason", "use_count"),
    "groups": ("group_id", "platform", "platform_uid", "name", "declared_member_count", "known_by"),
    "memberships": ("group_id", "account_id", "source_kind", "role", "inviter_account_id", "first_seen", "last_seen"),
    "posts": (
        "post_id", "platform", "platform_uid", "group_id", "account_id", "parent_post_id", "kind", "posted_at",
        "posted_precision", "captured_at", "url", "language", "script", "text", "source_id", "locator",
    ),
    "post_notes": ("post_id", "kind", "text", "language", "stated_by", "source_id", "locator"),
    "post_media": ("post_id", "kind", "uri", "sha256", "perceptual_hash"),
    "picture_texts": (
        "post_id", "sha256", "kind", "part_number", "text", "start", "end", "x", "y", "width", "height", "confidence",
        "engine",
    ),
    "mentions": (
        "mention_id", "post_id", "subject_id", "field", "kind", "value", "apps", "raw_text", "start", "end",
        "confidence", "rule",
    ),
    "adverts": ("advert_id", "post_id", "intent", "confidence", "legality_claim", "template_id", "reasons"),
    "advert_items": (
        "advert_id", "taxon", "cites_appendix", "form", "product", "count_min", "count_max", "price_min", "price_max",
        "currency", "price_basis", "grams_min", "grams_max", "life_stage", "price_usd_min", "price_usd_max",
        "rate_month",
    ),
    "advert_places": ("advert_id", "place", "country", "context", "raw_text"),
    "advert_conditions": ("advert_id", "kind", "value", "raw_text"),
    "template_groups": (
        "template_group_id", "wording", "advert_count", "account_count", "first_advert_id", "is_first_sure",
        "compared_count", "first_seen", "last_seen",
    ),
    "advert_templates": (
        "advert_id", "template_group_id", "position", "is_first", "first_advert_id", "similarity",
    ),
    "template_words": ("template_group_id", "slot", "word", "kind", "advert_count", "is_in_first"),
    "ties": ("left_actor_id", "right_actor_id", "layer", "weight", "p_value", "combined_p", "evidence_count"),
    "networks": (
        "network_id", "label", "actor_count", "account_count", "organised_probability", "calibrated", "model_id",
        "stability", "first_seen", "last_seen", "reasons", "counter_evidence",
    ),
    "network_members": ("network_id", "actor_id", "role", "membership_strength", "also_in_network_id"),
    "unidentified": ("what", "id", "name", "known_by", "why", "posts", "files"),
    "quarantine": ("source_id", "locator", "reason", "raw"),
    "sources": (
        "source_id", "file_name", "sha256", "format", "read_count", "loaded_count", "duplicate_count",
        "quarantined_count",
    ),
}  # fmt: skip
_FROM = {
    "groups": "group_profiles",
    "memberships": "group_members",
    "picture_texts": "post_picture_texts",
    "posts": "unified_posts",
}
# Evidence stands in the order of its files' arrival; an export must not depend on that.
_SORTED = {"sources": ("source_id",), "quarantine": ("source_id", "locator", "reason")}
_WITH_SPANS = frozenset(("mentions", "picture_texts"))
_TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_BATCH_ROWS = 50_000


def export_tables(case: Case) -> dict[str, pa.Table]:
    """The tables of an export by file stem, rows in a stated order; what `export_case` writes.

    Raises:
        NothingPublished: the case was never run.
    """
    if not case.manifest.derived:
        raise NothingPublished(case.path)
    return {name: _table(case, name) for name in _COLUMNS}


def export_case(case: Case, folder: Path) -> dict[str, str]:
    """Write the CSV files into ``folder``, raw: nothing is neutralised, spreadsheets are not their reader.

    Returns:
        SHA-256 by file name.

    Raises:
        NothingPublished: the case was never run.
        ReportError: the folder cannot be written.
    """
    tables = export_tables(case)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {f"{name}.csv": _write(folder / f"{name}.csv", rows) for name, rows in tables.items()}
    except OSError as problem:
        raise ReportError(
            f"cannot write the export to {folder} ({problem.strerror}). Choose a folder that you may write to."
        ) from problem


def _table(case: Case, name: str) -> pa.Table:
    """One file's rows: derived tables stand in the order of their keys already."""
    if name == "accounts":
        return _accounts(case).select(*_COLUMNS[name]).to_pyarrow()
    if name == "unidentified":
        return unidentified(case)
    rows = case.read(_FROM.get(name, name))
    if name in _WITH_SPANS:
        renamed = {"span_start": "start", "span_end": "end"}
        rows = rows.rename_columns([renamed.get(column, column) for column in rows.column_names])
    if name in _SORTED:
        rows = rows.sort_by([(column, "ascending") for column in _SORTED[name]])
    return rows.select(_COLUMNS[name])


def _accounts(case: Case) -> Expression:
    held = ibis.memtable(case.read("actor_accounts")).select("account_id", "actor_id")
    return ibis.memtable(case.read("account_profiles")).join(held, "account_id").order_by(_.account_id)


def _write(path: Path, rows: pa.Table) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as opened:
        for text in _csv_parts(rows):
            content = text.encode("utf-8")
            digest.update(content)
            opened.write(content)
    return digest.hexdigest()


def _csv_parts(rows: pa.Table) -> Iterator[str]:
    yield ",".join(rows.column_names) + "\n"
    for batch in rows.to_batches(max_chunksize=_BATCH_ROWS):
        columns = [_written(column) for column in batch.columns]
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\n").writerows(zip(*columns, strict=True))
        yield buffer.getvalue()


def _written(column: pa.Array) -> list[object]:
    if pa.types.is_timestamp(column.type):
        return [None if value is None else value.strftime(_TIME_FORMAT) for value in column.to_pylist()]
    if pa.types.is_boolean(column.type):
        return [None if value is None else str(value).lower() for value in column.to_pylist()]
    return list(column.to_pylist())
