"""One row per post, the fullest statement of it first."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Value

from graphintel.schema.derived import UNIFIED_POSTS

_TEXTS = ("text", "title", "ocr_text", "price_text", "place_text")


def unify_posts(posts: pa.Table, account_ids: pa.Table, *, region: str, group_regions: Mapping[str, str]) -> pa.Table:
    """Choose, for every post, the statement with the most text; ties fall to a known time, then the smaller source.

    Args:
        posts: evidence table ``posts``; one post may be stated by several sources.
        account_ids: derived table ``account_ids``.
        region: ISO 3166-1 alpha-2 code assumed for numbers, where ``group_regions`` names none for the group.

    Returns:
        Table ``unified_posts``, in the order of ``post_id``; ``language`` is not yet known and null.
    """
    ids = ibis.memtable(account_ids)
    stated = ibis.memtable(posts)
    length = sum((stated[name].length().fill_null(0) for name in _TEXTS), start=ibis.literal(0))
    measured = stated.mutate(text_length=length, lacks_time=_.posted_at.isnull())
    fullest = ibis.window(
        group_by="post_key", order_by=[ibis.desc("text_length"), "lacks_time", "source_id", "locator"]
    )
    ranked = measured.mutate(
        rank=ibis.row_number().over(fullest), statement_count=_.count().over(ibis.window(group_by="post_key"))
    )
    named = (
        ranked.filter(_["rank"] == 0)
        .left_join(ids, "account_key")
        .mutate(
            post_id=_.post_key,
            group_id=_.group_key,
            parent_post_id=_.parent_post_key,
            language=ibis.null("string"),
            region=_region(region, group_regions),
        )
    )
    return UNIFIED_POSTS.conform(named.select(*UNIFIED_POSTS.names).order_by("post_id").to_pyarrow())


def _region(region: str, group_regions: Mapping[str, str]) -> Value:
    if not group_regions:
        return ibis.literal(region)
    return _.group_key.cases(*sorted(group_regions.items()), else_=region)
