"""What LINE's own lines say about who came, was brought, left or was put out, and what its placeholders stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphintel.schema.records import MediaKind, SourceKind

# Each pattern names ``who`` and, where the line says it, ``by``; names are as the exporter sees them.
_PATTERNS: tuple[tuple[SourceKind, str], ...] = (
    ("invited", r"(?P<by>.+?) (?:added|invited) (?P<who>.+?) to the (?:group|chat)\.?"),
    ("left", r"(?P<by>.+?) (?:has )?removed (?P<who>.+?) from the (?:group|chat)\.?"),
    ("joined", r"(?P<who>.+?) (?:has )?joined the (?:group|chat)\.?"),
    ("left", r"(?P<who>.+?) (?:has )?left the (?:group|chat)\.?"),
    ("invited", r"(?P<by>.+?)が(?P<who>.+?)をグループに(?:追加|招待)しました。?"),
    ("left", r"(?P<by>.+?)が(?P<who>.+?)を(?:グループから)?(?:削除し|退会させ)ました。?"),
    ("joined", r"(?P<who>.+?)が(?:グループ)?に?参加しました。?"),
    ("left", r"(?P<who>.+?)が(?:グループ)?を?退(?:会|出)しました。?"),
    ("invited", r"(?P<by>.+?) ?已?(?:將|将) ?(?P<who>.+?) ?(?:新增至|新增到|添加至|添加到|加入) ?(?:群組|群|该群)。?"),
    ("invited", r"(?P<by>.+?) ?已?(?:新增|邀請|邀请) ?(?P<who>.+?) ?(?:至群組|加入群組|加入群|加入该群)。?"),
    ("left", r"(?P<by>.+?) ?已?(?:讓|让|將|将) ?(?P<who>.+?) ?(?:退出|移出|刪除自|移除自) ?(?:群組|群|该群)。?"),
    ("joined", r"(?P<who>.+?) ?已?加入(?:聊天|群組|该群|群)。?"),
    ("left", r"(?P<who>.+?) ?(?:已?離開群組|已?退群|已?退出群組|已?離開聊天|已?離開聊天室)。?"),
    ("invited", r"(?P<by>.+?) ?(?:ได้)?(?:เพิ่ม|เชิญ) ?(?P<who>.+?) ?(?:เข้า|เข้าร่วม|ใน) ?กลุ่ม.*"),
    ("left", r"(?P<by>.+?) ?(?:ได้)?ลบ ?(?P<who>.+?) ?ออกจากกลุ่ม.*"),
    ("joined", r"(?P<who>.+?) ?(?:ได้)?เข้าร่วม(?:กลุ่ม|แชท).*"),
    ("left", r"(?P<who>.+?) ?(?:ได้)?ออกจาก(?:กลุ่ม|แชท).*"),
    ("invited", r"(?P<by>.+?)님이 (?P<who>.+?)님을 (?:그룹에 )?초대(?:했|하였)습니다\.?"),
    ("joined", r"(?P<who>.+?)님이 (?:그룹에 )?(?:참여|들어)(?:했|왔|하였)습니다\.?"),
    ("left", r"(?P<who>.+?)님이 (?:그룹을 )?나갔습니다\.?"),
)
_EVENTS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_BETWEEN = re.compile(r", (?:and )?| and |、|，|และ")
_LONGEST = 600  # characters; LINE's own lines are short
_YOU = frozenset("you あなた 您 你 คุณ 당신 anda".split())
_MEDIA: dict[str, MediaKind] = {
    **dict.fromkeys(
        ("Photos", "Photo", "照片", "写真", "圖片", "图片", "รูปภาพ", "รูป", "사진", "Foto", "Hình ảnh"), "image"
    ),
    **dict.fromkeys(
        ("Stickers", "Sticker", "贴图", "貼圖", "スタンプ", "สติกเกอร์", "สติ๊กเกอร์", "스티커", "Stiker"), "image"
    ),
    **dict.fromkeys(("Videos", "Video", "视频", "影片", "動画", "วิดีโอ", "동영상"), "video"),
    **dict.fromkeys(
        ("Voice message", "Audio", "语音信息", "語音訊息", "ボイスメッセージ", "ข้อความเสียง", "음성메시지"), "voice"
    ),
    **dict.fromkeys(("File", "文件", "檔案", "ファイル", "ไฟล์", "파일"), "file"),
}
_BRACKETED = re.compile(r"\[([^\[\]\n]{2,20})\]")
# Bare words that only LINE's own placeholders use: the plural alone is a whole message.
_BARE = frozenset(("Photos", "Stickers", "Videos"))


@dataclass(frozen=True, slots=True)
class Event:
    """One of LINE's own lines, understood."""

    kind: SourceKind
    who: tuple[str, ...]
    by: str | None = None


def event_of(line: str) -> Event | None:
    """What a line without a sender says; None where it is none of the known sentences."""
    text = line.strip()
    if len(text) > _LONGEST or "\n" in text:
        return None
    for kind, pattern in _EVENTS:
        if found := pattern.fullmatch(text):
            named = found.groupdict()
            who = tuple(name.strip() for name in _BETWEEN.split(named["who"]) if name.strip())
            return Event(kind, who, named.get("by"))
    return None


def is_you(name: str) -> bool:
    """Whether a name stands for whoever made the export."""
    return name.strip().lower() in _YOU


def media_of(text: str) -> MediaKind | None:
    """What a message stands for that consists of a placeholder."""
    bare = text.strip()
    if bare in _BARE:
        return _MEDIA[bare]
    found = _BRACKETED.fullmatch(bare)
    return _MEDIA.get(found[1]) if found else None


def name_before_media(rest: str) -> tuple[str, bool] | None:
    """The name in a line of the Windows client whose text is a placeholder: only there it can be told from the text.

    Returns:
        The name, and whether the placeholder is sure: one without brackets may be the end of a text.
    """
    name, _, last = rest.rpartition(" ")
    if last in _BARE and name.strip():
        return name.strip(), False
    for word in _MEDIA:
        if rest.endswith(f" [{word}]") and (name := rest.removesuffix(f" [{word}]").strip()):
            return name, True
    return None
