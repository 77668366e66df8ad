"""Statements into one row per account, group and post. Pure."""

from graphintel.unify.accounts import unify_accounts
from graphintel.unify.posts import unify_posts

__all__ = ["unify_accounts", "unify_posts"]
