"""Where the list that counts has what is offered: told at the end, so that another list reads no text again."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from graphintel.reference import ListThatCounts
from graphintel.schema.columns import TEXT


def with_appendices(items: pa.Table, lists: ListThatCounts) -> pa.Table:
    """``items`` with ``cites_appendix`` by the list that counts; rows and their order stay.

    Args:
        items: with ``taxon``, and ``cites_appendix`` as the words of the lexicon bear it.
    """
    named = items.group_by(["taxon", "cites_appendix"]).aggregate([]).filter(pc.is_valid(pc.field("taxon")))
    pairs = list(zip(*(named[name].to_pylist() for name in ("taxon", "cites_appendix")), strict=True))
    told = pa.array([lists.appendix(taxon, said) for taxon, said in pairs], TEXT)
    places = pc.index_in(_keys(items), value_set=_keys(named))
    column = items.schema.get_field_index("cites_appendix")
    return items.set_column(column, "cites_appendix", pc.take(told, places))


def _keys(rows: pa.Table) -> pa.Array:
    """A taxon with what its word bears, as one value; null where there is no taxon."""
    said = pc.fill_null(rows["cites_appendix"], "")
    return pc.binary_join_element_wise(rows["taxon"], said, "|").combine_chunks()
