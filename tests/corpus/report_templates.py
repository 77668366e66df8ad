"""Adverts and look-alikes put together from the slots beside this file; their labels are exact by construction.

``python tests/corpus/report_templates.py`` writes the generated lines of ``report/*.jsonl`` anew, from one
seed, and leaves the hand-written lines as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import yaml
from report_contacts import REGIONS, Tongue, make_account, make_handle, show_phone

HERE = Path(__file__).parent
SEED = 20240917  # any number; a change of it makes another corpus
ADVERTS = 48  # of each language: over 350 in all
NEGATIVES = {"look_alikes": 42, "news": 12, "talk": 26, "numbers": 26}  # of each language: over 800 in all
UNITS = {"k": 1_000, "m": 1_000_000, "w": 10_000}  # what {k}, {m} and {w} of a price's pattern count

Row = dict[str, Any]
Make = Callable[[Tongue, Random], Row]


@dataclass(frozen=True, slots=True)
class Goods:
    """What is sold, by the words for it, with the money that one costs, low and high."""

    words: list[str]
    taxon: str
    form: str
    price: list[int]

    @property
    def suffix(self) -> str:
        """What the slots for goods of this form end in."""
        return "_product" if self.form == "product" else ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many are offered, or what they weigh, and the words for it; None where nothing is said."""

    low: int | None = None
    high: int | None = None
    words: str = ""
    is_pair: bool = False
    grams: int | None = None


def empty_row(tongue: Tongue, category: str, intent: str | None) -> Row:
    lists: Row = {key: [] for key in ("phones", "handles", "payments", "items", "places", "claims")}
    head = {"id": "", "language": tongue.language, "origin": "generated", "category": category}
    return {**head, "region": tongue.region, "text": "", "advert": intent is not None, "intent": intent, **lists}


