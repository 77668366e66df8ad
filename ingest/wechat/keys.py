"""Who and where on WeChat: keys from ids, and from names where a file has no ids."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import TypeGuard

from msgspec.structs import replace

from graphintel.errors import RecordError
from graphintel.schema.reading import ReadOptions, SourceFile
from graphintel.schema.records import Account, AccountKey, Group, GroupKey, Identifier, Membership, PostKey, Statement
from ingest.base import Broken, Item, Record, digest
from ingest.wechat.content import Move, Person

Found = tuple[AccountKey, tuple[Statement, ...]]
# What every reader of private chats has to say of them.
OWN_CHATS = (
    "a private chat is its owner's own: where the file does not give the owner's id, say it with --owner wechat:<id>, "
    "else the chat stays apart from every other"
)
# Names that tools write where the export's owner speaks, and where nobody does.
_ME = frozenset(("我", "me", "self"))
_YOU = frozenset(("你", "您", "you"))
_NOBODY = frozenset(
    "系统消息 系统 系統 system 未知 unknown weixin filehelper fmessage medianote floatbottle newsapp qmessage qqmail "
    "tmessage notifymessage notification_messages masssendapp brandsessionholder weixinguanhaozhushou".split()
) | {""}
_ROOMS = ("@chatroom", "@im.chatroom")
# An id in brackets after a name. A tool that writes ids after every name may write old ids of any form there; in the
# lines of WeChat itself brackets belong to the name ("Tom(Shenzhen)"), unless what they hold can be nothing but an id.
_ANY_ID = re.compile(r"^(?P<name>.*)[(（](?P<id>[A-Za-z0-9_.@\-]{2,64})[)）]$", re.DOTALL)
_SURE_ID = re.compile(r"^(?P<name>.*)[(（](?P<id>wxid_\w{1,40}|\d{5,25}@openim|gh_\w{4,40})[)）]$", re.DOTALL)
# WeChat's own rule for an alias (6 to 20 characters, a letter first), and something that no word or town has.
_LIKELY_ID = re.compile(r"(?=.*[\d_\-])[A-Za-z][\w\-]{5,19}", re.ASCII)
_ID_IN_NAME = re.compile(r"\d{5,25}@(?:im\.)?chatroom|(?<=[(（])(?:wxid_\w{2,40}|\d+@openim)(?=[)）])", re.ASCII)
_SESSION_ID = re.compile(r"@{1,2}[0-9a-f]{16,}|v[0-9]_[0-9a-f]{20,}(?:@stranger)?")  # other at every login or viewer
_BRACKETS = re.compile(r"\s*[(（][\w@.\-]{2,64}[)）]$")
# File names that tools give to any chat: two such files are two chats.
_SAYS_NOTHING = frozenset(
    "message messages chat chats export output wechat data member members 群成员 成员列表 聊天记录 消息记录 微信聊天记录 导出".split()
)
_MOST_EQUAL = 65_536  # messages remembered to number equal ones; equal ones stand close together
_MOST_RECENT = 65_536  # messages of a chat that a reply is looked up in
_COMPARED = 40  # characters of a quoted text; tools cut long ones off
_MOST_NAMES = 100_000  # names of a room remembered; the largest rooms have 500 members


@dataclass(slots=True)
class Export:
    """One file while it is read: its chats, and who made it as soon as a record says so."""

    source: SourceFile
    options: ReadOptions
    lines_have_ids: bool = False  # the tool writes ``name(id)`` in system lines
    find_me: Callable[[], str | None] | None = None  # looks the owner's id up in the whole file
    owner_uid: str | None = None
    is_owner_open: bool = False  # the owner was met without an id
    chats: dict[str, Chat] = field(default_factory=dict)
    uids: set[str] = field(default_factory=set)  # of those who wrote
    _stated_me: str | None = None

    def chat(self, uid: str, name: str | None = None, kind: str | None = None) -> Chat:
        """The chat of that id; a later name replaces an earlier one."""
        found = self.chats.setdefault(uid, Chat(self, uid=uid))
        found.name, found.kind = name or found.name, kind or found.kind
        return found

    def chat_of_file(self, *parts: str, name: str | None = None) -> Chat:
        """The chat of a file that holds no id of it: by an id in the file's name, else by a name alone."""
        path = PurePosixPath(self.source.file_name.replace("\\", "/"))
        if not parts and (ids := _ID_IN_NAME.findall(str(path))):
            shown = _BRACKETS.sub("", path.stem)
            return self.chat(ids[-1], name or (None if shown.lower() in _SAYS_NOTHING else shown) or None)
        if name is None and path.stem.lower() in _SAYS_NOTHING:
            return self.chat(f"~{digest('file', self.source.source_id, *parts)}")
        name = name or path.stem
        return self.chat(f"~{digest('chat', name, *parts)}", name)

    @property
    def me(self) -> str | None:
        """Whose private chats these are: as the file says, else ``--owner``; the same from first record to last."""
        if self.find_me is not None:
            self._stated_me, self.find_me = self.find_me(), None
        return self._stated_me or self.options.owners.get("wechat")

    def owner(self, name: str | None = None, uid: str | None = None) -> Found:
        """Whoever made the export: as the record states, as ``--owner`` says, else known within this file only."""
        key_here = AccountKey(f"wechat:~me-{self.source.source_id}")
        stated = uid if is_id(uid) else None
        self.owner_uid = stated or self.owner_uid
        found = stated or self.options.owners.get("wechat") or self.owner_uid
        account = Account(
            account_key=AccountKey(f"wechat:{found}") if found else key_here,
            platform="wechat",
            platform_uid=found,
            display_name=name if (name or "").strip().lower() not in _ME | _YOU | {""} else None,
            is_owner=True,
            is_name_only=found is None,
        )
        if found is None:
            self.is_owner_open = True
        elif self.is_owner_open:  # earlier records of this file met the owner without an id
            self.is_owner_open = False
            return account.account_key, (account, Identifier(account_key=key_here, kind="uid", value=found))
        return account.account_key, (account,)


