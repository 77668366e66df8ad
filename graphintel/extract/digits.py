"""Digits however they are drawn, spelled or hidden: a text as runs of groups that may make numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphintel.extract.number_words import (
    COUNTING,
    JOINING_PHRASES,
    JOINING_WORDS,
    MARK_WORDS,
    NUMBER_WORDS,
    REPEATS,
    TEENS,
    TENS,
    THAI_WORDS,
    TIMES,
    parted,
)

# How strongly a gap parts the groups on its sides.
TOUCHING, PLAIN, ODD, STRONG = 0, 1, 2, 3
HAN_DIGITS = {
    **dict.fromkeys("〇零洞", "0"), **dict.fromkeys("一壹幺么", "1"), **dict.fromkeys("二贰貳两兩", "2"),
    **dict.fromkeys("三叁參", "3"), **dict.fromkeys("四肆", "4"), **dict.fromkeys("五伍", "5"),
    **dict.fromkeys("六陆陸", "6"), **dict.fromkeys("七柒拐", "7"), **dict.fromkeys("八捌", "8"),
    **dict.fromkeys("九玖勾", "9"),
}  # fmt: skip
# Letters and signs that pass for digits, in lower case: Latin, Cyrillic, Greek, circles.
_LOOK_ALIKES = {
    **dict.fromkeys("oоοօ○◯⭕⚪", "0"), **dict.fromkeys("liıіⅼ!", "1"), "z": "2", **dict.fromkeys("sѕ", "5"), "b": "8",
    **dict.fromkeys("qg", "9"), "e": "3", "a": "4",
}  # fmt: skip
_COUNTED = ("位", "个", "個", "码")  # "前三位": the three counts digits
_WEAK = frozenset("qgea!")  # units and marks too: only between digits on both sides
_APART = frozenset("oоοli")  # those of them that may stand apart from digits too
_MOST_APART = 2
_FEWEST_APART = 3  # letters of a number word beside which they may do so
_MOST_LETTERS = 8  # in a row that pass for digits
_LETTERS = "a-z\u00df-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u0300-\u036f"
_TOKEN = re.compile(
    rf"(?P<digits>[0-9]+)|(?P<times>(?:{'|'.join(TIMES)})(?=\s?[0-9{''.join(HAN_DIGITS)}ก-๙]))|(?P<han>[{''.join(HAN_DIGITS)}]+)|(?P<thai>(?!โทร)(?:{'|'.join(sorted(THAI_WORDS, key=len, reverse=True))}))"
    rf"|(?P<join>{'|'.join(JOINING_PHRASES)})|(?P<word>[{_LETTERS}]+)|(?P<space>\s+)|(?P<bar>\|)|(?P<mark>[^\w\s]|_)|(?P<other>.)",
    re.DOTALL,
)
_STRONG_MARKS = frozenset(",;/\\&、，；")
_LONGEST_GAP = 10  # characters between two groups of one number; emoji and marks take a few
_MOST_NEWLINES = 2
_MOST_GROUPS = 80  # of one run: five numbers digit by digit; a longer one is a table or a dump, and is cut
_FEWEST_JOINED = 9  # letters of number words run together
_FEWEST_SIGNS = 4  # digits or number words below which no text is looked at closely
_CHINESE_MOBILE = re.compile(r"1[3-9]\d")  # mainland China writes mobile numbers without a trunk prefix
FAR = "\ufffe"  # stands in a gap that holds a word unknown to us
_LONGEST_LEAD = 22  # characters of such words
_FEWEST_LEADING = 3  # digits before them
# A number before one of these counts, weighs or costs something.
_UNITS = frozenset(
    "rb ribu jt juta k rm rp ekor ekr con bulan bln tahun thn cm kg g gram gr pcs pc hari jam rupiah ringgit baht usd php size umur harga price harga tr"
    " triệu nghìn đ vnd vnđ cặp đôi tháng năm tuổi pasang biji buah months years old weeks days x per each 元 块 塊 万 萬 千 百 只 隻 条 條 对 對 岁 歲 月 年 日 厘 米 公 克 斤 两".split()
)
_TWICE = frozenset(word for word, of in NUMBER_WORDS.items() if "ms" in of and len(word) > 2)
_FEWEST = 7  # digits of the shortest number that is looked for (ITU-T E.164 has 7 to 15)


def _to_digit() -> dict[int, str]:
    """Every sign that Unicode calls a digit, in any script, circled or squared; those of one character."""
    found = {}
    for code in range(0xA0, 0x1FC00):
        value = unicodedata.digit(chr(code), None)
        if value is not None:
            found[code] = str(value)
    return found


TO_DIGIT = _to_digit()
# A word of letters that pass for digits, with two digits among them.
_SHORT = 3  # digits that letters right behind them take along
# The same sign or letter between all digits: "08k3k7k1k5k0k9".
_SAME_SIGN = re.compile(r"(?<!\d)\d{1,4}([^\W\d_])\d{1,4}(?:\1\d{1,4}){4,}(?!\d)")
_MARKS = dict.fromkeys(map(ord, "-_.,;:/*~()[]|·•"), " ")
_VEILED = re.compile(rf"(?=[a-z|!]{{0,12}}\d[a-z|!]{{0,12}}\d)[0-9|{re.escape(''.join(_LOOK_ALIKES))}]{{7,40}}")
_DIGITISH = re.compile(rf"[0-9{''.join(HAN_DIGITS)}{''.join(map(chr, TO_DIGIT))}]")


Token = tuple[str, str, int, int]  # kind, text, begin and end


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together: ``readings`` by language where they are spelled, else under the empty name.

    ``start``/``end`` count the folded text; ``gap`` says how strongly it is parted from the group before it, ``plus``
    whether a plus sign stands before it.
    """

    readings: dict[str, str]
    kind: str  # digits, han, word or letters
    start: int
    end: int
    gap: int
    gap_text: str = ""
    has_plus: bool = False

    @property
    def shown(self) -> str:
        """The digits in the first language that has them."""
        return next(iter(self.readings.values()))

    def read(self, language: str) -> str | None:
        """The digits in that language; None where it has no such word."""
        return self.readings.get(language) or self.readings.get("")


