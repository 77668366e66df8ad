"""Who and where on Facebook: keys from ids and links, and what says that two of them are one."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.schema.records import Account, AccountKey, Group, GroupKey, Identifier, PostKey, SameAs, Statement
from ingest.base import digest
from ingest.facebook.links import VANITY, clean_link, group_in, post_in, profile_in, story_owner_in
from ingest.facebook.nobody import is_anonymous, is_nobody

__all__ = [
    "Place",
    "account_of",
    "clean_link",
    "group_key_of",
    "group_statement",
    "is_group_itself",
    "other_keys",
    "place_of",
    "post_key",
    "post_uids",
]


@dataclass(frozen=True, slots=True)
class Place:
    """The group of a record by its strongest key, with weaker ones that the record states too.

    ``chat`` is what names are unique in: the group or, where none is named, the file.
    """

    key: GroupKey | None
    weaker: tuple[GroupKey, ...]
    chat: str


def group_key_of(*texts: str | None) -> GroupKey | None:
    """The group that an id or the first link to one names."""
    return next((GroupKey(f"facebook:{name}") for text in texts if (name := _group_name(text))), None)


def place_of(*texts: str | None, source_id: str, author: str | None = None) -> Place:
    """The group that ids and links of one record name: the number where any of them has it.

    Args:
        texts: ids and links, the ones to be trusted most first.
        source_id: of the file, for records that name no group.
        author: numeric id of the post's author; ``story.php?id=`` names it on a timeline, and a group elsewhere, so
            without it the link says nothing of a group.
    """
    names = list(dict.fromkeys(name for text in texts if (name := _group_name(text))))
    numbers = [name for name in names if _is_number(name)]
    if not names and author and _is_number(author):
        owner = next((uid for text in texts if (uid := story_owner_in(text)) and uid != author), None)
        names = numbers = [owner] if owner else []
    if not names:
        return Place(None, (), f"file {source_id}")
    key = GroupKey(f"facebook:{(numbers or names)[0]}")
    # Two numbers contradict each other: neither stands for the other.
    weaker = tuple(GroupKey(f"facebook:{name}") for name in names if numbers and not _is_number(name))
    return Place(key, weaker, str(key))


def is_group_itself(place: Place, uid: str | None) -> bool:
    """Whether an author's id is the group's own: a tool that states it does not know who wrote."""
    return uid is not None and place.key == f"facebook:{uid}"


def post_uids(uid: str | None, *links: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The strongest id of a post, a number where anything states one, and the others."""
    given = dict.fromkeys(one for one in (uid, *(post_in(link) for link in links)) if one)
    number = next((one for one in given if _is_number(one)), None)
    best = number or next(iter(given), None)
    return best, tuple(one for one in given if one != best and not _is_number(one))


def other_keys(place: Place, uid: str | None = None, others: tuple[str, ...] = ()) -> tuple[SameAs, ...]:
    """What says that weaker keys of a record's group and post stand for the stronger ones."""
    if place.key is None:
        return ()
    groups = [SameAs(subject_kind="group", key=weak, other_key=place.key) for weak in place.weaker]
    if uid is None:
        return tuple(groups)
    best = post_key(place.key, uid)
    keys = [post_key(group, one) for group in (place.key, *place.weaker) for one in (uid, *others)]
    # A pfbid is no stronger than another id that is no number.
    is_known = _is_number(uid)
    posts = [
        SameAs(subject_kind="post", key=key, other_key=best)
        for key in keys
        if key != best and (is_known or key.endswith(f"/{uid}"))
    ]
    return (*groups, *posts)


def account_of(
    *, uid: str | None, name: str | None, url: str | None, chat: str, bio: str | None = None, avatar: str | None = None
) -> tuple[AccountKey, tuple[Statement, ...]] | None:
    """The account behind an id, a profile link or, where there is nothing else, a name within one chat.

    None where nothing names anybody, or the site hides who it is.
    """
    if is_anonymous(name):
        return None
    uid = uid.strip() if uid else None
    link_uid, vanity = profile_in(url)
    ids = [one for one in (uid, link_uid) if one]
    number = next((one for one in ids if _is_number(one)), None)
    opaque = next((one for one in ids if one.startswith("pfbid")), None)
    if number or opaque:
        key = AccountKey(f"facebook:{number or opaque}")
    elif vanity or (uid and VANITY.fullmatch(uid.lower())):
        vanity = vanity or str(uid).lower()
        key = AccountKey(f"facebook:@{vanity}")
    elif name and not is_nobody(name):
        key = AccountKey(f"facebook:~{digest(chat, name)}")
    else:
        return None
    account = Account(
        account_key=key,
        platform="facebook",
        platform_uid=number or opaque,
        handle=vanity,
        display_name=name,
        bio=bio,
        profile_url=clean_link(url),
        avatar_url=avatar,
        is_name_only=key.startswith("facebook:~"),
    )
    stated: list[Statement] = [account]
    if vanity and (number or opaque):
        stated.append(Identifier(account_key=key, kind="handle", value=vanity))
    if opaque and number:
        stated.append(Identifier(account_key=AccountKey(f"facebook:{opaque}"), kind="uid", value=number))
    return key, tuple(stated)


def post_key(group: GroupKey | None, uid: str | None, *rest: str | None) -> PostKey:
    """Group and id; where the export gives no id, a hash of what else it states."""
    return PostKey(f"{group or 'facebook:'}/{uid or '~' + digest(group, *rest)}")


def group_statement(
    key: GroupKey,
    *,
    name: str | None = None,
    members: int | None = None,
    about: str | None = None,
    kind: str | None = "group",
) -> Group:
    """The group as a post's record shows it."""
    uid = key.split(":", 1)[1]
    return Group(
        group_key=key,
        platform="facebook",
        platform_uid=uid,
        name=name,
        kind=kind,
        declared_member_count=members,
        about=about,
    )


def _group_name(text: str | None) -> str | None:
    """Number or vanity name: of a link, or of an id given as such."""
    if text is None:
        return None
    return text.strip() if _is_number(text.strip()) else group_in(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
