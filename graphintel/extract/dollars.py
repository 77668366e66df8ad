"""Prices in US dollars at the rate of the advert's month."""

from __future__ import annotations

from collections.abc import Iterable

import ibis
import pyarrow as pa
from ibis import _

from graphintel.reference import DOLLAR, Rate, for_each_month
from graphintel.schema.columns import REAL, TEXT
from graphintel.schema.derived import ADVERT_ITEMS

_DECIMALS = 2  # cents


def with_dollars(items: pa.Table, adverts: pa.Table, rates: Iterable[Rate]) -> pa.Table:
    """``items`` with ``price_usd_min``, ``price_usd_max`` and ``rate_month``.

    Prices in dollars are taken as they are, at no rate. Those of adverts without a time, and in currencies without a
    rate in the twelve months up to the advert's, have none.

    Args:
        items: columns of table ``advert_items`` but for these three.
        adverts: with ``advert_id`` and ``posted_at``.
        rates: those that count.

    Returns:
        Table ``advert_items``, in its order.
    """
    months = ibis.memtable(adverts.select(["advert_id", "posted_at"])).select(
        "advert_id", month=_.posted_at.strftime("%Y-%m")
    )
    known = ibis.memtable(_table(rates))
    plain = [name for name in ADVERT_ITEMS.names if name in items.column_names and name not in _FILLED]
    dated = ibis.memtable(items.select(plain)).left_join(months, "advert_id").drop("advert_id_right")
    priced = dated.left_join(known, ["currency", "month"]).mutate(
        units=ibis.ifelse(_.currency == DOLLAR, 1.0, _.units_per_usd)
    )
    has_price = _.price_min.notnull() | _.price_max.notnull()
    told = priced.mutate(
        price_usd_min=(_.price_min / _.units).round(_DECIMALS),
        price_usd_max=(_.price_max / _.units).round(_DECIMALS),
        rate_month=ibis.ifelse(has_price & (_.currency != DOLLAR), _.rate_month, ibis.null("string")),
    )
    return ADVERT_ITEMS.conform(told.select(*ADVERT_ITEMS.names).order_by(*ADVERT_ITEMS.key).to_pyarrow())


_FILLED = frozenset(("price_usd_min", "price_usd_max", "rate_month"))


def _table(rates: Iterable[Rate]) -> pa.Table:
    rows = [(rate.currency, month, rate.month, rate.units_per_usd) for month, rate in for_each_month(rates)]
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    types = {"currency": TEXT, "month": TEXT, "rate_month": TEXT, "units_per_usd": REAL}
    arrays = [pa.array(values, kind) for values, kind in zip(columns, types.values(), strict=True)]
    return pa.table(dict(zip(types, arrays, strict=True)))
