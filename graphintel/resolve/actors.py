"""Accounts into actors: best links first, and only where the whole of the evidence between two clusters agrees."""

from __future__ import annotations

import hashlib

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from graphintel.schema.derived import ACTOR_ACCOUNTS, ACTORS

_LEAST, _MOST = -3.0, 8.0  # weights of one pair are clipped, so that no single pair decides for two clusters
# A person's word in match weights: beyond what any number of pairs could add up to; forbidding is the stronger.
_JUDGED = {"positive": 1e6, "negative": -1e9}
_ALONE = "no other account could be put with it"


def gather_actors(pairs: pa.Table, accounts: pa.Table, judgements: pa.Table) -> pa.Table:
    """Put linked accounts together.

    A person's judgement counts more than any rule: positive joins, negative keeps apart whatever else speaks for it.

    Links are taken best first; two clusters merge only if the mean weight of all candidate pairs between them is not
    negative. Source: the comparison of clusterings in the project's notes on resolution.

    Returns:
        Table ``actor_accounts``: every account has one actor, alone or not; in the order of ``account_id``.
    """
    ordered = pairs.sort_by(
        [("match_weight", "descending"), ("left_account_id", "ascending"), ("right_account_id", "ascending")]
    )
    clusters = _Clusters(ordered)
    reasons: dict[str, str] = {}
    for (left, right), (verdict, said) in _latest(judgements).items():
        clusters.weigh(left, right, _JUDGED.get(verdict, 0.0))
        if verdict == "positive" and clusters.merge(left, right):
            reasons[left], reasons[right] = f"with {right}: {said}", f"with {left}: {said}"
    links = ordered.filter(ordered["is_link"])
    sides = (links[name].to_pylist() for name in ("left_account_id", "right_account_id", "reasons"))
    for left, right, reason in zip(*sides, strict=True):
        if clusters.merge(left, right):
            reasons.setdefault(left, f"with {right}: {reason}")
            reasons.setdefault(right, f"with {left}: {reason}")
    names = accounts["account_id"].to_pylist()
    return ACTOR_ACCOUNTS.from_columns(
        {
            "account_id": names,
            "actor_id": [actor_id(clusters.root(name)) for name in names],
            "reason": [reasons.get(name, _ALONE) for name in names],
        }
    ).sort_by("account_id")


def _latest(judgements: pa.Table) -> dict[tuple[str, str], tuple[str, str]]:
    """Verdict and words by pair, negative ones first, so that no join is made before all that forbid one are known."""
    latest: dict[tuple[str, str], tuple[str, str]] = {}
    for row in judgements.to_pylist():
        words = f"{row['by_whom']} judged them one ({row['decided_at'][:10]}): {row['reason']}"
        latest[row["left_account_id"], row["right_account_id"]] = (row["verdict"], words)
    return dict(sorted(latest.items(), key=lambda item: (item[1][0] != "negative", item[0])))


def actor_id(smallest_account_id: str) -> str:
    """The id of the actor whose smallest account this is: the same in every run that puts it there."""
    return "A-" + hashlib.blake2b(smallest_account_id.encode(), digest_size=5).hexdigest()


class _Clusters:
    """Union of accounts with the candidate pairs between clusters; the smallest account names a cluster."""

    def __init__(self, pairs: pa.Table) -> None:
        self._parent: dict[str, str] = {}
        self._between: dict[str, dict[str, tuple[float, int]]] = {}
        weights = pc.min_element_wise(pc.max_element_wise(pairs["match_weight"], _LEAST), _MOST).to_pylist()
        lefts, rights = pairs["left_account_id"].to_pylist(), pairs["right_account_id"].to_pylist()
        for left, right, weight in zip(lefts, rights, weights, strict=True):
            self._between.setdefault(left, {})[right] = (weight, 1)
            self._between.setdefault(right, {})[left] = (weight, 1)

    def weigh(self, left: str, right: str, weight: float) -> None:
        """Add a person's word to what speaks for and against two accounts."""
        first, second = sorted((self.root(left), self.root(right)))
        total, count = self._between.setdefault(first, {}).get(second, (0.0, 0))
        self._between[first][second] = (total + weight, count + 1)
        self._between.setdefault(second, {})[first] = (total + weight, count + 1)

    def root(self, name: str) -> str:
        while (parent := self._parent.get(name, name)) != name:
            name = parent
        return name

    def merge(self, left: str, right: str) -> bool:
        first, second = sorted((self.root(left), self.root(right)))
        if first == second:
            return False
        total, count = self._between.setdefault(first, {}).get(second, (0.0, 1))
        if total / count < 0:
            return False
        self._parent[second] = first
        for other, (weight, number) in self._between.pop(second, {}).items():
            self._between[other].pop(second, None)
            if other == first:
                continue
            before, met = self._between[first].get(other, (0.0, 0))
            merged = (before + weight, met + number)
            self._between[first][other] = self._between[other][first] = merged
        return True


def describe_actors(
    actor_accounts: pa.Table, accounts: pa.Table, adverts: pa.Table, contacts: pa.Table, account_contacts: pa.Table
) -> pa.Table:
    """One row per actor; ``is_in_scope`` holds the sellers until the ties are known.

    Returns:
        Table ``actors``, in the order of ``actor_id``.
    """
    held = ibis.memtable(actor_accounts).select("account_id", "actor_id")
    people = held.join(ibis.memtable(accounts), "account_id").group_by("actor_id")
    base = people.agg(
        label=ibis.coalesce(_.display_name.argmin(_.account_id, where=_.display_name.notnull()), _.account_id.min()),
        account_count=_.count(),
        first_seen=_.first_seen.min(),
        last_seen=_.last_seen.max(),
    ).to_pyarrow()
    offers = ibis.memtable(adverts).join(ibis.memtable(actor_accounts), "account_id").group_by("actor_id")
    counted = offers.agg(advert_count=_.count(), offers=(_.intent == "offer").cast("int64").sum()).to_pyarrow()
    private = ibis.memtable(contacts).filter(_["class"] != "public").select("contact_id")
    uses = ibis.memtable(account_contacts).semi_join(private, "contact_id")
    uses = uses.join(ibis.memtable(actor_accounts), "account_id").group_by("actor_id")
    numbers = uses.agg(contact_count=_.contact_id.nunique()).to_pyarrow()
    rows = ibis.memtable(base).left_join(ibis.memtable(counted), "actor_id").drop("actor_id_right")
    rows = rows.left_join(ibis.memtable(numbers), "actor_id").drop("actor_id_right")
    rows = rows.mutate(
        advert_count=_.advert_count.fill_null(0),
        contact_count=_.contact_count.fill_null(0),
        is_seller=(_.offers.fill_null(0) > 0),
    )
    return ACTORS.conform(rows.mutate(is_in_scope=_.is_seller).select(*ACTORS.names).order_by("actor_id").to_pyarrow())
