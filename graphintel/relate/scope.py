"""Who may be tied at all: sellers, and whoever stands one strong tie away from one."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis import _

# Answers to one account's posts, in as many weeks, that make an answerer more than a passer-by.
_REPLY_WEEKS = 3


def accounts_in_scope(
    adverts: pa.Table,
    contacts: pa.Table,
    account_contacts: pa.Table,
    members: pa.Table,
    replies: pa.Table,
    actor_accounts: pa.Table,
) -> pa.Table:
    """Accounts of sellers and those one strong tie away: a contact that is not public, an invite, repeated replies.

    Args:
        replies: columns ``account_id``, ``parent_account_id``, ``posted_at`` (who answered whom).

    Returns:
        Column ``account_id``, sorted. All accounts of an actor are in where one is.
    """
    sellers = ibis.memtable(adverts).filter((_.intent == "offer") & _.account_id.notnull())
    seeds = ibis.memtable(sellers.select("account_id").distinct().to_pyarrow())
    private = ibis.memtable(contacts).filter((_["class"] != "public") & (_.account_count > 1)).select("contact_id")
    uses = ibis.memtable(ibis.memtable(account_contacts).semi_join(private, "contact_id").to_pyarrow())
    sold = uses.semi_join(seeds, "account_id").select("contact_id").distinct().to_pyarrow()
    by_contact = uses.semi_join(ibis.memtable(sold), "contact_id").select("account_id")
    invited = ibis.memtable(members).filter(_.inviter_account_id.notnull())
    invited = invited.select("account_id", "inviter_account_id").to_pyarrow()
    brought = ibis.memtable(invited).semi_join(seeds, "account_id").select(account_id=_.inviter_account_id)
    weeks = ibis.memtable(replies).filter(_.posted_at.notnull()).mutate(week=_.posted_at.truncate("W"))
    often = weeks.group_by("account_id", "parent_account_id").agg(weeks=_.week.nunique())
    often = ibis.memtable(often.filter(_.weeks >= _REPLY_WEEKS).to_pyarrow())
    answering = often.semi_join(seeds.rename(parent_account_id="account_id"), "parent_account_id").select("account_id")
    reached = ibis.union(seeds, by_contact, brought, answering, distinct=True).to_pyarrow()
    actors = ibis.memtable(actor_accounts).semi_join(ibis.memtable(reached), "account_id").select("actor_id")
    wanted = ibis.memtable(actors.distinct().to_pyarrow())
    all_accounts = ibis.memtable(actor_accounts).semi_join(wanted, "actor_id")
    return all_accounts.select("account_id").order_by("account_id").to_pyarrow()
