"""Telephone numbers disguised as sellers disguise them, and digits that are none: texts with planted truth.

`python tests/extract/disguises.py [SEED …]` prints how well the numbers are found, by disguise and over all.
"""

# ruff: noqa: E501 - texts stand on one line each
from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberFormat

from graphintel.extract.phones import find_phones

REGIONS = ("MY", "ID", "VN", "TH", "CN", "PH")
_SCRIPTS = {
    "full width": "０１２３４５６７８９", "thai": "๐๑๒๓๔๕๖๗๘๙", "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹",
    "devanagari": "०१२३४५६७८९", "khmer": "០១២៣៤៥៦៧៨៩", "lao": "໐໑໒໓໔໕໖໗໘໙", "burmese": "၀၁၂၃၄၅၆၇၈၉",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨", "negative circled": "⓿❶❷❸❹❺❻❼❽❾", "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "han": "〇一二三四五六七八九", "formal han": "零壹贰叁肆伍陆柒捌玖",
}  # fmt: skip
_WORDS = {
    "en": "zero one two three four five six seven eight nine",
    "ms": "kosong satu dua tiga empat lima enam tujuh lapan sembilan",
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan",
    "vi": "không một hai ba bốn năm sáu bảy tám chín",
    "vi bare": "khong mot hai ba bon nam sau bay tam chin",
    "th": "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า",
    "pinyin": "ling yi er san si wu liu qi ba jiu",
    "tl": "wala isa dalawa tatlo apat lima anim pito walo siyam",
}
_WORDS_OF = {
    "MY": ("ms", "en"),
    "ID": ("id",),
    "VN": ("vi", "vi bare"),
    "TH": ("th",),
    "CN": ("pinyin",),
    "PH": ("tl", "en"),
}
_MARKS = (
    ".",
    "*",
    "~",
    " . ",
    " - ",
    "_",
    "•",
    "·",
    "/",
    " ",
    "  ",
    "+",
    "=",
    ":",
    "、",
    "，",
    "—",
    "×",
    "^",
    ">",
    "…",
)
_EMOJI = ("🔥", "⭐", "🐢", "✨", "💚", "➖", "🟢")
_LEET = {"0": "Oo", "1": "lI|", "2": "Z", "5": "S", "8": "B"}
_AROUND = {
    "MY": ("Ready stock {}", "berminat wasap {} ya", "{} call", "PM atau {} boleh cod JB", "harga RM850, {}"),
    "ID": ("minat WA {} gan", "ready 2 ekor {}", "hub {}", "850rb nego, {} fast respon", "{}"),
    "VN": ("Liên hệ {} nhé", "bán 2 con {}", "zalo {}", "giá 850k ib {}", "{}"),
    "TH": ("สนใจโทร {}", "ขายนก 2 ตัว {}", "{} ทักได้", "ราคา 850 บาท {}", "{}"),
    "CN": ("出两只 {}", "微信同号 {}", "联系 {} 包邮", "850元一只，{}", "{}"),
    "PH": ("for sale, text {}", "meetup QC {}", "viber {} po", "price 850 nego {}", "{}"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the region of its group, and the numbers in E.164 that stand in it."""

    disguise: str
    text: str
    region: str
    numbers: tuple[str, ...]


def number(chance: random.Random, region: str) -> str:
    """A valid mobile number of a region, in E.164."""
    pattern = PhoneMetadata.metadata_for_region(region).mobile
    while True:
        example = str(pattern.example_number)
        keep = chance.choice((2, 3))
        digits = example[:keep] + "".join(chance.choice("0123456789") for _ in example[keep:])
        parsed = phonenumbers.parse(digits, region)
        if phonenumbers.is_valid_number_for_region(parsed, region):
            return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


def national(e164: str) -> str:
    shown = phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.NATIONAL)
    return "".join(c for c in shown if c.isdigit())


def grouped(chance: random.Random, digits: str) -> list[str]:
    parts, place = [], 0
    while place < len(digits):
        size = chance.choice((2, 3, 3, 4))
        parts.append(digits[place : place + size])
        place += size
    return parts


def disguised(chance: random.Random, region: str, e164: str) -> tuple[str, str]:
    """Name of the disguise, and the number in it."""
    digits = national(e164)
    kind = chance.choice(
        ("plain", "code", "script", "leet", "marks", "emoji", "words", "mixed", "hidden", "lines", "each")
    )
    if kind == "plain":
        return kind, phonenumbers.format_number(
            phonenumbers.parse(e164),
            chance.choice((PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164)),
        )
    if kind == "code":
        return kind, chance.choice((e164[1:], "00" + e164[1:], "(" + e164[:3] + ") " + e164[3:]))
    if kind == "script":
        script = chance.choice(list(_SCRIPTS.values()))
        return kind, "".join(script[int(d)] for d in digits)
    if kind == "leet":
        hidden = (
            chance.sample([n for n, d in enumerate(digits) if d in _LEET] or [0], 1)
            if chance.random() < 0.4
            else range(len(digits))
        )
        return kind, "".join(
            chance.choice(_LEET[d]) if d in _LEET and n in hidden and chance.random() < 0.7 else d
            for n, d in enumerate(digits)
        )
    if kind == "marks":
        return kind, chance.choice(_MARKS).join(grouped(chance, digits))
    if kind == "emoji":
        return kind, chance.choice((" {} ", "{}")).format(chance.choice(_EMOJI)).join(grouped(chance, digits))
    if kind == "each":
        return kind, chance.choice((" ", ".", "-", " . ", "*")).join(digits)
    names = _WORDS[chance.choice(_WORDS_OF[region])].split()
    if kind == "words":
        return kind, chance.choice((" ", "-", ", ", "")).join(
            names[int(d)] for d in digits
        ) if region == "TH" else " ".join(names[int(d)] for d in digits)
    if kind == "mixed":
        return kind, " ".join(names[int(d)] if chance.random() < 0.4 else d for d in digits)
    if kind == "hidden":
        return kind, chance.choice(("\u200b", "\u200d", "\u2060", "\ufeff", "\u200e")).join(grouped(chance, digits))
    half = len(digits) // 2
    return kind, digits[:half] + chance.choice(("\n", " \n", "\n- ")) + digits[half:]


def cases(seed: int, count: int) -> list[Case]:
    """Texts with one or two disguised numbers."""
    chance = random.Random(f"disguises {seed}")
    made = []
    for _ in range(count):
        region = chance.choice(REGIONS)
        numbers = [number(chance, region) for _ in range(1 if chance.random() < 0.85 else 2)]
        forms = [disguised(chance, region, one) for one in numbers]
        joined = chance.choice((" / ", ", ", " atau ", "\n")).join(form for _, form in forms)
        text = chance.choice(_AROUND[region]).format(joined)
        made.append(Case(forms[0][0] if len(forms) == 1 else "two", text, region, tuple(numbers)))
    return made


_NEGATIVES = (
    "Rp {a}.{b}.{b} nego", "harga RM{a},{b}.00 sahaja", "giá {a}.{b}.{b}đ", "{a},{b},{b} VND", "ราคา {a},{b} บาท", "¥{n6}元 包邮",
    "permit CITES {n8}/{y}", "permit no {n6}-{n4}", "microchip {chip}", "chip no: {chip}", "resi JNE {n12}", "tracking {n10}",
    "JP{n10}", "order #{n9}", "invoice {y}{n6}", "mã vận đơn {n12}", "单号 {n12}", "快递单号：{n13}", "เลขพัสดุ TH{n11}",
    "{y}-0{d}-1{d} 1{d}:3{d}:5{d}", "1{d}/0{d}/{y} jam 1{d}.30", "tahun {y}-{y}", "id 1000{n11}", "https://www.facebook.com/groups/{n15}/posts/{n16}",
    "berat {n3}g, panjang {n2}cm x {n2}cm x {n2}cm", "IC {n6}-{n2}-{n4}", "NIK {n16}", "skor {d}-{d} {d}-{d} {d}-{d}", "versi 1.{d}.{d}.{n4}",
    "192.168.{d}.{n2}", "lat 3.{n6}, long 101.{n6}", "kode pos {n5} RT 0{d}/0{d}", "lot {n4}-{n4}-{n3}", "ring {y} {n4} {n3}", "stok {n2} {n3} {n2} {n3}",
    "{n2} ekor {n3}rb, {d} pasang {n3}k, {n2}/{n2}", "S/N {n4} {n4} {n3}", "ISBN 978{n10}", "model X{n4}-{n4}", "100{n3} 200{n3} 300{n3}",
    "一二三四五六七，上山打老虎", "satu dua tiga mari kita jalan", "one two three go", "PKT{n9}", "#{n8} #{n7}", "plat B {n4} XYZ {n3}",
)  # fmt: skip


def negatives(seed: int, count: int) -> list[Case]:
    """Texts whose digits are no telephone number."""
    chance = random.Random(f"negatives {seed}")

    def digits(size: int) -> str:
        return str(chance.randint(1, 9)) + "".join(chance.choice("0123456789") for _ in range(size - 1))

    made = []
    for _ in range(count):
        values = {f"n{size}": digits(size) for size in range(2, 17)}
        values |= {"a": digits(chance.choice((1, 2, 3))), "b": f"{chance.randint(0, 999):03}", "d": digits(1)}
        values |= {"y": str(chance.randint(1990, 2026)), "chip": "9" + digits(14)}
        template = chance.choice(_NEGATIVES)
        made.append(Case("none", template.format(**values), chance.choice(REGIONS), ()))
    return made


def measure(made: list[Case]) -> dict[str, Counter[str]]:
    """Right, wrong and missed numbers by disguise; texts with a false one under ``alarms``."""
    counts: dict[str, Counter[str]] = {}
    for case in made:
        found = [one.value for one in find_phones(case.text, region=case.region)]
        tally = counts.setdefault(case.disguise, Counter())
        tally["texts"] += 1
        tally["right"] += len(set(found) & set(case.numbers))
        tally["wrong"] += len([one for one in found if one not in case.numbers])
        tally["missed"] += len(set(case.numbers) - set(found))
        tally["alarms"] += any(one not in case.numbers for one in found)
    return counts


_LEADS = {
    "wechat": (
        "微信 {}",
        "微信号：{}",
        "薇信 {}",
        "威信:{}",
        "VX {}",
        "vx：{}",
        "V❤ {}",
        "wx {}",
        "➕v {}",
        "+V {}",
        "加V{}",
        "加微 {}",
        "V信 {}",
        "WeChat: {}",
        "wechat id {}",
        "绿泡泡 {}",
        "微：{}",
    ),
    "line": (
        "Line: {}",
        "LINE ID {}",
        "line id: @{}",
        "ไลน์ {}",
        "ไลน์ไอดี {}",
        "add line @{}",
        "line OA @{}",
        "https://line.me/ti/p/~{}",
    ),
    "telegram": ("Telegram: {}", "tele @{}", "tg: @{}", "t.me/{}", "https://t.me/{}", "电报 {}", "telegram @{} ya"),
    "instagram": ("IG: {}", "ig @{}", "instagram.com/{}", "insta: {}", "Instagram @{}"),
    "facebook": ("facebook.com/{}", "https://www.facebook.com/{}?mibextid=abc", "fb.com/{}", "m.me/{}"),
}
_TALK = (
    "send me a wechat message", "wechat group is full", "line up at the gate", "online offline", "telegram channel closed", "tele lens 200mm for sale",
    "instagram story viral", "follow our facebook page", "微信支付可以吗", "微信群满了", "加我好友", "加微信聊", "v good condition", "vx or call?", "no wechat please", "line dance class",
    "qq music 好听", "ig live tonight", "fb marketplace only", "on facebook: thanks all", "telephoto zoom", "zalo nhé", "pm me on messenger", "weixin pay ok", "see photos at t.me", "แอดไลน์มาได้เลย",
    "email me please", "meet at home at 5", "the dot com bubble", "budi@home", "price @ 500 each", "@everyone update", "RT @ please", "vxx", "wxid", "LINE stickers for sale", "telegram bot api",
)  # fmt: skip


def handle(chance: random.Random, kind: str) -> str:
    """An invented id in the shape of its app's own rules."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    word = "".join(chance.choice(letters) for _ in range(chance.randint(4, 8)))
    tail = "".join(chance.choice("0123456789") for _ in range(chance.randint(2, 5)))
    middle = {"facebook": ".", "instagram": chance.choice("._"), "line": chance.choice((".", "_", ""))}.get(
        kind, chance.choice(("_", ""))
    )
    return (
        word + middle + tail
        if kind != "facebook"
        else word + middle + "".join(chance.choice(letters) for _ in range(4))
    )


def handle_cases(seed: int, count: int) -> list[tuple[str, str, str]]:
    """Kind, id and a text that holds it: plainly, in other letters, or letter by letter."""
    chance = random.Random(f"handles {seed}")
    made = []
    for _ in range(count):
        kind = chance.choice(list(_LEADS))
        value, lead = handle(chance, kind), chance.choice(_LEADS[kind])
        written, disguise = value, chance.random()
        if "/" not in lead and disguise < 0.15:
            written = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in value)
        elif "/" not in lead and disguise < 0.3:
            written = chance.choice((" ", ".", "*")).join(value) if "." not in value else value.upper()
        elif disguise < 0.4:
            written = value.replace("a", "а").replace("o", "о") if "/" not in lead else value
        elif disguise < 0.5:
            written = value.upper()
        around = chance.choice(
            ("{}", "ready stock, {}", "出两只 {} 私聊", "{} 👍", "ขายนก {}", "minat? {}\nharga nego")
        )
        made.append((kind, value, around.format(lead.format(written))))
    return made


def talk() -> tuple[str, ...]:
    """Sentences that name an app and give no id."""
    return _TALK


def f1(tally: Counter[str]) -> float:
    return 2 * tally["right"] / max(1, 2 * tally["right"] + tally["wrong"] + tally["missed"])


def main() -> None:
    for seed in [int(word) for word in sys.argv[1:]] or [1]:
        counts = measure(cases(seed, 2_000)) | measure(negatives(seed, 2_000))
        total = sum((tally for name, tally in counts.items() if name != "none"), Counter())
        for name, tally in sorted(counts.items()):
            sys.stdout.write(f"{seed} {name:9} F1 {f1(tally):.3f} {dict(tally)}\n")
        sys.stdout.write(f"{seed} all       F1 {f1(total):.3f}\n")


if __name__ == "__main__":
    main()
