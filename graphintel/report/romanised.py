"""Texts in Latin letters, so that whoever cannot read a script can speak of what it says: no translation."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[\u0e01-\u0e5b]+|[{_HAN}]+|[^\x00-\u024f\u0e00-\u0e7f{_HAN}]+")
_TONES = re.compile("[\u0e48-\u0e4b\u0e4d\u0e4e\u0e3a]")
_SILENCED = re.compile("[ก-ฮ][ิุ]?์")
# Thai consonants by sound, at the beginning and at the end of a syllable.
# Source: Royal Thai General System of Transcription (1999).
_FIRST = {
    "ก": "k", "ข": "kh", "ฃ": "kh", "ค": "kh", "ฅ": "kh", "ฆ": "kh", "ง": "ng", "จ": "ch", "ฉ": "ch", "ช": "ch",
    "ฌ": "ch", "ซ": "s", "ญ": "y", "ด": "d", "ฎ": "d", "ต": "t", "ฏ": "t", "ถ": "th", "ฐ": "th", "ท": "th", "ฑ": "th",
    "ธ": "th", "ฒ": "th", "น": "n", "ณ": "n", "บ": "b", "ป": "p", "ผ": "ph", "พ": "ph", "ภ": "ph", "ฝ": "f", "ฟ": "f",
    "ม": "m", "ย": "y", "ร": "r", "ล": "l", "ฬ": "l", "ว": "w", "ศ": "s", "ษ": "s", "ส": "s", "ห": "h", "ฮ": "h",
    "อ": "", "ฤ": "rue", "ฦ": "lue",
}  # fmt: skip
_LAST = (
    dict.fromkeys("กขฃคฅฆ", "k") | dict.fromkeys("จฉชซฌฎฏฐฑฒดตถทธศษส", "t") | dict.fromkeys("นณญรลฬ", "n")
    | dict.fromkeys("บปผพฟภฝ", "p") | {"ง": "ng", "ม": "m", "ย": "i", "ว": "o"}
)  # fmt: skip
# Two letters that begin a syllable together; ห and อ before some are silent, ทร is said s.
_ONSET = r"(?P<onset>[กขคตปผพ][รลว](?=[ะ-ู็อเ-ไรวก-ฮ])|ห[งญนมยรลว]|อย(?=[ู่าั])|ทร(?=[าัุ])|สร(?=[ะ้า])|จร(?=ิ)|[ก-ฮ])"
_END = r"(?P<end>[ก-รลวศ-ฬฮ](?![ะ-ู็ๅ]|รร|อ[ก-ฮ]?(?![ะ-ูก-ฮ])))"
_PATTERNS = tuple(
    (re.compile(pattern.replace("I", _ONSET).replace("F", _END)), vowel)
    for pattern, vowel in (
        ("เIียะ?F?", "ia"), ("เIือะ?F?", "uea"), ("เIาะ", "o"), ("เIา", "ao"), ("เIิF?", "oe"), ("เIย", "oei"),
        ("เIอะ?F?", "oe"), ("เI็F", "e"), ("เIะ", "e"), ("เIF?", "e"), ("แI็?ะ?F?", "ae"), ("โIะ?F?", "o"),
        ("[ใไ]Iย?", "ai"), ("Iัวะ?", "ua"), ("Iัย", "ai"), ("IัF?", "a"), ("Iว(?=[ก-ฮ](?![ะ-ู็]))F", "ua"), ("Iำ", "am"),
        ("Iะ", "a"), ("IาF?", "a"), ("I[ิี]F?", "i"), ("I[ึื]อ?F?", "ue"), ("I[ุู]F?", "u"), ("I็อF?", "o"), ("I็", "o"),
        ("IรรF", "a"), ("Iรร", "an"), ("IอF?", "o"), ("IF", "o"), ("I", "a"),
    )
)  # fmt: skip
_SILENT_BEFORE = {"ห": "งญนมยรลว", "อ": "ย"}
_SAID_S = {"ทร": "s", "สร": "s", "จร": "ch"}


def romanised(text: str) -> str:
    """``text`` in Latin letters: Thai by sound, Chinese by pinyin without tones, other scripts letter by letter."""
    return re.sub(r"[ \t]{2,}", " ", _RUN.sub(_of_run, text)).strip()


def is_romanisable(text: str) -> bool:
    """Whether the text has letters that a reader of Latin letters cannot read."""
    return any(any(c.isalpha() for c in run[0]) for run in _RUN.finditer(text))


def _of_run(run: re.Match[str]) -> str:
    written = run[0]
    if "\u0e01" <= written[0] <= "\u0e5b":
        return f" {_thai(written)} "
    if re.match(rf"[{_HAN}]", written):
        return " " + " ".join(anyascii(sign).lower() for sign in written) + " "
    # Ornaments stay what they are: only what is read or counted has letters.
    return "".join(anyascii(sign) if unicodedata.category(sign)[0] in "LMNP" else sign for sign in written)


def _thai(written: str) -> str:
    plain = _SILENCED.sub("", _TONES.sub("", written)).replace("ํา", "ำ")
    syllables, place = [], 0
    while place < len(plain):
        said = _syllable(plain, place)
        syllables.append(said[0])
        place = said[1]
    return "-".join(filter(None, syllables))


def _syllable(plain: str, place: int) -> tuple[str, int]:
    """One syllable and where the next begins."""
    for pattern, vowel in _PATTERNS:
        if match := pattern.match(plain, place):
            groups = match.groupdict()
            end = groups.get("end") or ""
            return _onset(groups["onset"]) + vowel + _LAST.get(end, ""), match.end()
    if plain[place] == "ๆ":
        return "(x2)", place + 1
    return _FIRST.get(plain[place], anyascii(plain[place]) if plain[place].isdigit() else ""), place + 1


def _onset(letters: str) -> str:
    if letters in _SAID_S:
        return _SAID_S[letters]
    if len(letters) == 2 and letters[1] in _SILENT_BEFORE.get(letters[0], ""):
        return _FIRST[letters[1]]
    return "".join(_FIRST[letter] for letter in letters)
