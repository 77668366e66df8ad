"""What WhatsApp's own lines say: who made a group, came, brought whom, left, changed number; in several languages."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from graphintel.schema.records import SourceKind

# Quotation marks of the languages below; a title never ends without one.
_T = "[\"“”„«「『'](?P<title>.+?)[\"“”»」』']"
_OLD = "[\"“”„«「『'].+?[\"“”»」』']"
_NEW = r"(?P<new>\+[\d\s()\-.\u2011\xa0]{7,25})"
# Each pattern names ``by`` (who did it; empty where the verb says "you"), ``who`` (to whom), ``title`` or ``new``.
# Wordings of several years stand together; where one was not seen for sure it is still WhatsApp's own grammar.
_ENGLISH = (
    ("created", rf"(?P<by>.+?) created (?:the )?group {_T}\.?"),
    ("renamed", rf"(?P<by>.+?) changed the (?:subject|group name|group's name)(?: from {_OLD})? to {_T}\.?"),
    ("number", rf"(?P<by>.+?) changed (?:to|their (?:phone )?number to) {_NEW}\.?.*"),
    ("link", r"(?P<who>.+?) joined (?:using|via|from|with) .*(?:invite|invitation|link|community).*"),
    ("removed", r"(?P<who>.+?) (?:was|were) removed\.?"),
    ("removed", r"(?P<by>.+?) removed (?P<who>(?!this |the |an? ).+?)(?: from (?:the|this) group)?\.?"),
    ("added", r"(?P<who>.+?) (?:was|were) added\.?"),
    ("added", r"(?P<by>.+?) added (?P<who>(?!this |the |an? ).+?)(?: to (?:the|this) group)?\.?"),
    ("left", r"(?P<who>.+?) left(?: the group)?\.?"),
    ("admin", r"(?P<who>.+?)(?: is| are|['’]re|['’]s) now (?:an admin|a group admin)\.?"),
    ("admin", r"(?P<by>.+?) made (?P<who>.+?) (?:an|a group) admin\.?"),
)
_INDONESIAN_MALAY = (
    ("created", rf"(?P<by>.+?) (?:telah )?(?:membuat grup|mencipta kumpulan|membuat kumpulan) {_T}\.?"),
    (
        "renamed",
        rf"(?P<by>.+?) (?:telah )?(?:mengubah|mengganti|menukar) (?:subjek|nama grup|nama kumpulan)"
        rf"(?: (?:dari|daripada) {_OLD})? (?:menjadi|ke|kepada) {_T}\.?",
    ),
    (
        "number",
        rf"(?P<by>.+?) (?:telah )?(?:berubah menjadi|berganti ke|mengganti nomor(?: telepon)?(?:nya)? ke"
        rf"|bertukar kepada|menukar nombor(?: telefon)? kepada) {_NEW}\.?.*",
    ),
    ("link", r"(?P<who>.+?) (?:telah )?(?:bergabung|menyertai|masuk) .*(?:tautan|link|pautan|undangan|jemputan).*"),
    ("removed", r"(?P<who>.+?) (?:telah )?(?:dikeluarkan|dialih keluar|disingkirkan)\.?"),
    ("removed", r"(?P<by>.+?) (?:telah )?(?:mengeluarkan|mengalih keluar|menyingkirkan) (?P<who>.+?)\.?"),
    ("added", r"(?P<who>.+?) (?:telah )?(?:ditambahkan|ditambah)\.?"),
    ("added", r"(?P<by>.+?) (?:telah )?(?:menambahkan|menambah) (?P<who>.+?)\.?"),
    ("left", r"(?P<who>.+?) (?:telah )?(?:keluar|meninggalkan kumpulan(?: ini)?|meninggalkan grup(?: ini)?)\.?"),
    (
        "admin",
        r"(?P<who>.+?) (?:sekarang|kini)(?: adalah| menjadi)? (?:seorang )?(?:admin|pentadbir)(?: grup| kumpulan)?\.?",
    ),
)
_SPANISH = (
    ("created", rf"(?:(?P<by>.+?) creó|Creaste) (?:el|este) grupo {_T}\.?"),
    (
        "renamed",
        rf"(?:(?P<by>.+?) cambió|Cambiaste) el (?:asunto|nombre)(?: del grupo)?(?: de {_OLD})? (?:a|por) {_T}\.?",
    ),
    ("number", rf"(?P<by>.+?) cambió (?:a|su número(?: de teléfono)? (?:a|por)) {_NEW}\.?.*"),
    ("link", r"(?:(?P<who>.+?) se unió|Te uniste) .*(?:enlace|invitación|comunidad).*"),
    ("removed", r"(?P<by>.+?) te (?P<who>)(?:eliminó|sacó)(?: del grupo)?\.?"),
    ("removed", r"(?:(?P<by>.+?) (?:eliminó|sacó)|Eliminaste|Sacaste) a (?P<who>.+?)(?: del grupo)?\.?"),
    ("added", r"(?P<by>.+?) te (?P<who>)(?:añadió|agregó)(?: al grupo)?\.?"),
    ("added", r"(?:(?P<by>.+?) (?:añadió|agregó)|Añadiste|Agregaste) a (?P<who>.+?)(?: al grupo)?\.?"),
    ("left", r"(?:(?P<who>.+?) salió|Saliste)(?: del grupo)?\.?"),
    ("admin", r"(?:(?P<who>.+?) ahora es|Ahora eres)(?: un)? admin(?:istrador|istradora|\.)?(?: del grupo)?\.?"),
)
_PORTUGUESE = (
    ("created", rf"(?P<by>.+?) criou o grupo {_T}\.?"),
    ("renamed", rf"(?P<by>.+?) (?:mudou|alterou) o (?:nome do grupo|nome|assunto)(?: de {_OLD})? para {_T}\.?"),
    (
        "number",
        rf"(?P<by>.+?) mudou (?:para|o número(?: de telefone)? para|seu número(?: de telefone)? para) {_NEW}\.?.*",
    ),
    ("link", r"(?P<who>.+?) entrou (?:usando|com|através|pela|por) .*(?:link|convite|comunidade).*"),
    ("removed", r"(?P<who>.+?) (?:foi|foram) removid[oa]s?\.?"),
    ("removed", r"(?P<by>.+?) removeu (?P<who>.+?)(?: do grupo)?\.?"),
    ("added", r"(?P<who>.+?) (?:foi|foram) adicionad[oa]s?\.?"),
    ("added", r"(?P<by>.+?) adicionou (?P<who>.+?)(?: ao grupo)?\.?"),
    ("left", r"(?P<who>.+?) saiu(?: do grupo)?\.?"),
    ("admin", r"(?:(?P<who>.+?) agora é|Agora você é)(?: um| uma)? admin(?:istrador|istradora)?(?: do grupo)?\.?"),
)
_ROOM = "(?:此|该)?(?:群组|群組|群聊|群)"
_PUT = r"\s?(?:已?将|已?將|把)\s?"
_NOW = "(?:更换为|更換為|更改为|更改為|变更为|變更為|改为|改為)"
_CHINESE = (
    ("created", rf"(?P<by>.+?)\s?已?(?:创建|建立|創建)了?\s?{_ROOM}\s?{_T}"),
    (
        "renamed",
        rf"(?P<by>.+?)(?:{_PUT})?\s?(?:{_ROOM})?(?:主题|主題|主旨|名称|名稱)\s?(?:[从從由]\s?{_OLD})?\s?{_NOW}\s?{_T}",
    ),
    ("number", rf"(?P<by>.+?)\s?(?:的号码|的號碼)?已?{_NOW}\s?{_NEW}"),
    ("link", r"(?P<who>.+?)\s?(?:已?通过|已?通過|已?透過|已?使用|经由|經由).*(?:链接|連結|鏈接|邀请|邀請).*加入.*"),
    ("removed", rf"(?P<by>.+?){_PUT}(?P<who>.+?)\s?(?:移出|移除|踢出)了?(?:{_ROOM})?"),
    ("removed", r"(?P<by>.+?)\s?(?:移除了|移出了|已移除)\s?(?P<who>.+?)"),
    ("added", rf"(?P<by>.+?){_PUT}(?P<who>.+?)\s?(?:添加到|添加至|新增至|新增到|加入|加到)了?{_ROOM}"),
    ("added", rf"(?P<by>.+?)\s?(?:添加了|已添加|新增了|已新增|加入了)\s?(?P<who>(?!{_ROOM}).+?)"),
    ("left", rf"(?P<who>.+?)\s?(?:离开了?|離開了?|已离开|已離開|已退出|退出了)(?:{_ROOM})?"),
    ("admin", rf"(?P<who>.+?)\s?(?:现在是|現在是|已成为|已成為|现为|現為)(?:{_ROOM})?(?:管理员|管理員)"),
)
_VIETNAMESE_THAI = (
    ("created", rf"(?P<by>.+?) (?:đã )?tạo nhóm {_T}\.?"),
    ("renamed", rf"(?P<by>.+?) (?:đã )?(?:đổi|thay đổi) (?:tên nhóm|chủ đề)(?: từ {_OLD})? (?:thành|sang) {_T}\.?"),
    ("number", rf"(?P<by>.+?) (?:đã )?(?:đổi sang|chuyển sang|đổi số điện thoại sang) {_NEW}\.?.*"),
    ("link", r"(?P<who>.+?) (?:đã )?tham gia .*(?:liên kết|lời mời|cộng đồng).*"),
    ("removed", r"(?P<by>.+?) (?:đã )?(?:xóa|xoá) (?P<who>.+?)(?: khỏi nhóm)?\.?"),
    ("added", r"(?P<by>.+?) (?:đã )?thêm (?P<who>.+?)(?: vào nhóm)?\.?"),
    ("left", r"(?P<who>.+?) đã rời(?: đi| khỏi nhóm| nhóm)?\.?"),
    ("admin", r"(?P<who>.+?) (?:hiện|bây giờ)(?: đã)? là quản trị viên(?: nhóm)?\.?"),
    ("created", rf"(?P<by>.+?)\s?(?:ได้)?สร้างกลุ่ม\s?{_T}"),
    ("renamed", rf"(?P<by>.+?)\s?(?:ได้)?เปลี่ยน(?:ชื่อกลุ่ม|หัวข้อ|ชื่อเรื่อง)(?:\s?จาก\s?{_OLD})?\s?เป็น\s?{_T}"),
    ("number", rf"(?P<by>.+?)\s?(?:ได้)?เปลี่ยน(?:เบอร์|หมายเลข|หมายเลขโทรศัพท์)?(?:ไป)?เป็น\s?{_NEW}"),
    ("link", r"(?P<who>.+?)\s?(?:ได้)?เข้าร่วม.*(?:ลิงก์|คำเชิญ|ชุมชน).*"),
    ("removed", r"(?P<by>.+?)\s?(?:ได้)?(?:ลบ|นำ)\s(?P<who>.+?)\s?(?:ออก(?:จากกลุ่ม)?)?"),
    ("added", r"(?P<by>.+?)\s?(?:ได้)?เพิ่ม\s?(?P<who>.+?)(?:\s?(?:เข้า|ใน)กลุ่ม)?"),
    ("left", r"(?P<who>.+?)\s?(?:ได้)?ออก(?:จากกลุ่ม|แล้ว)"),
    ("admin", r"(?:ตอนนี้\s?)?(?P<who>.+?)\s?(?:ตอนนี้)?เป็นผู้ดูแล(?:กลุ่ม)?(?:แล้ว)?"),
)
_EVENTS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (*_ENGLISH, *_INDONESIAN_MALAY, *_SPANISH, *_PORTUGUESE, *_CHINESE, *_VIETNAMESE_THAI)
)
# What an event makes of the people whom it names.
SOURCE_KINDS: dict[str, SourceKind] = {
    "created": "joined",
    "link": "joined",
    "added": "invited",
    "removed": "left",
    "left": "left",
    "admin": "listed",
}
_BETWEEN = re.compile(r", (?:and |dan |y |e )?| and | & | dan | y | e |、|\s?和\s?|\s?และ\s?| và ")
_LONGEST = 600  # characters; WhatsApp's own lines are short
_YOU = frozenset("you anda kamu awak tú tu te usted ustedes você voce vc bạn 您 你 คุณ vous toi du sie".split())
# WhatsApp's own lines that hold a colon and a space, or stand under a name on iPhones: no sender wrote them.
_NOTICE = re.compile(
    r"Messages (?:and calls|to this (?:chat|group)).*encrypted|This (?:business|chat is with|chat has added)"
    r"|Pesan dan panggilan.*enkripsi|Mesej dan panggilan.*disulitkan|Los mensajes y las llamadas.*cifrad"
    r"|As mensagens e (?:as )?(?:chamadas|ligações).*criptografia|消息和通话.*加密|訊息和通話.*加密"
    r"|Tin nhắn và cuộc gọi.*mã hóa|ข้อความและการโทร.*เข้ารหัส",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One of WhatsApp's own lines, understood; ``by`` and ``who`` hold names as the exporter sees them."""

    kind: str  # created, renamed, number, link, removed, added, left or admin
    by: str | None = None
    who: tuple[str, ...] = ()
    title: str | None = None
    new: str | None = None


