"""How many animals or pieces a text names, and how heavy: numbers beside counting words, pairs as two, ranges as ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphintel.extract.folding import Folded

_LATIN = "a-z\u00c0-\u024f\u1e00-\u1eff"
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "lapan": 8,
    "sembilan": 9, "sepuluh": 10, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "a dozen": 12, "dozen": 12, "selusin": 12, "isang": 1, "dalawang": 2, "tatlong": 3, "limang": 5, "apat na": 4,
    "一": 1, "二": 2, "两": 2, "兩": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10,
    "isa": 1, "dalawa": 2, "tatlo": 3, "sampung": 10, "walong": 8, "pitong": 7, "anim na": 6, "siyam na": 9, "isang daang": 100,
    "sebelas": 11, "dua belas": 12, "isang daan": 100, "seratus": 100,
}  # fmt: skip
# A word of Latin letters stands apart from what it counts; digits, Chinese and Thai need not.
_SPACED = "|".join(sorted((word for word in _WORDS if word[0] < "\u0e00"), key=len, reverse=True))
_CLOSE = "|".join(sorted((word for word in _WORDS if word[0] >= "\u0e00"), key=len, reverse=True))
_HUNDREDS = r"(?:\d|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan) ratus(?=\s)"
_NUMBER = rf"(?:{_HUNDREDS}|\d{{1,5}}(?![.,]?\d)|{_CLOSE}|(?:{_SPACED})(?=\s))"
_TO = r"\s?(?:-|–|~|～|to|or|sampai|hingga|s/d|atau|đến|hoặc|ถึง|หรือ|至|到|或)\s?"
_ONES = (
    r"ekor|ekr|ekoq|con|bé|em(?! (?:bán|có|cần|pass|ơi))|个(?!多?月|小时|半)|個(?!多?月|小時|半)|瓶|盒|罐|把|方(?=[\s，,。]|$)|ตัว|เชือก|只|隻|条|條|头|頭|羽|尾|匹|枚|颗|顆|支|根|片|张|張|串|件|棵|株|块(?=[料牌皮，, ])|塊(?=[料牌皮，, ])|副|粒"
    r"|pcs?|pieces?|heads?|birds?|cubs?|pups?|babies|hatchlings?|chicks?|juveniles?|adults?|males?|females?|units?|tails|sticks?|tusks?|teeth|skins?|plants?|specimens?|eggs?"
    r"|buah|bijik|biji|bj|bh|polip|butir|batang|btg|lembar|lbr|helai|bentuk|ketul|keping|utas|potong|pokok|unit|anakan"
    r"|chiếc|cái|viên|tấm|sợi|quả|khúc|miếng|cây|giò|bụi|gốc|ชิ้น|อัน|เส้น|ฟอง|วง|ต้น|กอ|ผืน|ซี่|เล่ม|ลูก(?=\s|$|[^ก-๙])|เม็ด|องค์|ใบ|แผ่น|อัน"
    r"|pots?|bingkai|ikung|frames?|boxes|hộp|ka puno|puno|กระถาง|ท่อน|扇|尊|位(?=[宝寶\s，,])|piraso|pirasong|perasong|lalake|hens?|cocks?|frags?|na (?:piraso|pcs)"
)
_PAIRS = r"pasang|psg|psng|cặp|đôi|คู่|对|對|双|雙|pairs?|prs?|pares|pares na"
_TRIO = r"trios?|set of 3|kelompok 3"
_COUNTED = re.compile(
    rf"(?<![\d*×{_LATIN}])(?<!\d[.,])(?P<least>{_NUMBER})(?:{_TO}(?P<most>{_NUMBER}))?[ \t\u3000]*(?:x\s?|more |\+\s?)?"
    rf"(?:(?P<one>{_ONES})|(?P<pair>{_PAIRS})|(?P<trio>{_TRIO}))(?![{_LATIN}]|ละ)"
)
_SINGLE = re.compile(
    rf"(?<![{_LATIN}])(?:(?P<one>se-?ekor|sekor|sebijik|sebatang|sebentuk|sebiji|single (?:male|female))|(?P<pair>se-?pasang|(?:a |breeding |proven |mated |bonded |adult )+pair|một cặp|một đôi|คู่เดียว|(?<!per )(?<!/)(?<!/ )pair(?! of [a-z]* ?for)))(?![{_LATIN}])"
)
_PAIR_ALONE = re.compile(
    rf"(?<![{_LATIN}\d/])(?<!\d )(?<!mỗi )(?<!/ )(?P<pair>cặp|đôi|pares|một cặp)(?![{_LATIN}])|(?<![\d/ก-ฮ])(?<!\d )(?P<pair2>คู่)(?=\s|หนุ่ม|ผู้|พ่อ|แม่|\d)"
)
# "2 males 1 female", "一公两母", "1 jantan 2 betina"
_SEXES = re.compile(
    rf"(?<![\d{_LATIN}])(?P<males>{_NUMBER})\s?(?:males?|hens?|jantan|đực|trống|公|ผู้|lalaki)[\s,、和&+/]{{0,3}}(?:and |dan )?(?P<females>{_NUMBER})\s?(?:females?|cocks?|betina|cái|mái|母|เมีย|babae)(?![{_LATIN}])"
)
# What a seller asks one to take at least, or how many go to a weight, is no count of what there is.
_NOT_THERE_BEFORE = re.compile(
    rf"(?:(?<![{_LATIN}])(?:min(?:imal|imum)?(?: order)?(?: ambil| beli)?|beli|buy|mua|tối thiểu|order|isi|umur)|≥|起订)\s?$"
    rf"|(?:kg|kilo|gr?|ký|lạng|斤|克|两|兩|ขีด|โล)\s?(?:~|≈|约|約|tầm|khoảng|isi|around|about|ประมาณ|กว่า|=)\s?$"
)
_NOT_THERE_BEHIND = re.compile(r"\s?(?:起|以上|above|ke atas|trở lên|ขึ้นไป)")
_LEFT = re.compile(
    rf"(?<![\d{_LATIN}])(?<!\d[.,])(?P<least>\d{{1,3}}) ?(?:left|available|avail|in stock|remaining|more|na ?lang|nalang|lagi(?! bulan))(?![{_LATIN}])"
)
# "stock 3", "sisa 2", "x3", "qty: 4", "还有3", "เหลือ 2"
_STOCK = re.compile(
    rf"(?:(?<![{_LATIN}])(?:qty|quantity|stocks?|stok|stoknya|sisa|tinggal|tersisa|ada|avail(?:able)?|only|jumlah|jml|còn|còn lại|số lượng|sl|ready|bal|balance|natira|x)"
    r"|เหลือ|มี|จำนวน|还有|還有|剩|数量|數量|共|现有|只剩)\s*[:=]?\s*(?:only |lagi |just )?"
    rf"(?P<least>\d{{1,3}})(?:{_TO}(?P<most>\d{{1,3}}))?(?![\d.,]*\d|\s?(?:[%:/x°]|k\b|rb|jt|ribu|juta|tr\b|rm|bulan|bln|tahun|thn|minggu|hari|tháng|năm|tuần|ngày|cm|inch|in\b|\"|mm|kg|gr?\b|gram|month|week|year|day|yr|บาท|เดือน|ปี|วัน|นิ้ว|เซน|元|块|万|千|岁|年|月|天|周|厘米|公分|克|斤|公斤|w\b|mạng|group|grup|orang|人))"
)
_TIMES = re.compile(
    rf"(?<![\d.,{_LATIN}])(?:(?P<least>\d{{1,3}})\s?[x×](?![\da-z])|[x×]\s?(?P<after>\d{{1,3}})(?![\d.,]*[\da-z]))"
)
# Grams: SI and trade units. Source: shared notes of the trade (斤 500 g in mainland China, lạng 100 g, chỉ 3.75 g, baht-weight 15.2 g).
_GRAMS = {
    "kg": 1e3, "kgs": 1e3, "kilo": 1e3, "kilos": 1e3, "kilogram": 1e3, "ký": 1e3, "kí": 1e3, "cân": 1e3, "公斤": 1e3, "กก": 1e3, "กก.": 1e3, "กิโล": 1e3, "โล": 1e3, "กิโลกรัม": 1e3,
    "g": 1.0, "gr": 1.0, "grm": 1.0, "gram": 1.0, "grams": 1.0, "gm": 1.0, "克": 1.0, "กรัม": 1.0, "斤": 500.0, "市斤": 500.0, "两": 50.0, "兩": 50.0,
    "lạng": 100.0, "chỉ": 3.75, "ขีด": 100.0, "ons": 100.0, "ounce": 28.35, "oz": 28.35, "tael": 37.5, "tahil": 37.8, "ton": 1e6, "tons": 1e6, "tấn": 1e6, "吨": 1e6, "kati": 600.0,
}  # fmt: skip
_UNITS = "|".join(sorted(map(re.escape, _GRAMS), key=len, reverse=True))
_DECIMAL = r"\d+(?:[.,]\d+)?"
_WEIGHED = re.compile(
    rf"(?<![\d/{_LATIN}])(?<!\d[.,])(?P<least>{_DECIMAL})(?:{_TO}(?P<most>{_DECIMAL}))?\s?(?P<unit>{_UNITS})(?P<after>(?<=kg)\d)?(?![{_LATIN}]|ละ|重)"
)
_PER = re.compile(r"(?:/|per|mỗi|一|每|@|\b1\s?:)\s*$")
_BEHIND = re.compile(
    r"\s(?:(?:jantan|betina|male|female|đực|cái|juv|af|am|mf|inakay|anakan|baby)\s)?(\d{1,2})(?=\s*(?:$|[,，&+;；(（\n)]|-\s))"
)
_YEARS = range(1990, 2036)
_OF_YEAR = re.compile(
    r"(?:(?<![a-z])(?:cb|c\.b\.|wc|born|hatch(?:ed)?|tahun|thn|since|lứa|năm|class of|season)|ปี|年)\s?$"
)
_MOST_SPECIMENS = 9_999  # more is a price, a year or an id


@dataclass(frozen=True, slots=True)
class Count:
    """``least`` to ``most`` animals or pieces, and where that stands in the folded text."""

    least: float
    most: float
    start: int
    end: int


def find_counts(folded: Folded) -> tuple[Count, ...]:
    """Counts in the order of text, never overlapping; a pair counts two."""
    found: list[Count] = []
    for pattern in (_SEXES, _COUNTED, _SINGLE, _PAIR_ALONE, _STOCK, _LEFT, _TIMES):
        for count in _matches(pattern, folded.text):
            if not any(count.start < other.end and other.start < count.end for other in found):
                found.append(count)
    return tuple(sorted(found, key=lambda count: count.start))


def find_weights(folded: Folded) -> tuple[Count, ...]:
    """Weights in grams, in the order of text; what stands behind "per" is a unit of price and no weight."""
    found = []
    for match in _WEIGHED.finditer(folded.text):
        if _PER.search(folded.text[max(0, match.start() - 6) : match.start()]):
            continue
        grams = _GRAMS[match["unit"]]
        least = float(match["least"].replace(",", ".")) * grams
        if match["after"]:
            least += float(f"0.{match['after']}") * grams  # "3kg2"
        most = float(match["most"].replace(",", ".")) * grams if match["most"] else least
        if most > 0:
            found.append(Count(min(least, most), max(least, most), *match.span()))
    return tuple(found)


def number_after(text: str, end: int) -> Count | None:
    """A number directly behind a name and before a mark ("siamang 1, lutung 2"; "kuang raya jantan 1")."""
    match = _BEHIND.match(text, end)
    if match is None or not int(match[1]):
        return None
    return Count(float(match[1]), float(match[1]), match.start(1), match.end(1))


def number_before(text: str, start: int) -> tuple[float, int] | None:
    """A number directly before a name ("3 sulcata", "two macaws"), and where it begins."""
    match = re.search(rf"(?<![\d.,:/{_LATIN}-])(?:(\d{{1,2}})|({_SPACED}))\s?x?\s$", text[max(0, start - 12) : start])
    if match is None:
        return None
    value = float(match[1]) if match[1] else float(_WORDS[match[2]])
    return (value, max(0, start - 12) + match.start()) if value else None


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Count]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        if _NOT_THERE_BEFORE.search(text[max(0, match.start() - 14) : match.start()]) or _NOT_THERE_BEHIND.match(
            text, match.end()
        ):
            continue
        if groups.get("males"):
            both = _value(groups["males"]) + _value(groups["females"])
            yield Count(both, both, *match.span())
            continue
        times = 2.0 if groups.get("pair") or groups.get("pair2") else 3.0 if groups.get("trio") else 1.0
        written = groups.get("least") or groups.get("after")
        least = _value(written) if written else 1.0
        if least in _YEARS and _OF_YEAR.search(text[max(0, match.start() - 10) : match.start()]):
            continue  # "CB 2025 babies"
        most = _value(groups["most"]) if groups.get("most") else least
        if 0 < least <= _MOST_SPECIMENS and most <= _MOST_SPECIMENS:
            yield Count(min(least, most) * times, max(least, most) * times, *match.span())


def _value(written: str | None) -> float:
    if written and written.endswith(" ratus"):
        return 100 * _value(written.removesuffix(" ratus"))
    return float(written) if written and written.isdigit() else float(_WORDS[written or ""])