@dataclass(slots=True)
class _Open:
    """A run that may go on: what stands after its last group."""

    groups: list[Group] = field(default_factory=list)
    gap: list[str] = field(default_factory=list)
    strength: int = TOUCHING
    has_plus: bool = False

    def add(self, readings: dict[str, str], kind: str, start: int, end: int) -> None:
        strength = self._gap_strength()
        gap_text = "".join(self.gap)
        self.groups.append(Group(readings, kind, start, end, strength, gap_text, self.has_plus))
        self.gap, self.strength, self.has_plus = [], TOUCHING, False

    def _gap_strength(self) -> int:
        if not self.gap or self.strength == STRONG:
            return self.strength if self.gap else TOUCHING
        return ODD if len("".join(self.gap)) > 3 else max(self.strength, PLAIN)

    @property
    def is_too_far(self) -> bool:
        return len("".join(self.gap)) > _LONGEST_GAP and self.strength < STRONG


def may_hold_numbers(text: str) -> bool:
    """Whether a folded text has digits or number words enough to look closer."""
    signs = len(_DIGITISH.findall(text))
    if signs >= _FEWEST_SIGNS or (signs and _VEILED.search(text)):
        return True
    words = text.translate(_MARKS).split()
    signs += sum(map(NUMBER_WORDS.__contains__, words))
    signs += sum(len(parted(word)) for word in words if len(word) >= _FEWEST_JOINED)
    if signs >= _FEWEST_SIGNS:
        return True
    return max(text, default="") >= "\u0e00" and sum(text.count(word) for word in THAI_WORDS) >= _FEWEST_SIGNS


def runs_of(text: str, *, without: str = "") -> Iterator[list[Group]]:
    """Runs of groups that may belong together, each with seven digits or more; ``text`` is folded.

    Number words of the language ``without`` alone are none.
    """
    plain = _SAME_SIGN.sub(_as_dots, text.translate(TO_DIGIT))
    tokens = [(str(match.lastgroup), match[0], match.start(), match.end()) for match in _TOKEN.finditer(plain)]
    run = _Open()
    for place, (kind, word, _start, _end) in enumerate(tokens):
        found = _reading(tokens, place)
        if without and found and found[0][0].keys() == {without}:
            found = None
        counts = found is not None and _is_counting(tokens, place)
        if found is not None and not counts:
            for readings, what, first, last in found:
                run.add(readings, what, first, last)
            if len(run.groups) >= _MOST_GROUPS:
                yield from _closed(run)
                run = _Open()
            continue
        if run.groups and kind == "word" and not run.gap and _is_unit_of(run.groups, word):
            run.groups.pop()  # "0864-2200 35w", "2nd": these digits are another thing's
        if run.groups and not _goes_on(run, kind, word, counts=counts):
            yield from _closed(run)
            run = _Open()
        if (kind == "mark" and word == "+") or (word == "plus" and not run.groups):
            run.has_plus = True
            run.strength = STRONG if run.groups else run.strength
        elif kind != "space" and not run.groups:
            run.has_plus = run.has_plus and word in "(（ "
        if run.is_too_far:
            yield from _closed(run)
            run = _Open()
    yield from _closed(run)


