"""Ids of messengers, links to them and addresses, plainly written or disguised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphintel.extract.digits import HAN_DIGITS, TO_DIGIT
from graphintel.extract.folding import Folded, fold, in_plain_signs
from graphintel.extract.span import Found

# Signs that pass for a Latin letter or digit and are no compatibility form of it: Cyrillic, Greek, flags, circles.
_PLAIN: dict[int, str | int] = {**str.maketrans("аеорсухіѕјԛԝһԁӏαοορνɡ", "aeopcyxisjqwhdlaoopvg")}
_PLAIN |= {0x1F1E6 + n: chr(97 + n) for n in range(26)}
_PLAIN |= {first + n: chr(97 + n) for first in (0x1F150, 0x1F170) for n in range(26)}
_PLAIN |= TO_DIGIT
_UNDERSCORES = "下划线|下劃線|底线|底線|underscore|under score|garis bawah|gạch dưới|gach duoi|ขีดล่าง"
_DOTS = "dot|titik|chấm|จุด|点|點|tuldok"
_DASHES = "dash|strip|dấu gạch|横杠|橫槓|减号"
# A sign of an id as a word, set apart or in brackets: "aof (underscore) exotic", "fennec dot house", "feather . and".
_SAID = rf"(?:\s?[(\[]\s?(?:{_UNDERSCORES}|{_DOTS}|{_DASHES})\s?[)\]]\s?|\s?(?:{_UNDERSCORES})\s?|\s(?:{_DOTS}|{_DASHES}|[.])\s(?=[a-z0-9]))"
# Letters one by one, with the same kind of mark between them: "e a c q j b y".
_GAPS = r"[ .*~·•/|,，-]{1,2}"
# Between an app's name and its id.
_BETWEEN = r"[\s:：=\-—–>→👉➡⬇👇,，.。~*❤♥💚💬()（）\[\]【】「」<《&/'\"“”‘’\U0001F300-\U0001FAFF\u2600-\u27bf\ufe0f]"
_FILLERS = "(?:ids?|name|nick|user(?:name)?|handle|acc(?:ount)?|akun|app|apps|shop|store|page|me|ko|my|saya|aku|ane|em|mình|no|is|oa|official|adalah|là|la)(?![a-z0-9_.])|私|มา|ผม|แอด|ที่|นี้|ร้าน|ค่ะ|号码?|號碼?|账号|帳號|搜索?|同步|同[号號]|ไอดี|ด้านล่าง|ข้างล่าง|ตามนี้"
_LEAD = rf"(?:\s?\([^()\n]{{1,20}}\)\s?)?{_BETWEEN}{{0,6}}(?:(?:{_FILLERS}){_BETWEEN}{{0,4}}){{0,2}}@?\s?"
_STRONG = re.compile(r"[:：=@→👉➡>]|(?<![a-z])(?:id|oa)|号|號|ไอดี")
_LONGEST = 32  # characters of any app's id


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one kind of id is announced and shaped."""

    kind: str
    name: str
    pattern: re.Pattern[str]


def _announced(words: str, signs: str, least: int, most: int, *, first: str = "[a-z]") -> re.Pattern[str]:
    piece = rf"(?:[{signs}]|{_SAID})"
    whole = rf"{first}{piece}{{{least - 1},{most - 1}}}"
    spaced = rf"{first}(?:{_GAPS}[a-z0-9_.]){{{max(5, least - 1)},{most - 1}}}"
    return re.compile(rf"(?:{words})(?P<lead>{_LEAD})(?P<id>(?:{spaced}|{whole})(?![a-z0-9_]))")


