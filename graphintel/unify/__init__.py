"""Statements into one row per account, group and post. Pure."""

from graphintel.unify.accounts import unify_accounts
from graphintel.unify.groups import unify_groups, unify_members
from graphintel.unify.keys import unify_group_keys
from graphintel.unify.notes import unify_notes
from graphintel.unify.posts import unify_posts
from graphintel.unify.profiles import unify_profiles
from graphintel.unify.replies import replies_of

__all__ = [
    "replies_of",
    "unify_accounts",
    "unify_group_keys",
    "unify_groups",
    "unify_members",
    "unify_notes",
    "unify_posts",
    "unify_profiles",
]