def _as_dots(match: re.Match[str]) -> str:
    return match[0].replace(match[1], ".")


def _is_unit_of(groups: list[Group], word: str) -> bool:
    """Whether a word that touches the last digits makes them an ordinal or a measure, behind other digits."""
    if word in NUMBER_WORDS or word in MARK_WORDS or word in JOINING_WORDS or word in REPEATS:
        return False
    return len(groups) > 1 and len(groups[-1].shown) <= _SHORT and groups[-1].gap > TOUCHING


def _closed(run: _Open) -> Iterator[list[Group]]:
    if sum(len(group.shown) for group in run.groups) >= _FEWEST:
        yield run.groups


def _goes_on(run: _Open, kind: str, word: str, *, counts: bool) -> bool:
    """Whether a token may stand between two groups of one run; it is noted if so."""
    if word in REPEATS or kind == "times":
        return True
    if run.groups and kind in ("word", "other") and _may_lead_on(run, word):
        run.strength = STRONG
        run.gap.append(FAR + word)
        return True
    if kind == "space":
        run.gap.append(word)
        if "\n" in word:
            run.strength = STRONG
            return word.count("\n") <= _MOST_NEWLINES
        return True
    if kind in ("mark", "bar"):
        run.gap.append(word)
        strong = word in _STRONG_MARKS
        run.strength = STRONG if strong else max(run.strength, PLAIN)
        return True
    if kind in ("word", "other") and word in MARK_WORDS:
        run.gap.append("." if kind == "other" or len(word) > 1 else word)
        run.strength = max(run.strength, ODD)
        return True
    if counts or kind == "join" or word in JOINING_WORDS or word in COUNTING:
        run.strength = STRONG
        run.gap.append(" ")
        return True
    return False


def _may_lead_on(run: _Open, word: str) -> bool:
    """Whether a word that means nothing to us may stand between two parts of a number: "0812 pastu 3456"."""
    if word in JOINING_WORDS or word in COUNTING or word in MARK_WORDS or word in _UNITS or not _is_letters(word):
        return False
    digits = sum(len(group.shown) for group in run.groups)
    first = run.groups[0]
    opens = first.has_plus or first.shown.startswith("0") or _CHINESE_MOBILE.match(first.shown) is not None
    return opens and _FEWEST_LEADING <= digits < _FEWEST + 3 and len("".join(run.gap)) + len(word) <= _LONGEST_LEAD


def _is_letters(word: str) -> bool:
    return all(character.isalpha() or unicodedata.category(character).startswith("M") for character in word)


def _is_counting(tokens: list[Token], place: int) -> bool:
    """Whether a digit only counts digits: "first three 159", "前三位"."""
    before = next((t for t in reversed(tokens[max(0, place - 2) : place]) if t[0] != "space"), None)
    after = next((t for t in tokens[place + 1 : place + 3] if t[0] != "space"), None)
    if tokens[place][0] == "han" and after is not None and after[1] in _COUNTED:
        return True
    return (
        before is not None
        and before[1] in COUNTING
        and len(tokens[place][1]) < 6
        and (tokens[place][0] == "word" or len(tokens[place][1]) == 1)
    )


Found = list[tuple[dict[str, str], str, int, int]]


def _reading(tokens: list[Token], place: int) -> Found | None:
    kind, word, start, end = tokens[place]
    if kind == "digits":
        if word == "2" and place and tokens[place - 1][1] in _TWICE:
            return []  # "tujuh2", said twice, as Malay writes it
        times = _times(tokens, place) if len(word) == 1 else 1
        return [({"": word * times}, "digits", start, end)]
    if kind == "han":
        times = _times(tokens, place) if len(word) == 1 else 1
        return [({"": "".join(HAN_DIGITS[c] for c in word) * times}, "han", start, end)]
    if kind == "thai":
        return [({"": THAI_WORDS[word] * _times(tokens, place)}, "word", start, end)]
    if kind == "word":
        return _spelled(tokens, place)
    if kind == "bar" and _is_bar(tokens, place):
        return [({"": "1"}, "bar", start, end)]
    if kind == "mark" and word in _LOOK_ALIKES and _touches_digits(tokens, place, both=True):
        return [({"": _LOOK_ALIKES[word]}, "letters", start, end)]
    return None