_WECHAT = (
    r"we\s?chat|weixin|微\s?信|薇\s?信|威\s?信|维\s?信|徽信|薇|卫星|徽\s?xin|微\s?xin|薇\s?xin|wei\s?信|(?<![a-z])v\s?信|(?<![a-z])[vw]\s?x(?![a-z])"
    r"|绿泡泡|绿色软件|绿标|(?:加|\+|➕)\s?我?\s?(?:[vw]x|v信|v|[薇微威]信?)|(?<![a-z0-9])v\s?[❤♥💚💬心芯]|[❤💚]信|วีแชท"
)
_ADD_ME = r"(?<![a-z0-9])(?:v|微)(?=\s?[:：])|(?<![a-z0-9])v我|微(?=\s[a-z])|(?:加|联系|聯繫)(?:我|微|薇)"
_LINE = r"(?<![a-z])l[i1]\s?ne(?![a-z])|ไลน์|(?<![ก-๙])ไลน(?![ก-๙])|(?:加)?[赖賴](?=\s?[:：]|\s?(?:id)?\s?@?[a-z0-9])"
_TELEGRAM = (
    r"(?<![a-z])(?:telegram|telegrm|tlgrm|tele|tg|tlg|t e l e)(?![a-z])|飞机|飛機|电报|電報|纸飞机|紙飛機|เทเลแกรม"
)
_INSTAGRAM = r"(?<![a-z])(?:instagram|insta|ins|ig)(?![a-z])|ไอจี"
_FACEBOOK = (
    r"(?<![a-z])(?:fb|facebook)(?P<lead>(?: page| profile| acc)?\s?[:：]?\s?@?)"
    r"(?P<id>(?!(?:www|m|web|mbasic)\.|fb\.|facebook\.)"
    # One word behind a colon, or one with a dot or digit in it: names of several words are no id.
    r"(?:(?<=[:： @])[a-z][a-z0-9.]{4,49}(?![a-z0-9 /.@])|(?=[a-z]+[.\d])[a-z][a-z0-9.]{5,49}(?<!\.)(?![a-z0-9/@])))"
)
_VIBER = r"(?<![a-z])viber(?![a-z])"
_ZALO = r"(?<![a-z])(?:zalo|zl|dalo)(?![a-z])"
_RULES = (
    _Rule("wechat", "wechat:named", _announced(_WECHAT, "a-z0-9_-", 6, 26)),
    _Rule("wechat", "wechat:add-me", _announced(_ADD_ME, "a-z0-9_-", 6, 26)),
    _Rule("line", "line:named", _announced(_LINE, "a-z0-9_.-", 4, 20, first="[a-z0-9]")),
    _Rule("telegram", "telegram:named", _announced(_TELEGRAM, "a-z0-9_", 5, 32)),
    _Rule("instagram", "instagram:named", _announced(_INSTAGRAM, "a-z0-9_.", 3, 30, first="[a-z0-9_]")),
    _Rule("facebook", "facebook:named", re.compile(_FACEBOOK)),
    _Rule("viber", "viber:named", _announced(_VIBER, "a-z0-9_.-", 4, 30)),
    _Rule("zalo", "zalo:named", _announced(_ZALO, "a-z0-9_.-", 4, 30)),
)
_SIGN = f"[0-9{''.join(HAN_DIGITS)}]"
_QQ = re.compile(
    rf"(?:(?<![a-z])q\s?q(?![a-z])|扣扣|企鹅|企鵝|🐧|(?<![a-z])q(?=\s?[:：])|(?<=[加我的])q|扣(?=\s?[:：\d]))(?P<lead>{_LEAD})"
    rf"(?P<id>{_SIGN}(?:[ .*-]{{0,2}}{_SIGN}){{4,10}})(?!{_SIGN})"
)
_PAGE = r"(?<![\w.])(?:(?:www|m|web|mbasic)\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me)"
_LINKS = tuple(
    (kind, rule, re.compile(pattern, re.ASCII))
    for kind, rule, pattern in (
        ("invite", "whatsapp:invite", r"(?P<id>chat\.whatsapp\.com/(?:invite/)?[a-z0-9_-]{10,30})"),
        ("invite", "telegram:invite", r"(?P<id>(?:t|telegram)\.(?:me|dog)/(?:joinchat/|\+)[a-z0-9_-]{8,40})(?!\w)"),
        ("invite", "wechat:invite", r"(?P<id>(?:weixin|u\.wechat)\.(?:qq\.)?com/[gk]?/?[a-z0-9_-]{8,40})"),
        ("invite", "zalo:invite", r"(?P<id>zalo\.me/g/[a-z0-9]{4,12})"),
        ("invite", "line:invite", r"(?P<id>line\.me/(?:r/)?ti/g2?/[a-z0-9_-]{8,60})"),
        ("invite", "viber:invite", r"(?P<id>invite\.viber\.com/\?g2?=[\w%-]{8,80})"),
        ("invite", "messenger:invite", r"(?P<id>m\.me/(?:j|ch)/[\w-]{6,60})"),
        (
            "telegram",
            "telegram:link",
            r"(?<![\w.])(?:t|telegram)\s?\.\s?(?:me|dog)\s?/\s?(?:s/)?(?P<id>[a-z]\w{3,31})(?![\w/+])",
        ),
        ("line", "line:link", r"line\.me/(?:r/)?ti/p/(?:~|%7e|@|%40)(?P<id>[a-z0-9._-]{3,24})"),
        (
            "instagram",
            "instagram:behind",
            r"(?<![\w.])@(?P<id>[a-z0-9_.]{3,30})\s?(?:\(|(?:sa|on|di|in|at|trên)\s)?\s?(?:ig|insta|instagram)(?!\w)",
        ),
        ("instagram", "instagram:link", r"instagram\.com/(?P<id>[a-z0-9_.]{2,30})(?![\w.])"),
        ("facebook", "facebook:link", r"(?:facebook|fb)\.(?:com|me)/profile\.php\?id=(?P<id>\d{6,17})"),
        ("facebook", "facebook:link", rf"{_PAGE}/(?P<id>[a-z][a-z0-9._]{{4,49}})(?![\w.=/-])"),
        ("zalo", "zalo:link", r"(?<![\w.])zalo\.me/(?P<id>[a-z][a-z0-9_.-]{3,30})(?![\w/])"),
    )
)
_AT = (
    r"(?:@|\s?[(\[{（【]\s?(?:at|a còng|a keong|keong|แอด|小老鼠|小老鼠符号|圈a|艾特)\s?[)\]}）】]\s?"
    r"|\s(?:at|@|a còng|a keong|แอด)\s|\s?(?:小老鼠|圈a|艾特)\s?)"
)
_DOT = r"(?:\.|\s\.\s|\s?[(\[{]\s?(?:dot|\.)\s?[)\]}]\s?|\s(?:dot|titik|chấm)\s)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])(?P<id>(?P<name>[a-z0-9][\w.+-]{{0,63}}(?:\s\.\s[\w+-]{{1,30}}){{0,3}}){_AT}"
    rf"(?P<host>[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{2,63}}){{1,4}}))(?![\w@-])",
    re.ASCII,
)
_ENDS = frozenset("com net org edu gov co id my vn th cn ph sg hk tw io me info biz uk de fr ru".split())
# Words that follow an app's name in ordinary talk and have the shape of an id.
_WORDS = frozenset(
    "wechat weixin whatsapp telegram instagram facebook number please contact message messages group groups account"
    " accounts payment transfer joinchat available channel follow following follower followers seller sellers official"
    " business welcome thanks kumpulan nombor nomor hubungi silakan minat sahaja boleh berminat profil profile friend"
    " friends status moments video videos photo photos update updates animal animals only here below share posts story"
    " stories reels marketplace watch online offline personal private direct inbox anytime anything nanti langsung"
    " sekarang tersedia dengan untuk and the for you with mobile version download install login setup chat chats call"
    " calls pm dm later now yes delivery shipping price".split()
)
_HOSTS = ("zalo.me", "line.me", "wa.me", "t.me", "m.me", "instagram.com", "facebook.com", "fb.com", "www.")
_LINK_HOSTS = frozenset(("t.me", "wa.me", "m.me", "fb.me", "line.me", "zalo.me", "viber.me"))
_OWN_PAGES = frozenset(
    "groups pages events watch marketplace sharer share photo photos reel reels explore stories people login tv".split()
) | {"p"}
# What every id, link or address has before or in it: most texts have none of these.
_MAY_HOLD = re.compile(
    r"@|\.(?:me|com|dog)|小老鼠|圈a|艾特|แอด|a còng|keong|zalo|zl|dalo|[\s(\[{]at[\s)\]}]|we ?c|weix|[vw]\s?x|v\s?[❤♥💚💬芯信]|❤|💚|➕|\+\s?v"
    r"|[微薇威维徽卫绿加联聯扣企赖賴电電纸紙心飞飛]|v我|ไอจี|ins|(?:^|[^a-z])[vq](?:\s?q)?\s?[:：]|q\s?q|🐧|l[i1]\s?ne|ไลน|วีแชท|viber|tele|t e l e|tl?g|t\s?\.\s?me"
    r"|เทเล|insta|ig|fb|facebook"
)
_AMOUNT = re.compile(r"(?:rm|rp|php|p|s|us|nt|hk)?\d+(?:k|rb|jt|tr|m|cm|kg|pcs)?")  # "racing line p300"
_JOINER = re.compile(_SAID)
_FIRST_GAP = re.compile(rf"[a-z0-9]({_GAPS})")


