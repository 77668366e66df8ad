"""What in a text speaks for an advert, and what against."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from graphintel.extract import hints
from graphintel.extract.counts import Count
from graphintel.extract.folding import Folded
from graphintel.extract.prices import Price
from graphintel.extract.span import Found
from graphintel.extract.terms import TermHit

SPEAKING = ("sale", "contact", "live")  # kinds of words that by themselves speak for an advert
_NAMED = 0.5
_BREATH = 48  # characters between a name and its unmarked price
_FULL_STOP = re.compile(r"[。！!?？;；]|\.\s")
_BARE = 0.85  # strength of a price that only its place beside a name makes one
_SEEKS = 0.8  # strength, as a word of sale, of a word for seeking
_AMBIGUOUS = 0.6  # strength of a name that means something else too: with a price alone it is no advert
_DOUBTFUL = 0.3  # of ambiguous names beside ordinary goods
_MASKED = 0.85  # of a name in disguise
_REACH = 16  # characters between a name and the word that makes it a cage or a shirt
_LISTED = 34  # characters over which a word before a list speaks of all that it lists
_BROKEN = re.compile(r"[\n\r;；。！!?？\d]|\.\s")
_BEFORE = 24  # characters before a name in which "for" or "not" may stand
_CLAUSE = re.compile(r"[\n\r;；。！!?？]|(?<!\d)[,，、]|[,，、](?!\d)|\.\s")
_SENTENCE = re.compile(r"[\n\r;；。！!?？]|\.\s")
# The lexicon's negations that speak of one thing ("resin", "fake"); the others speak of the whole post.
_IMITATION = frozenset(
    "fake|replica|imitation|resin|plush|toy|vegetable ivory|tagua|plastic|artificial|3d printed|costume|faux ivory|no ivory|仿|仿象牙|仿制|仿製"
    "|树脂|樹脂|塑料|假|人造|果核雕|牛骨|毛绒玩具|毛絨玩具|模型|tiruan|palsu|mainan|plastik|patung|imitasi|boneka|fosil|ปลอม|เทียม|เรซิ่น|ตุ๊กตา"
    "|พลาสติก|โมเดล|giả|hàng giả|nhựa|đồ chơi|mô hình|thú bông|giả ngà|bột đá|peke|laruan|ក្លែងក្លាយ|ປອມ|အတု".split("|")
)
_NOT_SOLD = frozenset(
    "not for sale|nfs|not selling|不卖|不賣|非卖品|非賣品|不出|bukan untuk dijual|tidak dijual|ไม่ขาย|ไม่ได้ขาย|không bán|hindi for sale|មិនលក់|ບໍ່ຂາຍ|မရောင်းပါ".split(
        "|"
    )
)
_DENIED = re.compile(
    r"(?:bukan|bkn|no|not|jgn|jangan|takde|tiada|tanpa|không|đừng|ko|k|hindi|walang|ไม่|ไม่ใช่|ไม่เอา|不要|不是|非|没有|拒绝|拒)\s?(?:bagi |yang |yg |phải |hàng |的)?\s?$"
)
# A colour is a code word only beside something carved.
_COLOURS = frozenset(("white", "black", "red"))
_CARVED = "CAR"


@dataclass(frozen=True, slots=True)
class Signals:
    """Strengths in 0..1; ``is_want`` and ``is_warning`` turn an advert into something else."""

    subject: float
    sale: float
    price: float
    contact: float
    live: float
    is_want: bool
    is_warning: bool
    is_other: bool  # ordinary goods, and no taxon named

    @property
    def acts(self) -> int:
        """How many acts of trade there are: words of sale, a price, a contact; as adverts are judged by them."""
        return _acts(self.sale, self.price, self.contact)


_NOTHING = Signals(
    subject=0.0, sale=0.0, price=0.0, contact=0.0, live=0.0, is_want=False, is_warning=False, is_other=False
)


def weigh_signals(
    folded: Folded,
    hits: tuple[TermHit, ...],
    contacts: tuple[Found, ...],
    prices: tuple[Price, ...],
    counts: tuple[Count, ...],
    named: tuple[TermHit, ...],
) -> Signals:
    """Weigh what a text says; each signal by its strongest witness, so that a word said twice counts once.

    ``named``: the `subjects` of the text.
    """
    kinds = dict.fromkeys(SPEAKING, 0.0)
    for hit in hits:
        if hit.term.kind in kinds:
            kinds[hit.term.kind] = max(kinds[hit.term.kind], _weight(hit))
    if not (named or contacts or prices or counts or any(kinds.values())):
        return _NOTHING  # talk: most texts of a chat
    parts = [hit for hit in hits if hit.term.kind == "product" and not hit.term.taxon]
    strength = max((1.0 if _has_part(hit, parts) else _subject(hit) for hit in named), default=0.0)
    text = folded.text
    is_want = hints.WANT.search(text) is not None
    if is_want:
        kinds["sale"] = max(kinds["sale"], _SEEKS)
    if strength < 1.0 and hints.ORDINARY.search(text):
        strength = min(strength, _DOUBTFUL)
    is_other = strength < _NAMED and bool(hints.ORDINARY.search(text) or hints.ACCESSORY.search(text))
    places = [_place(folded, hit) for hit in named] if any(one.is_bare for one in prices) else []
    price = max((_price(text, places, one) for one in prices), default=0.0)
    contact = 1.0 if contacts else 0.6 * kinds["contact"]
    live = max(kinds["live"], 1.0 if counts else 0.0)
    # Without a name and with less than two acts of trade a text is no advert, whatever it warns of.
    acts = _acts(kinds["sale"], price, contact)
    is_warning = (bool(named) or acts > 1 or (acts == 1 and live >= _NAMED)) and _warns(text, hits, may_ask=price > 0)
    return Signals(
        subject=strength,
        sale=kinds["sale"],
        price=price,
        contact=contact,
        live=live,
        is_want=is_want,
        is_warning=is_warning,
        is_other=is_other,
    )


def _acts(sale: float, price: float, contact: float) -> int:
    return (sale >= _NAMED) + (price > 0) + (contact >= _NAMED)


def _price(text: str, places: list[tuple[int, int]], price: Price) -> float:
    """Strength of a price: of one that nothing marks only where it stands in one breath with a name."""
    if not price.is_bare:
        return 1.0
    gaps = [text[end : price.start] if end <= price.start else text[price.end : start] for start, end in places]
    is_beside = any(len(gap) <= _BREATH and not _FULL_STOP.search(gap) for gap in gaps)
    return _BARE if is_beside else 0.0


def subjects(folded: Folded, hits: tuple[TermHit, ...]) -> tuple[TermHit, ...]:
    """The hits that name a taxon, without those that only name a cage, a feed, a shirt or an imitation of one."""
    named = [hit for hit in hits if hit.term.taxon and hit.term.kind in ("species", "product", "code_word")]
    if not named:
        return ()
    text = folded.text
    accessories = [match.span() for match in hints.ACCESSORY.finditer(text) if not _is_included(text, match.start())]
    imitations = [_place(folded, hit) for hit in hits if _is_imitation(folded, hit)]
    figures = [match.span() for match in hints.FIGURE.finditer(text)]
    is_carved = any(hit.term.part == _CARVED and not hit.term.taxon for hit in hits)
    kept, set_aside = [], 0
    for hit in named:
        start, end = _place(folded, hit)
        if hit.term.term in _COLOURS and not is_carved:
            continue
        if any(_are_near(text, start, end, *other, lists=True) for other in accessories):
            set_aside += 1
            continue
        if _is_set_aside(text, start, end):
            continue
        if any(_are_near(text, start, end, *other, over_commas=True) for other in imitations):
            continue
        if hit.term.kind == "species" and any(_are_near(text, start, end, *other) for other in figures):
            continue
        kept.append(hit)
    # A list of feed and cages that names one more animal sells no animal.
    return tuple(kept) if len(kept) >= set_aside else ()


def _place(folded: Folded, hit: TermHit) -> tuple[int, int]:
    """Where a hit stands in the folded text."""
    if folded.starts is None:
        return hit.start, hit.end
    start = bisect_right(folded.starts, hit.start - 1)
    return start, max(start + 1, bisect_right(folded.starts, hit.end - 1))


def _is_included(text: str, start: int) -> bool:
    return hints.INCLUDED.search(text[max(0, start - 14) : start]) is not None


def _is_imitation(folded: Folded, hit: TermHit) -> bool:
    """Whether a hit is a word for an imitation that nobody denies ("not plastic")."""
    if hit.term.kind != "negation" or hit.term.term.lower() not in _IMITATION:
        return False
    start, _ = _place(folded, hit)
    return _DENIED.search(folded.text[max(0, start - _REACH) : start]) is None


def _are_near(
    text: str, start: int, end: int, begin: int, stop: int, *, over_commas: bool = False, lists: bool = False
) -> bool:
    """Whether two spans stand in one clause and close together; a word within a name says nothing of it.

    ``lists``: a word before several names speaks of all of them ("gambar naga, harimau, elang").
    """
    if begin < end and start < stop:
        return not (start <= begin and stop <= end)
    gap = text[end:begin] if end <= begin else text[stop:start]
    if lists and stop <= start and len(gap) <= _LISTED and not _BROKEN.search(gap):
        return True
    return len(gap) <= _REACH and (_SENTENCE if over_commas else _CLAUSE).search(gap) is None


def _is_set_aside(text: str, start: int, end: int) -> bool:
    """Whether something is for the animal, is said not to be it, or it is said not to be for sale."""
    before = text[max(0, start - _BEFORE) : start]
    return (
        hints.FOR_IT.search(before) is not None
        or hints.PLACE_BEFORE.search(before) is not None
        or hints.PLACE_NEXT.match(text, end) is not None
        or hints.NOT_IT.search(before) is not None
        or hints.NOT_SOLD_NEXT.match(text[end : end + _BEFORE]) is not None
    )


def _warns(text: str, hits: tuple[TermHit, ...], *, may_ask: bool) -> bool:
    """Whether the whole text speaks of law, of care, of a question or of a lost animal.

    ``may_ask``: it names a price, so that a question in it is part of the trade.
    """
    speaks_against = any(
        hit.term.kind == "negation" and hit.term.term.lower() not in _IMITATION | _NOT_SOLD and _weight(hit) >= 0.9
        for hit in hits
    )
    return (
        speaks_against
        or hints.ELSEWHERE.search(text) is not None
        or hints.NEWS.search(text) is not None
        or hints.CAMPAIGN.search(text) is not None
        or hints.LOST.search(text) is not None
        or (not may_ask and hints.QUESTION.search(text) is not None)
        or hints.ONLY_ASKED.search(text) is not None
    )


def _has_part(hit: TermHit, parts: list[TermHit]) -> bool:
    """Whether a word for a part stands beside a plain name: then even a doubtful name is meant."""
    if hit.term.is_code_word or hit.is_masked:
        return False
    return any(0 <= hit.start - part.end <= 2 or 0 <= part.start - hit.end <= 2 for part in parts)


def _subject(hit: TermHit) -> float:
    if hit.term.is_code_word:
        return 0.5
    is_short = hit.term.term.isascii() and len(hit.term.term) < 3
    plain = (_AMBIGUOUS if hit.term.is_ambiguous else 1.0) * (_weight(hit) if is_short else 1.0)
    return plain * (_MASKED if hit.is_masked else 1.0)


def _weight(hit: TermHit) -> float:
    """Short Latin words and single Chinese signs happen by accident; ambiguous ones too."""
    length = len(hit.term.term)
    is_latin = hit.term.term.isascii()
    short = length < 3 if is_latin else length < 2
    return (0.4 if short else 1.0) * (0.6 if hit.term.is_ambiguous else 1.0) * (_MASKED if hit.is_masked else 1.0)
