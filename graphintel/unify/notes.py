"""What people and tools state about posts: translations, transcripts, texts read from pictures, notes."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _

from graphintel.schema.derived import POST_NOTES
from graphintel.unify.keys import rekeyed_posts


def unify_notes(statements: pa.Table, posts: pa.Table, account_ids: pa.Table, group_ids: pa.Table) -> pa.Table:
    """Put each statement about a post beside that post, by whichever of its keys the statement names it.

    Args:
        statements, posts: evidence tables.
        account_ids, group_ids: derived tables.

    Returns:
        Table ``post_notes``, in the order of its key; ``is_known`` is false where no export holds the post.
    """
    if not statements.num_rows:
        return POST_NOTES.empty()
    keyed = posts.append_column("stated_key", posts["post_key"])
    known = ibis.memtable(rekeyed_posts(keyed, account_ids, group_ids)).select("stated_key", "post_id").distinct()
    named = ibis.memtable(known.to_pyarrow()).group_by("stated_key").agg(post_id=_.post_id.min())
    about = ibis.memtable(statements).filter(_.subject_kind == "post")
    joined = about.left_join(named, about.subject_key == named.stated_key)
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