def event_of(line: str, known: Container[str] = ()) -> Event | None:
    """What a line without a sender says; None where it is none of the known sentences.

    Args:
        line: the line without direction marks.
        known: names of senders of the chat, so that "Ana and Ben" who write together stay one name.
    """
    text = line.strip()
    if not text or len(text) > _LONGEST or "\n" in text:
        return None
    for kind, pattern in _EVENTS:
        if match := pattern.fullmatch(text):
            named = match.groupdict()
            whole = named.get("who")
            if "who" in named and not whole:
                who: tuple[str, ...] = ("you",)
            else:
                who = _names(whole, known)
            by = (named["by"] or "you") if "by" in named else None
            return Event(kind, by, who, named.get("title"), named.get("new"))
    return None


def _names(whole: str | None, known: Container[str]) -> tuple[str, ...]:
    if not whole or whole in known:
        return (whole,) if whole else ()
    return tuple(part.strip() for part in _BETWEEN.split(whole) if part and part.strip())


def is_you(name: str) -> bool:
    """Whether a name stands for whoever made the export."""
    return name.strip().lower() in _YOU


def is_notice(line: str) -> bool:
    """Whether a line is one of the notices that WhatsApp puts into every chat."""
    return _NOTICE.match(line[:_LONGEST]) is not None
