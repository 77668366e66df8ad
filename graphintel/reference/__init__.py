"""Reference data that ships: the lexicon, false friends and the CITES list. Sources stand beside the files."""

from graphintel.reference.lexicon import FalseFriend, Lexicon, Term, load_lexicon

__all__ = ["FalseFriend", "Lexicon", "Term", "load_lexicon"]
