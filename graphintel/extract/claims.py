"""What a text claims about legality: a claim, never a finding."""

from __future__ import annotations

import re

from graphintel.extract.folding import Folded

_L = "a-z\u00c0-\u024f\u1e00-\u1eff"


def _of(latin: str, other: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{_L}])(?:{latin})(?![{_L}])|{other}")


NO_PAPERS, PERMIT_NUMBER = "no_papers", "permit_number"
# In this order: "no papers" holds "papers", and a permit's number a permit.
_CLAIMS = (
    (
        NO_PAPERS,
        _of(
            r"no (?:papers?|paperwork|surat|permit|licen[cs]e|docs?)|without (?:papers?|permit|licen[cs]e)|(?:tanpa|takde|tiada|tak ada|xde|jangan tanya|jgn tanya|ga ada|gak ada|tdk ada) (?:surat|lesen|permit|dokumen|cip)"
            r"|không (?:có )?giấy|(?:đừng|khỏi|không) hỏi giấy|walang (?:papel|papeles|permit|dokumento)|wag (?:na )?(?:magtanong|itanong)(?: kung)? legal|under the table",
            r"ไม่มีใบ|ไม่มีเอกสาร|ไม่มีทะเบียน|无证|無證|没证|沒證|没有证|沒有證",
        ),
    ),
    (
        PERMIT_NUMBER,
        _of(
            r"(?:permit|cites|licen[cs]e|lesen|sijil|izin|sats-?dn|certificate|cert|article 10|a10)\s?(?:no|nombor|nomor|number|ref|#)?\s?[.:#]?\s?[a-z]{0,4}[/-]?\d[\da-z/.-]{4,}",
            r"(?:许可证|許可證|证书|證書|ใบอนุญาต)(?:号|號|编号|編號|เลขที่)?\s?[:：]?\s?[a-z]{0,4}\d[\da-z/.-]{4,}",
        ),
    ),
    (
        "papers",
        _of(
            r"(?:with |w/ ?|has |complete |full |legal )(?:papers?|paperwork|permits?|cites|cert(?:ificate)?s?|docs?|documents)|cites (?:permit|certificate|papers|cert|docs?)|licen[cs]ed?|permit(?: no| holder)?|article 10|usda|cert(?:s|ificates?)? (?:supplied|on hand|included|and chip|& ?chip)|(?:chip(?:ped)?|microchip(?:ped)?)(?: (?:and|&|\+|,) ?cert\w*)?|dna cert"
            r"|surat (?:lengkap|resmi|bksda)|lengkap surat|(?:ada|siap|sekali|dgn|dengan) (?:surat|lesen|permit|sijil|sertifikat|dokumen(?: import)?|cip)|berlesen|bersertifikat|bersurat|sertifikat|sijil cites|chip sertifikat|lesen perhilitan|sats-?dn"
            r"|có (?:đủ |đầy đủ )?(?:giấy|cert|giấy tờ|hồ sơ)|đủ giấy|đầy đủ giấy tờ|giấy phép|giấy kiểm lâm|cert chip|hóa đơn|may (?:permit|papel|papeles|papers|cert)|complete papers|cwr",
            r"(?<!ไม่)มีใบ|ใบอนุญาต|ใบเซอร์|ใบ ?cites|ใบเคลื่อนย้าย|เอกสารครบ|บัตรรับรอง|ทะเบียนถูกต้อง|有证|有證|带证|帶證|证件齐全|證件齊全|合法手续|合法手續|证书|證書|出生證明|出生证明|證明文件|原產地證明|原产地证明|附.{0,3}cites|有.{0,4}牌(?=[\s，,。]|$)|晶片|芯片",
        ),
    ),
    (
        "captive_bred",
        _of(
            r"captive[- ]?(?:bred|born)|cb\d{0,2}|cbb|f[12] captive|(?:farm|home|aviary|locally)[ -]?(?:bred|breed|raised)|breeder|closed (?:rung|band(?:ed)?)|usda"
            r"|(?:hasil )?penangkaran|hasil tangkaran|anak kandang|ternakan sendiri|baka kandang|kolam sendiri|breeding sendiri|breed farm|parrot farm|hasil breeding"
            r"|nuôi sinh sản|sinh sản nhân tạo|nhà nuôi|trại (?:giống|nuôi)|nhà đẻ|home ?breed|aviary",
            r"ฟาร์มเพาะ|เพาะพันธุ์|ใบเพาะ|เพาะเอง|เพาะเลี้ยง|ลูกเพาะ|ฟาร์ม(?=มีใบ)|人工繁殖|人工养殖|人工養殖|养殖|養殖|自家繁殖|自繁|家繁|子二代|手養(?=.{0,20}出生)",
        ),
    ),
    (
        "antique",
        _of(
            r"antiques?|pre-?ban|pre-?convention|pre-?19[47]\d|before 19[0-8]\d|heirloom|vintage|victorian|edwardian|meiji|qing|1[89]th c(?:entury)?\.?|scrimshaw|old stock|came from (?:my )?grand\w+|estate"
            r"|pusaka|warisan|peninggalan(?: kakek)?|barang lama|tok nenek|tinggalan|gia truyền|đồ cổ|đồ xưa|ông bà để lại|của ông|lola ko|lolo ko|minana|luma",
            r"ของเก่า|งาเก่า|เก่าเก็บ|ของปู่|มรดก|สมัย(?:ปู่|ร\.)|老货|老貨|老料|老件|老东西|老東西|传家|傳家|祖传|祖傳|古董|古玩|清代|清中期|清末|民国|民國|明清|乾隆|文革|阿公|爷爷|爺爺|早年|旧藏|舊藏|传承有序|傳承有序",
        ),
    ),
)  # fmt: skip


def find_claims(folded: Folded) -> tuple[tuple[str, str], ...]:
    """Kind of claim with its words, in a stated order; a later claim inside an earlier one's words does not count."""
    found: list[tuple[str, str]] = []
    taken: list[tuple[int, int]] = []
    for claim, pattern in _CLAIMS:
        for match in pattern.finditer(folded.text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append((claim, match[0]))
                break
    return tuple(found)