def find_handles(text: str) -> tuple[Found, ...]:
    """Find messenger ids, profile and invite links and e-mail addresses written in ``text``.

    Returns:
        In order, never overlapping; ``value`` is lower case, without ``@``; an invite keeps the case of its code. Empty
        when nothing is found.

    Source: WeChat, QQ, LINE, Telegram and Instagram's own rules for the shape of an id.
    """
    return handles_in(fold(text), text)


def handles_in(folded: Folded, text: str) -> tuple[Found, ...]:
    """`find_handles` for a text that is folded already."""
    view = folded.text if folded.text.isascii() else folded.text.translate(_PLAIN)
    if not _MAY_HOLD.search(view):
        return ()
    links = [*_linked(folded, view, text), *_emails(folded, view)]
    names = []
    is_foreign = any(not one.isascii() and unicodedata.category(one) == "Lo" for one in view)
    for match in _QQ.finditer(view):
        value = "".join(HAN_DIGITS.get(sign, sign) for sign in match["id"] if sign.isdigit() or sign in HAN_DIGITS)
        if value.startswith("0"):
            continue
        names.append(_found(folded, "qq", value, match.span("id"), 0.9, "qq:named"))
    for rule in _RULES:
        names += [
            one for match in rule.pattern.finditer(view) if (one := _named(folded, rule, match, is_foreign=is_foreign))
        ]
    return _without_overlaps(links, names)


