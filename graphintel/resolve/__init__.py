"""Accounts into the actors behind them. Pure."""

from graphintel.resolve.actors import actor_id, describe_actors, gather_actors
from graphintel.resolve.contacts import classify_contacts
from graphintel.resolve.pairs import score_pairs

__all__ = ["actor_id", "classify_contacts", "describe_actors", "gather_actors", "score_pairs"]
