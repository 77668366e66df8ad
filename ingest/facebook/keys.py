"""Who and where on Facebook: keys from ids and links."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from graphintel.schema.records import Account, AccountKey, Group, GroupKey, Identifier, PostKey, Statement
from ingest.base import digest

_GROUP = re.compile(r"/groups/([\w.\-]+)")
_VANITY = re.compile(r"[a-z0-9.]{3,60}")
# First parts of a path that are Facebook's own and nobody's name.
_OWN_PATHS = frozenset("groups profile.php people story.php permalink.php watch photo photos pages events".split())


def group_key_of(*texts: str | None) -> GroupKey | None:
    """The group that an id or the first link to one names."""
    for text in texts:
        if not text:
            continue
        if match := _GROUP.search(text):
            return GroupKey(f"facebook:{match[1].lower()}")
        if text.isascii() and text.isdigit():
            return GroupKey(f"facebook:{text}")
    return None


def account_of(
    *, uid: str | None, name: str | None, url: str | None, chat: str, bio: str | None = None, avatar: str | None = None
) -> tuple[AccountKey, tuple[Statement, ...]] | None:
    """The account behind an id, a profile link or, where there is nothing else, a name within one chat."""
    link_uid, vanity = _ids_in(url)
    number = next((text for text in (uid, link_uid) if text and text.isascii() and text.isdigit()), None)
    opaque = uid if uid and number is None and uid.startswith("pfbid") else None
    if number or opaque:
        key = f"facebook:{number or opaque}"
    elif vanity or (uid and _VANITY.fullmatch(uid.lower())):
        vanity = vanity or str(uid).lower()
        key = f"facebook:@{vanity}"
    elif name:
        key = f"facebook:~{digest(chat, name)}"
    else:
        return None
    account = Account(
        account_key=AccountKey(key),
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
        stated.append(Identifier(account_key=account.account_key, kind="handle", value=vanity))
    if opaque and link_uid:
        stated.append(Identifier(account_key=account.account_key, kind="uid", value=link_uid))
    return account.account_key, tuple(stated)


@lru_cache(maxsize=65_536)  # the same profiles come again and again
def clean_link(url: str | None) -> str | None:
    """A link without its tracking parameters; the id of ``profile.php`` stays."""
    if not url or not url.strip():
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if not parts.netloc and not parts.path.startswith("/"):
        return None
    kept = {
        key: values[0] for key, values in parse_qs(parts.query).items() if key in ("id", "story_fbid", "comment_id")
    }
    query = "&".join(f"{key}={value}" for key, value in kept.items())
    host = parts.netloc.lower() or "www.facebook.com"
    return f"https://{host}{parts.path}" + (f"?{query}" if query else "")


def post_key(group: GroupKey | None, uid: str | None, *rest: str | None) -> PostKey:
    """Group and id; where the export gives no id, a hash of what else it states."""
    return PostKey(f"{group or 'facebook:'}/{uid or '~' + digest(group, *rest)}")


def group_statement(
    key: GroupKey, *, name: str | None = None, members: int | None = None, about: str | None = None
) -> Group:
    """The group as a post's record shows it."""
    uid = key.split(":", 1)[1]
    return Group(
        group_key=key,
        platform="facebook",
        platform_uid=uid,
        name=name,
        kind="group",
        declared_member_count=members,
        about=about,
    )


@lru_cache(maxsize=65_536)
def _ids_in(url: str | None) -> tuple[str | None, str | None]:
    """Numeric id and vanity name in a profile link."""
    if not url:
        return None, None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None, None
    steps = [step for step in parts.path.split("/") if step]
    number = parse_qs(parts.query).get("id", [""])[0]
    if number.isascii() and number.isdigit() and steps[:1] == ["profile.php"]:
        return number, None
    if steps[:1] == ["groups"] and len(steps) >= 4 and steps[2] == "user":
        return (steps[3] if steps[3].isdigit() else None), None
    if steps and steps[-1].isascii() and steps[-1].isdigit():
        return steps[-1], None
    first = steps[0].lower() if steps else ""
    return None, first if first not in _OWN_PATHS and _VANITY.fullmatch(first) else None
