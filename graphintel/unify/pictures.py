"""What machines read in pictures, put beside every post that shows them."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.schema.derived import POST_PICTURE_TEXTS, UNIFIED_POSTS

# Between two pictures, and between a code and print: a sign that stands in no number, id or list of words.
_PARTED = "\n¶\n"
_LINE = "\n"
# A post's text of pictures is read from its beginning: codes first, then the print of one picture after the other.
_ORDER = ("rank", "shown_as", "sha256", "part_number")


def unify_picture_texts(read: pa.Table, media: pa.Table, posts: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Add what was read in pictures to the text of pictures of the posts that show them.

    Args:
        read: evidence table ``picture_texts``.
        media, posts: tables ``post_media`` and ``unified_posts``.

    Returns:
        ``posts`` with a longer ``ocr_text``; and table ``post_picture_texts``, in the order of its key, with the place
        of each piece in that text. A picture that no post names stands there without a post.
    """
    if not read.num_rows:
        return posts, POST_PICTURE_TEXTS.empty()
    placed = ibis.memtable(_placed(read, media, posts).to_pyarrow())
    written = placed.filter(_.post_id.notnull()).group_by("post_id")
    added = written.agg(added=(_.before + _.text).group_concat("", order_by=_ORDER))
    joined = ibis.memtable(posts).left_join(ibis.memtable(added.to_pyarrow()), "post_id")
    longer = ibis.coalesce(_.ocr_text, "") + _.added
    told = joined.mutate(ocr_text=ibis.ifelse(_.added.isnull(), _.ocr_text, longer))
    kept = told.select(*UNIFIED_POSTS.names).order_by("post_id").to_pyarrow()
    pieces = placed.select(*POST_PICTURE_TEXTS.names).order_by(*POST_PICTURE_TEXTS.key)
    return UNIFIED_POSTS.conform(kept), POST_PICTURE_TEXTS.conform(pieces.to_pyarrow())


def _placed(read: pa.Table, media: pa.Table, posts: pa.Table) -> Expression:
    """Each piece with the post, what stands before it there, and its span in the post's text of pictures."""
    shown = ibis.memtable(media).filter(_.sha256.notnull()).group_by("post_id", "sha256")
    shows = ibis.memtable(shown.agg(shown_as=ibis.coalesce(_.uri.min(), "")).to_pyarrow())
    stated = ibis.memtable(posts.select(["post_id", "ocr_text"]))
    rows = ibis.memtable(read).mutate(rank=ibis.ifelse(_.kind == "qr", 0, 1))
    beside = rows.left_join(shows, "sha256").drop("sha256_right").left_join(stated, "post_id").drop("post_id_right")
    order = ibis.window(group_by="post_id", order_by=_ORDER)
    follows = beside.mutate(
        last_kind=_.kind.lag().over(order), last_sha256=_.sha256.lag().over(order), own=_.ocr_text.length().fill_null(0)
    )
    is_next_line = (_.kind == "ocr") & (_.last_kind == "ocr") & (_.last_sha256 == _.sha256)
    is_first = _.last_kind.isnull() & (_.own == 0)
    parted = follows.mutate(before=ibis.cases((is_first, ""), (is_next_line, _LINE), else_=_PARTED))
    measured = parted.mutate(length=_.text.length(), step=_.before.length() + _.text.length())
    ends = measured.mutate(end=_.own + _.step.sum().over(ibis.window(group_by="post_id", order_by=_ORDER, following=0)))
    is_shown = _.post_id.notnull()
    return ends.mutate(
        span_start=ibis.ifelse(is_shown, _.end - _.length, None), span_end=ibis.ifelse(is_shown, _.end, None)
    )
