"""Further texts of the development half, put together from slots: exact labels by construction, equal for equal seeds.

`python tests/corpus/development_templates.py` writes them behind the hand-written lines of each file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import phonenumbers
from development_speech import Name, Speech, load_speeches

FOLDER = Path(__file__).resolve().parent / "development"
SEED, ADVERTS, NEGATIVES = 7, 48, 105  # texts per language
MASKED, WITH_HANDLE = 0.06, 0.25  # shares: names masked, contacts by an app's id
SLOT = re.compile(r"\{(\w+)\}")
KEYCAP, STROKE = "\ufe0f\u20e3", "\u0336"

Row = dict[str, Any]


@dataclass(slots=True)
class Draft:
    """A text in the making: what is spoken of, and the labels gathered while its slots are filled."""

    rng: Random
    speech: Speech
    name: Name
    sells: bool = True
    item: Row = field(default_factory=dict)
    phones: list[str] = field(default_factory=list)
    handles: list[dict[str, str]] = field(default_factory=list)
    payments: list[str] = field(default_factory=list)
    items: list[Row] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def main() -> None:
    """Write the generated lines of every file anew."""
    seen = {row["text"] for path in FOLDER.glob("*.jsonl") for row in _hand_rows(path)}
    negatives: list[Row] = []
    for speech in load_speeches():
        rng = Random(f"{SEED} {speech.language}")
        adverts = _distinct(partial(make_advert, rng, speech), ADVERTS, seen)
        _write(FOLDER / f"{speech.language}.jsonl", f"d-{speech.language}", adverts)
        negatives += _distinct(partial(make_negative, rng, speech), NEGATIVES, seen)
    _write(FOLDER / "negatives.jsonl", "d-neg", negatives)


def make_advert(rng: Random, speech: Speech) -> Row:
    """One advert: a single item, a list of items, or a wish to buy."""
    kind = rng.choices(("plain", "multi-item", "wanted"), (6, 2, 1))[0]
    draft = Draft(rng, speech, rng.choice(speech.names))
    if kind == "multi-item":
        lines = [rng.choice(speech.heads)]
        mark = rng.choice(("- ", "• ", "✅ ", "> ", ""))
        for name in rng.sample([name for name in speech.names if name.form == "live"], rng.randint(2, 3)):
            _speak_of(draft, name)
            lines.append(mark + _fill(rng.choice(speech.lines), draft))
        text = "\n".join([*lines, _fill(rng.choice(speech.ends), draft)])
    else:
        _speak_of(draft, draft.name)
        text = _fill(rng.choice(speech.wanted if kind == "wanted" else speech.offers), draft)
    text = rng.choice(("", "", "", "🔥", "📌 ", "‼️", "✨ ")) + text
    return _row(draft, kind, text, intent="want" if kind == "wanted" else "offer")


def make_negative(rng: Random, speech: Speech) -> Row:
    """One look-alike: innocent goods, numbers that are no contact, or talk about animals."""
    kind = rng.choices(("goods", "numbers", "talk"), (4, 4, 2))[0]
    draft = Draft(rng, speech, rng.choice(speech.names), sells=False)
    text = rng.choice({"goods": speech.sales, "numbers": speech.facts, "talk": speech.talk}[kind])
    row = _row(draft, kind, _fill(text, draft), intent=None)
    return row | {"places": []}


def _speak_of(draft: Draft, name: Name) -> None:
    measures = ("count_min", "count_max", "grams_min", "grams_max", "price_min", "price_max", "currency", "price_basis")
    draft.name, draft.item = name, {"taxon": name.taxon, "form": name.form} | dict.fromkeys(measures)
    draft.items.append(draft.item)


def _row(draft: Draft, category: str, text: str, *, intent: str | None) -> Row:
    return {
        "id": "",
        "language": draft.speech.language,
        "origin": "generated",
        "category": category,
        "region": draft.speech.region,
        "text": text,
        "advert": intent is not None,
        "intent": intent,
        "phones": draft.phones,
        "handles": draft.handles,
        "payments": draft.payments,
        "items": draft.items,
        "places": draft.places,
        "claims": [],
    }


def _fill(shape: str, draft: Draft) -> str:
    """The shape with every slot filled, one after the other."""
    return SLOT.sub(lambda found: _slot(found[1], draft), shape)


def _slot(slot: str, draft: Draft) -> str:
    if slot in NUMBERS:
        return NUMBERS[slot](draft.rng)
    return SLOTS[slot](draft)


def _name(draft: Draft) -> str:
    word = draft.rng.choice(draft.name.words)
    return mask(draft.rng, word) if draft.sells and draft.rng.random() < MASKED else word


def _other(form: str, draft: Draft) -> str:
    """What is only talked of."""
    return draft.rng.choice(draft.rng.choice([name for name in draft.speech.names if name.form == form]).words)


def _count(draft: Draft) -> str:
    shape = draft.rng.choice(draft.speech.animals if draft.name.form == "live" else draft.speech.pieces)
    low = draft.rng.randint(2, 9) if "#" in shape else 2
    high = low + draft.rng.randint(1, 3) if "#-#" in shape else low
    draft.item.update(count_min=low, count_max=high)
    return shape.replace("#-#", f"{low}-{high}").replace("#", str(low))


def _price(draft: Draft, basis: str | None = None) -> str:
    speech = draft.speech
    amount = _amount(draft.rng, draft.name.price if draft.sells else speech.cheap)
    draft.item.update(price_min=amount, price_max=amount, currency=speech.currency, price_basis=basis)
    each = speech.each[draft.name.form == "product"]
    shape = {None: "#", "each": each, "total": speech.total}[basis]
    return shape.replace("#", speech.say_price(draft.rng, amount))


def _amount(rng: Random, bounds: tuple[int, int]) -> int:
    """A price as people make them: two significant digits."""
    amount = rng.randint(*bounds)
    unit = 10 ** max(len(str(amount)) - 2, 0)
    return amount // unit * unit


def _place(draft: Draft) -> str:
    place = draft.rng.choice(draft.speech.places)
    draft.places.append(place)
    return place


def _bank(draft: Draft) -> str:
    draft.payments.append(_digits(draft.rng, draft.rng.randint(10, 13)))
    return draft.payments[-1]


def mask(rng: Random, word: str) -> str:
    """The word as sellers hide it: spaced, dotted, or with a look-alike sign for a letter."""
    if not word.isascii():
        return rng.choice((".", "_", "*", " ")).join(word) if " " not in word and len(word) < 5 else word
    spaced = rng.choice((" ", ".", "-")).join(word)
    signs = word.translate(str.maketrans({"a": "@", "i": "1", "e": "3", "o": "0"}))
    return rng.choice((spaced, signs)) if " " not in word else signs


def _contact(draft: Draft) -> str:
    rng, speech = draft.rng, draft.speech
    if rng.random() < WITH_HANDLE:
        kind, lead = rng.choice(speech.apps)
        nick = "" if kind == "qq" else rng.choice(speech.nicks) + rng.choice(("_", ""))
        value = nick + _digits(rng, rng.randint(2, 4) if nick else 9)
        draft.handles.append({"kind": kind, "value": value})
        return lead + value if lead.endswith("/") else f"{lead}{rng.choice((' ', ': ', ' : '))}{value}"
    disguises = (grouped, grouped, bare, letters, spelled, half_spelled, keycaps, wide, scripted, parted, lined, abroad)
    return f"{rng.choice(speech.leads)} {_phone(draft, rng.choice(disguises))}"


def _phone(draft: Draft, disguise: Disguise) -> str:
    rng, speech = draft.rng, draft.speech
    while True:
        prefix = rng.choice(speech.mobile)
        national = prefix + _digits(rng, speech.mobile_length - len(prefix))
        parsed = phonenumbers.parse(national, speech.region)
        if phonenumbers.is_valid_number(parsed):
            break
    draft.phones.append(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    return disguise(rng, national, speech)


def _digits(rng: Random, count: int) -> str:
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(count - 1))


Disguise = Callable[[Random, str, Speech], str]


def _groups(rng: Random, digits: str) -> list[str]:
    first = rng.choice((3, 4))
    middle = first + rng.choice((3, 4))
    return [digits[:first], digits[first:middle], digits[middle:]] if middle < len(digits) else [digits]


def bare(rng: Random, digits: str, speech: Speech) -> str:
    """All digits in one run."""
    return digits


def grouped(rng: Random, digits: str, speech: Speech) -> str:
    """Groups with one separator."""
    return rng.choice((" ", "-", ".", " - ", "~", " ∙ ", "/", "_")).join(_groups(rng, digits))


def letters(rng: Random, digits: str, speech: Speech) -> str:
    """O for 0 and l for 1, everywhere."""
    look = str.maketrans({"0": rng.choice("Oo"), "1": rng.choice("lI")})
    return grouped(rng, digits, speech).translate(look)


def spelled(rng: Random, digits: str, speech: Speech) -> str:
    """Every digit a word."""
    return speech.between.join(rng.choice(speech.digits[int(digit)]) for digit in digits)


def half_spelled(rng: Random, digits: str, speech: Speech) -> str:
    """Words and digits in turn, a group each."""
    parts = _groups(rng, digits)
    return " ".join(spelled(rng, part, speech) if place % 2 else part for place, part in enumerate(parts))


def keycaps(rng: Random, digits: str, speech: Speech) -> str:
    """Each digit an emoji keycap."""
    return "".join(digit + KEYCAP for digit in digits)


def wide(rng: Random, digits: str, speech: Speech) -> str:
    """Fullwidth or circled digits."""
    if rng.random() < 0.5:
        return "".join(chr(ord("０") + int(digit)) for digit in digits)
    return "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in digits)


def scripted(rng: Random, digits: str, speech: Speech) -> str:
    """Digits of the language's own script, or struck through where it has none."""
    if speech.script:
        return " ".join(part.translate(str.maketrans("0123456789", speech.script)) for part in _groups(rng, digits))
    return "".join(digit + STROKE for digit in digits)


