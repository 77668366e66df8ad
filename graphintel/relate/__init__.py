"""Accounts into ties, layer by layer, folded to actors. Pure."""

from graphintel.relate.fold import fold_ties, mark_scope
from graphintel.relate.layers import (
    co_membership,
    co_posting,
    invites,
    repeated_replies,
    shared_contacts,
    tie_evidence,
)
from graphintel.relate.scope import accounts_in_scope

__all__ = [
    "accounts_in_scope",
    "co_membership",
    "co_posting",
    "fold_ties",
    "invites",
    "mark_scope",
    "repeated_replies",
    "shared_contacts",
    "tie_evidence",
]
