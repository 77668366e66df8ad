"""What a WhatsApp message carries besides its text: files, places, and what is left of them in another export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphintel.schema.records import MediaKind
from ingest.chats.text_lines import plain

_FILE = r"[^\n<>\\/:*?\"|]{1,200}\.\w{2,5}"
# "<attached: 00000012-PHOTO-….jpg>" (iPhone): the word is the phone's language, the number is always there.
_IPHONE = re.compile(
    rf"<(?:[^<>:：\n]{{2,30}}\s?[:：]\s?(?P<numbered>\d{{4,8}}-{_FILE})"
    rf"|(?:attached|adjunto|anexado|terlampir|dilampirkan|附件|đính kèm|đã đính kèm|แนบ|pièce jointe|Anhang|allegato"
    rf"|прикреплено|bijgevoegd)\s?[:：]\s?(?P<named>{_FILE}))>",
    re.IGNORECASE,
)
# "IMG-20240621-WA0001.jpg (file attached)" (Android), likewise.
_ANDROID = re.compile(
    rf"^(?:(?P<numbered>[A-Z]{{3}}-\d{{8}}-WA\d{{4}}\.\w{{2,5}}) \([^()\n]{{2,40}}\)"
    rf"|(?P<named>{_FILE}) \((?:file attached|archivo adjunto|arquivo anexado|file terlampir|fail dilampirkan"
    rf"|fail terlampir|文件附件|档案附件|檔案附件|附加檔案|attached|tệp đính kèm|tệp đã đính kèm|ไฟล์ที่แนบ|ไฟล์แนบ"
    rf"|fichier joint|Datei angehängt|file allegato|файл добавлен)\))",
    re.IGNORECASE | re.MULTILINE,
)
_OMITTED = re.compile(
    r"<[^<>\n]{0,40}(?:omitted|omitid[oa]|ocult[oa]|tidak disertakan|disingkirkan|disembunyikan|省略|忽略|略去"
    r"|bỏ qua|bị ẩn|ไม่รวม|ละเว้น|omis|ausgeschlossen|omess[io]|без медиа)[^<>\n]{0,40}>",
    re.IGNORECASE,
)
# "list.pdf • 3 pages document omitted" (iPhone), at the end of a line.
_OMITTED_WHAT = re.compile(
    r"(?P<what>[^\W\d_]{2,12}(?: \w{2,8})?) ?(?:omitted|omitid[oa]|ocultad[oa]|tidak disertakan"
    r"|已省略|已忽略|已略去|bị bỏ qua)$",
    re.IGNORECASE,
)
_WHAT_CHARACTERS = 48  # that it takes at most, so the rest of a line is not searched
_OBJECT = "\ufffc"  # stands where a file stood
_EDITED = re.compile(r"<This message was edited>$")
_KINDS: dict[str, MediaKind] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "gif", "heic"), "image"),
    **dict.fromkeys(("mp4", "mov", "3gp", "avi", "mkv"), "video"),
    **dict.fromkeys(("opus", "ogg", "m4a", "aac", "mp3", "amr"), "voice"),
    # What iPhones say of a picture that was left out.
    **dict.fromkeys(
        "image sticker imagen imagem gambar stiker figurinha 图像 图片 圖片 贴图 貼圖 foto".split(), "image"
    ),
    **dict.fromkeys("video gif vídeo 视频 影片 videonota".split(), "video"),
    **dict.fromkeys("audio áudio 音频 音訊".split(), "voice"),
}


def media_of(text: str) -> tuple[MediaKind, str | None] | None:
    """Kind of the file that a message carries, and its name where the export gives it."""
    shown = plain(text)
    found = _attached(shown)
    if found:
        name = str(found["numbered"] or found["named"]).strip()
        return _KINDS.get(name.rsplit(".", 1)[-1].lower(), "file"), name
    omitted = next(_omitted(shown), None)
    if omitted is None:
        return None
    words = shown[slice(*omitted)].lower().split()
    return next((_KINDS[word] for word in words if word in _KINDS), "file"), None


def lasting_text(text: str) -> str:
    """What every telephone's export has of a text: no direction marks, no file names, no mark of an edit."""
    shown = plain(text)
    if shown.endswith(">"):
        shown = plain(_EDITED.sub("", shown))
    if found := _attached(shown):
        shown = shown[: found.start()] + _OBJECT + shown[found.end() :]
    for start, end in _omitted(shown):
        return (shown[:start] + _OBJECT + shown[end:]).strip()
    return shown.strip()


def _attached(shown: str) -> re.Match[str] | None:
    """Where the text names a file that came with it; the marks are looked for first, because few messages have one."""
    found = _IPHONE.search(shown) if "<" in shown else None
    return found or (_ANDROID.search(shown) if " (" in shown and "." in shown else None)


def _omitted(shown: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each mark of a file that was left out of the export."""
    end = -1
    for line in shown.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if line.endswith(">"):
            if _OMITTED.fullmatch(line):
                yield start, end
        elif line[-1:].isalpha() and (found := _OMITTED_WHAT.search(line, max(0, len(line) - _WHAT_CHARACTERS))):
            yield start + found.start(), end
