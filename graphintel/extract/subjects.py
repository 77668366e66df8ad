"""Which texts there are to read, and what they say put back beside who wrote them."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.extract.adverts import Adverts, judge_adverts
from graphintel.schema.derived import MENTIONS

_FIELDS = {"text": "text", "title": "title", "ocr_text": "ocr"}


def gather_texts(posts: pa.Table, accounts: pa.Table, groups: pa.Table, *, region: str) -> tuple[pa.Table, pa.Table]:
    """Every text of the case, and each wording once.

    Args:
        posts, accounts, groups: tables ``unified_posts``, ``account_profiles`` and ``group_profiles``.
        region: assumed for the bios and names of accounts.

    Returns:
        ``subjects`` (subject_id, post_id, account_id, field, field_rank, posted_at, text_id) and
        ``texts`` (text_id, text, region), the latter in the order of text and region.
    """
    parts = [_of_posts(posts, column, rank) for rank, column in enumerate(_FIELDS)]
    parts += [_of_accounts(accounts, "bio", 3, region), _of_accounts(accounts, "display_name", 4, region)]
    named = ibis.memtable(groups).select(
        subject_id=_.group_id,
        post_id=ibis.null("string"),
        account_id=ibis.null("string"),
        field=ibis.literal("group_name"),
        field_rank=ibis.literal(5, "int64"),
        posted_at=ibis.null("timestamp('UTC', 6)"),
        text=_.name,
        region=_.region,
    )
    rows = ibis.union(*parts, named).filter(_.text.notnull() & (_.text.length() > 0)).to_pyarrow()
    distinct = ibis.memtable(rows).select("text", "region").distinct()
    # Numbered in the order of their bytes, so that the same case gives the same numbers.
    texts = distinct.mutate(text_id=ibis.row_number().over(ibis.window(order_by=["text", "region"])))
    table = texts.select("text_id", "text", "region").order_by("text_id").to_pyarrow()
    joined = ibis.memtable(rows).join(ibis.memtable(table), ["text", "region"])
    return joined.drop("text", "region").to_pyarrow(), table


def place_readings(
    subjects: pa.Table, posts: pa.Table, readings: dict[str, pa.Table]
) -> tuple[pa.Table, Adverts, pa.Table, pa.Table]:
    """Put what the texts say back beside who wrote them.

    Returns:
        Table ``mentions``; the adverts; ``posts`` with language and script; and the sketches of adverts
        (``post_id``, ``sketch``) for near-same wording.
    """
    mentions = _mentions(subjects, readings["text_mentions"])
    placed = ibis.memtable(subjects.select(["post_id", "field", "field_rank", "text_id"])).filter(_.post_id.notnull())
    by_post = {
        name: placed.join(ibis.memtable(readings[name]), "text_id").drop("text_id").to_pyarrow()
        for name in ("text_signals", "text_items", "text_places", "text_conditions", "text_claims")
    }
    adverts = judge_adverts(posts, by_post)
    signals = by_post["text_signals"]
    spoken = ibis.memtable(signals.select(["post_id", "field_rank", "language", "script"])).filter(_.script.notnull())
    # Of the first field that tells its language; where none does, of the first that has letters.
    rank = _.field_rank + ibis.ifelse(_.language.isnull(), 100, 0)
    languages = (
        spoken.mutate(rank=rank)
        .group_by("post_id")
        .agg(spoken=_.language.argmin(_["rank"]), written=_.script.argmin(_["rank"]))
        .to_pyarrow()
    )
    told = ibis.memtable(posts).left_join(ibis.memtable(languages), "post_id")
    told = told.mutate(language=_.spoken, script=_.written)
    tagged = told.select(*posts.column_names).order_by("post_id").to_pyarrow()
    wanted = ibis.memtable(adverts.adverts.select(["post_id"]))
    sketches = ibis.memtable(signals.select(["post_id", "field", "sketch"])).filter(_.field == "text")
    sketches = sketches.semi_join(wanted, "post_id").select("post_id", "sketch").order_by("post_id")
    return mentions, adverts, tagged, sketches.to_pyarrow()


def _of_posts(posts: pa.Table, column: str, rank: int) -> Expression:
    return (
        ibis.memtable(posts)
        .filter(_.kind != "system")
        .select(
            subject_id=_.post_id,
            post_id=_.post_id,
            account_id=_.account_id,
            field=ibis.literal(_FIELDS[column]),
            field_rank=ibis.literal(rank, "int64"),
            posted_at=_.posted_at,
            text=_[column],
            region=_.region,
        )
    )


def _of_accounts(accounts: pa.Table, column: str, rank: int, region: str) -> Expression:
    return ibis.memtable(accounts).select(
        subject_id=_.account_id,
        post_id=ibis.null("string"),
        account_id=_.account_id,
        field=ibis.literal(column),
        field_rank=ibis.literal(rank, "int64"),
        posted_at=ibis.null("timestamp('UTC', 6)"),
        text=_[column],
        region=ibis.literal(region),
    )


def _mentions(subjects: pa.Table, found: pa.Table) -> pa.Table:
    joined = ibis.memtable(subjects).join(ibis.memtable(found), "text_id")
    named = joined.mutate(
        mention_id=_.subject_id + "#" + _.field + ":" + _.span_start.cast("string") + ":" + _.kind + ":" + _.value
    )
    return MENTIONS.conform(named.select(*MENTIONS.names).order_by("mention_id").to_pyarrow())