@dataclass(slots=True)
class Chat:
    """One chat while its file is read: who it is, and the names and messages met in it so far."""

    export: Export
    uid: str = ""
    name: str | None = None
    kind: str | None = None
    names: dict[str, set[AccountKey]] = field(default_factory=dict)
    _is_line_with_ids: bool = False  # the line that is read writes an id after a name
    _equals: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _recent: OrderedDict[datetime, dict[AccountKey | None, tuple[PostKey, str]]] = field(default_factory=OrderedDict)

    @property
    def group_key(self) -> GroupKey:
        """``wechat:`` and the chat's id; ``wechat:~`` and a hash where only a name is known.

        A private chat bears the other person's id, or the owner's label for them, so its owner is part of its key: two
        people who both talk to a third are in two chats. Where nobody says who the owner is, it stays within its file.
        """
        if self.is_room or not self.uid:
            return GroupKey(f"wechat:{self.uid}")
        me = self.export.me
        if me and not self.uid.startswith("~"):
            return GroupKey("wechat:" + "+".join(sorted((me, self.uid))))
        return GroupKey(f"wechat:~{digest('private', self.uid, me or self.export.source.source_id)}")

    @property
    def is_room(self) -> bool:
        """Whether it is a room of many, by its id or by what the file says."""
        return self.uid.endswith(_ROOMS) or self.kind == "chat"

    def post_key(self, uid: str | None, *stated: str | None) -> PostKey:
        """Chat and id; without an id a hash of what the message states and its place among equal ones.

        The place in the file is no part of it: another export of the chat must give the same key.
        """
        if uid:
            return PostKey(f"{self.group_key}/{uid}")
        equal = digest(self.uid, *stated)
        number = self._equals.pop(equal, 0) + 1
        self._equals[equal] = number
        if len(self._equals) > _MOST_EQUAL:
            self._equals.popitem(last=False)
        return PostKey(f"{self.group_key}/~{digest(equal, str(number))}")

    def remember(self, author: AccountKey | None, moment: datetime | None, key: PostKey, text: str | None) -> None:
        """Keep a message for the replies that quote it by its second, and by its author where they can."""
        if moment is None:
            return
        self._recent.setdefault(moment.replace(microsecond=0), {})[author] = (key, (text or "")[:_COMPARED].strip())
        if len(self._recent) > _MOST_RECENT:
            self._recent.popitem(last=False)

    def recalled(self, author: AccountKey | None, moment: datetime | None, text: str | None) -> PostKey | None:
        """The message of that author at that second, where it stood before.

        Without an author the only one then, unless it says something else than ``text``.
        """
        found = self._recent.get(moment.replace(microsecond=0), {}) if moment else {}
        if author is not None:
            return found[author][0] if author in found else None
        if len(found) != 1:
            return None
        key, said = next(iter(found.values()))
        words = (text or "")[:_COMPARED].strip()
        return key if not words or not said or words.startswith(said) or said.startswith(words) else None

    def group(self, declared: int | None = None, *, about: str | None = None, seen: datetime | None = None) -> Group:
        """The chat as a statement."""
        return Group(
            group_key=self.group_key,
            platform="wechat",
            platform_uid=None if self.uid.startswith("~") else self.uid,
            name=self.name,
            kind="chat" if self.is_room else self.kind or (None if self.uid.startswith("~") else "private"),
            declared_member_count=declared,
            about=about,
            observed_at=seen,
        )

    def owner(self, name: str | None = None, uid: str | None = None) -> Found:
        """Whoever made the export."""
        return self.export.owner(name, uid)

    def sender(
        self,
        uid: str | None,
        name: str | None,
        *,
        is_owner: bool = False,
        alias: str | None = None,
        remark: str | None = None,
        bio: str | None = None,
        avatar: str | None = None,
    ) -> Found | None:
        """Who wrote a message; None where the system did, or the export does not know."""
        uid = (uid or "").strip()
        if is_owner or uid.lower() in _ME:  # some tools put the other person's id beside what the owner wrote
            return self.owner(name, uid if uid != self.uid else None)
        if is_session_id(uid):
            return self.named(name, alias=alias, remark=remark, bio=bio, avatar=avatar)
        if uid.lower() in _NOBODY:
            return None
        key = AccountKey(f"wechat:{uid}")
        self.know(key, name)
        if self.export.lines_have_ids and len(self.export.uids) < _MOST_NAMES:
            self.export.uids.add(uid)
        account = Account(
            account_key=key,
            platform="wechat",
            platform_uid=uid,
            display_name=name,
            remark=remark,
            bio=bio,
            avatar_url=avatar,
            is_owner=uid == self.export.options.owners.get("wechat"),
        )
        return key, (account, *_alias(key, alias, uid))

    def named(
        self,
        name: str | None,
        *,
        alias: str | None = None,
        remark: str | None = None,
        bio: str | None = None,
        avatar: str | None = None,
    ) -> Found | None:
        """The account behind a name, known within its room only; an alias (微信号) is stronger."""
        if alias:
            alias = alias.strip().lower()
            key = AccountKey(f"wechat:@{alias}")
            self.know(key, name)
            return key, (_account(key, name, handle=alias, remark=remark, bio=bio, avatar=avatar),)
        if not name or name.strip().lower() in _NOBODY:
            return None
        if name.strip().lower() in _ME:
            return self.owner()
        key = AccountKey(f"wechat:~{digest(self.uid if self.is_room else self.group_key, name)}")
        return key, (_account(key, name, remark=remark, bio=bio, avatar=avatar),)

    def labelled(self, label: str | None) -> Found | None:
        """The other person of a private chat, where only the owner's label for them is known."""
        found = self.named(label, remark=label)
        if found is None:
            return None
        return found[0], tuple(replace(s, display_name=None) if isinstance(s, Account) else s for s in found[1])

    def find_by_name(self, name: str | None) -> Found | None:
        """Who a name is, where a file has names only: the name stands as it is, brackets and all."""
        known = self.names.get(name or "", set())
        return (next(iter(known)), ()) if len(known) == 1 else self.named(name)

    def find(self, person: Person) -> Found | None:
        """The account that a line names: ``name(id)``, or a name that one account of the room has borne so far."""
        words = (person.name or "").strip().strip('"“”')
        if person.uid:
            return self.sender(person.uid, words or None)
        if words.lower() in _YOU:
            return self.owner()
        if match := self._bracketed(words):
            return self.sender(match["id"], match["name"] or None)
        known = self.names.get(words, set())
        return (next(iter(known)), ()) if len(known) == 1 else self.named(words)

    def _bracketed(self, words: str) -> re.Match[str] | None:
        """Name and id: one that can be nothing else, or that somebody of this file has, or beside a sure one."""
        sure, found = _SURE_ID.match(words), _ANY_ID.match(words) if self.export.lines_have_ids else None
        if sure or found is None:
            return sure
        is_known = found["id"] in self.export.uids or found["id"] in self.export.chats
        return found if is_known or self._is_line_with_ids else None

    def memberships(self, moves: Iterable[Move], seen: datetime | None, precision: str) -> list[Statement]:
        """What a line says about who came, who left, and through whom."""
        stated: list[Statement] = []
        moves = tuple(moves)
        people = [person for move in moves for person in (*move.who, *([move.by] if move.by else []))]
        self._is_line_with_ids = _has_ids([(person.name or "").strip('"“” ') for person in people])
        for move in moves:
            by = self.find(move.by) if move.by else None
            stated += by[1] if by else ()
            for person in move.who:
                who = self.find(person)
                if who is None:
                    continue
                stated += who[1]
                stated.append(
                    Membership(
                        group_key=self.group_key,
                        account_key=who[0],
                        source_kind=move.kind,
                        inviter_account_key=by[0] if by else None,
                        observed_at=seen,
                        observed_precision="second" if precision == "second" else "day" if precision == "day" else None,
                    )
                )
        return stated

    def know(self, key: AccountKey, *names: str | None) -> None:
        """Keep names that an account bears in this room, for the lines that name it so."""
        for name in names:
            if name and (name in self.names or len(self.names) < _MOST_NAMES):
                self.names.setdefault(name, set()).add(key)


