"""What WhatsApp's own lines say: who made a group, came, brought whom, left, changed number; in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Each pattern names ``by`` (who did it), ``who`` (to whom), ``title`` or ``new``. Names are as the exporter sees them.
_Q = "[\"“”«»'「『]"
_QE = "[\"“”«»'」』]"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("created", rf"(?P<by>.+?) (?:created (?:the )?group|membuat grup|mencipta kumpulan|creó el grupo|criou o grupo"
                rf"|đã tạo nhóm|สร้างกลุ่ม|a créé le groupe) ?{_Q}(?P<title>.+?){_QE}\.?"),
    ("created", rf"(?P<by>.+?) ?(?:建立了群組|建立群組|创建了群组|创建了群) ?{_Q}(?P<title>.+?){_QE}"),
    ("renamed", rf"(?P<by>.+?) (?:changed the (?:subject|group name)(?: from {_Q}.+?{_QE})? to|mengubah subjek"
                rf"(?: dari {_Q}.+?{_QE})? (?:menjadi|ke|kepada)|cambió el (?:asunto|nombre)(?: de(?:l grupo de)? "
                rf"{_Q}.+?{_QE})? a|mudou o nome do grupo(?: de {_Q}.+?{_QE})? para) {_Q}(?P<title>.+?){_QE}\.?"),
    ("number", r"(?P<by>.+?) (?:changed to|berubah menjadi|cambió a|mudou para) "
               r"(?P<new>\+[\d\s()\-.\u2011\xa0]{7,25})\.?"),
    ("number", r"(?P<by>.+?) (?:changed their phone number(?: to a new number)?|mengganti nomor telepon"
               r"|menukar nombor telefon|cambió su número).*"),
    ("link", r"(?P<who>.+?) (?:joined using (?:this group's|an|your|the) (?:invite|invitation) ?(?:link)?"
             r"|joined (?:via|from) .*(?:link|community)|bergabung menggunakan (?:tautan|link) undangan.*"
             r"|menyertai menggunakan pautan jemputan.*|se unió usando el enlace.*|entrou usando o link.*"
             r"|đã tham gia bằng.*liên kết.*|เข้าร่วมโดยใช้ลิงก์.*)\.?"),
    ("link", r"(?P<who>.+?) ?(?:使用此群組的邀請連結加入|通过此群组的邀请链接加入|使用邀请链接加入"
             r"|使用.{0,12}邀[请請].{0,6}加入).*"),
    ("removed", r"(?P<by>.+?) (?:removed|mengeluarkan|menyingkirkan|eliminó a|removeu|đã xóa) (?P<who>.+?)\.?"),
    ("added", r"(?P<by>.+?) (?:added|menambahkan|menambah|añadió a|agregó a|adicionou|đã thêm|เพิ่ม) (?P<who>.+?)\.?"),
    ("added", r"(?P<by>.+?) ?(?:新增了|加入了|添加了|已将|邀请) ?(?P<who>.+?)(?:加入群组|加入群組)?"),
    ("left", r"(?P<who>.+?) (?:left|keluar|telah keluar|salió del grupo|salió|saiu|đã rời.*|ออกจากกลุ่ม)\.?"),
    ("left", r"(?P<who>.+?) ?(?:離開了|离开了|已退出|退出了群组|離開)"),
    ("admin", r"(?P<who>.+?)(?:'s| is|’s)? (?:now an admin|sekarang (?:menjadi )?admin|ahora (?:es|eres) admin.*"
              r"|agora é (?:um )?admin.*)\.?"),
)  # fmt: skip
_EVENTS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_BETWEEN = re.compile(r", | and | dan | y | e (?=[+A-Z])|、|和|และ | và ")
_LONGEST = 600  # characters; WhatsApp's own lines are short
_YOU = frozenset(("you", "anda", "kamu", "tú", "usted", "você", "bạn", "您", "你", "คุณ", "vous", "your"))


@dataclass(frozen=True, slots=True)
class Event:
    """One of WhatsApp's own lines, understood."""

    kind: str  # created, renamed, number, link, removed, added, left or admin
    by: str | None = None
    who: tuple[str, ...] = ()
    title: str | None = None
    new: str | None = None


def event_of(line: str) -> Event | None:
    """What a line without a sender says; None where it is none of the known sentences."""
    text = line.strip()
    if len(text) > _LONGEST:
        return None
    for kind, pattern in _EVENTS:
        if match := pattern.fullmatch(text):
            named = match.groupdict()
            who = tuple(part.strip() for part in _BETWEEN.split(named.get("who") or "") if part.strip())
            return Event(kind, named.get("by"), who, named.get("title"), named.get("new"))
    return None


def is_you(name: str) -> bool:
    """Whether a name stands for whoever made the export."""
    return name.strip().lower() in _YOU
