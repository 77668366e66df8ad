"""Language and script of a text: BCP 47 and ISO 15924, by the largest part of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from graphintel.reference import load_language_words

_LONGEST = 4_000  # code points that are looked at
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\S+")
# Script, its letters, and what one of them counts for: a Chinese sign is half a word.
_SCRIPTS = (
    ("Thai", "\u0e01-\u0e5b", 1),
    ("Laoo", "\u0e81-\u0edf", 1),
    ("Khmr", "\u1780-\u17ff", 1),
    ("Mymr", "\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f", 1),
    ("Hani", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", 3),
    ("Kana", "\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\uff66-\uff9d", 2),
    ("Hang", "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e", 3),
    ("Cyrl", "\u0400-\u052f", 1),
    ("Arab", "\u0620-\u064a\u066e-\u06d3\u0750-\u077f", 1),
    ("Deva", "\u0904-\u0939\u0958-\u0961\u0900-\u0903\u093a-\u094f", 1),
    ("Beng", "\u0980-\u09fe", 1),
    ("Taml", "\u0b82-\u0bfa", 1),
    ("Sinh", "\u0d81-\u0df4", 1),
    ("Grek", "\u0370-\u03ff", 1),
    ("Latn", "A-Za-z\u00c0-\u024f\u0300-\u0323\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a", 1),
)
_RUN = re.compile("|".join(f"([{letters}]+)" for _, letters, _ in _SCRIPTS))
_LANGUAGE_OF = {
    "Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Jpan": "ja", "Kore": "ko", "Beng": "bn", "Taml": "ta",
    "Sinh": "si", "Grek": "el", "Deva": "hi",
}  # fmt: skip
_KANA_SHARE = 0.15  # of Japanese text, の aside, which Chinese writers set for ornament
_UKRAINIAN, _PERSIAN, _URDU = re.compile("[іїєґ]"), re.compile("[پچگژ]"), re.compile("[ٹڈڑںےہ]")
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]")
_ACCENT = re.compile("[àáãèéìíòóõùúýâêô]")  # other languages have some of them too
_WORD = re.compile(r"[^\W\d_]+")
# Endings of Malay and Indonesian alike that other languages of the trade do not have.
_MALAY_FORM = re.compile(
    r"[a-z]{3,}nya|(?:me[mn]g?|ber|di|ter)[a-z]{3,}kan|di[a-z]{4,}i|lah|(?:pe[mn]g?|per|ke)[a-z]{3,}an"
)
_RINGGIT = re.compile(r"(?<![a-z])(?:rm\s?\d|myr(?![a-z])|ringgit)|\+?60\s?1\d|(?<!\d)01\d[- ]?\d{3}")
_RUPIAH = re.compile(
    r"(?<![a-z])rp[\s.]?\d|\d\s?(?:rb|ribu|jt|juta)(?![a-z])|(?<![a-z])idr(?![a-z])|\+?62\s?8|(?<!\d)08\d\d"
)
_ANY = "any"  # words that tell nothing
_ORDER = ("ms", "vi", "tl", "en", "es", "pt", "fr", "de")  # of those that as many words speak for, the first


@dataclass(frozen=True, slots=True)
class Spoken:
    """``tag``: BCP 47, None where nothing tells. ``script``: ISO 15924 of the largest part, None without letters.

    ``is_by_words``: letters or words tell the language, not only how money and numbers are written.
    """

    tag: str | None
    script: str | None
    is_by_words: bool = True


def tell_language(text: str) -> Spoken:
    """The language and script of the largest part of ``text``; addresses and handles do not count."""
    said = text[:_LONGEST].lower()
    if "@" in said or "#" in said or "." in said:
        said = _ADDRESS.sub(" ", said)
    if not said.isascii():
        said = unicodedata.normalize("NFKC", said)
    script = _script(said)
    if script == "Latn":
        tag = _latin(said)
        return Spoken(tag, script) if tag else Spoken(_by_numbers(said), script, is_by_words=False)
    if script == "Hani":
        return _chinese(said)
    if script == "Cyrl":
        return Spoken("uk" if _UKRAINIAN.search(said) else "ru", script)
    if script == "Arab":
        return Spoken("ur" if _URDU.search(said) else "fa" if _PERSIAN.search(said) else "ar", script)
    return Spoken(_LANGUAGE_OF.get(script or ""), script)


def _script(said: str) -> str | None:
    if said.isascii():
        return _any_letters(said)
    nowhere = load_language_words()[_ANY]
    weights: Counter[str] = Counter()
    for run in _RUN.finditer(said):
        script, _, weight = _SCRIPTS[(run.lastindex or 1) - 1]
        if script != "Latn" or run[0] not in nowhere:
            weights[script] += weight * len(run[0])
    japanese = weights.pop("Kana", 0) - 2 * said.count("の")
    if japanese / 2 > _KANA_SHARE * (japanese / 2 + weights["Hani"] / 3):
        weights["Jpan"] = japanese + weights.pop("Hani", 0)
    korean = weights.pop("Hang", 0)
    if korean:
        weights["Kore"] = korean + (weights.pop("Hani", 0) if korean > weights["Hani"] else 0)
    best = max(weights.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return best[0] if best[1] else _any_letters(said)


def _any_letters(said: str) -> str | None:
    return "Latn" if re.search("[a-z]", said) else None


def _chinese(said: str) -> Spoken:
    """By the signs that only one of the two writes; neither where the text has none, or as many of each."""
    simplified, traditional = _only_signs()
    ours = sum(sign in simplified for sign in said) - sum(sign in traditional for sign in said)
    if not ours:
        return Spoken("zh", "Hani")
    return Spoken("zh-Hans", "Hans") if ours > 0 else Spoken("zh-Hant", "Hant")


@lru_cache(maxsize=1)
def _only_signs() -> tuple[frozenset[str], frozenset[str]]:
    """Signs of simplified and of traditional Chinese alone.

    Source: GB/T 2312-1980 and Big5, each the common signs of one way of writing: what one has and the other lacks.
    """
    signs = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = {sign for sign in signs if _is_in(sign, "gb2312")}
    traditional = {sign for sign in signs if _is_in(sign, "big5")}
    return frozenset(simplified - traditional), frozenset(traditional - simplified)


def _is_in(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Word → languages that have it; Malay and Indonesian together as ``ms``."""
    found: dict[str, set[str]] = {}
    nowhere = load_language_words()[_ANY]
    for tag, words in load_language_words().items():
        for word in words - nowhere:
            found.setdefault(word, set()).add("ms" if tag in ("ms+id", "id") else tag)
    return {word: tuple(sorted(tags)) for word, tags in found.items()}


