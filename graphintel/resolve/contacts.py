"""Whose a contact is: one person's, a few people's, or everybody's."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression

from graphintel.schema.derived import ACCOUNT_CONTACTS, CONTACTS

# Handles and numbers that stand for a person or a business; invite links, e-mail lists and the like do not, nor do
# accounts for payment: strangers share one for escrow.
_PERSONAL_KINDS = ("phone", "wechat", "qq", "line", "telegram", "instagram", "email")
# Above this many names a contact is public, whatever it is written for; a network's own contact rarely has more.
_MOST_NAMES = 25
# Above this many names it is public where most of them do not write it in adverts: a clinic, a courier, a helpline.
_FEW_NAMES = 5
_ADVERT_SHARE = 0.6
# Share of an account's mentions that makes a contact its own rather than one that it merely passes on.
_MAIN_SHARE = 0.5
_MOST_OWN = 4  # accounts of one person: 20 % of sellers have two to four (domain figures)


def classify_contacts(
    mentions: pa.Table, accounts: pa.Table, identifiers: pa.Table, adverts: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Count who writes each contact, and say what that makes it.

    Args:
        mentions, accounts, adverts: tables ``mentions``, ``account_profiles`` and ``adverts``.
        identifiers: columns ``account_id``, ``kind``, ``value``: what exports state an account to own.

    Returns:
        Tables ``contacts`` and ``account_contacts``, in the order of their keys.
    """
    uses = _uses(mentions, accounts, identifiers, adverts)
    links = _links(uses).to_pyarrow()
    contacts = _contacts(ibis.memtable(links), ibis.memtable(accounts)).to_pyarrow()
    ordered = ibis.memtable(links).select(*ACCOUNT_CONTACTS.names).order_by("account_id", "contact_id").to_pyarrow()
    return CONTACTS.conform(contacts), ACCOUNT_CONTACTS.conform(ordered)


def _uses(mentions: pa.Table, accounts: pa.Table, identifiers: pa.Table, adverts: pa.Table) -> pa.Table:
    """One row per time that an account wrote, or owns, a contact."""
    claims = (_.legality_claim != "none").cast("float64")
    offers = ibis.memtable(adverts).select("post_id", in_advert=ibis.literal(1.0), claimed=claims)
    written = ibis.memtable(mentions).filter(_.account_id.notnull() & _.kind.isin(_PERSONAL_KINDS))
    written = written.left_join(offers, "post_id").select(
        "account_id",
        "kind",
        "value",
        is_profile=_.field.isin(["bio", "display_name"]),
        in_advert=_.in_advert.fill_null(0.0),
        claimed=_.claimed.fill_null(0.0),
        written=ibis.literal(1.0),
        seen=_.posted_at,
    )
    own_id = ibis.memtable(accounts).filter((_.platform == "wechat") & ~_.is_name_only & _.platform_uid.notnull())
    owned = own_id.select("account_id", kind=ibis.literal("wechat"), value=_.platform_uid.lower())
    stated = ibis.memtable(identifiers).select(
        "account_id", kind=ibis.ifelse(_.kind == "alias", "wechat", _.kind), value=_.value
    )
    stated = stated.filter((_.kind == "wechat") | (_.kind == "phone"))
    known = ibis.memtable(mentions).select("kind", "value").distinct()
    # An id that nobody writes and nobody else has ties nothing; it would only fill the table with every member of
    # every room.
    held = ibis.memtable(ibis.union(owned, stated, distinct=True).to_pyarrow())
    bearers = held.group_by("kind", "value").agg(accounts=_.account_id.nunique()).filter(_.accounts > 1)
    tying = ibis.union(known, bearers.select("kind", "value"), distinct=True)
    held = held.semi_join(ibis.memtable(tying.to_pyarrow()), ["kind", "value"])
    profile = held.mutate(
        is_profile=True, in_advert=0.0, claimed=0.0, written=0.0, seen=ibis.null("timestamp('UTC', 6)")
    )
    return ibis.union(written, profile).to_pyarrow()


def _links(uses: pa.Table) -> Expression:
    rows = ibis.memtable(uses).mutate(contact_id=_.kind + ":" + _.value)
    grouped = rows.group_by("account_id", "contact_id", "kind", "value").agg(
        use_count=_.count(),
        advert_uses=_.in_advert.sum(),
        claimed_uses=_.claimed.sum(),
        written_uses=_.written.sum(),
        is_profile=_.is_profile.any(),
        first_seen=_.seen.min(),
        last_seen=_.seen.max(),
    )
    # One's own id on a platform weighs like a contact written all the time.
    total = _.use_count.sum().over(ibis.window(group_by=["account_id", "kind"]))
    return grouped.mutate(share=(_.use_count / total).cast("float64"))


def _contacts(links: Expression, accounts: Expression) -> Expression:
    named = links.left_join(accounts.select("account_id", "display_name"), "account_id")
    grouped = named.group_by("contact_id", "kind", "value").agg(
        use_count=_.use_count.sum(),
        account_count=_.account_id.nunique(),
        name_count=ibis.coalesce(_.display_name.lower().nunique(), 0),
        main_count=(_.share >= _MAIN_SHARE).cast("int64").sum(),
        claim_share=(_.claimed_uses.sum() / ibis.greatest(_.advert_uses.sum(), 1.0)).cast("float64"),
        # Ids that an account merely has, and never wrote, say nothing about where a contact is written.
        advert_share=(_.advert_uses.sum() / ibis.greatest(_.written_uses.sum(), 1.0)).cast("float64"),
        first_seen=_.first_seen.min(),
        last_seen=_.last_seen.max(),
    )
    people = ibis.greatest(_.name_count, 1)
    many = people.cast("string") + " names write it, "
    is_public = (people > _MOST_NAMES) | ((people > _FEW_NAMES) & (_.advert_share < _ADVERT_SHARE))
    is_own = (_.account_count <= _MOST_OWN) & (_.main_count == _.account_count)
    judged = grouped.mutate(
        **{"class": ibis.cases((is_public, "public"), (is_own, "personal"), else_="shared_by_few")},
        reason=ibis.cases(
            (
                is_public,
                many + (_.advert_share * 100).round(0).cast("int64").cast("string") + " % of the times in adverts",
            ),
            (_.account_count == 1, ibis.literal("one account writes it")),
            (is_own, _.account_count.cast("string") + " accounts write it, each as its main contact"),
            else_=_.account_count.cast("string")
            + " accounts write it, "
            + _.main_count.cast("string")
            + " as their main contact",
        ),
    )
    return judged.select(*CONTACTS.names).order_by("contact_id")
