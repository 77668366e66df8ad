"""What stands beside posts: translations and notes on them, pictures and films in them."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.schema.derived import POST_MEDIA, POST_NOTES


def unify_notes(statements: pa.Table, posts: pa.Table) -> pa.Table:
    """Put each statement about a post beside that post, by whichever of its keys the statement names it.

    Args:
        statements: evidence table.
        posts: what `rekeyed_posts` gives.

    Returns:
        Table ``post_notes``, in the order of its key; ``is_known`` is false where no export holds the post.
    """
    if not statements.num_rows:
        return POST_NOTES.empty()
    about = ibis.memtable(statements).filter(_.subject_kind == "post")
    ids = _ids(posts)
    joined = about.left_join(ids, about.subject_key == ids.post_key)
    table = joined.select(
        post_id=ibis.coalesce(_.post_id, _.subject_key),
        is_known=_.post_id.notnull(),
        kind=_.kind,
        text=_.text,
        language=_.language,
        stated_by=_.stated_by,
        source_id=_.source_id,
        locator=_.locator,
    )
    return POST_NOTES.conform(table.order_by("post_id", "kind", "source_id", "locator", "text").to_pyarrow())


def unify_media(media: pa.Table, posts: pa.Table) -> pa.Table:
    """Each picture, film or sound of a post once, however many sources state it.

    Args:
        media: evidence table.
        posts: what `rekeyed_posts` gives.

    Returns:
        Table ``post_media``, in the order of its key.
    """
    if not media.num_rows:
        return POST_MEDIA.empty()
    stated = ibis.memtable(media)
    joined = stated.join(_ids(posts), "post_key").select(*POST_MEDIA.names).distinct()
    return POST_MEDIA.conform(joined.order_by(*POST_MEDIA.names).to_pyarrow())


def _ids(posts: pa.Table) -> Expression:
    """The post that each key stands for."""
    keyed = ibis.memtable(posts.select(["post_key", "post_id"])).group_by("post_key").agg(post_id=_.post_id.min())
    return ibis.memtable(keyed.to_pyarrow())
