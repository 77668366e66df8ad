"""Names that stand for no one person: what Facebook shows for anonymous members and for accounts that are gone."""

from __future__ import annotations

import re

# As the screens of several languages have it; a number behind it counts within one post only.
_ANONYMOUS = re.compile(
    r"anonymous(?: (?:member|participant|group member|post|user))?|(?:anggota|peserta) anonim|"
    r"(?:ahli|peserta) tanpa nama|(?:thành viên|người tham gia) ẩn danh|匿名(?:成员|成員|参与者|參與者|用户|用戶)?|"
    r"(?:miembro|participante) anónimo|(?:membro|participante) an[ôó]nimo|(?:membre|participant) anonyme|"
    r"anonymes mitglied|สมาชิก(?:นิรนาม|ที่ไม่ระบุตัวตน|ไม่ระบุชื่อ)",
    re.IGNORECASE,
)
_GONE = frozenset(
    {
        "facebook user", "pengguna facebook", "người dùng facebook", "facebook 用户", "facebook 用戶", "facebook用户",
        "facebook用戶", "usuario de facebook", "usuário do facebook", "utilisateur de facebook",
        "utilisateur facebook", "facebook-nutzer", "ผู้ใช้ facebook", "instagram user", "instagrammer",
        "pengguna instagram", "người dùng instagram",
    }
)  # fmt: skip
_NUMBER = re.compile(r"\s*#?\d{1,5}$")


def is_anonymous(name: str | None) -> bool:
    """Whether the site hides who it is; an id beside such a name may be that of all who hide in the group."""
    return name is not None and _ANONYMOUS.fullmatch(_NUMBER.sub("", _plain(name))) is not None


def is_nobody(name: str | None) -> bool:
    """Whether a name alone says nothing of who it is: hidden, or the account is gone."""
    return is_anonymous(name) or (name is not None and _plain(name).casefold() in _GONE)


def _plain(name: str) -> str:
    return " ".join(name.split())
