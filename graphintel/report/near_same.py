"""Near-same adverts for people: which was first, who posted it again, and which words vary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.case import Case
from graphintel.extract import differences

_MOST_GROUPS, _MOST_REPOSTS = 20, 12
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Repost:
    """One advert of a group; ``changed`` are spans of ``text`` that differ from the first's."""

    advert_id: str
    account_id: str | None
    name: str
    position: int
    posted: str
    text: str
    changed: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SlotWords:
    """What stands in a slot of the wording, with how many of the compared adverts have it, the commonest first."""

    slot: int
    kind: str
    words: tuple[tuple[str, int, bool], ...]


@dataclass(frozen=True, slots=True)
class NearSame:
    """A group of near-same adverts; ``reposts`` are those asked for, in time, ``left_out`` how many more there are."""

    template_group_id: str
    wording: str
    advert_count: int
    account_count: int
    compared_count: int
    is_first_sure: bool
    first: Repost
    slots: tuple[SlotWords, ...]
    reposts: tuple[Repost, ...]
    left_out: int


def near_same_notes(case: Case, adverts: pa.Table) -> pa.Table:
    """``adverts`` with the column ``near_same``, such as "first of 14 near-same adverts" or "repost of … by …".

    Args:
        adverts: with ``advert_id`` and ``account_id``.

    Returns:
        The rows in their order; null where an advert is near-same to none.
    """
    mine = adverts.select(["advert_id", "account_id"]).append_column("row", pa.array(range(adverts.num_rows)))
    groups = ibis.memtable(case.read("template_groups")).select(
        "template_group_id", "advert_count", "account_count", "is_first_sure"
    )
    members = ibis.memtable(case.read("advert_templates")).join(groups, "template_group_id")
    placed = ibis.memtable(mine).join(members, "advert_id").to_pyarrow()
    first = _authors(case, placed["first_advert_id"])
    joined = ibis.memtable(placed).join(ibis.memtable(first), "first_advert_id")
    by = ibis.ifelse(_.account_count == 1, "one account", _.account_count.cast("string") + " accounts")
    size = _.advert_count.cast("string") + " near-same adverts by " + by
    seems = ibis.ifelse(_.is_first_sure, "", ", as far as the times tell")
    own = ibis.ifelse((_.account_id == _.first_account_id).fill_null(False), "the same account", _.first_name)
    of = _.position.cast("string") + " of " + size + ": repost of " + _.first_posted + " by " + own + seems
    told = joined.select("row", near_same=ibis.ifelse(_.is_first, "first of " + size + seems, of))
    listed = ibis.memtable(mine.select(["row"])).left_join(ibis.memtable(told.to_pyarrow()), "row").order_by("row")
    return adverts.append_column("near_same", listed.to_pyarrow()["near_same"])


def near_same_groups(case: Case, adverts: pa.Table) -> tuple[tuple[NearSame, ...], int]:
    """The groups that hold any of ``adverts`` (``advert_id``), the largest first; and how many groups are left out."""
    members = ibis.memtable(case.read("advert_templates"))
    mine = members.semi_join(ibis.memtable(adverts.select(["advert_id"])), "advert_id").to_pyarrow()
    groups = ibis.memtable(case.read("template_groups")).semi_join(ibis.memtable(mine), "template_group_id")
    listed = groups.order_by(ibis.desc("advert_count"), "template_group_id").to_pyarrow()
    shown = listed.slice(0, _MOST_GROUPS)
    inside = mine.filter(pc.is_in(mine["template_group_id"], value_set=shown["template_group_id"].combine_chunks()))
    told = _Told(case, inside)
    words = _slots(case, shown)
    found = tuple(_group(row, told, words.get(row["template_group_id"], ())) for row in shown.to_pylist())
    return found, listed.num_rows - shown.num_rows


def _group(row: dict[str, Any], told: _Told, slots: tuple[SlotWords, ...]) -> NearSame:
    first = told.repost(row["first_advert_id"], None)
    others = [one for one in told.members[row["template_group_id"]] if one != row["first_advert_id"]]
    return NearSame(
        template_group_id=row["template_group_id"],
        wording=row["wording"],
        advert_count=row["advert_count"],
        account_count=row["account_count"],
        compared_count=row["compared_count"],
        is_first_sure=row["is_first_sure"],
        first=first,
        slots=slots,
        reposts=tuple(told.repost(one, first) for one in others[:_MOST_REPOSTS]),
        left_out=max(0, len(others) - _MOST_REPOSTS),
    )


