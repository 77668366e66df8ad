"""One row into statements: the accounts, groups, posts, memberships and notes that a mapping finds in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from graphintel.errors import RecordError
from graphintel.schema.reading import ReadOptions
from graphintel.schema.records import (
    Account,
    AccountKey,
    Group,
    GroupKey,
    Identifier,
    Media,
    Membership,
    Note,
    Post,
    PostKey,
    PostKind,
    SourceKind,
    Statement,
)
from ingest.base import Record, digest
from ingest.facebook.keys import account_of as facebook_account
from ingest.facebook.keys import group_key_of as facebook_group
from ingest.mapping.profile import Entity, Profile, Property
from ingest.mapping.values import domain_of, number_value, phone_of, several, text_value, time_value

_KINDS: dict[str, PostKind] = {"Post": "post", "Comment": "comment", "Message": "message", "Listing": "listing"}
_MEMBERSHIP_KINDS: dict[str, SourceKind] = {
    "listed": "listed", "joined": "joined", "invited": "invited", "reacted": "reacted", "left": "left"
}  # fmt: skip
_NOTE_KINDS = {"Translation": "translation", "Transcript": "transcript", "Note": "note"}
# Hosts whose platform has a name of its own; any other site is known by its domain.
_PLATFORMS = {
    "facebook.com": "facebook", "fb.com": "facebook", "fb.me": "facebook", "instagram.com": "instagram",
    "t.me": "telegram", "telegram.me": "telegram", "vk.com": "vk", "tiktok.com": "tiktok", "twitter.com": "x",
    "x.com": "x", "youtube.com": "youtube", "wa.me": "whatsapp", "weixin.qq.com": "wechat",
    "xiaohongshu.com": "xiaohongshu", "zalo.me": "zalo",
}  # fmt: skip
# Platforms whose profile links hold the handle as the first part of the path.
_HANDLE_FIRST = frozenset({"instagram", "telegram", "vk", "tiktok", "x", "youtube"})
_GRAPH_ID = re.compile(r"\d+_\d+")
_CONTACT_KINDS = ("wechat", "line", "telegram", "email")


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file by a mapping; knows how often it has seen equal rows that have no id."""

    profile: Profile
    options: ReadOptions
    source_id: str
    equals: Counter[str] = field(default_factory=Counter)

    def read(self, row: Record) -> tuple[Statement, ...]:
        """What a row states, in the order groups, accounts, posts, memberships, notes.

        Raises:
            RecordError: a value does not fit, or the row states nothing.
        """
        state = _Row(self, row)
        order = ("OnlineGroup", "UserAccount", *_KINDS, "Membership", *_NOTE_KINDS)
        for entity in sorted(self.profile.entities, key=lambda entity: order.index(entity.schema)):
            _MAKERS[entity.schema](state, entity)
        if not state.stated:
            raise RecordError("the row states nothing that the mapping asks for: its cells are empty")
        return tuple(dict.fromkeys(state.stated))


@dataclass(slots=True)
class _Row:
    """One row while it is read: the keys found so far, by the entity's name."""

    reader: RowReader
    row: Record
    stated: list[Statement] = field(default_factory=list)
    groups: dict[str, GroupKey] = field(default_factory=dict)
    accounts: dict[str, AccountKey] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def text(self, entity: Entity, name: str) -> str | None:
        part = entity.properties.get(name)
        return text_value(self.row, part) if part else None

    def platform(self, entity: Entity) -> str:
        """The entity's own platform, else that of its link, else the mapping's.

        Raises:
            RecordError: nothing says which.
        """
        common = self.reader.profile.platform
        url = entity.properties.get("url")
        host = domain_of(link) if url and (link := text_value(self.row, url)) else None
        given = self.text(entity, "platform") or (_platform_text(self.row, common) if common else None)
        found = given or host
        if found is None:
            raise RecordError("nothing says which platform or site this is; add `platform` to the mapping")
        return platform_named(found)

    def post_links(self) -> list[str | None]:
        """Links of the row's posts: one of them may name the group that the row calls by name only."""
        return [self.text(entity, "url") for entity in self.reader.profile.entities if entity.schema in _KINDS]

    def linked_group(self, entity: Entity) -> GroupKey | None:
        part = entity.properties.get("group")
        return self.groups.get(part.entity) if part and part.entity else None

    def linked_account(self, entity: Entity, name: str) -> AccountKey | None:
        part = entity.properties.get(name)
        return self.accounts.get(part.entity) if part and part.entity else None


def _platform_text(row: Record, part: Property) -> str | None:
    value = text_value(row, part)
    return domain_of(value) if value and ("/" in value or part.type == "domain") else value


def platform_named(text: str) -> str:
    """A platform's short name, or the domain of a site: ``www.facebook.com`` and ``Facebook`` are one."""
    name = text.strip().lower()
    host = domain_of(name) if "." in name else None
    if host:
        return next((short for end, short in _PLATFORMS.items() if host == end or host.endswith("." + end)), host)
    return {"fb": "facebook", "weixin": "wechat", "微信": "wechat", "ig": "instagram", "twitter": "x"}.get(
        name, "".join(c for c in name if c.isalnum() or c in "-_") or "site"
    )


