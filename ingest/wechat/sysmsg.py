"""System messages as XML: who invited whom, who scanned whose code, with ids."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

from ingest.wechat.content import Content, Move, Person
from ingest.wechat.lines import moves_in
from ingest.wechat.markup import inside

_FIELD = re.compile(r"\$([^$]{1,60})\$")
_LONGEST_LINE = 2_000  # characters of a line that is put together
# Names of a template's fields: who acts, whom it is about, and who was in the room before.
_ACTING = ("username", "from", "inviter")
_ABOUT = ("names", "adder", "member", "memberlist", "kickoutname")
_PRESENT = ("others",)
_OWNER = Person(name="你")
_MY_CODE = re.compile(r"(?:扫描|掃描)\s?(?:你|您)\s?分享|shared by you\b", re.IGNORECASE)
_WORDS = {"scanned": ("扫描", "掃描", "QR"), "left": ("移出", "removed"), "invited": ("邀请", "邀請", "invited")}


def read_system(root: Element) -> Content:
    """The line that WeChat shows, and the coming and going that it states."""
    template = root.find("sysmsgtemplate/content_template")
    if template is not None:
        links = {link.get("name") or "": _people(link) for link in template.iterfind("link_list/link")}
        line = inside(template, "template") or inside(template, "plain") or ""
        return Content(kind="system", text=_filled(line, template, links), moves=_moves(line, links))
    removal = root.find("delchatroommember")
    if removal is not None:
        return _by_code(removal)
    words = inside(root, "revokemsg/replacemsg") or inside(root, "replacemsg") or inside(root, "plain")
    return Content(kind="system", text=words or " ".join("".join(root.itertext()).split())[:_LONGEST_LINE] or None)


def _people(link: Element) -> tuple[Person, ...]:
    found = link.iterfind("memberlist/member")
    return tuple(Person(uid=inside(m, "username"), name=inside(m, "nickname")) for m in found)


def _filled(line: str, template: Element, links: dict[str, tuple[Person, ...]]) -> str | None:
    titles = {link.get("name") or "": inside(link, "title") or "" for link in template.iterfind("link_list/link")}

    def fill(match: re.Match[str]) -> str:
        people = links.get(match[1], ())
        names = "、".join(f"{p.name or ''}({p.uid})" if p.uid else p.name or "" for p in people)
        return names or titles.get(match[1], match[0])

    return _FIELD.sub(fill, line) or None


def _moves(line: str, links: dict[str, tuple[Person, ...]]) -> tuple[Move, ...]:
    acting = next((links[name][0] for name in _ACTING if links.get(name)), None)
    about = tuple(person for name in _ABOUT for person in links.get(name, ()))
    if "你加入" in line or "你和" in line or "you to" in line:
        about = (_OWNER, *about)
    present = tuple(person for name in _PRESENT for person in links.get(name, ()))
    listed = (Move(kind="listed", who=present),) if present else ()
    said = next((kind for kind, words in _WORDS.items() if any(word in line for word in words)), None)
    if not about or said is None:
        return listed
    if said == "scanned":  # "$adder$"通过扫描"$from$"分享的二维码加入群聊
        shared = acting or (_OWNER if _MY_CODE.search(line) else None)
        return (Move(kind="joined", who=about, by=shared), *listed)
    by = acting or (_OWNER if line.strip().startswith(("你", "您", "You")) else None)
    return (Move(kind="left" if said == "left" else "invited", who=about, by=by), *listed)


def _by_code(removal: Element) -> Content:
    """The notice from which whoever came can be removed again: its link has their ids, its line says how they came."""
    line = inside(removal, "plain") or inside(removal, "text")
    uids = [m.text.strip() for m in removal.iterfind("link/memberlist/username") if m.text and m.text.strip()]
    stated = moves_in(line)
    if not uids:
        return Content(kind="system", text=line, moves=stated)
    first = stated[0] if stated else Move(kind="joined", who=())
    names = [person.name for person in first.who] if len(first.who) == len(uids) else [None] * len(uids)
    who = tuple(Person(uid=uid, name=name) for uid, name in zip(uids, names, strict=True))
    return Content(kind="system", text=line, moves=(replace(first, who=who), *stated[1:]))
