"""Everything that a page or a brief says about one network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.case import Case
from graphintel.case.lists import stamp_of_run, told_list
from graphintel.errors import ReportError
from graphintel.report.gloss import told_dollars
from graphintel.report.glosses import with_gloss
from graphintel.report.near_same import near_same_notes
from graphintel.report.overview import BANDS


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """One network with its evidence.

    ``members``: actors with role, counts and place in the picture. ``ties``: pairs of members with the layers that tie
    them. ``accounts``: their profiles and why each is put with its actor. ``adverts``: what they offered, with the file
    and the place in it, what translators and others noted on it, a gloss, and whether it repeats another.
    ``contacts``: what they wrote to be reached by. ``taxa``: what was offered. ``pictures``: those of the adverts; only
    what came along with an export has a hash. ``picture_texts``: what machines read in them, once per picture: payloads
    of QR codes, then lines of print. ``listed`` says by which CITES list appendices are told, ``rates`` at which rates
    of exchange prices are.
    """

    network_id: str
    row: dict[str, Any]
    band: str
    reasons: tuple[str, ...]
    counter_evidence: tuple[str, ...]
    members: pa.Table
    ties: pa.Table
    accounts: pa.Table
    adverts: pa.Table
    contacts: pa.Table
    taxa: pa.Table
    pictures: pa.Table
    picture_texts: pa.Table
    listed: str
    rates: str


def report_network(case: Case, network_id: str) -> NetworkReport:
    """Gather what there is on a network.

    Raises:
        ReportError: the case has no such network.
    """
    found = case.read("networks").filter(pa.compute.equal(case.read("networks")["network_id"], network_id))
    if not found.num_rows:
        known = case.read("networks")["network_id"].to_pylist()
        listed = ", ".join(known[:5]) if known else "none was found"
        raise ReportError(f"the case has no network {network_id!r}. Its networks: {listed}{' …' * (len(known) > 5)}.")
    row = found.to_pylist()[0]
    members = _members(case, network_id)
    accounts = _accounts(case, members)
    adverts = near_same_notes(case, with_gloss(case, _adverts(case, accounts)))
    pictures = _pictures(case, adverts)
    return NetworkReport(
        network_id=network_id,
        row=row,
        band=BANDS[row["band"]],
        reasons=tuple(row["reasons"].split("|")),
        counter_evidence=tuple(row["counter_evidence"].split("|")),
        members=members,
        ties=_ties(case, members),
        accounts=accounts,
        adverts=adverts,
        contacts=_contacts(case, accounts),
        taxa=_taxa(case, adverts),
        pictures=pictures,
        picture_texts=_picture_texts(case, pictures),
        listed=told_list(stamp_of_run(case.manifest)),
        rates=_told_rates(case.manifest.converted_by),
    )


def _members(case: Case, network_id: str) -> pa.Table:
    held = ibis.memtable(case.read("network_members")).filter(_.network_id == network_id)
    actors = ibis.memtable(case.read("actors"))
    joined = held.join(actors, "actor_id").order_by(ibis.desc("membership_strength"), "actor_id")
    columns = ("actor_id", "label", "role", "is_seller", "account_count", "contact_count", "advert_count")
    return joined.select(*columns, "membership_strength", "first_seen", "last_seen", "x", "y").to_pyarrow()


def _ties(case: Case, members: pa.Table) -> pa.Table:
    inside = ibis.memtable(members.select(["actor_id"]))
    rows = ibis.memtable(case.read("ties")).semi_join(inside.rename(left_actor_id="actor_id"), "left_actor_id")
    both = ibis.memtable(rows.to_pyarrow()).semi_join(inside.rename(right_actor_id="actor_id"), "right_actor_id")
    columns = ("left_actor_id", "right_actor_id", "layer", "fused_weight", "p_value", "evidence_count", "evidence")
    ordered = both.select(*columns, "first_seen", "last_seen")
    return ordered.order_by(ibis.desc("fused_weight"), "left_actor_id", "right_actor_id", "layer").to_pyarrow()


def _accounts(case: Case, members: pa.Table) -> pa.Table:
    held = ibis.memtable(case.read("actor_accounts")).semi_join(ibis.memtable(members), "actor_id")
    profiles = ibis.memtable(case.read("account_profiles")).select(
        "account_id",
        "platform",
        "platform_uid",
        "handle",
        "display_name",
        "profile_url",
        "aliases",
        "first_seen",
        "last_seen",
    )
    joined = ibis.memtable(held.to_pyarrow()).join(profiles, "account_id")
    return joined.order_by("actor_id", "account_id").to_pyarrow()


def _adverts(case: Case, accounts: pa.Table) -> pa.Table:
    inside = ibis.memtable(accounts.select(["account_id", "actor_id", "display_name"]))
    rows = ibis.memtable(case.read("adverts")).select(
        "advert_id", "post_id", "account_id", "intent", "confidence", "legality_claim", "reasons"
    )
    posts = ibis.memtable(case.read("unified_posts")).select(
        "post_id", "group_id", "posted_at", "language", "text", "title", "ocr_text", "url", "source_id", "locator"
    )
    groups = ibis.memtable(case.read("group_profiles")).select("group_id", group_name=_.name)
    files = ibis.memtable(case.read("sources")).select("source_id", "file_name", "sha256")
    joined = rows.join(inside, "account_id").join(posts, "post_id").left_join(groups, "group_id")
    named = ibis.memtable(_with_files(joined, files).to_pyarrow()).left_join(_notes(case), "post_id")
    return named.drop("post_id_right").order_by("posted_at", "advert_id").to_pyarrow()


def _notes(case: Case) -> Expression:
    """What others made of each post: column ``notes``, such as ``translation (en, by A. Analyst): …``."""
    rows = ibis.memtable(case.read("post_notes"))
    by = ibis.literal("by ") + rows.stated_by
    known = ibis.coalesce(rows.language + ", " + by, by, rows.language, ibis.literal("by ?"))
    told = rows.select("post_id", "kind", "source_id", "locator", told=rows.kind + " (" + known + "): " + rows.text)
    order = ("kind", "source_id", "locator", "told")
    return told.group_by("post_id").agg(notes=_.told.group_concat("\n", order_by=order))


def _with_files(rows: Expression, files: Expression) -> Expression:
    joined = rows.left_join(files, "source_id")
    return joined.drop(*[name for name in joined.columns if name.endswith("_right")])


def _contacts(case: Case, accounts: pa.Table) -> pa.Table:
    uses = ibis.memtable(case.read("account_contacts")).select("account_id", "contact_id", used=_.use_count)
    inside = ibis.memtable(accounts.select(["account_id", "actor_id"]))
    mine = (
        uses.join(inside, "account_id")
        .group_by("contact_id")
        .agg(actor_count=_.actor_id.nunique(), uses_inside=_.used.sum())
    )
    known = ibis.memtable(case.read("contacts")).select(
        "contact_id", "kind", "value", "class", "reason", "account_count"
    )
    joined = ibis.memtable(mine.to_pyarrow()).join(known, "contact_id")
    return joined.order_by(ibis.desc("actor_count"), ibis.desc("uses_inside"), "contact_id").to_pyarrow()


def _taxa(case: Case, adverts: pa.Table) -> pa.Table:
    items = ibis.memtable(case.read("advert_items")).semi_join(
        ibis.memtable(adverts.select(["advert_id"])), "advert_id"
    )
    grouped = ibis.memtable(items.to_pyarrow()).group_by("taxon", "cites_appendix", "form")
    for_one = _.price_basis == "each"  # a price by weight, for a pair or for all says nothing of one
    counted = grouped.agg(
        adverts=_.advert_id.nunique(),
        usd_min=_.price_usd_min.min(where=for_one),
        usd_max=_.price_usd_max.max(where=for_one),
    )
    rows = counted.order_by(ibis.desc("adverts"), "taxon", "form").to_pyarrow()
    ends = zip(*(rows[name].to_pylist() for name in ("usd_min", "usd_max")), strict=True)
    asked = pa.array([told_dollars(least, most) for least, most in ends], pa.string())
    return rows.drop_columns(["usd_min", "usd_max"]).append_column("asked_usd", asked)


def _told_rates(own: tuple[str, ...]) -> str:
    over = f", and over them the case's own ({', '.join(own)})" if own else ""
    return (
        "US dollars are about: at the average rate of the advert's month, or the last known in the year before it. "
        "Rates are the European Central Bank's, fixed ones, and rounded yearly ones for VND, TWD, KHR, LAK and MMK"
        f"{over}."
    )


def _pictures(case: Case, adverts: pa.Table) -> pa.Table:
    images = ibis.memtable(case.read("post_media")).filter(_.kind == "image").drop("kind")
    columns = ("post_id", "actor_id", "display_name", "posted_at", "file_name")
    joined = images.join(ibis.memtable(adverts.select(columns)).distinct(), "post_id")
    return joined.order_by(_.sha256.isnull(), "posted_at", "post_id", "uri").to_pyarrow()


def _picture_texts(case: Case, pictures: pa.Table) -> pa.Table:
    columns = ("sha256", "kind", "part_number", "text", "confidence", "engine")
    read = ibis.memtable(case.read("post_picture_texts")).select(*columns).distinct()
    shown = read.semi_join(ibis.memtable(pictures.select(["sha256"])), "sha256")
    return shown.order_by("sha256", ibis.desc("kind"), "part_number").to_pyarrow()
