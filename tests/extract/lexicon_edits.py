"""Random changes of the lexicon, and texts with words in all the guises that a finder looks through."""

from __future__ import annotations

import random
import re
from functools import cache

from graphintel.extract import TermFinder
from graphintel.reference import KINDS, Amendment, Lexicon, amend, load_lexicon, load_terms
from graphintel.sample.timeline import tell
from graphintel.sample.world import make_world

# The names of thousands of taxa beside it would only cost time: what a change touches hangs on the words that meet it.
CORE = Lexicon(load_terms(), load_lexicon().false_friends)
_LANGUAGES = ("en", "id", "ms", "vi", "th", "zh")
_TAXA = ("Elephantidae", "Nycticebus", "Panthera tigris", "")
_SIGNS = {"o": "0", "i": "1", "e": "3", "a": "4", "s": "5", "t": "7", "g": "6", "b": "8"}


@cache
def sample_texts() -> tuple[str, ...]:
    """The distinct texts of a small sample, and each of some of them in disguise."""
    texts = sorted({said.text for said in tell(make_world(11, 1.0), 11, 1.0)})
    chance = random.Random(5)
    disguised = [disguise(text, chance) for text in texts for _ in range(2)]
    return (*texts, *disguised)


def disguise(text: str, chance: random.Random) -> str:
    """A text with one or two of its words masked, misspelt, or moved beside others."""
    words = text.split(" ")
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(words))
        words[place] = mask(words[place], chance)
    return " ".join(words)


def mask(word: str, chance: random.Random) -> str:
    """One word in one of the guises: spaced, with signs, with holes, lengthened, one letter more, less or other."""
    if len(word) < 3:
        return word
    place = chance.randrange(1, len(word))
    return chance.choice(
        (
            chance.choice(" .-*_").join(word),
            "".join(_SIGNS.get(c, c) if chance.random() < 0.5 else c for c in word),
            f"{word[:place]}{chance.choice('*#_')}{word[place + 1 :]}",
            f"{word[:place]}{word[place - 1] * 3}{word[place:]}",
            slip(word, chance),
            slip(word, chance),
            slip(word, chance),
            word + chance.choice(("i", "ku", "s", "!", "_", "!!", "象", "ที่")),
            word.upper(),
        )
    )


def slip(word: str, chance: random.Random) -> str:
    """A word with one letter more, less or other, or two that changed places; the first stays."""
    place = chance.randrange(1, len(word))
    letter = chance.choice("aeikn")
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
        )
    )


def random_edits(chance: random.Random, *, most: int = 6) -> Lexicon:
    """The shipped lexicon after a few changes that meet the sample's texts, and one another, more often than not."""
    lexicon = CORE
    words: list[str] = []
    edits = [_edit(lexicon, words, chance) for _ in range(chance.randint(1, most))]
    return amend(lexicon, edits)


@cache
def long_words() -> tuple[str, ...]:
    """Words of the sample's texts that are long enough to be taken for another one misspelt."""
    return tuple(sorted({word for text in sample_texts() for word in re.findall("[a-z]{8,}", text.lower())}))


@cache
def used_terms() -> tuple[str, ...]:
    """Shipped terms that stand in the sample's texts, masked ones too: a change of these has an effect."""
    finder = TermFinder(CORE)
    return tuple(sorted({hit.term.term for text in sample_texts() for hit in finder.find(text)}))


def _edit(lexicon: Lexicon, words: list[str], chance: random.Random) -> Amendment:
    how = chance.random()
    if how < 0.25:
        return Amendment(
            "drop", "term", chance.choice(lexicon.terms).term, language=chance.choice(("", "", "id", "en"))
        )
    if how < 0.35:
        return Amendment("drop", "false_friend", chance.choice(lexicon.false_friends).phrase)
    word = _word(lexicon, words, chance)
    words.append(word)
    if how < 0.5:
        return Amendment("add", "false_friend", word, chance.choice(_LANGUAGES), reason="test")
    kind = chance.choice((*KINDS, "species", "product"))
    taxon = chance.choice(_TAXA)
    ambiguity = chance.choice(("", "also a shirt"))
    return Amendment(
        "add", "term", word, chance.choice(_LANGUAGES), kind=kind, taxon=taxon, ambiguity_note=ambiguity, appendix="I"
    )


def _held(lexicon: Lexicon, chance: random.Random) -> str:
    return chance.choice(used_terms()) if chance.random() < 0.7 else chance.choice(lexicon.terms).term


def _word(lexicon: Lexicon, words: list[str], chance: random.Random) -> str:
    """A word or phrase of a text, one of the lexicon's, or one a slip away from either or from an earlier edit's."""
    how = chance.random()
    if how < 0.2:
        return slip(chance.choice(long_words()), chance)
    if how < 0.5:
        parts = chance.choice(sample_texts()).split()
        start = chance.randrange(len(parts))
        found = " ".join(parts[start : start + chance.choice((1, 1, 1, 2, 3))])
    elif how < 0.75 or not words:
        found = _held(lexicon, chance)
    else:
        found = chance.choice(words)
    found = mask(found, chance) if chance.random() < 0.4 else found
    return found if chance.random() < 0.9 else found[: max(2, len(found) // 2)]
