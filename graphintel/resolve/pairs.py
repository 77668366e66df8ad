"""Do two accounts that share a contact belong to one person? What speaks for it, what against."""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table as Expression
from rapidfuzz import fuzz, process

from graphintel.schema.derived import ACCOUNT_PAIRS

# Match weights, log2 Bayes factors. By judgement, checked on planted samples: members of a network print each
# other's and their broker's contacts too, so that one shared contact alone must not be enough.
_PRIOR = -5.0
_BY_USERS = ((2, 7.0), (3, 6.5), (4, 6.0), (6, 2.0))  # accounts that use the contact at most → weight
_MANY_USERS = -1.0
_BOTH_MAIN, _ASIDE = 2.0, -3.0
_BOTH_HAVE_OWN, _ONE_HAS_OWN = -6.0, -3.0
_BUSINESS = -4.0  # a contact whose adverts claim a licence stands over a shop's door: staff share it
_BUSINESS_SHARE = 0.4
# Three or more write it, and mostly outside adverts: a helpline, a rescue team, a club.
_TEAM_SHARE, _TEAM_USERS = 0.5, 3
_SAME_NAME = 3.0  # a like name adds nothing: families share theirs
_SAME_WORDING = 1.0
_RECYCLED = -6.0
_ANSWERS = -2.0  # people seldom answer themselves, though some do to lift an advert
_MAIN_SHARE, _ASIDE_SHARE = 0.5, 0.34
_RECYCLED_DAYS = 180  # carriers give a number to somebody else after some months
_LINK_WEIGHT = 3.17  # log2(.9/.1): probability .9
_LN2 = 0.6931471805599453
_MOST_USERS = 12  # a contact of more accounts says nothing about one person

_OF_CONTACT = ("contact_id", "users", "claim_share", "advert_share")


def score_pairs(
    contacts: pa.Table, account_contacts: pa.Table, accounts: pa.Table, adverts: pa.Table, replies: pa.Table
) -> pa.Table:
    """Score every pair of accounts that share a contact which is not public.

    Returns:
        Table ``account_pairs``, in the order of its key. Accounts that share nothing never meet here: names alone
        join nobody.
    """
    usable = ibis.memtable(contacts).filter((_["class"] != "public") & (_.account_count <= _MOST_USERS))
    uses = ibis.memtable(account_contacts).join(
        usable.select("contact_id", "claim_share", "advert_share", users=_.account_count), "contact_id"
    )
    uses = uses.select(
        "account_id", "contact_id", "users", "claim_share", "advert_share", "share", "first_seen", "last_seen"
    ).to_pyarrow()
    shared = _shared(uses).to_pyarrow()
    if shared.num_rows == 0:
        return ACCOUNT_PAIRS.empty()
    compared = _compared(shared, uses, account_contacts, accounts, adverts)
    compared = _with_answers(compared, replies)
    return ACCOUNT_PAIRS.conform(_weighed(compared).to_pyarrow())


def _shared(uses: pa.Table) -> Expression:
    """One row per pair and contact."""
    left = ibis.memtable(uses).rename(lambda name: name if name in _OF_CONTACT else f"left_{name}")
    right = ibis.memtable(uses.drop_columns([name for name in _OF_CONTACT if name != "contact_id"])).rename(
        lambda name: name if name == "contact_id" else f"right_{name}"
    )
    pairs = left.join(right, "contact_id").filter(_.left_account_id < _.right_account_id)
    gap = ibis.greatest(
        _.right_first_seen.epoch_seconds() - _.left_last_seen.epoch_seconds(),
        _.left_first_seen.epoch_seconds() - _.right_last_seen.epoch_seconds(),
    )
    least = ibis.least(_.left_share, _.right_share)
    return pairs.mutate(
        is_recycled=(gap > _RECYCLED_DAYS * 86_400).fill_null(False),
        rarity=ibis.cases(*((_.users <= users, weight) for users, weight in _BY_USERS), else_=_MANY_USERS),
        business=ibis.ifelse(
            ((_.claim_share >= _BUSINESS_SHARE) & (_.users > 1))
            | ((_.advert_share < _TEAM_SHARE) & (_.users >= _TEAM_USERS)),
            _BUSINESS,
            0.0,
        ),
        role=ibis.cases((least >= _MAIN_SHARE, _BOTH_MAIN), (least < _ASIDE_SHARE, _ASIDE), else_=0.0),
    )


