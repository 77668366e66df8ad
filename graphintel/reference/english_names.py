"""English names of taxa for people to read: the CITES list's own, else the lexicon's."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from graphintel.reference.lexicon import Term, load_lexicon
from graphintel.reference.taxa import CitesList, load_cites

# Taxa that the list gives several names or none, and that adverts name often.
_NAMED = {
    "Bucerotidae": "hornbill",
    "Cacatuidae": "cockatoo",
    "Cactaceae": "cactus",
    "Cetacea": "whale or dolphin",
    "Crocodylia": "crocodilian",
    "Elephantidae": "elephant",
    "Falconiformes": "bird of prey",
    "Felidae": "wild cat",
    "Hylobatidae": "gibbon",
    "Iguana iguana": "green iguana",
    "Macaca": "macaque",
    "Manis": "pangolin",
    "Pongo": "orangutan",
    "Primates": "monkey or ape",
    "Psittaciformes": "parrot",
    "Scleractinia": "stony coral",
    "Symphalangus syndactylus": "siamang",
    "Testudinidae": "tortoise",
    "Trachypithecus": "langur",
}
_PROPER = frozenset(
    (
        "africa african alexandrine amazon american amur angolan arabian argentine asia asian asiatic australian"
        " bali balinese bengal bhutan boelen's bornean borneo brazilian burmese cambodian cape caribbean celebes"
        " ceylon chilean chinese congo cuban cuvier's egyptian ethiopian eurasian european fiji flores formosan"
        " galapagos ganges ghana goffin's greek guinea hermann's himalayan hume's indian indochinese indonesian"
        " irrawaddy jackson's jamaican japanese java javan kashmir kenyan komodo korean laos luzon macdonald's"
        " madagascar malabar malagasy malay malayan malaysian mauritius mekong mexican mindanao moluccan mongolian"
        " moroccan mozambique myanmar nepal nias nicobar nile nubian orinoco pacific palawan panama papuan persian"
        " peruvian philippine rothschild's russian senegal siamese siberian solomon somali southeast spanish spix's"
        " sri steller's sudan sulawesi sumatran sunda taiwan tanzanian texas thai thailand tibetan timor tonkin"
        " turkish victoria vietnamese visayan"
    ).split()
)
_DESCRIBING = frozenset(
    "great greater lesser giant pygmy dwarf common northern southern eastern western central black white red blue green"
    " yellow brown grey golden spotted striped false mountain wild sea king royal day angulated spectacled".split()
)
_ABBREVIATED = re.compile(r"^[A-Za-z](?:\. ?| )[a-z]+$")
_YOUNG = re.compile(r"^(?:baby|juvenile|adult|wild|dried|live|albino) | (?:cub|pup|chick)s?$")
_UNCOUNTED = re.compile(
    r"(?:fish|deer|sheep|moose|peafowl|swine|bison|agarwood|sandalwood|rosewood|ebony|ginseng|bamboo)$"
)
_IRREGULAR = {
    "wolf": "wolves", "mouse": "mice", "goose": "geese", "ox": "oxen", "cactus": "cacti", "tooth": "teeth",
    "foot": "feet", "calf": "calves", "species": "species", "leaf": "leaves",
}  # fmt: skip


@lru_cache(maxsize=4_096)
def english_name(taxon: str) -> str | None:
    """The name of a taxon as it stands within a sentence, for one of it; None where none is known.

    A taxon above the species is never called by the name of one of its species.
    """
    if taxon in _NAMED:
        return _NAMED[taxon]
    cites, terms = load_cites(), _english_terms().get(taxon, ())
    listed = _listed_name(cites, cites.current(taxon))
    if listed or " " in taxon:
        return _cased(listed or _of_species(taxon, terms) or _listed_name(cites, taxon.split()[0]))
    # "red-eyed tree frog" for a genus of tree frogs: only what it is can be said of all.
    kinds = {terms[0].term.split()[-1]} if terms else _kinds_within().get(taxon, frozenset())
    return _cased(next(iter(kinds))) if len(kinds) == 1 else None


def plural(name: str) -> str:
    """The name for several: "slow lorises", "birds of paradise", "monkeys or apes"."""
    return _each(name, _plural_word)


def singular(name: str) -> str:
    """The name for one, of a name for several such as the CITES list has for genera and families."""
    return _each(name, _singular_word)


def _each(name: str, change: Callable[[str], str]) -> str:
    """``name`` with the word changed that says what it is, on both sides of an "or"."""
    changed = []
    for side in name.split(" or "):
        head, joint, rest = side.partition(" of ")
        *before, last = head.split(" ")
        changed.append(" ".join([*before, change(last)]) + joint + rest)
    return " or ".join(changed)


def _singular_word(word: str) -> str:
    one = {several: one for one, several in _IRREGULAR.items()}.get(word)
    if one or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return one or word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:ss|sh|ch|x|is|os|us|o)es$", word) else word[:-1]


def _plural_word(word: str) -> str:
    if word in _IRREGULAR or _UNCOUNTED.search(word):
        return _IRREGULAR.get(word, word)
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|sh|ch)$", word) else "s")


def _listed_name(cites: CitesList, taxon: str) -> str | None:
    """The list's name; of several the first. Of a taxon above the species it is for several."""
    row = next((row for row in cites.listings if row.taxon == taxon and row.common_name), None)
    if row is None:
        return None
    name = row.common_name.replace("\u2019", "'").split(",")[0].strip()
    return name if row.rank in ("species", "subspecies") else singular(name)


@lru_cache(maxsize=1)
def _english_terms() -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in load_lexicon().terms:
        is_name = term.language == "en" and term.kind == "species" and term.taxon and not term.part
        is_latin = term.term.lower() in term.taxon.lower() or _ABBREVIATED.match(term.term) is not None
        if is_name and not is_latin and not _YOUNG.search(term.term):
            found.setdefault(term.taxon, []).append(term)
    return {taxon: tuple(terms) for taxon, terms in found.items()}


@lru_cache(maxsize=1)
def _kinds_within() -> dict[str, frozenset[str]]:
    """Genus → the last words of its species' names: "elephant" of Loxodonta."""
    found: dict[str, set[str]] = {}
    for taxon in {row.taxon for row in load_cites().listings} | set(_english_terms()):
        if " " in taxon:
            genus = taxon.split()[0]
            name = english_name(taxon)
            found.setdefault(genus, set()).update({name.split(" ")[-1].split("-")[-1]} if name else ())
    return {genus: frozenset(kinds) for genus, kinds in found.items()}


def _of_species(taxon: str, terms: tuple[Term, ...]) -> str | None:
    return next((term.term for term in terms if " " in term.term or "-" in term.term), terms[0].term if terms else None)


def _cased(name: str | None) -> str | None:
    """Small letters but for names of places and people."""
    if name is None:
        return None
    words: list[str] = []
    parts = name.split(" ")
    # "New Zealand", "Auckland Island": a name goes on; "Great Philippine eagle": it only begins.
    goes_on = len(parts) > 1 and parts[1][:1].isupper() and parts[0].lower() not in _DESCRIBING
    for place, word in enumerate(parts):
        is_proper = word.lower() in _PROPER or word.endswith("'s") or (word[:1].isupper() and (place > 0 or goes_on))
        words.append(word[:1].upper() + word[1:] if is_proper else word[:1].lower() + word[1:])
    return " ".join(words)
