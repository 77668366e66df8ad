"""What a text claims about legality: a claim, never a finding."""

from __future__ import annotations

import re

from graphintel.extract.folding import Folded

# Order matters: "no papers" holds "papers".
_CLAIMS = (
    (
        "no_papers",
        re.compile(
            r"\bno (?:papers?|surat|permit)|without (?:papers?|permit)|tanpa (?:surat|lesen)|không giấy|ไม่มีใบ|无证|無證"
        ),
    ),
    (
        "papers",
        re.compile(
            r"with (?:papers?|permits?|cites)|\blicen[cs]ed?\b|\bpermit (?:no|holder)|surat lengkap|ada (?:surat|lesen|permit)|berlesen|bersertifikat"
            r"|có giấy|giấy phép|ใบอนุญาต|有证|有證|证件齐全|合法手续|perhilitan"
        ),
    ),
    (
        "captive_bred",
        re.compile(
            r"captive[- ]?bred|\bcb\d\d\b|farm bred|penangkaran|anak kandang|nuôi sinh sản|ฟาร์มเพาะ|人工繁殖|养殖"
        ),
    ),
    (
        "antique",
        re.compile(r"\bantique|pre-?ban|pre-?convention|heirloom|pusaka|gia truyền|đồ cổ|ของเก่า|老货|老貨|古董"),
    ),
)


def find_claims(folded: Folded) -> tuple[tuple[str, str], ...]:
    """Kind of claim with its words, in a stated order; a later claim inside an earlier one's words does not count."""
    found: list[tuple[str, str]] = []
    taken: list[tuple[int, int]] = []
    for claim, pattern in _CLAIMS:
        match = pattern.search(folded.text)
        if match and not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
            found.append((claim, match[0]))
    return tuple(found)
