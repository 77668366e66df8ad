"""Where the list that counts has a taxon: the shipped one, or a person's own in its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graphintel.reference.lexicon import load_terms
from graphintel.reference.taxa import CitesList, load_cites


@dataclass(frozen=True, slots=True)
class ListThatCounts:
    """``own`` takes the place of the shipped list; None where that counts."""

    own: CitesList | None = None

    def appendix(self, taxon: str, said: str | None = None) -> str | None:
        """The appendix of ``taxon`` (Latin, old names too), with ``/`` where the listing is split.

        Args:
            taxon: a Latin name.
            said: what the word of the lexicon that named it bears; it counts where neither list knows the taxon.

        Returns:
            None where the taxon is not listed, or a list of one's own does not know it.
        """
        if self.own is None:
            return _shipped_appendix(taxon, said)
        listed = next((self.own.find(name) for name in _names_of(taxon) if self.own.names(name)), None)
        found = listed or (None if self.names(taxon) else self.own.find(taxon))
        if found is not None:
            return found.appendix
        if self.names(taxon):
            return None
        return _of_genera(self.own, taxon) or (None if _is_known(load_cites(), taxon) else said or None)

    def names(self, taxon: str) -> bool:
        """Whether the list itself says something of ``taxon`` or of what is below it."""
        cites = self.own or load_cites()
        return any(cites.names(name) for name in _names_of(taxon))

    def lacks(self) -> tuple[str, ...]:
        """Taxa that the shipped list has, in its order, and that are not listed by this one."""
        taxa = dict.fromkeys(row.taxon for row in load_cites().listings)
        return tuple(taxon for taxon in taxa if self.appendix(taxon) is None)


SHIPPED = ListThatCounts()


def _shipped_appendix(taxon: str, said: str | None) -> str | None:
    if taxon in _settled():
        return _settled()[taxon]
    found = load_cites().find(taxon)
    if found is not None:
        return found.appendix
    return None if load_cites().names(taxon) else said or None


def _of_genera(own: CitesList, taxon: str) -> str | None:
    """Of an order or family that one's own list calls otherwise: where it has the genera that belong there.

    Snakes are the order Serpentes in the shipped list, and a part of Squamata in others.
    """
    genera = (genus for genus, above in load_cites().relations.items() if taxon in above and own.names(genus))
    found = {one for genus in genera if (listed := own.find(genus)) for one in listed.appendix.split("/")}
    return "/".join(sorted(found, key=len)) or None


def _is_known(cites: CitesList, taxon: str) -> bool:
    return cites.names(taxon) or cites.find(taxon) is not None


@lru_cache(maxsize=1)
def _settled() -> dict[str, str]:
    """Genera whose appendix the lexicon's core states, because the shipped list's rows alone would say less.

    All orangutans stand in Appendix I; the list, which has them by species, has the rest of their order in II.
    """
    said: dict[str, set[str]] = {}
    genera = load_cites().relations
    for term in load_terms():
        if term.taxon in genera and term.appendix:
            said.setdefault(term.taxon, set()).add(term.appendix)
    return {taxon: min(appendices) for taxon, appendices in said.items() if len(appendices) == 1}


@lru_cache(maxsize=4096)
def _names_of(taxon: str) -> tuple[str, ...]:
    """The name, the one that the shipped list has for it, and older ones: lists differ in which of them they take."""
    shipped = load_cites()
    current = shipped.current(taxon)
    older = sorted(old for old, name in shipped.old_names.items() if name == current)
    return tuple(dict.fromkeys((taxon, current, *older)))
