"""Prices as sellers write them: in figures, shorthand and words, as ranges, each or for all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphintel.extract.counts import Count
from graphintel.extract.folding import Folded
from graphintel.extract.money import ABOUT, CURRENCY_AFTER, CURRENCY_BEFORE, OF_REGION, OWN_SCALES, SCALES, any_of
from graphintel.extract.spelled import spelled_amounts

_LATIN = "a-z\u00c0-\u024f\u1e00-\u1eff"
_NUMBER = r"(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d{1,3})?(?!\d))"
_SCALE = any_of(SCALES).replace("|w", "|w(?![/a-z])")
# "2tr5", "1万2", "3k5": what follows the scale counts tenths of it; "2 triệu rưỡi" a half.
_TAIL = r"(?:(?<=củ)\s\d(?!\d|[.,]\d|\s?(?:con|bé|em|cặp|kg|lạng|tháng))|\s?(?:rưỡi|rưởi|ruoi|半|ครึ่ง)|\d{1,3}(?!\d|[.,]\d|[ ]?(?:[x%*×]|cm|kg|gr|con|ekor|ตัว|只)))"
_SCALED = rf"{_NUMBER}(?:\s?(?:{_SCALE})(?![{_LATIN}])(?:{_TAIL})?|(?:{_SCALE})\d{{1,3}}(?![\d{_LATIN}]|[.,]\d))?"
_SPACED = r"\d{1,3}(?: \d{3})+(?! ?\d)"  # "R85 000"
_TO = r"\s?(?:-|–|—|~|～|to|sampai|s/d|sd|đến|ถึง|至|到)\s?"
_BEFORE = any_of(CURRENCY_BEFORE)
_AFTER = any_of(CURRENCY_AFTER)
_OWN = any_of(OWN_SCALES)
_OWN_SCALED = rf"{_NUMBER}(?:tr|jt|củ)\d{{1,3}}(?!\d|[.,]\d)|{_NUMBER}\s?(?:{_OWN})(?![{_LATIN}])(?:{_TAIL})?"
_MORE = rf"(?:\s?(?:lebih\s)?{_NUMBER}\s?(?:rb|ribu|k|nghìn|ngàn|nghin|ngan)(?![{_LATIN}]))?"  # "2jt 500rb"
_FREE = rf"(?<![\d{_LATIN}+/-])(?<!\d[.,])"
_WITH_CURRENCY_BEFORE = re.compile(
    rf"(?<![{_LATIN}])(?P<cur>{_BEFORE})\s*[.:]?\s*(?P<least>{_SPACED}|{_SCALED})(?:{_TO}(?:(?P=cur)\s?)?(?P<most>{_SCALED}))?"
    rf"(?![{_LATIN}\d])"
)
_WITH_CURRENCY_AFTER = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:(?P<least>{_SCALED}){_TO})?(?P<most>{_SCALED})\s*(?P<cur>{_AFTER})(?P<tenths>(?<=[块塊])[1-9](?![\d.]))?(?![{_LATIN}])"
)
_WITH_OWN_SCALE = re.compile(
    rf"(?<![\d{_LATIN}])(?<!\d[.,])(?:(?P<least>{_SCALED}){_TO})?(?P<most>(?:{_OWN_SCALED}){_MORE})"
)
_UNIT = (
    r"(?:se)?ekor|sekor|ekr|con|bé|em|ตัว|只|隻|条|條|头|頭|尾|羽|匹|枚|pcs?|pieces?|head|each|ea|biji|unit|buah|butir|batang|lembar|chiếc|cái|viên|ชิ้น|อัน"
    r"|เส้น|ต้น|个|個|支|根|颗|顆|件|串|张|張|棵|株|isa|piraso"
)
_PAIR = r"(?:se)?pasang|psg|cặp|đôi|คู่|对|對|pair|pares"
_WEIGHT = r"kg|kilo|kilogram|gram|gr|g|克|斤|公斤|两|兩|lạng|chỉ|ขีด|กก|กิโล|กรัม|ons"
_ALL = r"semua|kuha lahat|ambil semua|ambik semua|lấy hết|lay het|bao hết|all|take all|borong(?:an)?|total|sekali harung|cả đàn|cả lứa|cả bầy|tất cả|ทั้งหมด|เหมา|ยกเซ็ต|ยกครอก|全部|打包|一起|通走|lahat|lot"
_EACH_NEXT = re.compile(
    rf"\s*(?:/|／|per\s?|for\s)?\s*(?:a\s|one\s|1\s?|一|每|một\s|mỗi\s|คู่ละ|ตัวละ)?\s*"
    rf"(?:(?P<pair>{_PAIR})|(?P<weight>{_WEIGHT})|(?P<all>{_ALL})|(?P<each>{_UNIT}))(?![{_LATIN}])"
)
_EACH_BEFORE = re.compile(
    rf"(?:(?P<pair>คู่ละ|một cặp|sepasang|a pair|每对|一对)|(?P<each>ตัวละ|ชิ้นละ|อันละ|เส้นละ|ต้นละ|mỗi con|một con|seekor|每只|每隻|每条|一只|一隻|@|each|per ekor)"
    rf"|(?P<weight>กิโลละ|ขีดละ|กรัมละ|每克|一克|per\s?gram|per\s?kg|một lạng|mỗi ký)|(?P<all>{_ALL}))\s*[:=]?\s*$"
)
_BARE_NEXT = re.compile(
    rf"\s*(?:(?:/|／|per\s?|一|每|một\s|mỗi\s|a\s)\s*(?:{_UNIT}|{_PAIR}|{_WEIGHT}|utas|helai|sisir|kl)(?![{_LATIN}])|(?:seekor|sekor|sepasang|sebiji|sebatang|isa|satu utas)(?![{_LATIN}])|each(?![{_LATIN}])|ea(?![{_LATIN}])"
    r"|\.-|,-|包邮|包郵|不议|不議|不刀|可刀|小刀|起(?!来)|出(?!生)|自提|自取|nego(?!sia)|net\b|pas\b|only\b|fix(?:ed)?\b|neg\b|obo\b|firm\b|bin\b)"
)
_BARE_BEFORE = re.compile(
    rf"(?:(?<![{_LATIN}])(?:harga|hrg|hrga|price|presyo|giá|gia|asking|ask|for only|only|just|budget|bajet|modal|offer|bin|ob|sb|mahar|net|jual)"
    r"|ราคา|ตัวละ|คู่ละ|เหลือ|เพียง|แค่|ปล่อย|ขาย(?:ที่)?|งบ|价格?|價格?|[售卖賣要才仅只]价?|特价|特價|预算|預算|一口价|@)\s*(?:nya|lang|cuma|chỉ|只要|เพียง|แค่|is)?\s*[:：=]?\s*$"
)
_BARE = re.compile(rf"{_FREE}(?:(?P<least>{_SCALED}){_TO})?(?P<most>{_SCALED})(?![{_LATIN}%\d:x×*])")
_GROUPED = re.compile(r"\d{1,2}(?:[.,]\d{3})+[.,]000")  # 1.250.000: nobody writes anything else that way
_UNMARKED = re.compile(
    rf"{_FREE}(?<![#:])(?:(?P<least>\d{{2,6}}){_TO})?(?P<most>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{2,6}})(?![{_LATIN}%\d:x×*'\"”°]|[.,]\d|-\d)"
)
_LEAST_BARE = {
    "IDR": 50_000.0,
    "VND": 50_000.0,
    "THB": 80.0,
    "PHP": 80.0,
    "TWD": 80.0,
}  # less is a size, an age or a code
_MOST_BARE = 1e9
_IN_THOUSANDS = frozenset(("IDR", "VND"))  # money of which nobody asks less than thousands
_FEW = 100.0  # a smaller number that nothing marks is a size or an age
_UNIT_NEXT = re.compile(
    rf"\s*(?!each|ea\b|isa|seekor|sekor|sepasang)(?:{_UNIT}|{_PAIR}|{_WEIGHT}|ซม|นิ้ว|เซน|เมตร|ขวบ|สัปดาห์|weeks?|wks?|wk|months?|mos?|yrs?|years?|old|ft|feet|pax|hits?|taon|buwan|tuần|级|級|号|號|楼|樓|公分|寸|米|分|点|點|巷|弄|室|区|區|岁|g|lbs?|mg|adet)(?![{_LATIN}]|ละ)"
)
_NUMBERED = re.compile(
    rf"(?:(?<![{_LATIN}])(?:c|ca|circa|no|blk|block|lot|unit|order|id|code|ring|chip|ref|ver|vol|lv|level|jalan|jln|jl|rt|rw|km|size|sz|saiz|umur|age|usia|nhà|số|đường|quận|q|phường|lô|sinh năm|năm|est|since|sejak|phone|tel|post|room|pin|rek|acc|permit|cites|fb|ig)|เลข|ซอย|หมู่|บ้านเลขที่|ปี|ขนาด|ไซส์|อายุ|号|編號|编号|芯片|年|第|约|約|[+(])\s*[.:#]?\s*$"
)
# What a number beside these words costs is not what is sold.
_ASIDE_BEFORE = re.compile(
    rf"(?:(?<![{_LATIN}])(?:ongkir|ongkos(?: kirim)?|kos (?:pos|penghantaran)|pos|postage|shipping(?: fee)?|delivery(?: fee)?|dp|deposit|down|booking(?: fee)?|cọc|đặt cọc"
    r"|ship|phí(?: ship)?|tiền ship|sf|kandang|sangkar|cage|resit|fee|admin|komisen|courier|kurir|reservation(?: fee)?|rf)|มัดจำ|ค่าส่ง|ค่าจัดส่ง|ส่ง|运费|運費|邮费|郵費|邮|定金|押金|订金|訂金)\s*(?:nya|is|cuma|only|từ|min)?\s*[:=+]?\s*$"
)
# "ส่งทั่วไทย 120", "pos ems 50": what sending it costs.
_SENT = re.compile(r"(?:ส่ง(?!ฟรี)|(?<![a-z])(?:post|postage|pos laju|ongkir|shipping|ship fee|ems))[^\d\n,，;:]{0,12}$")
# "3 for 1k", "5 ตัว 1,700", "3条70": so much for several.
_DEAL = re.compile(
    r"(?:(?<![\d.])(?<!\d,)(?:[2-9]|[1-9]\d{1,3})|สอง|สาม|ห้า|สิบ|[两兩二三四五六八十]|hai|ba|năm|dua|tiga|lima|tatlo|dalawa)\s?"
    r"(?:for|con|ekor|ตัว|ต้น|กระถาง|โหล|[条條只隻球斤颗顆株盆包对對件个個]|pcs?|pieces|piraso|isa|heads?)\s?(?:=|@|ราคา|dpt|dapat|just|only)?\s*$"
    r"|(?:ยกหมด|ยกคอก|ยกครอก|เหมา|kuha lahat|lấy hết|bao hết|lay het|take all|all for|borong|ambil semua|ambik semua|整拿|打包|全部|一起)\s*(?:=|@|ราคา|only|còn|con)?\s*$"
)
_ASIDE_NEXT = re.compile(r"[ \t]*(?:ongkir|deposit|booking|shipping|postage|mạng|运费|运|定金|订金|มัดจำ)")
_NOT_MONEY = re.compile(
    rf"\s*(?:followers?|members?|orang|people|views?|likes?|subs|run|km|mah|w(?:att)?(?![{_LATIN}])|v(?![{_LATIN}])|hz|px|mp|人|粉|次|公里|步|字|平|尾货|tahun|thn|bulan|bln"
    rf"|tuổi|tháng|năm|ปี|เดือน|cm|mm|inch|in(?![{_LATIN}])|meter|m(?![{_LATIN}])|jam|hours?|hari|days?|ngày|วัน|minutes?|menit|phút|ml|liter|lit(?![{_LATIN}])|岁|歲|年|月|天|厘米|公分|cc|°|độ|องศา|度|angka|米|figures?|digits?|(?:k(?:arat)?\s)?gold(?![{_LATIN}])|emas|karat|chữ số)"
)
_OF_MONEY_ALONE = frozenset(("lac", "lacs", "lakh", "lakhs", "crore", "xị", "个w", "个万"))
_KARAT = re.compile(r"(?:9|10|14|18|22|24)\s?k")
_GOLD = re.compile(
    r"gold|emas|ทอง|vàng|karat|carat|bracelet|gelang|pendant|locket|ring|cincin|necklace|chain|x-?back|cap|mom"
)
_TEN_THOUSAND = 1e4  # from here on an amount in words that ends a clause is a price: 两万五
_ENDS = re.compile(r"[\s,，。.!！;；)）]|$")
# What sellers write where they want to be asked.
_DECOY = re.compile(r"0+|1+|123(?:4(?:5(?:6(?:7(?:89?)?)?)?)?)?|9{4,}|8{6,}")
_MOST = 1e10  # more is a telephone or account number
_CONTEXT = 24  # characters before a number that tell what it is


@dataclass(frozen=True, slots=True)
class Price:
    """From ``least`` to ``most`` in a currency (ISO 4217), and where that stands in the folded text.

    ``basis``: each, pair, weight (a unit of it), total, or None where nothing tells. ``is_bare``: nothing but its
    place beside a name makes the number a price. ``is_deal``: it stands behind how many it buys, "3 for 1k".
    """

    least: float
    most: float
    currency: str
    basis: str | None
    start: int
    end: int
    is_bare: bool = False
    is_deal: bool = False


def find_prices(folded: Folded, *, region: str | None = None) -> tuple[Price, ...]:
    """Prices in the order of text, never overlapping; ``start``/``end`` count the folded text's characters.

    A number that a word or unit makes a price, and that names no money, is in that of ``region`` (ISO 3166-1 alpha-2).
    What sellers write where they want to be asked (1, 123, 1234567) is no price, nor is what shipping, a deposit or a
    cage costs.
    """
    text = folded.text
    taken: list[tuple[int, int]] = []
    found: list[Price] = []
    for start, end, least, most, currency in _candidates(text, region):
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        taken.append((start, end))
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        is_aside = _ASIDE_BEFORE.search(before) or _ASIDE_NEXT.match(after) or _SENT.search(before)
        if not is_aside and 0 < most < _MOST:
            low, high = sorted((least, most))
            basis = _basis(before, after)
            is_deal = basis is None and _DEAL.search(before) is not None
            found.append(Price(low, high, currency, basis, start, end, is_deal=is_deal))
    return tuple(sorted(found, key=lambda price: price.start))


def bare_prices(folded: Folded, others: Iterable[Count | Price], *, region: str | None = None) -> tuple[Price, ...]:
    """Numbers that nothing marks, in a text that names what is sold.

    Args:
        others: counts, weights and prices that are found already.
        region: ISO 3166-1 alpha-2 code whose money is meant; None finds nothing.
    """
    currency = OF_REGION.get(region or "")
    least = _LEAST_BARE.get(currency or "", 30.0)
    taken = [(other.start, other.end) for other in others]
    found = []
    for match in _UNMARKED.finditer(folded.text) if currency else ():
        before, after = (
            folded.text[max(0, match.start() - _CONTEXT) : match.start()],
            folded.text[match.end() : match.end() + _CONTEXT],
        )
        if any(match.start() < stop and begin < match.end() for begin, stop in taken):
            continue
        if _NOT_MONEY.match(after) or _UNIT_NEXT.match(after) or _NUMBERED.search(before) or _is_decoy(match["most"]):
            continue
        if _ASIDE_BEFORE.search(before) or _ASIDE_NEXT.match(after):
            continue
        _, _, low, high, _ = _matched(match, str(currency))
        if (
            currency in _IN_THOUSANDS
            and low >= _FEW
            and high < _TEN_THOUSAND
            and low % 5 == 0
            and match["most"].isdigit()
        ):
            low, high = low * 1e3, high * 1e3
        is_year = high == low and 1900 <= high <= 2035 and match["most"].isdigit()
        if low >= least and high < _MOST_BARE and not is_year:
            found.append(Price(low, high, str(currency), _basis(before, after), *match.span(), is_bare=True))
    return tuple(found)


def _candidates(text: str, region: str | None) -> list[tuple[int, int, float, float, str]]:
    """What may be a price, the surest kind first; decoys are among them with nothing as their value."""
    has_digits = any("0" <= character <= "9" for character in text)
    found: list[tuple[int, int, float, float, str]] = []
    if has_digits:
        for match in _WITH_CURRENCY_BEFORE.finditer(text):
            found.append(_matched(match, _named(CURRENCY_BEFORE[match["cur"]], region)))
        for match in _WITH_CURRENCY_AFTER.finditer(text):
            money = _named(CURRENCY_AFTER[match["cur"]], region)
            if money.endswith("r") and region != "CN":
                continue  # "90r" is said in China alone
            start, end, low, high, money = _matched(match, money.removesuffix("?r"))
            tenths = float(match["tenths"] or 0) / 10  # 3块5
            found.append((start, end, low + tenths, high + tenths, money))
        for match in _WITH_OWN_SCALE.finditer(text):
            found.append(_matched(match, _owned(match["most"], region)))
    currency = OF_REGION.get(region or "")
    if currency and has_digits:
        for match in _BARE.finditer(text):
            if _is_price(text, match):
                start, end, low, high, _ = _matched(match, currency)
                low = _meant(low, match["least"] or match["most"], currency)
                found.append((start, end, low, _meant(high, match["most"], currency), currency))
    ranged = 0
    spelled = list(spelled_amounts(text))
    for place, (start, end, value) in enumerate(spelled):
        after, before = text[end : end + _CONTEXT], text[max(0, start - _CONTEXT) : start]
        if place + 1 < len(spelled) and re.fullmatch(_TO, text[end : spelled[place + 1][0]]) and currency:
            found.append((start, spelled[place + 1][1], value, spelled[place + 1][2], currency))  # 一百五到三百
            ranged = spelled[place + 1][1]
        if end <= ranged:
            continue
        mark = re.match(rf"\s?(?:{_AFTER})(?![{_LATIN}])", after)
        if mark:
            found.append((start, end + mark.end(), value, value, _named(CURRENCY_AFTER[mark[0].strip()], region)))
        elif currency and (
            _BARE_NEXT.match(after) or _BARE_BEFORE.search(before) or (value >= _TEN_THOUSAND and _ENDS.match(after))
        ):
            found.append((start, end, value, value, currency))
    return found


def _matched(match: re.Match[str], currency: str) -> tuple[int, int, float, float, str]:
    groups = match.groupdict()
    one, other = groups.get("least"), groups.get("most")
    least, most = one or other, other or one
    if least and re.fullmatch(_SPACED, least):
        least = most = least.replace(" ", "")
    if least is None or most is None or _is_decoy(least) or _is_decoy(most):
        return match.start(), match.end(), 0.0, 0.0, currency
    high, scale = _amount(most, 1.0, currency)
    # "500-700rb": the scale stands behind the second number and means both.
    low, _ = _amount(least, scale if one and other and "least" in groups else 1.0, currency)
    if one and other and low > high:
        low, _ = _amount(least, 1.0, currency)
    return match.start(), match.end(), low, high, currency


def _meant(value: float, written: str, currency: str) -> float:
    """A number without a scale where nobody pays in ones: 850 is 850,000, and 2,75 is 2,750,000 rupiah or dong."""
    if currency not in _IN_THOUSANDS or value >= _TEN_THOUSAND or re.search(_SCALE, written):
        return value
    return value * (1e6 if value < 100 and not written.isdigit() else 1e3)


def _is_decoy(written: str) -> bool:
    digits = re.sub(r"[.,\s]", "", written)
    return _DECOY.fullmatch(digits) is not None


def _named(currency: str, region: str | None) -> str:
    """The money that a mark means: some marks mean another in another region."""
    return ABOUT.get((currency, region or ""), currency.rstrip("?"))


def _owned(written: str, region: str | None) -> str:
    """The money that a scale means by itself: "juta" is said in Malaysia too."""
    match = re.search(_OWN, written)
    return _named(OWN_SCALES[match[0]], region) if match else OF_REGION.get(region or "", "")


def _is_price(text: str, match: re.Match[str]) -> bool:
    """Whether a number without money is a price by what stands beside it."""
    before, after = text[max(0, match.start() - _CONTEXT) : match.start()], text[match.end() : match.end() + _CONTEXT]
    written = match["most"]
    scale = re.search(_SCALE, written)
    is_count = scale is None and _UNIT_NEXT.match(after) and not _BARE_NEXT.match(after)
    if written.startswith("0") or _NOT_MONEY.match(after) or is_count:
        return False
    if scale and scale[0] == "k":
        return not (_KARAT.fullmatch(written) and _GOLD.search(before + "|" + after))
    if scale and scale[0] in _OF_MONEY_ALONE:
        return True
    if scale and scale[0] in ("万", "萬", "w") and not re.match(r"[人粉次公步字平里米度多]", after):
        return True
    if (
        scale
        and scale[0] in ("万", "萬", "w", "พัน", "หมื่น", "แสน", "ล้าน", "千", "百", "ร้อย")
        and not re.match(r"(?!ถ้วน|ครับ|ค่ะ|คะ|จ้า|นะ|ต้น)[^\s,.;!?，。、～~/-]", after)
    ):
        return True
    if _GROUPED.fullmatch(written):
        return True
    return _BARE_NEXT.match(after) is not None or _BARE_BEFORE.search(before) is not None


def _amount(written: str, scale_of_range: float, currency: str) -> tuple[float, float]:
    """Value and scale of a number with its scale and what follows that."""
    value, scale_used, reached = 0.0, 1.0, 0
    for match in re.finditer(rf"({_NUMBER})\s?({_SCALE})?(?![{_LATIN}])|({_NUMBER})({_SCALE})(?=\d)", written):
        number, mark = match[1] or match[3], match[2] or match[4]
        scale = SCALES.get(mark or "", 1.0)
        if not reached:
            scale_used = scale
            value = _figure(number, scale, currency) * (scale if mark else scale_of_range)
        elif not mark and scale_used > 1 and match.start() <= reached + 1:
            value += float(f"0.{number}") * scale_used  # 2tr5
        elif mark and scale < scale_used:
            value += _figure(number, scale, currency) * scale  # 2jt 500rb
        reached = match.end()
    if re.search(r"rưỡi|rưởi|ruoi|半|ครึ่ง", written):
        value += scale_used / 2
    return value, scale_used


def _figure(number: str, scale: float, currency: str) -> float:
    """``1.200.000`` and ``1,200`` group by thousands; ``2.5`` and ``2,5`` have decimals, as has ``1.250 juta``."""
    number = number.replace(" ", "")
    parts = re.split(r"[.,]", number)
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:])
    is_decimal = scale >= 1e6 or (scale > 1 and currency not in ("IDR", "VND"))
    if grouped and not (len(parts) == 2 and is_decimal):
        return float("".join(parts))
    if len(parts) > 2:
        return float("".join(parts[:-1]) + "." + parts[-1])
    return float(number.replace(",", "."))


def _basis(before: str, after: str) -> str | None:
    match = _EACH_NEXT.match(after) or _EACH_BEFORE.search(before)
    if match is None:
        return None
    kind = str(match.lastgroup)
    return "total" if kind == "all" else kind