def _has_ids(names: list[str]) -> bool:
    """Whether a line has ids in brackets: one is surely an id, or all of several names end in what looks like one."""
    others = [name for name in names if name.lower() not in _YOU]
    if any(_SURE_ID.match(name) for name in others):
        return True
    found = [_ANY_ID.match(name) for name in others]
    return len(found) > 1 and all(one is not None and _LIKELY_ID.fullmatch(one["id"]) for one in found)


def is_id(uid: str | None) -> TypeGuard[str]:
    """Whether it is an id of somebody, and no word for the owner or for WeChat itself."""
    return uid is not None and uid.strip().lower() not in _ME | _NOBODY


def is_session_id(uid: str) -> bool:
    """Whether an id holds for one login or one viewer only."""
    return _SESSION_ID.fullmatch(uid) is not None


def find_me(items: Iterable[Item | Broken], own: Callable[[Record], str | None]) -> str | None:
    """The owner's id by the first record that states it.

    Args:
        items: all records of the file.
        own: the id of whoever wrote a record where that is the owner, else None.
    """
    for item in items:
        if isinstance(item, Item) and isinstance(item.value, dict):
            try:
                uid = own(item.value)
            except RecordError:
                continue  # said where the record itself is read
            if is_id(uid):
                return uid
    return None


def _account(
    key: AccountKey,
    name: str | None,
    *,
    handle: str | None = None,
    remark: str | None = None,
    bio: str | None = None,
    avatar: str | None = None,
) -> Account:
    return Account(
        account_key=key,
        platform="wechat",
        handle=handle,
        display_name=name,
        remark=remark,
        bio=bio,
        avatar_url=avatar,
        is_name_only=handle is None,
    )


def _alias(key: AccountKey, alias: str | None, uid: str) -> tuple[Identifier, ...]:
    alias = (alias or "").strip().lower()
    return (Identifier(account_key=key, kind="alias", value=alias),) if alias and alias != uid.lower() else ()
