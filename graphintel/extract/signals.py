"""What in a text speaks for an advert, and what against."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphintel.extract.counts import Count
from graphintel.extract.folding import Folded
from graphintel.extract.prices import Price
from graphintel.extract.span import Found
from graphintel.extract.terms import TermHit

# Words of somebody who seeks, warns, or sells what merely surrounds an animal. The lexicon does not tell these apart.
_WANT = re.compile(
    r"\bwtb\b|\blooking for\b|\bin search of\b|\bwant(?:ed)? to buy\b|\biso\b|\bada (?:siapa |sapa )?jual\b|\b(?:nak|mau|mahu) (?:cari|beli)\b"
    r"|\bcari\b|\bdicari\b|\bcần (?:mua|tìm)\b|\bai bán\b|\bcó ai bán\b|รับซื้อ|อยากได้|หาซื้อ|ตามหา|求购|求購|求一|收购|想买|有没有卖|谁有"
)
_WARNING = re.compile(
    r"stop (?:the )?(?:illegal )?(?:\w+ )?trade|report (?:it|them|to|any)|seiz(?:ed|ure)|rescued?\b|rehabilit|sanctuary|poach|released? (?:back )?(?:in)?to the wild"
    r"|hentikan|jangan beli|laporkan|lapor (?:ke|kepada)|diselamatkan|sita(?:an)?\b|dirampas|lepas ?liar|ngừng mua bán|đừng mua|cứu hộ|tố giác|thả về"
    r"|หยุดค้า|อย่าซื้อ|แจ้งเบาะแส|ช่วยเหลือสัตว์|ปล่อยคืนป่า|拒绝买卖|拒絕買賣|没有买卖|没有買賣|举报|舉報|救助|放归|查获"
)
_ACCESSORY = re.compile(
    r"\b(?:cages?|food|feeds?|pellets?|vitamins?|perch|terrarium|enclosure|shirts?|stickers?|figures?|plush|toys?|painting|poster|logo"
    r"|sangkar|kandang|makanan|pakan|dedak|baju|lukisan|mainan|lồng|thức ăn|cám|tranh|áo)\b|กรง|อาหาร|เสื้อ|ตุ๊กตา|笼|籠|饲料|飼料|鸟食|公仔|T恤"
)
# What people sell in any group. It speaks against an advert for wildlife only where no taxon is named.
_ORDINARY = re.compile(
    r"\b(?:phones?|iphone|laptop|shirts?|shoes|sneakers|dress|jacket|desk|sofa|fridge|furniture|motorbike|apartment|chicken feed|hp bekas|telefon|sepatu|kasut|meja|kursi|kerusi|lemari|motor|mobil|kereta|rumah sewa"
    r"|điện thoại|giày|quần|bàn ghế|tủ lạnh|xe máy|xe hơi|nhà trọ)\b|มือถือ|โทรศัพท์มือ|รองเท้า(?!นารี)|กางเกง|โต๊ะ|เก้าอี้|ตู้เย็น|มอเตอร์ไซ|รถยนต์|คอนโด|手机壳|二手手机|外套|衣服|鞋|桌|椅|沙发|冰箱|电动车|汽车|房屋|出租"
)
_NAMED = 0.5
_MASKED = 0.8  # of a name in disguise
_REACH = 14  # characters between a name and the word that makes it a cage or a shirt


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


def weigh_signals(
    folded: Folded,
    hits: tuple[TermHit, ...],
    contacts: tuple[Found, ...],
    prices: tuple[Price, ...],
    counts: tuple[Count, ...],
) -> Signals:
    """Weigh what a text says; each signal by its strongest witness, so that a word said twice counts once."""
    kinds = dict.fromkeys(("sale", "contact", "live", "negation"), 0.0)
    for hit in hits:
        if hit.term.kind in kinds:
            kinds[hit.term.kind] = max(kinds[hit.term.kind], _weight(hit))
    counted = 1.0 if counts else 0.0
    named = max((_subject(hit) for hit in subjects(folded, hits)), default=0.0)
    is_other = named < _NAMED and bool(_ORDINARY.search(folded.text) or _ACCESSORY.search(folded.text))
    return Signals(
        subject=named,
        sale=kinds["sale"],
        price=1.0 if prices else 0.0,
        contact=1.0 if contacts else 0.6 * kinds["contact"],
        live=max(kinds["live"], counted),
        is_want=_WANT.search(folded.text) is not None,
        is_warning=kinds["negation"] >= 0.9 or _WARNING.search(folded.text) is not None,
        is_other=is_other,
    )


def subjects(folded: Folded, hits: tuple[TermHit, ...]) -> tuple[TermHit, ...]:
    """The hits that name a taxon, without those that only name a cage, a feed or a shirt for one."""
    named = tuple(hit for hit in hits if hit.term.taxon and hit.term.kind in ("species", "product", "code_word"))
    return tuple(hit for hit in named if not _is_accessory(folded, hit))


def _is_accessory(folded: Folded, hit: TermHit) -> bool:
    if folded.starts is None:
        start, end = hit.start, hit.end
    else:
        inside = [n for n, place in enumerate(folded.starts) if hit.start <= place < hit.end]
        if not inside:
            return False
        start, end = inside[0], inside[-1] + 1
    return _ACCESSORY.search(folded.text[max(0, start - _REACH) : end + _REACH]) is not None


def _subject(hit: TermHit) -> float:
    if hit.term.is_code_word:
        return 0.5
    plain = (0.7 if hit.term.is_ambiguous else 1.0) * (_weight(hit) if len(hit.term.term) < 3 else 1.0)
    return plain * (_MASKED if hit.is_masked else 1.0)


def _weight(hit: TermHit) -> float:
    """Short Latin words and single Chinese signs happen by accident; ambiguous ones too."""
    length = len(hit.term.term)
    is_latin = hit.term.term.isascii()
    short = length < 3 if is_latin else length < 2
    return (0.4 if short else 1.0) * (0.6 if hit.term.is_ambiguous else 1.0) * (_MASKED if hit.is_masked else 1.0)