def _linked(folded: Folded, view: str, text: str) -> Iterator[Found]:
    for kind, rule, pattern in _LINKS:
        for match in pattern.finditer(view):
            value, start = match["id"].rstrip(".-_"), match.start("id")
            if value in _OWN_PAGES:
                continue
            found = _found(folded, kind, value, (start, start + len(value)), 0.95, rule)
            if kind == "invite":  # the code means another group in another case
                host, _, code = in_plain_signs(text[found.start : found.end]).partition("/")
                found = replace(found, value=f"{host.lower()}/{code}")
            yield found


def _sign_said(match: re.Match[str]) -> str:
    said = match[0].strip(" ()[]")
    return "_" if re.fullmatch(_UNDERSCORES, said) else "-" if re.fullmatch(_DASHES, said) else "."


def _named(folded: Folded, rule: _Rule, match: re.Match[str], *, is_foreign: bool) -> Found | None:
    written = match["id"].rstrip(" .-,/|*~·•")
    gap = _FIRST_GAP.match(written)
    parts = written.split(gap[1]) if gap else []
    is_spaced = len(parts) > 3 and all(len(part) == 1 for part in parts)
    value = "".join(parts) if is_spaced else _JOINER.sub(_sign_said, written)
    if value in _WORDS or value.isdigit() or len(value) > _LONGEST or value.startswith(_HOSTS):
        return None
    if _AMOUNT.fullmatch(value) and not _STRONG.search(match["lead"]):
        return None
    # A word of letters alone after an app's name is talk, unless a colon or the like announces it.
    # In another script an app's name and a Latin word behind it are hardly talk.
    is_sure = is_spaced or not value.isalpha() or not match[0][0].isascii() or is_foreign
    if not is_sure and not _STRONG.search(match["lead"]):
        return None
    start = match.start("id")
    return _found(folded, rule.kind, value, (start, start + len(written)), 0.8 if is_spaced else 0.9, rule.name)


def _emails(folded: Folded, view: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(view):
        host = re.sub(_DOT, ".", match["host"])
        ending = host.rsplit(".", 1)[-1]
        if host in _LINK_HOSTS or not ending.isalpha() or ("@" not in match["id"] and ending not in _ENDS):
            continue  # "meet at the dot com office" needs a real ending
        value = f"{match['name'].replace(' ', '')}@{host}"
        sure = 0.95 if value == match["id"] else 0.8
        yield _found(folded, "email", value, match.span("id"), sure, "email:written")


def _found(folded: Folded, kind: str, value: str, place: tuple[int, int], sure: float, rule: str) -> Found:
    first, last = folded.span(*place)
    return Found(kind, value, first, last, (), sure, rule)


def _without_overlaps(links: list[Found], names: list[Found]) -> tuple[Found, ...]:
    """Links before names, then the longest of those that overlap; in order of text."""
    kept: list[Found] = []
    for several in (links, names):
        for candidate in sorted(several, key=lambda f: (f.start - f.end, f.start, f.kind)):
            if all(candidate.end <= other.start or other.end <= candidate.start for other in kept):
                kept.append(candidate)
    return tuple(sorted(kept, key=lambda f: f.start))
