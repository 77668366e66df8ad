"""Evidence on accounts, folded to actors and fused over the layers."""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa
from ibis import _
from scipy.stats import chi2

from graphintel.schema.derived import ACTORS, TIES

# How fast each layer persuades: strength = 1 − exp(−rate · weight). By judgement on planted samples: a contact that two
# write alone counts most, a group that many share least, and no layer counts where chance explains it.
_RATES = {"shared_contact": 0.9, "co_posting": 0.9, "reply": 0.16, "co_membership": 0.9, "invite": 0.5}
_CEILINGS = {"shared_contact": 0.85, "co_posting": 0.8, "reply": 0.6, "co_membership": 0.45, "invite": 0.5}
_CHANCE = 0.05


def fold_ties(evidence: pa.Table, actor_accounts: pa.Table) -> pa.Table:
    """Sum the evidence of each pair of actors, and fuse its layers.

    ``combined_p`` is Fisher's method over the layers; ``fused_weight`` is the noisy-or of the layers' strengths.

    Returns:
        Table ``ties``, in the order of its key; what ties an actor to itself falls out.
    """
    left = ibis.memtable(actor_accounts).select(left_account_id=_.account_id, left_actor=_.actor_id)
    right = ibis.memtable(actor_accounts).select(right_account_id=_.account_id, right_actor=_.actor_id)
    rows = ibis.memtable(evidence).join(left, "left_account_id").join(right, "right_account_id")
    rows = rows.filter(_.left_actor != _.right_actor).mutate(
        left_actor_id=ibis.least(_.left_actor, _.right_actor), right_actor_id=ibis.greatest(_.left_actor, _.right_actor)
    )
    folded = rows.group_by("left_actor_id", "right_actor_id", "layer").agg(
        weight=_.weight.sum().round(9),
        p_value=_.p_value.min(),
        evidence_count=_.evidence_count.sum(),
        evidence=_.evidence.min(),
        first_seen=_.first_seen.min(),
        last_seen=_.last_seen.max(),
    )
    table = folded.order_by("left_actor_id", "right_actor_id", "layer").to_pyarrow()
    return _fused(table) if table.num_rows else TIES.empty()


def _fused(table: pa.Table) -> pa.Table:
    layers = np.array(table["layer"].to_pylist())
    rates = np.array([_RATES[layer] for layer in layers])
    ceilings = np.array([_CEILINGS[layer] for layer in layers])
    p_values = table["p_value"].to_numpy()
    strength = ceilings * (1 - np.exp(-rates * table["weight"].to_numpy()))
    strength = np.where(p_values <= _CHANCE, strength, strength * 0.2)
    scored = table.append_column("doubt", pa.array(np.log1p(-strength)))
    scored = scored.append_column("log_p", pa.array(-2 * np.log(np.maximum(p_values, 1e-300))))
    pair = ["left_actor_id", "right_actor_id"]
    summed = ibis.memtable(scored).group_by(pair).agg(doubt=_.doubt.sum(), log_p=_.log_p.sum(), layers=_.count())
    pairs = summed.order_by(pair).to_pyarrow()
    combined = chi2.sf(pairs["log_p"].to_numpy(), 2 * pairs["layers"].to_numpy())
    fused = np.round(1 - np.exp(pairs["doubt"].to_numpy()), 9)
    named = pa.table(
        {
            "left_actor_id": pairs["left_actor_id"],
            "right_actor_id": pairs["right_actor_id"],
            "combined_p": combined,
            "fused_weight": fused,
        }
    )
    joined = ibis.memtable(table).join(ibis.memtable(named), pair)
    return TIES.conform(joined.select(*TIES.names).order_by(*pair, "layer").to_pyarrow())


def mark_scope(actors: pa.Table, actor_accounts: pa.Table, scope: pa.Table) -> pa.Table:
    """Set ``is_in_scope`` of the actors whose accounts are in scope."""
    inside = ibis.memtable(actor_accounts).semi_join(ibis.memtable(scope), "account_id").select("actor_id").distinct()
    marked = ibis.memtable(inside.to_pyarrow()).mutate(inside=True)
    joined = ibis.memtable(actors).left_join(marked, "actor_id")
    table = joined.mutate(is_in_scope=_.inside.fill_null(False)).select(*ACTORS.names).order_by("actor_id")
    return ACTORS.conform(table.to_pyarrow())
