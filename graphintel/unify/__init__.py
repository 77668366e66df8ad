"""Statements into one row per account, group and post. Pure."""

from graphintel.unify.accounts import unify_accounts
from graphintel.unify.beside import unify_media, unify_notes
from graphintel.unify.groups import unify_groups, unify_members
from graphintel.unify.keys import rekeyed_posts, unify_group_keys
from graphintel.unify.pictures import unify_picture_texts
from graphintel.unify.posts import unify_posts
from graphintel.unify.profiles import unify_profiles
from graphintel.unify.replies import replies_of

__all__ = [
    "rekeyed_posts",
    "replies_of",
    "unify_accounts",
    "unify_group_keys",
    "unify_groups",
    "unify_media",
    "unify_members",
    "unify_notes",
    "unify_picture_texts",
    "unify_posts",
    "unify_profiles",
]