def _compared(
    shared: pa.Table, uses: pa.Table, account_contacts: pa.Table, accounts: pa.Table, adverts: pa.Table
) -> pa.Table:
    """One row per pair with everything that is compared."""
    rows = ibis.memtable(shared).mutate(weight=_.rarity + _.role + _.business)
    pairs = rows.group_by("left_account_id", "right_account_id").agg(
        # The best contact counts whole, further ones half: people who share one thing often share a second.
        contact_weight=_.weight.max() + ibis.greatest(_.weight.sum() - _.weight.max(), 0.0) * 0.5,
        users=_.users.min(),
        role=_.role.max(),
        business=_.business.min(),
        is_recycled=_.is_recycled.all(),
        contacts=_.contact_id.group_concat(", ", order_by="contact_id"),
        contact_count=_.count(),
    )
    table = pairs.order_by("left_account_id", "right_account_id").to_pyarrow()
    table = _with_own(table, shared, account_contacts)
    table = _with_names(table, accounts)
    return _with_wording(table, adverts)


def _with_own(table: pa.Table, shared: pa.Table, account_contacts: pa.Table) -> pa.Table:
    """Whether each side also has a main contact of its own, which the other never writes."""
    mains = ibis.memtable(account_contacts).filter(_.share >= _MAIN_SHARE)
    mains = mains.select("account_id", "contact_id", kind=_.contact_id.split(":")[0]).to_pyarrow()
    kinds = ibis.memtable(shared).select("left_account_id", "right_account_id", kind=_.contact_id.split(":")[0])
    kinds_table = kinds.distinct().to_pyarrow()
    result = table
    for side in ("left", "right"):
        # Of the same kind only: whoever writes a number here and a messenger's id there may well be one person.
        mine = ibis.memtable(kinds_table).join(ibis.memtable(mains), [(f"{side}_account_id", "account_id"), "kind"])
        common = ibis.memtable(shared.select(["left_account_id", "right_account_id", "contact_id"]))
        own = mine.anti_join(common, ["left_account_id", "right_account_id", "contact_id"])
        counted = own.group_by("left_account_id", "right_account_id").agg(**{f"{side}_own": _.count()}).to_pyarrow()
        joined = ibis.memtable(result).left_join(ibis.memtable(counted), ["left_account_id", "right_account_id"])
        result = joined.drop("left_account_id_right", "right_account_id_right").to_pyarrow()
    return result


def _with_names(table: pa.Table, accounts: pa.Table) -> pa.Table:
    names = ibis.memtable(accounts).select("account_id", name=_.display_name.lower().fill_null("")).to_pyarrow()
    for side in ("left", "right"):
        joined = ibis.memtable(table).left_join(ibis.memtable(names), [(f"{side}_account_id", "account_id")])
        table = joined.mutate(**{f"{side}_name": _.name.fill_null("")}).drop("name", "account_id").to_pyarrow()
    table = table.sort_by([("left_account_id", "ascending"), ("right_account_id", "ascending")])
    lefts, rights = table["left_name"].to_pylist(), table["right_name"].to_pylist()
    likeness = process.cpdist(lefts, rights, scorer=fuzz.token_sort_ratio, dtype=np.float64)
    likeness = np.where([bool(a and b) for a, b in zip(lefts, rights, strict=True)], likeness, 0.0)
    return table.append_column("name_likeness", pa.array(likeness))


