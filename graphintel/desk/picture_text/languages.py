"""In which languages print is looked for, and which of them are read in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Names of Tesseract's language packs by ISO 3166-1 alpha-2 code: what adverts of a country are written in.
_OF_REGION = {
    "MY": ("eng", "msa", "chi_sim"),
    "SG": ("eng", "chi_sim", "msa"),
    "BN": ("eng", "msa"),
    "ID": ("eng", "ind"),
    "PH": ("eng", "fil"),
    "VN": ("vie", "eng"),
    "TH": ("tha", "eng"),
    "CN": ("chi_sim", "eng"),
    "HK": ("chi_tra", "eng"),
    "MO": ("chi_tra", "eng"),
    "TW": ("chi_tra", "eng"),
    "LA": ("lao", "eng"),
    "KH": ("khm", "eng"),
    "MM": ("mya", "eng"),
}
_ELSEWHERE = ("eng",)
# Scripts of their own: read together with Latin letters, their lines come out as Latin nonsense (measured: a
# character error rate of .2 instead of .02 for Chinese). Each is read in a pass of its own, and lines compared.
_OWN_SCRIPT = frozenset("chi_sim chi_tra tha lao khm mya jpn kor ara hin ben tam".split())
# Vietnamese has all of Latin's letters and more; it must be asked first, or its marks are lost.
_FIRST = ("vie",)


def languages_for(chosen: Sequence[str], regions: Iterable[str]) -> tuple[str, ...]:
    """Languages to look for: those ``chosen`` in case.toml, else those of the case's regions, in order."""
    if chosen:
        return tuple(dict.fromkeys(chosen))
    return tuple(dict.fromkeys(name for region in regions for name in _OF_REGION.get(region, _ELSEWHERE)))


def passes_of(languages: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Languages by pass: those in Latin letters together, each other script by itself."""
    latin = sorted((name for name in languages if name not in _OWN_SCRIPT), key=lambda name: name not in _FIRST)
    own = [(name,) for name in languages if name in _OWN_SCRIPT]
    return (*([tuple(latin)] if latin else []), *own)
