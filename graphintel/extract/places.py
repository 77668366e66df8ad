"""Places that a text names: where the seller is, where goods are sent from, where people meet."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from graphintel.extract.folding import Folded, fold
from graphintel.extract.terms import is_word
from graphintel.reference import Gazetteer, PlaceName

_L = "a-z\u00c0-\u024f\u1e00-\u1eff"
_REACH = 26  # characters around a name in which a word tells what the place is
_SHIP_FROM = re.compile(
    rf"(?<![{_L}])(?:ships?|shipping|sent|send|dispatch|delivery|pos|postage|kirim(?:an)?|dikirim|gửi(?: từ)?|padala|galing|ship) ?(?:from|dari|từ)?|ส่งจาก|发自|發自|出货地|出貨地"
)
_SHIPS_NEXT = re.compile(r"\s?(?:发货|發貨|直发|直發|包邮|寄出|出货|出貨)")
_MEETUP = re.compile(
    rf"(?<![{_L}])(?:cod|cop|meet ?-?ups?|meet|pick ?-?up|collect(?:ion)?|self collect|deal|jumpa|ambil(?: sendiri)?|pickup|siap ambil|xem(?: hàng| tại| chim)?|giao dịch|kita|kitaan|collect at)"
    r"|นัดรับ|นัดเจอ|นัดดู|นัดตัก|รับที่|รับเอง|เจอกัน|面交|自提|自取|交收|见面|見面"
)
_MEETS_NEXT = re.compile(
    r"\s?(?:市?[区區]?(?:可)?(?:自提|自取|面交|同城|交收|看货|看貨|取貨|取货)|nhận|pick ?up|only|area|lang)"
)
_SELLER = re.compile(
    rf"(?<![{_L}])(?:lokasi|loc(?:ation)?|lokasyon|posisi|domisili|area|based|view|stok|stock|alamat|address|rumah|farm|kandang|kedai|shop|store|toko|lapak|trại|nhà|khu vực|kv|địa chỉ|đc|taga)(?![{_L}])"
    r"|แถว|อยู่(?:ที่)?|พิกัด|จังหวัด|จ\.|อ\.|坐标|坐標|人在|位于|位於|地点|地點|看货|看貨|限"
)
_AT = re.compile(
    rf"(?<![{_L}])(?:in|at|near|around|from|of|di|kat|dekat|dkt|kt|dari|drpd|dr|ke|kota|kab(?:upaten)?|kec|sekitar|ở|tại|từ|về|quanh|sa|dito sa|taga|tp|tỉnh|huyện|q|quận|via)[\s.:]+$"
    r"|(?:ที่|แถว|ใน|จาก|โซน|ย่าน|ฝั่ง|จ\.|อ\.|ต\.|在|于|於|从|從|住|到|📍|🏠|🚗|\()\s?$"
)
_ORIGIN = re.compile(
    rf"(?<![{_L}])(?:asli|asal|wild caught|origin|original|import(?:ed)?|lokal|hàng|gốc|mula)\s?(?:dari |from |of |sa )?$|进口|進口|产地|產地|นำเข้าจาก"
)
_ALONE = re.compile(r"(?:^|[\n,，、.。;；/|()（）\-–—>:：!!🔥✅📌‼️\u2600-\u27bf\U0001f300-\U0001faff]|\s\s)\s*$")
_ENDS = re.compile(r"\s*(?:$|[\n,，、.。;；/|()（）\-–—>:：!!\u2600-\u27bf\U0001f300-\U0001faff])")
_TOWNS_KNOWN_BY_NAME = 50_000  # inhabitants from which a town is known without a word beside it
_MOST = 6  # places of one advert; more is a list of where a bus goes


@dataclass(frozen=True, slots=True)
class Place:
    """A place where it stands (code points of the source); ``context`` is seller, ship_from, meetup or unknown."""

    place: str
    country: str
    context: str
    start: int
    end: int


class PlaceFinder:
    """Finds the places of a gazetteer; holds the automaton."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        patterns: dict[str, list[PlaceName]] = {}
        for name in gazetteer.names:
            patterns.setdefault(fold(name.term).text, []).append(name)
        patterns.pop("", None)
        self._entries = list(patterns.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(patterns), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def find(
        self, folded: Folded, *, regions: Sequence[str | None], taken: Iterable[tuple[int, int]]
    ) -> tuple[Place, ...]:
        """Places in order of text.

        Args:
            regions: ISO 3166-1 alpha-2 codes of the group and of the text's language, the likeliest first: of two
                places of one name the one there is meant.
            taken: spans of the source that say something else (names of animals, contacts).
        """
        text, spans = folded.text, list(taken)
        rank = {region: place for place, region in reversed([*enumerate(regions)]) if region}
        found: list[Place] = []
        for entry, start, end in self._automaton.find_matches_as_indexes(text):
            if not is_word(text, start, end):
                continue
            first, last = folded.span(start, end)
            if any(first < stop and begin < last for begin, stop in spans):
                continue
            name = min(
                self._entries[entry], key=lambda one: (rank.get(one.country, len(rank)), one.is_weak, -one.population)
            )
            context = _context(text, start, end)
            if context is not None and (context != "unknown" or _stands_by_itself(text, start, end, name, rank)):
                found.append(Place(name.place, name.country, context, first, last))
        return tuple({(one.place, one.country): one for one in reversed(found)}.values())[::-1][:_MOST]


def _context(text: str, start: int, end: int) -> str | None:
    """What a place is by the words beside it; None where goods or animals only come from there."""
    line = max(text.rfind("\n", 0, start), start - _REACH - 1) + 1
    before, after = text[line:start], text[end : end + _REACH]
    if _ORIGIN.search(before):
        return None
    near = before[-_REACH:]
    for context, pattern in (("ship_from", _SHIP_FROM), ("meetup", _MEETUP), ("seller", _SELLER)):
        if pattern.search(near):
            return context
    if _SHIPS_NEXT.match(after):
        return "ship_from"
    if _MEETS_NEXT.match(after):
        return "meetup"
    return "seller" if _AT.search(before) else "unknown"


def _stands_by_itself(text: str, start: int, end: int, name: PlaceName, here: Container[str]) -> bool:
    """Whether a place that no word announces is meant as one: known by name, or alone between two marks."""
    is_known = name.population == 0 or name.population >= _TOWNS_KNOWN_BY_NAME
    is_here = name.country in here
    line = text.rfind("\n", 0, start) + 1
    begins = start == line or _ALONE.search(text[line:start]) is not None
    ends = _ENDS.match(text, end) is not None
    if name.is_weak:
        return is_here and begins and ends  # a word of its own, but nothing else stands between two marks
    is_alone = begins or ends
    # Names with marks or of other scripts are no other words; those of plain letters may be.
    return is_known and is_here and (is_alone or not name.term.isascii())
