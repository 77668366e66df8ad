"""The language of a text, guessed from its script and its commonest words."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("lo", re.compile("[\u0e81-\u0edf]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("zh", re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")),
    ("vi", re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")),
)
# Commonest words that the neighbours do not share. Malay and Indonesian differ in few; their mark is `ms`.
_WORDS = {
    "ms": frozenset(
        "dan yang untuk ada saya jual harga boleh dengan ini itu tak tidak nak lagi ekor pm berminat".split()
    ),
    "vi": frozenset("ban mua gia con minh ai can khong duoc cho anh chi lien he".split()),
    "tl": frozenset("ang mga sa ng po ko lang naman kayo".split()),
    "en": frozenset("the and for with you this that have is are of to in available any please".split()),
}
_WORD = re.compile(r"[a-z]+")


def guess_language(folded_text: str) -> str | None:
    """BCP 47 primary tag; None where nothing tells. ``folded_text`` is lower case.

    A script with a handful of letters decides; ``ms`` stands for Malay and Indonesian together.
    """
    for tag, pattern in _SCRIPTS:
        # One Vietnamese vowel tells; of the other scripts a sign alone may be an ornament.
        if len(pattern.findall(folded_text)) >= (1 if tag == "vi" else 2):
            return tag
    words = _WORD.findall(folded_text)
    counts = {tag: sum(word in known for word in words) for tag, known in _WORDS.items()}
    best = max(counts.values(), default=0)
    return next(tag for tag, count in counts.items() if count == best) if best else None
