"""Texts by the batch: what each says, as tables keyed by the text."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from graphintel.extract.terms import TermFinder
from graphintel.extract.texts import Reading, read_text
from graphintel.schema.columns import COUNT, FLAG, REAL, TEXT, Column, Table

_TEXT_ID = Column("text_id", COUNT, "The text", required=True)
TEXT_MENTIONS = Table(
    "text_mentions",
    "Contacts of each text",
    (
        _TEXT_ID,
        Column("kind", TEXT, "phone, wechat, …"),
        Column("value", TEXT, "Value"),
        Column("apps", TEXT, "|-separated"),
        Column("raw_text", TEXT, "As written"),
        Column("span_start", COUNT, "First code point"),
        Column("span_end", COUNT, "One past the last"),
        Column("confidence", REAL, "0..1"),
        Column("rule", TEXT, "Rule"),
    ),
    ("text_id", "span_start"),
)
TEXT_ITEMS = Table(
    "text_items",
    "Taxa of each text",
    (
        _TEXT_ID,
        Column("item_number", COUNT, "From 1"),
        Column("taxon", TEXT, "Latin name"),
        Column("cites_appendix", TEXT, "Appendix"),
        Column("form", TEXT, "live or product"),
        Column("product", TEXT, "CITES term code"),
        Column("count_min", REAL, "Specimens, at least"),
        Column("count_max", REAL, "Specimens, at most"),
        Column("grams_min", REAL, "Weight, at least"),
        Column("grams_max", REAL, "Weight, at most"),
        Column("life_stage", TEXT, "egg, juvenile, subadult or adult"),
        Column("price_min", REAL, "Lowest"),
        Column("price_max", REAL, "Highest"),
        Column("currency", TEXT, "ISO 4217"),
        Column("price_basis", TEXT, "each, pair, weight or total"),
        Column("raw_text", TEXT, "As written"),
        Column("span_start", COUNT, "First code point"),
        Column("span_end", COUNT, "One past the last"),
    ),
    ("text_id", "item_number"),
)
TEXT_PLACES = Table(
    "text_places",
    "Places of each text",
    (
        _TEXT_ID,
        Column("place", TEXT, "Name in the gazetteer"),
        Column("country", TEXT, "ISO 3166-1 alpha-2"),
        Column("context", TEXT, "seller, ship_from, meetup or unknown"),
        Column("raw_text", TEXT, "As written"),
        Column("span_start", COUNT, "First code point"),
        Column("span_end", COUNT, "One past the last"),
    ),
    ("text_id", "place"),
)
TEXT_CONDITIONS = Table(
    "text_conditions",
    "Payment and delivery of each text",
    (
        _TEXT_ID,
        Column("kind", TEXT, "payment or delivery"),
        Column("value", TEXT, "How"),
        Column("raw_text", TEXT, "As written"),
    ),
    ("text_id", "kind", "value"),
)
TEXT_CLAIMS = Table(
    "text_claims",
    "Claims of each text",
    (_TEXT_ID, Column("claim", TEXT, "Kind"), Column("raw_text", TEXT, "As written")),
    ("text_id", "claim"),
)
TEXT_SIGNALS = Table(
    "text_signals",
    "What in each text speaks for an advert",
    (
        _TEXT_ID,
        Column("language", TEXT, "BCP 47 tag"),
        Column("script", TEXT, "ISO 15924 of the largest part"),
        *(Column(name, REAL, "0..1") for name in ("subject", "sale", "price", "contact", "live")),
        Column("is_want", FLAG, "Seeks"),
        Column("is_warning", FLAG, "Warns"),
        Column("is_other", FLAG, "Ordinary goods, no taxon"),
        Column("template_id", TEXT, "Wording, masked"),
        Column("sketch", pa.list_(COUNT), "Band keys"),
    ),
    ("text_id",),
)
TEXT_TABLES = (TEXT_MENTIONS, TEXT_ITEMS, TEXT_PLACES, TEXT_CONDITIONS, TEXT_CLAIMS, TEXT_SIGNALS)


def read_passages(texts: pa.Table, *, finder: TermFinder) -> dict[str, pa.Table]:
    """Read every text of a batch.

    Args:
        texts: columns ``text_id`` int64, ``text`` string, ``region`` string.

    Returns:
        Tables by name (`TEXT_TABLES`), rows in the order of the batch.
    """
    ids, words, regions = (texts[name].to_pylist() for name in ("text_id", "text", "region"))
    rows: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in TEXT_TABLES}
    for text_id, text, region in zip(ids, words, regions, strict=True):
        reading = read_text(text, region=region, finder=finder)
        rows["text_mentions"] += _mentions(text_id, text, reading)
        rows["text_items"] += _items(text_id, text, reading)
        rows["text_places"] += [
            (text_id, p.place, p.country, p.context, text[p.start : p.end], p.start, p.end) for p in reading.places
        ]
        rows["text_conditions"] += [(text_id, *condition) for condition in reading.conditions]
        rows["text_claims"] += [(text_id, claim, raw) for claim, raw in reading.claims]
        rows["text_signals"].append(_signals(text_id, reading))
    return {table.name: _table(table, rows[table.name]) for table in TEXT_TABLES}


def join_parts(parts: Iterable[dict[str, pa.Table]]) -> dict[str, pa.Table]:
    """The tables of several batches as one."""
    collected = list(parts)
    return {t.name: pa.concat_tables([p[t.name] for p in collected] or [t.empty()]) for t in TEXT_TABLES}


def _table(declared: Table, rows: list[tuple[object, ...]]) -> pa.Table:
    if not rows:
        return declared.empty()
    return declared.from_columns(dict(zip(declared.names, zip(*rows, strict=True), strict=True)))


def _mentions(text_id: int, text: str, reading: Reading) -> list[tuple[object, ...]]:
    return [
        (
            text_id,
            found.kind,
            found.value,
            "|".join(found.apps) or None,
            text[found.start : found.end],
            found.start,
            found.end,
            found.confidence,
            found.rule,
        )
        for found in reading.contacts
    ]


def _items(text_id: int, text: str, reading: Reading) -> list[tuple[object, ...]]:
    return [
        (
            text_id,
            number,
            item.taxon,
            item.appendix,
            item.form,
            item.product,
            item.count_min,
            item.count_max,
            item.grams_min,
            item.grams_max,
            item.life_stage,
            item.price_min,
            item.price_max,
            item.currency,
            item.price_basis,
            text[item.start : item.end],
            item.start,
            item.end,
        )
        for number, item in enumerate(reading.items, start=1)
    ]


def _signals(text_id: int, reading: Reading) -> tuple[object, ...]:
    s, spoken = reading.signals, reading.spoken
    strengths = (s.subject, s.sale, s.price, s.contact, s.live, s.is_want, s.is_warning, s.is_other)
    return (text_id, spoken.tag, spoken.script, *strengths, reading.template, list(reading.sketch))