class _Told:
    """Texts, authors and contacts of the adverts of some groups, looked up once."""

    def __init__(self, case: Case, members: pa.Table) -> None:
        ordered = members.sort_by([("template_group_id", "ascending"), ("position", "ascending")]).to_pylist()
        self.members: dict[str, list[str]] = {}
        for row in ordered:
            self.members.setdefault(row["template_group_id"], []).append(row["advert_id"])
        firsts = members.select(["first_advert_id"]).rename_columns(["advert_id"])
        wanted = pa.concat_tables([members.select(["advert_id"]), firsts])
        rows = _texts(case, wanted).to_pyarrow().to_pylist()
        self._rows = {row["advert_id"]: row for row in rows}
        posts = pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in ("post_id", "field")})
        spans = ibis.memtable(case.read("mentions")).select("post_id", "field", "span_start", "span_end", "kind")
        self._contacts: dict[str, list[tuple[int, int, str]]] = {}
        for span in spans.semi_join(ibis.memtable(posts), ["post_id", "field"]).to_pyarrow().to_pylist():
            contact = (span["span_start"], span["span_end"], span["kind"])
            self._contacts.setdefault(span["post_id"], []).append(contact)

    def repost(self, advert_id: str, first: Repost | None) -> Repost:
        """One advert, beside the first."""
        row = self._rows[advert_id]
        changed: tuple[Span, ...] = ()
        if first is not None:
            changed = differences(self._said(first.advert_id), self._said(advert_id))
        return Repost(
            advert_id=advert_id,
            account_id=row["account_id"],
            name=row["name"],
            position=row["position"],
            posted=row["posted"],
            text=row["text"],
            changed=changed,
        )

    def _said(self, advert_id: str) -> tuple[str, list[tuple[int, int, str]]]:
        row = self._rows[advert_id]
        return row["text"], self._contacts.get(row["post_id"], [])


def _texts(case: Case, wanted: pa.Table) -> Expression:
    posts = ibis.memtable(case.read("unified_posts")).select(
        "post_id",
        text=ibis.coalesce(_.text, _.title, _.ocr_text, ibis.literal("")),
        field=ibis.cases((_.text.notnull(), "text"), (_.title.notnull(), "title"), else_="ocr"),
    )
    places = ibis.memtable(case.read("advert_templates")).select("advert_id", "position")
    named = ibis.memtable(wanted).distinct().join(_named(case), "advert_id").join(posts, "post_id")
    return named.join(places, "advert_id").order_by("advert_id")


def _named(case: Case) -> Expression:
    """Adverts with the name of who posted them and the time in words."""
    names = ibis.memtable(case.read("account_profiles")).select("account_id", "display_name")
    adverts = ibis.memtable(case.read("adverts")).select("advert_id", "post_id", "account_id", "posted_at")
    joined = adverts.left_join(names, "account_id").drop("account_id_right")
    name = ibis.coalesce(_.display_name, _.account_id, ibis.literal("an account that is not known"))
    posted = ibis.coalesce(_.posted_at.strftime("%Y-%m-%d %H:%M"), ibis.literal("time unknown"))
    return joined.select("advert_id", "post_id", "account_id", name=name, posted=posted)


def _authors(case: Case, first_ids: pa.ChunkedArray) -> pa.Table:
    wanted = ibis.memtable(pa.table({"advert_id": pc.unique(first_ids)}))
    rows = _named(case).semi_join(wanted, "advert_id")
    return rows.select(
        first_advert_id=_.advert_id, first_account_id=_.account_id, first_name=_.name, first_posted=_.posted
    ).to_pyarrow()


def _slots(case: Case, groups: pa.Table) -> dict[str, tuple[SlotWords, ...]]:
    rows = ibis.memtable(case.read("template_words")).semi_join(ibis.memtable(groups), "template_group_id")
    ordered = rows.order_by("template_group_id", "slot", ibis.desc("advert_count"), "word").to_pyarrow().to_pylist()
    found: dict[str, dict[int, list[dict[str, Any]]]] = {}
    for row in ordered:
        found.setdefault(row["template_group_id"], {}).setdefault(row["slot"], []).append(row)
    return {
        group: tuple(
            SlotWords(
                slot,
                words[0]["kind"],
                tuple((word["word"], word["advert_count"], word["is_in_first"]) for word in words),
            )
            for slot, words in slots.items()
        )
        for group, slots in found.items()
    }