def _group(state: _Row, entity: Entity) -> None:
    uid, name, url = (state.text(entity, field) for field in ("id", "name", "url"))
    if not (uid or name or url):
        return
    platform = state.platform(entity)
    key: GroupKey | None = None
    if platform == "facebook":
        key = facebook_group(uid, url, *state.post_links())
    if key is None and uid:
        key = GroupKey(f"{platform}:{uid}")
    if key is None and url and (path := urlsplit(url).path.strip("/")):
        key = GroupKey(f"{platform}:{path.lower()}")
    if key is None:
        key = GroupKey(f"{platform}:~{digest(name or url)}")
    members = entity.properties.get("memberCount")
    count = number_value(state.row, members) if members else None
    state.groups[entity.name] = key
    state.stated.append(
        Group(
            group_key=key,
            platform=platform,
            platform_uid=key.split(":", 1)[1] if ":~" not in key else None,
            name=name,
            kind=state.text(entity, "kind") or "group",
            declared_member_count=int(count) if count is not None and count >= 0 else None,
            about=state.text(entity, "about"),
        )
    )


def _account(state: _Row, entity: Entity) -> None:
    uid, handle, name, url = (state.text(entity, field) for field in ("id", "username", "name", "url"))
    part = entity.properties.get("number")
    written = several(text_value(state.row, part), part) if part else ()
    region = (part.region if part else None) or state.reader.options.region
    phones = [phone for text in written if (phone := phone_of(text, region))]
    state.unread += [text for text in written if phone_of(text, region) is None]
    if not (uid or handle or name or url or phones):
        return
    platform = state.platform(entity)
    account = _account_of(state, entity, platform, phones)
    state.accounts[entity.name] = account.account_key
    state.stated.append(account)
    key = account.account_key
    state.stated += [Identifier(account_key=key, kind="phone", value=phone) for phone in phones]
    if account.handle and account.platform_uid:
        state.stated.append(Identifier(account_key=key, kind="handle", value=account.handle))
    if alias := state.text(entity, "alias"):
        state.stated.append(Identifier(account_key=key, kind="alias", value=alias))
    for kind in _CONTACT_KINDS:
        contact = entity.properties.get(kind)
        for value in several(text_value(state.row, contact), contact) if contact else ():
            state.stated.append(Identifier(account_key=key, kind=kind, value=value))


def _account_of(state: _Row, entity: Entity, platform: str, phones: list[str]) -> Account:
    uid, handle, name, url = (state.text(entity, field) for field in ("id", "username", "name", "url"))
    bio, picture, remark = (state.text(entity, field) for field in ("bio", "picture", "remark"))
    chat = next(iter(state.groups.values()), GroupKey(platform))
    key = None
    if platform == "facebook":
        found = facebook_account(uid=uid or handle, name=name, url=url, chat=str(chat))
        if found:
            base = next(s for s in found[1] if isinstance(s, Account))
            state.stated += [s for s in found[1] if not isinstance(s, Account)]
            key, uid, handle = base.account_key, base.platform_uid, base.handle or handle
    elif url and not uid and not handle:
        first = urlsplit(url).path.strip("/")
        if platform in _HANDLE_FIRST:
            handle = first.split("/")[0].lstrip("@").lower() or None
        else:
            uid = first.lower() or None
    if key is None:
        if platform == "whatsapp" and not uid and phones:
            uid = phones[0].lstrip("+")
        bare = f"~{digest(str(chat), name or ''.join(phones))}"
        key = AccountKey(f"{platform}:{uid or ('@' + handle if handle else bare)}")
    return Account(
        account_key=key,
        platform=platform,
        platform_uid=uid,
        handle=handle,
        display_name=name,
        bio=bio,
        profile_url=url,
        avatar_url=picture,
        remark=remark,
        is_name_only=":~" in key,
    )