@lru_cache(maxsize=1)
def _malay_or_indonesian() -> dict[str, int]:
    """Word → 1 for Malay, −1 for Indonesian; words that both have say nothing."""
    words = load_language_words()
    return dict.fromkeys(words["ms"], 1) | dict.fromkeys(words["id"], -1)


def _latin(said: str) -> str | None:
    words = _WORD.findall(said)
    known = _languages_of()
    counts: Counter[str] = Counter(tag for word in words for tag in known.get(word, ()))
    counts["vi"] += sum(2 if _VIETNAMESE.search(word) else bool(_ACCENT.search(word)) for word in words)
    counts["ms"] += sum(word not in known and _MALAY_FORM.fullmatch(word) is not None for word in words)
    best = max(counts.values(), default=0)
    if not best:
        return None
    tag = next(tag for tag in _ORDER if counts[tag] == best)
    return _malay(said, words) if tag == "ms" else tag


def _by_numbers(said: str) -> str | None:
    return _malay(said, []) if _RUPIAH.search(said) or _RINGGIT.search(said) else None


def _malay(said: str, words: list[str]) -> str:
    """``ms`` or ``id`` by the words, money and numbers that only one of them has; ``ms`` where nothing tells."""
    weights = _malay_or_indonesian()
    leaning = sum(weights.get(word, 0) for word in words)
    leaning += 2 * len(_RINGGIT.findall(said)) - 2 * len(_RUPIAH.findall(said))
    return "id" if leaning < 0 else "ms"