def say_amount(pattern: str, amount: int) -> str | None:
    """The amount in one pattern of the slots; None where nobody would write it so."""
    said: Row = {"n": amount, "c": f"{amount:,}", "d": f"{amount:,}".replace(",", ".")}
    for mark, unit in UNITS.items():
        whole, tenth = divmod(amount * 10 // unit, 10)
        if whole == 0 or amount * 10 % unit:
            continue
        short = f"{whole}.{tenth}" if tenth else f"{whole}"
        said |= {mark: short.replace(".", ",") if mark == "m" else short, f"{mark}0": whole}
        if tenth:
            said[f"{mark}1"] = tenth
        if mark == "k" and amount < UNITS["m"]:
            said["K"] = short.replace(".", ",")
    needed = set(re.findall(r"{(\w+)}", pattern))
    return pattern.format(**said) if needed <= said.keys() else None


def two_digits(amount: int) -> int:
    """The amount cut to two significant digits, as asked prices are."""
    unit = 10 ** max(len(str(amount)) - 2, 0)
    return int(amount // unit * unit)


def say_price(low: int, high: int, tongue: Tongue, rng: Random) -> tuple[str, int, int]:
    """A price, one in eight a range; its words, low and high."""
    first = two_digits(rng.randint(low, high))
    second = two_digits(min(first * 13 // 10, high)) if rng.random() < 0.125 else first
    patterns = list(tongue.slots["prices"])
    rng.shuffle(patterns)
    for pattern in patterns:
        said, more = say_amount(pattern, first), say_amount(pattern, second)
        if said and more:
            return (said, first, first) if second <= first else (f"{said}-{more}", first, second)
    return str(first), first, first


def say_count(goods: Goods, tongue: Tongue, rng: Random) -> Count:
    """A pair, a number, a range, for goods a weight, or most often nothing."""
    draw = rng.random()
    pattern = tongue.pick("counts" + goods.suffix, rng)
    if draw < 0.12 and goods.form == "live":
        return Count(2, 2, tongue.slots["pair"], is_pair=True)
    if draw < 0.42:
        many = rng.randint(1, 6)
        return Count(many, many, pattern.format(n=many, words=tongue.slots["number_words"][many - 1]))
    if draw < 0.48:
        low = rng.randint(2, 5)
        high = low + rng.randint(1, 2)
        return Count(low, high, pattern.format(n=f"{low}-{high}", words=f"{low}-{high}"))
    if draw < 0.65 and goods.form == "product":
        grams = rng.randrange(15, 900, 5)
        return Count(words=tongue.pick("grams", rng).format(grams), grams=grams)
    return Count()


def price_goods(goods: Goods, count: Count, tongue: Tongue, rng: Random) -> tuple[str, Row]:
    """A price with the words that say whether it is for one or for all, and its label."""
    several = (count.high or 0) > 1
    total = count.is_pair or bool(count.grams) or (several and count.low == count.high and rng.random() < 0.35)
    times = int(count.low or 1) if total else 1
    said, least, most = say_price(goods.price[0] * times, goods.price[1] * times, tongue, rng)
    if total and not count.is_pair:
        said += tongue.pick("total", rng)
    elif not total and (several or rng.random() < 0.4):
        said += tongue.pick("each" + goods.suffix, rng)
    money = REGIONS[tongue.region][2]
    return said, {
        "price_min": least,
        "price_max": most,
        "currency": money,
        "price_basis": "total" if total else "each",
    }


def say_item(goods: Goods, tongue: Tongue, rng: Random, *, wanted: bool) -> tuple[str, Row, bool]:
    """One line about one kind of goods: its words, its label, whether the name is masked."""
    name, masked = str(rng.choice(goods.words)), rng.random() < 0.2
    name = mask_name(name, tongue, rng) if masked else name
    count = say_count(goods, tongue, rng)
    label: Row = {"taxon": goods.taxon, "form": goods.form, "count_min": count.low, "count_max": count.high}
    label |= {"grams_min": count.grams, "grams_max": count.grams}
    said = [count.words]
    if count.is_pair and count.words.endswith(" of"):
        name, said = f"{count.words} {name}", []
    price, priced = "", {"price_min": None, "price_max": None, "currency": None, "price_basis": None}
    if not wanted and rng.random() < 0.85:
        price, priced = price_goods(goods, count, tongue, rng)
    elif not wanted and rng.random() < 0.3:
        price = str(rng.choice([1, 123, 1111]))  # a decoy: the market's form wants some number
    order = [name, *said, price] if rng.random() < 0.8 else [name, price, *said]
    glue = str(rng.choice(["", " ", ",", " "] if tongue.packed else [" ", " ", " - ", ", "]))
    # A price runs into no other number, whatever the habit.
    line = glue.join(f" {part} " if part == price and not glue else part for part in order if part)
    return line.strip(), {**label, **priced}, masked


def mask_name(name: str, tongue: Tongue, rng: Random) -> str:
    """The name with marks between its letters, or figures in place of some."""
    if tongue.language in ("th", "zh-Hans", "zh-Hant"):
        # A Thai vowel or tone sign stays with the letter that carries it.
        letters = re.findall(r".[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*", name)
        return str(rng.choice([".", " ", "_", "/", "·"])).join(letters)
    first, _, rest = name.partition(" ")
    mark = rng.choice([".", " ", "-", "*", "4"])
    if mark == "4":
        swapped = first.translate(str.maketrans("aioe", "4103"))
        first = swapped if swapped != first else ".".join(first)
    elif mark == "*":
        first = re.sub(r"(?<=\w)\w(?=\w)", "*", first, count=1)
    else:
        first = mark.join(first)
    return f"{first} {rest}".strip()


def make_advert(tongue: Tongue, rng: Random) -> Row:
    """One advert: goods, and in any order a claim, a place, contacts, an account."""
    wanted = rng.random() < 0.15
    drawn = rng.sample(tongue.slots["goods"], 1 if wanted else rng.choice([1, 1, 1, 2, 3]))
    goods = [Goods(**each) for each in drawn]
    row = empty_row(tongue, "wanted" if wanted else "plain", "want" if wanted else "offer")
    lines = []
    for each in goods:
        line, label, masked = say_item(each, tongue, rng, wanted=wanted)
        lines.append(line)
        row["items"].append(label)
        row["category"] = "masked-name" if masked and not wanted else row["category"]
    if len(goods) > 1:
        row["category"] = "multi-item"
    parts = [tongue.pick("close", rng), *add_details(row, goods, tongue, rng)]
    rng.shuffle(parts)
    opener = tongue.pick("want" if wanted else "offer", rng)
    row["text"] = lay_out(opener, lines, [part for part in parts if part], rng)
    return row


def add_details(row: Row, goods: list[Goods], tongue: Tongue, rng: Random) -> Iterator[str]:
    """What stands around the goods; each part is labelled in the row as it is given."""
    offered = row["intent"] == "offer"
    forms = {each.form for each in goods}
    fits = {"captive_bred": forms == {"live"}, "antique": forms == {"product"}}
    claims = [claim for claim in tongue.slots["claims"] if fits.get(claim, True)]
    if offered and claims and rng.random() < 0.2:
        row["claims"].append(rng.choice(claims))
        yield rng.choice(tongue.slots["claims"][row["claims"][0]])
    if rng.random() < 0.55:
        row["places"].append(rng.choice(tongue.slots["places"][tongue.region]))
        yield tongue.pick("place", rng).format(row["places"][0])
    if rng.random() < 0.75:
        disguised = rng.random() < 0.6
        shown, e164 = show_phone(tongue, rng, disguised=disguised)
        row["category"] = "disguised-phone" if disguised else row["category"]
        row["phones"].append(e164)
        yield tongue.pick("phone", rng).format(shown)
    if rng.random() < 0.2:
        shown, handle = make_handle(tongue, rng)
        row["handles"].append(handle)
        yield shown
    if offered and rng.random() < 0.06:
        shown, digits = make_account(rng)
        row["payments"].append(digits)
        yield tongue.pick("bank", rng).format(shown)


def lay_out(opener: str, lines: list[str], parts: list[str], rng: Random) -> str:
    """The parts in one line, in sentences, or line by line with bullets."""
    if len(lines) > 1 or rng.random() < 0.15:
        bullet = rng.choice(["- ", "▪️", "✅ ", "• ", "🔸", ""])
        head = [rng.choice([opener, f"🔥{opener}🔥", opener.upper()])] if opener else []
        return "\n".join([*head, *(bullet + line for line in lines), *parts])
    glue = rng.choice([" ", ". ", ", ", " | ", "\n", " // "])
    return glue.join([f"{opener} {lines[0]}".strip(), *parts])


def make_look_alike(tongue: Tongue, rng: Random) -> Row:
    """An offer of something that only sounds like wildlife."""
    row = empty_row(tongue, "look-alike", None)
    name, low, high = tongue.pick("look_alikes", rng)
    row["places"].append(rng.choice(tongue.slots["places"][tongue.region]))
    price = say_price(low, high, tongue, rng)[0]
    parts = [price, tongue.pick("place", rng).format(row["places"][0]), tongue.pick("close", rng)]
    if rng.random() < 0.5:
        shown, e164 = show_phone(tongue, rng, disguised=rng.random() < 0.3)
        row["phones"].append(e164)
        parts.insert(2, tongue.pick("phone", rng).format(shown))
    row["text"] = lay_out(tongue.pick("offer", rng), [name], [part for part in parts if part], rng)
    return row


def make_talk(slot: str, category: str, tongue: Tongue, rng: Random) -> Row:
    """News, talk about animals, or numbers of daily life: nothing is offered."""
    row = empty_row(tongue, category, None)
    pattern = tongue.pick(slot, rng)
    account, digits = make_account(rng)
    if "{bank}" in pattern:
        row["payments"].append(digits)
    live = [goods["words"] for goods in tongue.slots["goods"] if goods["form"] == "live"]
    place = rng.choice(tongue.slots["places"][tongue.region])
    words = {"animal": rng.choice(rng.choice(live)), "place": place, "bank": account}
    row["text"] = pattern.format(**words, **traps(tongue, rng))
    return row


def traps(tongue: Tongue, rng: Random) -> dict[str, str]:
    """Numbers of daily life that are no telephone and no price of an animal."""

    def some(length: int) -> str:
        return str(rng.randint(1, 9)) + "".join(str(rng.randrange(10)) for _ in range(length - 1))

    letters = "".join(rng.sample("ABCDEFGHKLMNPRSTVWX", 3))
    return {
        "n": str(rng.randint(2, 14)),
        "big": f"{rng.randint(12, 950) * 1000:,}",
        "date": f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/20{rng.randint(19, 25)}",
        "time": f"{rng.randint(6, 22)}:{rng.choice(['00', '15', '30', '45'])}",
        "order": rng.choice([f"#{some(8)}", some(11), f"{letters}-{some(6)}"]),
        "order2": rng.choice([some(12), f"{letters[:2]}{some(9)}TH", some(13)]),
        "imei": "35" + some(13),
        "isbn": f"978-{some(1)}-{some(4)}-{some(4)}-{some(1)}",
        "chip": rng.choice([f"985 112 {some(3)} {some(3)} {some(3)}", f"9002{some(11)}"]),
        "permit": f"{rng.randint(18, 25)}{letters[:2]}{some(6)}/{letters[2]}",
        "coord": f"{rng.uniform(1, 22):.4f}, {rng.uniform(96, 121):.4f}",
        "dims": "x".join(str(rng.randrange(30, 200, 5)) for _ in range(3)),
        "score": f"{rng.randint(0, 5)}-{rng.randint(0, 5)}",
        "lotto": " ".join(f"{each:02d}" for each in sorted(rng.sample(range(1, 59), 6))),
        "plate": f"{letters} {some(4)}",
        "price": say_price(50, 900, tongue, rng)[0],
    }


MAKERS: dict[str, Make] = {
    "look_alikes": make_look_alike,
    "news": partial(make_talk, "news", "news"),
    "talk": partial(make_talk, "talk", "talk"),
    "numbers": partial(make_talk, "numbers", "numbers"),
}


def make_fresh(make: Make, tongues: list[Tongue], rng: Random, seen: set[str]) -> Row:
    """A row whose text none before it has."""
    while True:
        row = make(rng.choice(tongues), rng)
        if row["text"] not in seen:
            seen.add(row["text"])
            return row


def generate(seed: int) -> Iterator[tuple[str, Row]]:
    """File name and row of every generated text, no text twice; the same for the same seed."""
    seen: set[str] = set()
    for language, slots in yaml.safe_load((HERE / "report_slots.yaml").read_text("utf-8")).items():
        rng = Random(f"{seed} {language}")
        tongues = [Tongue(language, region, slots) for region in slots["places"]]
        for count in range(1, ADVERTS + 1):
            row = make_fresh(make_advert, tongues, rng, seen)
            yield language, {**row, "id": f"r-{language}-g{count:03d}"}
        makers = [MAKERS[kind] for kind, wanted in NEGATIVES.items() for _ in range(wanted)]
        for count, make in enumerate(makers, 1):
            row = make_fresh(make, tongues, rng, seen)
            yield "negatives", {**row, "id": f"r-neg-{language}-g{count:03d}"}


def write_corpus(folder: Path, seed: int = SEED) -> None:
    """Put the generated lines behind the hand-written ones of each file."""
    made: dict[str, list[str]] = {}
    for name, row in generate(seed):
        made.setdefault(name, []).append(json.dumps(row, ensure_ascii=False) + "\n")
    for name, lines in made.items():
        path = folder / f"{name}.jsonl"
        kept = path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []
        by_hand = [line for line in kept if json.loads(line)["origin"] == "hand"]
        path.write_text("".join([*by_hand, *lines]), "utf-8")


if __name__ == "__main__":
    write_corpus(HERE / "report")