def _post(state: _Row, entity: Entity) -> None:
    texts = {name: state.text(entity, name) for name in ("text", "title", "ocrText", "price", "place", "picture")}
    uid, url = state.text(entity, "id"), state.text(entity, "url")
    if not (uid or url or any(texts.values())):
        return
    times = {
        name: time_value(state.row, part, state.reader.options) if part else (None, "unknown")
        for name in ("postedAt", "editedAt", "capturedAt")
        for part in [entity.properties.get(name)]
    }
    group, author = state.linked_group(entity), state.linked_account(entity, "author")
    platform = group.split(":")[0] if group else state.platform(entity)
    if group is None and platform == "facebook":
        group = facebook_group(url) or _facebook_place(uid, url)
        uid = uid.split("_")[1] if uid and _GRAPH_ID.fullmatch(uid) else uid
    if group is None and "." in platform:  # a site of adverts is where its adverts stand
        group = GroupKey(f"{platform}:site")
        state.stated.append(Group(group_key=group, platform=platform, name=platform, kind="site"))
    moment, precision = times["postedAt"]
    stated = (str(group), str(moment), author, texts["text"], texts["title"])
    key = _post_key(state, group or GroupKey(f"{platform}:"), uid or _uid_in(url, platform), stated)
    answers = state.text(entity, "inReplyTo")
    number = {name: entity.properties.get(name) for name in ("latitude", "longitude")}
    state.stated.append(
        Post(
            post_key=key,
            platform=platform,
            platform_uid=uid,
            group_key=group,
            account_key=author,
            parent_post_key=PostKey(f"{group or platform + ':'}/{answers}") if answers else None,
            kind=_KINDS[entity.schema],
            text=texts["text"],
            title=texts["title"],
            ocr_text=texts["ocrText"],
            price_text=texts["price"],
            place_text=texts["place"],
            latitude=number_value(state.row, part) if (part := number["latitude"]) else None,
            longitude=number_value(state.row, part) if (part := number["longitude"]) else None,
            url=url,
            posted_at=moment,
            posted_precision=precision,
            edited_at=times["editedAt"][0],
            captured_at=times["capturedAt"][0],
            forwarded_from=state.text(entity, "forwardedFrom"),
        )
    )
    part = entity.properties.get("picture")
    for link in several(texts["picture"], part) if part else ():
        state.stated.append(Media(post_key=key, kind="image", uri=link))
    for text in state.unread:
        words = f"{text!r} stands where the mapping expects a telephone number, and could not be read as one."
        state.stated.append(Note(subject_kind="post", subject_key=key, kind="note", text=words, stated_by="import"))


def _facebook_place(uid: str | None, url: str | None) -> GroupKey | None:
    """The group in an id of the Graph API, ``<group>_<post>``, or the marketplace."""
    if uid and _GRAPH_ID.fullmatch(uid):
        return GroupKey(f"facebook:{uid.split('_')[0]}")
    return GroupKey("facebook:marketplace") if url and "/marketplace/item/" in url else None


def _uid_in(url: str | None, platform: str) -> str | None:
    """A site's advert is known by its link; a post of a group by the id in it."""
    if url is None:
        return None
    parts = urlsplit(url)
    if platform == "facebook":
        steps = [step for step in parts.path.split("/") if step]
        last = steps[-1] if steps else ""
        return last if last.isdigit() and {"posts", "permalink", "item"} & set(steps) else None
    return (parts.path.strip("/") + ("?" + parts.query if parts.query else "")) or None


def _post_key(state: _Row, group: GroupKey, uid: str | None, stated: tuple[str | None, ...]) -> PostKey:
    if uid:
        return PostKey(f"{group}/{uid}")
    equal = digest(*stated)
    state.reader.equals[equal] += 1
    return PostKey(f"{group}/~{digest(equal, str(state.reader.equals[equal]))}")


def _membership(state: _Row, entity: Entity) -> None:
    group, member = state.linked_group(entity), state.linked_account(entity, "member")
    if group is None or member is None:
        return
    part = entity.properties.get("startDate")
    moment, precision = time_value(state.row, part, state.reader.options) if part else (None, None)
    kind = (state.text(entity, "kind") or "listed").strip().lower()
    if kind not in _MEMBERSHIP_KINDS:
        raise RecordError(f"{kind!r} is no kind of membership. Known: {', '.join(_MEMBERSHIP_KINDS)}.")
    state.stated.append(
        Membership(
            group_key=group,
            account_key=member,
            source_kind=_MEMBERSHIP_KINDS[kind],
            role=_role(state.text(entity, "role")),
            inviter_account_key=state.linked_account(entity, "inviter"),
            observed_at=moment,
            observed_precision=precision,
            observed_text=text_value(state.row, part) if part else None,
        )
    )


def _role(text: str | None) -> str | None:
    words = (text or "").strip().lower()
    if words in ("owner", "creator", "群主", "pemilik"):
        return "owner"
    if any(mark in words for mark in ("admin", "moderator", "管理", "quản trị")) or words in ("true", "yes", "1"):
        return "admin"
    return "member" if words else None


def _note(state: _Row, entity: Entity) -> None:
    post, text = state.text(entity, "post"), state.text(entity, "text")
    if post is None or text is None:
        raise RecordError("the row names no post, or holds no text for it")
    group = state.linked_group(entity)
    link = domain_of(post) if "://" in post else None
    if group is None and link and platform_named(link) == "facebook":
        group = facebook_group(post)
    uid = _uid_in(post, platform_named(link)) if link else post
    key = post if group is None and ":" in post and not link else f"{group or state.platform(entity) + ':'}/{uid}"
    state.stated.append(
        Note(
            subject_kind="post",
            subject_key=key,
            kind=_NOTE_KINDS[entity.schema],
            text=text,
            language=state.text(entity, "language"),
            stated_by=state.text(entity, "statedBy"),
        )
    )


_MAKERS: dict[str, Callable[[_Row, Entity], None]] = {
    "OnlineGroup": _group,
    "UserAccount": _account,
    "Membership": _membership,
    **dict.fromkeys(_KINDS, _post),
    **dict.fromkeys(_NOTE_KINDS, _note),
}
