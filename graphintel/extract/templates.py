"""Adverts of one template: near-same wordings with contacts masked, the first of them, and the words that vary."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from graphintel.extract.near import gather_wordings
from graphintel.extract.slots import Text, find_slots, wording_of
from graphintel.extract.tokens import tokens_of
from graphintel.extract.wordings import Places, wordings_of
from graphintel.schema.derived import ADVERT_TEMPLATES, TEMPLATE_GROUPS, TEMPLATE_WORDS

log = logging.getLogger(__name__)
_COMPARED = 12  # adverts of a group whose words are laid beside the first, spread evenly over time
_WORDS_KEPT = 20  # words of one slot, the commonest
_ID_BYTES = 6


@dataclass(frozen=True, slots=True)
class Templates:
    """Tables ``template_groups``, ``advert_templates`` and ``template_words``."""

    groups: pa.Table
    members: pa.Table
    words: pa.Table


def find_templates(adverts: pa.Table, posts: pa.Table, mentions: pa.Table) -> Templates:
    """Group near-same adverts.

    Args:
        adverts, posts, mentions: tables ``adverts``, ``unified_posts`` and ``mentions``.

    Returns:
        Groups of two adverts or more, each table in the order of its key.
    """
    told = _in_time(adverts, posts)
    spans = _contacts(told, mentions)
    texts = told["text"].combine_chunks()
    masked = wordings_of(texts, _columns(spans))
    # In order of appearance, so that a smaller code is an earlier wording.
    coded = masked.dictionary_encode()
    found = gather_wordings(coded.dictionary)
    codes = coded.indices.to_numpy().astype(np.int64)
    first_wording = found.first[codes]
    counts = np.bincount(first_wording, minlength=len(found.first))
    member = np.flatnonzero((counts[first_wording] > 1) & found.is_long[codes])
    log.info(
        "%d of %d adverts are near-same to another; %d wordings stand in crowds and were compared with two others each",
        len(member), told.num_rows, found.crowded,
    )  # fmt: skip
    if not len(member):
        return Templates(TEMPLATE_GROUPS.empty(), ADVERT_TEMPLATES.empty(), TEMPLATE_WORDS.empty())
    rows = told.take(pa.array(member)).drop_columns(["text", "field"])
    rows = rows.append_column("wording_code", pa.array(first_wording[member]))
    rows = rows.append_column("similarity", pa.array(np.round(found.likeness[codes[member]], 4)))
    members = _members(rows, coded.dictionary)
    words = _Words(texts, spans, told["advert_id"])
    return _tables(members, words)


def _in_time(adverts: pa.Table, posts: pa.Table) -> pa.Table:
    """Adverts with their text, the earliest first; those without a time last."""
    texts = ibis.memtable(posts).select(
        "post_id",
        "posted_precision",
        text=ibis.coalesce(_.text, _.title, _.ocr_text, ibis.literal("")),
        field=ibis.cases((_.text.notnull(), "text"), (_.title.notnull(), "title"), else_="ocr"),
    )
    joined = ibis.memtable(adverts).select("advert_id", "post_id", "account_id", "posted_at").join(texts, "post_id")
    return joined.order_by(_.posted_at.isnull(), "posted_at", "advert_id").to_pyarrow()


def _contacts(told: pa.Table, mentions: pa.Table) -> pa.Table:
    """Spans of contacts in the texts of adverts, by the row of ``told``."""
    rows = told.select(["post_id", "field"]).append_column("row", pa.array(np.arange(told.num_rows)))
    spans = ibis.memtable(mentions).filter(_.post_id.notnull())
    spans = spans.select("post_id", "field", "span_start", "span_end", "kind")
    joined = ibis.memtable(rows).join(spans, ["post_id", "field"])
    return joined.select("row", "span_start", "span_end", "kind").order_by("row", "span_start", "span_end").to_pyarrow()


def _columns(spans: pa.Table) -> tuple[Places, Places, Places]:
    row, start, end = (spans[name].to_numpy().astype(np.int64) for name in ("row", "span_start", "span_end"))
    return row, start, end


def _members(rows: pa.Table, wordings: pa.Array) -> pa.Table:
    """Members with the id and the first of their group, and whether that is surely first; by group, in time."""
    codes = pc.unique(rows["wording_code"])
    ids = pa.table({"wording_code": codes, "template_group_id": _ids(wordings.take(codes).to_pylist())})
    in_time = ibis.window(group_by="wording_code", order_by=[_.posted_at.isnull(), _.posted_at, _.advert_id])
    placed = ibis.memtable(rows).mutate(position=ibis.row_number().over(in_time) + 1)
    group = ibis.window(group_by="wording_code")
    # Another of the same day or without a time may have been there before.
    is_behind = (_.posted_precision == "second") & (_.posted_at > _.first_at)
    is_behind = is_behind | (_.posted_at.truncate("D") > _.first_at.truncate("D"))
    first = placed.mutate(
        first_advert_id=_.advert_id.min(where=_.position == 1).over(group),
        first_at=_.posted_at.min(where=_.position == 1).over(group),
        is_exact=(_.posted_precision == "second").any(where=_.position == 1).over(group),
    )
    is_sure = (_.position == 1) | is_behind.fill_null(False)
    told = first.mutate(is_sure=is_sure.all().over(group) & _.is_exact.fill_null(False) & _.first_at.notnull())
    named = told.join(ibis.memtable(ids), "wording_code")
    return named.order_by("template_group_id", "position").to_pyarrow()


def _ids(wordings: Sequence[str]) -> pa.Array:
    hashed = [hashlib.blake2b(wording.encode(), digest_size=_ID_BYTES).hexdigest() for wording in wordings]
    return pa.array([f"T-{code}" for code in hashed])


def _tables(members: pa.Table, words: _Words) -> Templates:
    listed = ibis.memtable(members).mutate(is_first=_.position == 1)
    grouped = ibis.memtable(members).group_by("template_group_id").agg(
        advert_count=_.count(),
        account_count=_.account_id.nunique(),
        first_advert_id=_.first_advert_id.min(),
        is_first_sure=_.is_sure.all(),
        first_seen=_.posted_at.min(),
        last_seen=_.posted_at.max(),
    )  # fmt: skip
    groups = grouped.order_by("template_group_id").to_pyarrow()
    wordings, slots = words.of_groups(members)
    joined = ibis.memtable(groups).join(ibis.memtable(wordings), "template_group_id")
    return Templates(
        groups=TEMPLATE_GROUPS.conform(joined.order_by("template_group_id").to_pyarrow()),
        members=ADVERT_TEMPLATES.conform(
            listed.select(*ADVERT_TEMPLATES.names).order_by("advert_id").to_pyarrow()
        ),
        words=slots.sort_by([(name, "ascending") for name in TEMPLATE_WORDS.key]),
    )  # fmt: skip


class _Words:
    """Texts of adverts with their contacts' spans, to be laid beside each other."""

    def __init__(self, texts: pa.Array, spans: pa.Table, advert_ids: pa.ChunkedArray) -> None:
        self._texts = texts
        self._rows, self._starts, self._ends = _columns(spans)
        self._kinds = spans["kind"].combine_chunks()
        self._row_of = pa.table({"advert_id": advert_ids, "row": pa.array(np.arange(len(texts)))})

    def of_groups(self, members: pa.Table) -> tuple[pa.Table, pa.Table]:
        """The wording of each group with the number of adverts compared; and table ``template_words``."""
        chosen = _spread(members)
        placed = ibis.memtable(chosen).join(ibis.memtable(self._row_of), "advert_id")
        listed = placed.group_by("template_group_id").agg(rows=_["row"].collect(order_by="position"))
        by_group = listed.order_by("template_group_id").to_pyarrow()
        wordings: list[tuple[str, str, int]] = []
        slots: list[tuple[object, ...]] = []
        for group, rows in zip(*(by_group[name].to_pylist() for name in ("template_group_id", "rows")), strict=True):
            wording, found = self._compared(rows)
            wordings.append((group, wording, len(rows)))
            slots += [(group, *slot) for slot in found]
        names = ("template_group_id", "wording", "compared_count")
        told = pa.table(dict(zip(names, zip(*wordings, strict=True), strict=True)))
        columns = dict(zip(TEMPLATE_WORDS.names, zip(*slots, strict=True), strict=True)) if slots else {}
        return told, TEMPLATE_WORDS.from_columns(columns)

    def _compared(self, rows: Sequence[int]) -> tuple[str, list[tuple[object, ...]]]:
        first, *others = (self._text(row) for row in rows)
        slots = find_slots(first, others)
        found: list[tuple[object, ...]] = []
        for number, slot in enumerate(slots, start=1):
            own = first.said(slot.start, slot.end)
            kept = slot.words[:_WORDS_KEPT]
            kept += tuple(pair for pair in slot.words[_WORDS_KEPT:] if pair[0] == own)
            found += [(number, word, slot.kind, count, word == own) for word, count in kept]
        return wording_of(first, slots), found

    def _text(self, row: int) -> Text:
        text = self._texts[row].as_py()
        low, high = np.searchsorted(self._rows, (row, row + 1))
        kinds = self._kinds.slice(low, high - low).to_pylist()
        contacts = zip(self._starts[low:high].tolist(), self._ends[low:high].tolist(), kinds, strict=True)
        return Text(text, tokens_of(text, list(contacts)))


def _spread(members: pa.Table) -> pa.Table:
    """Of each group the first and others evenly over its time, at most `_COMPARED`."""
    sized = ibis.memtable(members).mutate(size=_.count().over(ibis.window(group_by="template_group_id")))
    step = (_.size - 1).cast("float64") / (_COMPARED - 1)
    # Position p is taken where a step begins at it: at p = 1, and whenever (p − 1) / step passes a whole number.
    passes = ((_.position - 1) / step).floor() > ((_.position - 2) / step).floor()
    taken = (_.size <= _COMPARED) | (_.position == 1) | passes
    return sized.filter(taken).select("template_group_id", "advert_id", "position").to_pyarrow()
