"""Contacts that a machine read in a picture are less sure than those that somebody wrote."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _

from graphintel.schema.derived import MENTIONS

_DIGITS = 4  # of a confidence


def weigh_picture_mentions(mentions: pa.Table, pieces: pa.Table) -> pa.Table:
    """Lower the confidence of what was read in pictures by the machine's own, and mark what came from QR codes.

    Args:
        mentions: table ``mentions``.
        pieces: table ``post_picture_texts``.

    Returns:
        Table ``mentions``: of a span over several lines of print the least sure counts; ``rule`` begins with ``qr:``
        where the span lies in a code.
    """
    spans = ibis.memtable(pieces).filter(_.post_id.notnull())
    spans = spans.select("post_id", "kind", first=_.span_start, last=_.span_end, sure=_.confidence)
    found = ibis.memtable(mentions)
    read = found.filter(_.field == "ocr").select("mention_id", "post_id", "span_start", "span_end")
    if not pieces.num_rows or not read.count().to_pyarrow().as_py():
        return mentions
    met = read.join(spans, "post_id").filter((_.span_start < _["last"]) & (_.span_end > _["first"]))
    weighed = met.group_by("mention_id").agg(sure=_.sure.min(), in_code=(_.kind == "qr").any())
    joined = found.left_join(ibis.memtable(weighed.to_pyarrow()), "mention_id")
    lowered = joined.mutate(
        confidence=(_.confidence * _.sure.fill_null(1.0)).round(_DIGITS),
        rule=ibis.ifelse(_.in_code.fill_null(False), "qr:" + _.rule, _.rule),
    )
    return MENTIONS.conform(lowered.select(*MENTIONS.names).order_by("mention_id").to_pyarrow())
