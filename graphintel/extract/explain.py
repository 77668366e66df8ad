"""What the rules see in texts by themselves: spans, rules, what was refused and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from graphintel.extract.adverts import GROUP_TRADES, score_posts
from graphintel.extract.folding import fold
from graphintel.extract.listing import with_appendices
from graphintel.extract.passages import join_parts, read_passages
from graphintel.extract.phones import refused_numbers
from graphintel.extract.spoken import tell_language
from graphintel.extract.terms import TermFinder
from graphintel.extract.texts import regions_for
from graphintel.reference import SHIPPED, ListThatCounts
from graphintel.schema.derived import UNIFIED_POSTS

_BATCH = 4_000
_MENTION = {"kind": "kind", "value": "value", "raw_text": "raw_text", "span_start": "start", "span_end": "end"}
_ITEM = (
    "taxon",
    "cites_appendix",
    "form",
    "product",
    "count_min",
    "count_max",
    "grams_min",
    "grams_max",
    "life_stage",
    "price_min",
    "price_max",
    "currency",
    "price_basis",
    "raw_text",
)


@dataclass(frozen=True, slots=True)
class Explained:
    """One text: ``mentions`` with spans in its own characters; ``advert`` with confidence, items, claims and reasons;
    ``refused`` digits as begin, end and why."""

    text_id: str
    language: str | None
    script: str | None
    mentions: list[dict[str, Any]]
    advert: dict[str, Any]
    refused: list[dict[str, Any]]


def explain_texts(
    texts: Sequence[tuple[str, str, str | None]],
    *,
    finder: TermFinder,
    tells_refused: bool = True,
    lists: ListThatCounts = SHIPPED,
) -> list[Explained]:
    """Read texts that stand in no case.

    Args:
        texts: id, text and ISO 3166-1 alpha-2 code of the region assumed. Each is judged by itself.
        finder: of the lexicon.
        tells_refused: look for what was refused too.
        lists: of CITES, by which appendices are told.

    Returns:
        One for each text, in the given order.
    """
    if not texts:
        return []
    parts = join_parts(_read(texts, finder))
    parts["text_items"] = with_appendices(parts["text_items"], lists)
    rows = {name: _by_text(table) for name, table in parts.items()}
    judged = {row["post_id"]: row for row in _judged(texts, parts["text_signals"]).to_pylist()}
    told = []
    for place, (text_id, text, region) in enumerate(texts):
        advert = judged[str(place)]
        refused = _refused(text, region) if tells_refused else []
        told.append(
            Explained(
                text_id=text_id,
                language=rows["text_signals"][place][0]["language"],
                script=rows["text_signals"][place][0]["script"],
                mentions=[_mention(row) for row in rows["text_mentions"].get(place, [])],
                advert={
                    "is_advert": advert["is_advert"],
                    # Below one half wherever the rules refuse, so that one threshold tells adverts from the rest.
                    "confidence": advert["confidence"] if advert["is_advert"] else min(advert["confidence"], 0.49),
                    "intent": advert["intent"],
                    "items": [_item(row) for row in rows["text_items"].get(place, [])],
                    "places": [_place(row) for row in rows["text_places"].get(place, [])],
                    "conditions": [
                        {name: row[name] for name in ("kind", "value", "raw_text")}
                        for row in rows["text_conditions"].get(place, [])
                    ],
                    "claims": [row["claim"] for row in rows["text_claims"].get(place, [])],
                    "reasons": _reasons(advert["reasons"]),
                },
                refused=refused,
            )
        )
    return told


def _refused(text: str, region: str | None) -> list[dict[str, Any]]:
    folded = fold(text)
    found = refused_numbers(folded, regions_for(tell_language(folded.text), region))
    return [{"start": start, "end": end, "raw_text": text[start:end], "why": why} for start, end, why in found]


def _reasons(told: str) -> list[str]:
    """A text that stands alone has no group that could trade."""
    return [reason for reason in told.split("|") if reason and reason != GROUP_TRADES]


def _read(texts: Sequence[tuple[str, str, str | None]], finder: TermFinder) -> Iterable[dict[str, pa.Table]]:
    for start in range(0, len(texts), _BATCH):
        part = texts[start : start + _BATCH]
        ids = list(range(start, start + len(part)))
        columns = {"text_id": ids, "text": [text for _, text, _ in part], "region": [region for *_, region in part]}
        yield read_passages(pa.table(columns), finder=finder)


def _by_text(table: pa.Table) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        found.setdefault(row["text_id"], []).append(row)
    return found


def _judged(texts: Sequence[tuple[str, str, str | None]], signals: pa.Table) -> pa.Table:
    count = len(texts)
    posts = UNIFIED_POSTS.from_columns(
        {
            "post_id": [str(place) for place in range(count)],
            "platform": ["none"] * count,
            "group_id": [f"none:{place}" for place in range(count)],
            "kind": ["post"] * count,
            "posted_precision": ["unknown"] * count,
            "statement_count": [1] * count,
            "source_id": ["texts"] * count,
            "locator": [str(place) for place in range(count)],
        }
    )
    keyed = signals.append_column("post_id", signals["text_id"].cast(pa.string()))
    return score_posts(posts, keyed)


def _mention(row: dict[str, Any]) -> dict[str, Any]:
    apps = row["apps"].split("|") if row["apps"] else []
    shown = {name: row[column] for column, name in _MENTION.items()}
    return shown | {"apps": apps, "confidence": row["confidence"], "rule": row["rule"]}


def _place(row: dict[str, Any]) -> dict[str, Any]:
    named = {name: row[name] for name in ("place", "country", "context", "raw_text")}
    return named | {"start": row["span_start"], "end": row["span_end"]}


def _item(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _ITEM} | {
        "start": row["span_start"],
        "end": row["span_end"],
    }