def _with_wording(table: pa.Table, adverts: pa.Table) -> pa.Table:
    """Whether the two have used the same advert, word for word, with contacts and numbers masked."""
    own = ibis.memtable(adverts).filter(_.account_id.notnull()).select("account_id", "template_id").distinct()
    own_table = own.to_pyarrow()
    keys = ibis.memtable(table.select(["left_account_id", "right_account_id"]))
    left = keys.join(ibis.memtable(own_table), [("left_account_id", "account_id")]).drop("account_id")
    both = left.to_pyarrow()
    other = ibis.memtable(own_table).rename(right_account_id="account_id")
    same = ibis.memtable(both).join(other, ["right_account_id", "template_id"])
    counted = same.group_by("left_account_id", "right_account_id").agg(templates=_.count()).to_pyarrow()
    joined = ibis.memtable(table).left_join(ibis.memtable(counted), ["left_account_id", "right_account_id"])
    return joined.drop("left_account_id_right", "right_account_id_right").to_pyarrow()


def _with_answers(table: pa.Table, replies: pa.Table) -> pa.Table:
    """How often one of the two answered the other's posts."""
    met = ibis.memtable(replies).select(
        left_account_id=ibis.least(_.account_id, _.parent_account_id),
        right_account_id=ibis.greatest(_.account_id, _.parent_account_id),
    )
    counted = met.group_by("left_account_id", "right_account_id").agg(answers=_.count()).to_pyarrow()
    joined = ibis.memtable(table).left_join(ibis.memtable(counted), ["left_account_id", "right_account_id"])
    return joined.drop("left_account_id_right", "right_account_id_right").to_pyarrow()


def _weighed(compared: pa.Table) -> Expression:
    rows = ibis.memtable(compared).mutate(
        left_own=_.left_own.fill_null(0) > 0,
        right_own=_.right_own.fill_null(0) > 0,
        templates=_.templates.fill_null(0),
        answers=_.answers.fill_null(0),
    )
    both, one = _.left_own & _.right_own, _.left_own | _.right_own
    own = ibis.cases((both, _BOTH_HAVE_OWN), (one, _ONE_HAS_OWN), else_=0.0)
    name = ibis.ifelse(_.name_likeness >= 88, _SAME_NAME, 0.0)
    wording = ibis.ifelse(_.templates > 0, _SAME_WORDING, 0.0)
    recycled = ibis.ifelse(_.is_recycled, _RECYCLED, 0.0)
    answers = ibis.ifelse(_.answers > 0, _ANSWERS, 0.0)
    total = _.contact_weight + own + name + wording + recycled + answers + _PRIOR
    rows = rows.mutate(match_weight=total.round(6))
    rows = rows.mutate(match_probability=(1.0 / (1.0 + (_.match_weight * -_LN2).exp())).round(6))
    speaks = _phrases(
        (_.users > 0, "both write " + _.contacts),
        (_.users == 2, "nobody else writes it"),
        (_.role > 0, "for both it is the main contact"),
        (_.name_likeness >= 88, "the same name, or nearly"),
        (_.templates > 0, "the same advert word for word"),
    )
    against = _phrases(
        (both, "each also has a main contact that the other never writes"),
        (~both & one, "one of them also has a main contact of its own"),
        (_.users > 2, _.users.cast("string") + " accounts write it"),
        (
            _.business < 0,
            "it looks like a shop's or a team's number: its adverts claim a licence, or it is written outside adverts",
        ),
        (_.role < 0, "one of them writes it only in passing"),
        (_.answers > 0, "one answers the other's posts"),
        (_.is_recycled, f"more than {_RECYCLED_DAYS} days lie between their uses: the number may have a new holder"),
    )
    judged = rows.mutate(reasons=speaks, against=against, is_link=_.match_weight >= _LINK_WEIGHT)
    return judged.select(*ACCOUNT_PAIRS.names).order_by("left_account_id", "right_account_id")


def _phrases(*parts: tuple[ibis.Deferred, ibis.Deferred | str]) -> ibis.Deferred:
    """The words of every part that holds, |-separated."""
    (holds, words), *others = parts
    joined = ibis.ifelse(holds, "|" + words, "")
    for holds, words in others:
        joined = joined + ibis.ifelse(holds, "|" + words, "")
    return joined.re_replace(r"^[|]", "")
