"""One row per post, the fullest statement of it first."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Value

from graphintel.schema.derived import UNIFIED_POSTS

_COMPLETED = (
    "platform", "platform_uid", "group_id", "account_id", "parent_post_id", "kind", "posted_at", "captured_at", "url",
    "text", "title", "ocr_text", "price_text", "place_text",
)  # fmt: skip
_TEXTS = ("text", "title", "ocr_text", "price_text", "place_text")


def unify_posts(posts: pa.Table, *, region: str, group_regions: Mapping[str, str]) -> pa.Table:
    """Choose, for every post, the statement with the most text, and complete it by what others state besides.

    Ties fall to a known time, then the smaller source. A later, fuller statement completes and does not erase: what it
    leaves out is taken from the others.

    Args:
        posts: what `rekeyed_posts` gives; one post may be stated by several sources.
        region: ISO 3166-1 alpha-2 code assumed for numbers, where ``group_regions`` names none for the group.

    Returns:
        Table ``unified_posts``, in the order of ``post_id``; ``language`` and ``script`` are not yet known and null.
    """
    stated = ibis.memtable(posts)
    length = sum((stated[name].length().fill_null(0) for name in _TEXTS), start=ibis.literal(0))
    measured = stated.mutate(text_length=length, lacks_time=_.posted_at.isnull())
    fullest = ibis.window(group_by="post_id", order_by=[ibis.desc("text_length"), "lacks_time", "source_id", "locator"])
    ranked = measured.mutate(place=ibis.row_number().over(fullest))
    first = {name: _[name].argmin(_.place, where=_[name].notnull()) for name in _COMPLETED}
    whole = ranked.group_by("post_id").agg(
        **first,
        posted_precision=ibis.coalesce(
            _.posted_precision.argmin(_.place, where=_.posted_at.notnull()), _.posted_precision.argmin(_.place)
        ),
        statement_count=_.count(),
        source_id=_.source_id.argmin(_.place),
        locator=_.locator.argmin(_.place),
    )
    untold = {name: ibis.null("string") for name in ("language", "script")}
    named = whole.mutate(**untold, region=_region(region, group_regions))
    return UNIFIED_POSTS.conform(named.select(*UNIFIED_POSTS.names).order_by("post_id").to_pyarrow())


def _region(region: str, group_regions: Mapping[str, str]) -> Value:
    if not group_regions:
        return ibis.literal(region)
    return _.group_id.cases(*sorted(group_regions.items()), else_=region)