def _spelled(tokens: list[Token], place: int) -> Found | None:
    """A number word, several run together, or letters that pass for digits beside digits."""
    _, word, start, end = tokens[place]
    if word in NUMBER_WORDS:
        times = _times(tokens, place)
        if word in _TWICE and place + 1 < len(tokens) and tokens[place + 1][1] == "2":
            times = 2
        readings = {language: digit * times for language, digit in NUMBER_WORDS[word].items()}
        if _LOOK_ALIKES.keys() >= set(word) and _touches_digits(tokens, place, both=False):
            readings[""] = "".join(_LOOK_ALIKES[c] for c in word)  # "0ba5": a word in one language only
        return [(readings, "word", start, end)]
    if several := parted(word):
        found: Found = []
        for one in several:
            found.append((NUMBER_WORDS[one], "word", start, start + len(one)))
            start += len(one)
        return found
    if word in TEENS:
        return [({"en": TEENS[word]}, "word", start, end)]
    if word in TENS:
        following = [t[1] for t in tokens[place + 1 : place + 3] if t[0] not in ("space", "mark")]
        has_unit = bool(following) and NUMBER_WORDS.get(following[0], {}).get("en", "0") != "0"
        return [({"en": TENS[word] + ("" if has_unit else "0")}, "word", start, end)]
    if len(word) <= _MOST_LETTERS and all(c in _LOOK_ALIKES for c in word):
        both = any(c in _WEAK for c in word)
        if _touches_digits(tokens, place, both=both) or _stands_between(tokens, place):
            return [({"": "".join(_LOOK_ALIKES[c] for c in word)}, "letters", start, end)]
    return None


def _times(tokens: list[Token], place: int) -> int:
    """How often a digit is meant that "double" or the like stands before."""
    for kind, word, _start, _end in reversed(tokens[max(0, place - 2) : place]):
        if kind == "times":
            return TIMES[word]
        if kind == "word":
            return REPEATS.get(word, 1)
    return 1


def _touches_digits(tokens: list[Token], place: int, *, both: bool) -> bool:
    sides = [tokens[place - 1][0] if place else "", tokens[place + 1][0] if place + 1 < len(tokens) else ""]
    are_digits = [side in ("digits", "han", "bar") for side in sides]
    return all(are_digits) if both else any(are_digits)


def _is_bar(tokens: list[Token], place: int) -> bool:
    """Whether a bar touches what passes for a digit, so that it may be a one."""
    sides = [tokens[n][1] for n in (place - 1, place + 1) if 0 <= n < len(tokens)]
    return sum(side[-1:].isdigit() or side[:1].isdigit() or set(side) <= _LOOK_ALIKES.keys() for side in sides) > 0


def _stands_between(tokens: list[Token], place: int) -> bool:
    """Whether letters stand apart among digits: ``0-l-2``, ``248-oo-3391``, or spelled out with them, ``o 1 2``."""
    word = tokens[place][1]
    if len(word) > _MOST_APART or not _APART.issuperset(word):
        return False
    left, right = _beside(tokens, place, -1), _beside(tokens, place, 1)
    if left is not None and right is not None:
        return True
    beside, step = (left, -1) if right is None else (right, 1)
    # At an end of the number only where the digits beside stand one by one.
    further = None if beside is None else _beside(tokens, beside, step)
    return (
        beside is not None
        and further is not None
        and all(len(tokens[one][1]) == 1 or tokens[one][0] == "word" for one in (beside, further))
        and tokens[beside - step][0] in ("space", "mark")
    )


def _beside(tokens: list[Token], place: int, step: int) -> int | None:
    """Place of the digits next to a token, with a few marks and spaces between at most."""
    for there in range(place + step, place + 5 * step, step):
        if not 0 <= there < len(tokens) or "\n" in tokens[there][1]:
            return None
        if tokens[there][0] == "digits" or (
            len(tokens[there][1]) >= _FEWEST_APART and tokens[there][1] in NUMBER_WORDS
        ):
            return there
        if tokens[there][0] not in ("mark", "space"):
            return None
    return None