def parted(rng: Random, digits: str, speech: Speech) -> str:
    """Two parts with words between."""
    cut = rng.choice((4, 5, 6))
    return f"{digits[:cut]} {rng.choice(speech.fillers)} {digits[cut:]}"


def lined(rng: Random, digits: str, speech: Speech) -> str:
    """A group a line."""
    return "\n" + "\n".join(_groups(rng, digits))


def abroad(rng: Random, digits: str, speech: Speech) -> str:
    """The country's code with or without plus."""
    code = str(phonenumbers.country_code_for_region(speech.region))
    return rng.choice(("+", "", "(+) ", "00")) + code + rng.choice(("", " ", "-")) + digits.removeprefix("0")


def _imei(rng: Random) -> str:
    return "35" + _digits(rng, 13)


SLOTS: dict[str, Callable[[Draft], str]] = {
    "name": _name,
    "animal": partial(_other, "live"),
    "goods": partial(_other, "product"),
    "thing": lambda draft: draft.rng.choice(draft.speech.things),
    "count": _count,
    "price": _price,
    "each": lambda draft: _price(draft, "each"),
    "all": lambda draft: _price(draft, "total"),
    "place": _place,
    "bank": _bank,
    "contact": _contact,
    "phone": lambda draft: _phone(draft, draft.rng.choice((grouped, bare))),
}
# What stands in texts beside telephone numbers.
NUMBERS: dict[str, Callable[[Random], str]] = {
    "n": lambda rng: str(rng.randint(2, 40)),
    "big": lambda rng: f"{rng.randint(1, 900)},{rng.randint(0, 999):03d}",
    "day": lambda rng: f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(2019, 2025)}",
    "time": lambda rng: f"{rng.randint(7, 22):02d}:{rng.choice(('00', '15', '30', '45'))}",
    "score": lambda rng: f"{rng.randint(0, 6)}-{rng.randint(0, 6)}",
    "order": lambda rng: rng.choice(("SPX", "JT", "EX", "LP00", "")) + _digits(rng, rng.randint(12, 14)),
    "imei": _imei,
    "isbn": lambda rng: f"978-{rng.randint(0, 9)}-{_digits(rng, 4)}-{_digits(rng, 4)}-{rng.randint(0, 9)}",
    "size": lambda rng: f"{rng.randint(20, 200)}x{rng.randint(20, 90)}x{rng.randint(20, 90)}",
    "permit": lambda rng: (
        f"{rng.randint(19, 25)}{rng.choice(('MY', 'SG', 'TH', 'ID'))}{_digits(rng, 6)}/{rng.choice('ABX')}"
    ),
    "chip": lambda rng: "9000" + _digits(rng, 11),
    "coord": lambda rng: f"{rng.uniform(1, 20):.5f}, {rng.uniform(95, 121):.5f}",
    "pct": lambda rng: f"{rng.uniform(1, 99):.1f}%",
    "kg": lambda rng: f"{rng.randint(2, 900)}",
}


def _distinct(make: Callable[[], Row], wanted: int, seen: set[str]) -> list[Row]:
    """As many rows, no text twice."""
    rows: list[Row] = []
    while len(rows) < wanted:
        row = make()
        if row["text"] not in seen:
            seen.add(row["text"])
            rows.append(row)
    return rows


def _hand_rows(path: Path) -> Iterator[Row]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["origin"] == "hand":
            yield row


def _write(path: Path, prefix: str, generated: list[Row]) -> None:
    rows = list(_hand_rows(path))
    rows += [row | {"id": f"{prefix}-g{number:03d}"} for number, row in enumerate(generated, start=1)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
