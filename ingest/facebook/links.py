"""What Facebook's links name: a group, a post, a comment or a profile; and ids that tools wrap in base64."""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, urlsplit

from ingest.base import bare

_HOST = re.compile(r"(?:[\w\-]+\.)*(?:facebook|fb|messenger)\.com(?::\d+)?", re.ASCII)
_GROUP = re.compile(r"/groups/([\w.\-]+)")
_POST = re.compile(r"/(?:permalink|posts)/(?:[^/?#]+/)?(pfbid\w+|\d+)", re.ASCII)
_GROUP_POST = re.compile(r"/groups/[\w.\-]+/(pfbid\w+|\d+)/?$", re.ASCII)
VANITY = re.compile(r"[a-z0-9.]{3,60}")
_OPAQUE = re.compile(r"pfbid\w{2,120}", re.ASCII)
# Last parts of /groups/… that are pages of the site and no group.
_NO_GROUPS = frozenset("feed joins discover search create you".split())
# First parts of a path that are Facebook's own and nobody's name.
_OWN_PATHS = frozenset(
    "groups profile.php people story.php permalink.php watch photo photo.php photos pages events reel share sharer "
    "sharer.php marketplace hashtag login login.php l.php p media stories gaming help public home.php messages friends "
    "settings notifications video video.php videos notes ads business privacy policies legal dialog plugins composer "
    "browse saved memories bookmarks live reels feed checkpoint search join.php".split()
)
_KEPT = ("id", "story_fbid", "multi_permalinks", "fbid", "comment_id", "reply_comment_id")
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]{8,400}={0,2}", re.ASCII)
# What stands inside: "comment:42_881", "feedback:42", "S:_I100090000000001:VK:42".
_WRAPPED = re.compile(r"(?:(?:comment|feedback):|S:_I\d+:)(?:[\w:]*[:_])?(\d+)", re.ASCII)


@lru_cache(maxsize=65_536)  # the same profiles come again and again
def clean_link(url: str | None) -> str | None:
    """A link without its tracking parameters; those that say what is shown stay."""
    parts = _split(url)
    if parts is None or (not parts.netloc and not parts.path.startswith("/")):
        return None
    given = _query(parts)
    query = "&".join(f"{key}={given[key]}" for key in given if key in _KEPT)
    host = parts.netloc.lower() or "www.facebook.com"
    return f"https://{host}{parts.path}" + (f"?{query}" if query else "")


def group_in(url: str | None) -> str | None:
    """Id or vanity name, in lower case, of the group that a link names."""
    match = _GROUP.search(url) if url else None
    name = match[1].lower() if match else None
    return None if name in _NO_GROUPS else name


def story_owner_in(url: str | None) -> str | None:
    """The id in ``story.php?story_fbid=…&id=…``: the group's or, on a timeline, the author's.

    ``permalink.php`` has the same form, and stands for timelines only.
    """
    parts = _split(url)
    if parts is None or not parts.path.endswith("story.php"):
        return None
    found = _query(parts).get("id", "")
    return found if found.isascii() and found.isdigit() else None


def post_in(url: str | None) -> str | None:
    """Id of the post that a link names: a number, or pfbid…"""
    parts = _split(url)
    if parts is None:
        return None
    given = _query(parts)
    for name in ("story_fbid", "multi_permalinks"):
        first = given.get(name, "").split(",")[0]
        if (first.isascii() and first.isdigit()) or _OPAQUE.fullmatch(first):
            return first
    match = _POST.search(parts.path) or _GROUP_POST.search(parts.path)
    return match[1] if match else None


def comment_in(url: str | None) -> str | None:
    """Id of the comment, or of the answer to one, that a link names."""
    parts = _split(url)
    given = _query(parts) if parts else {}
    found = given.get("reply_comment_id") or given.get("comment_id")
    return comment_id(found) if found else None


@lru_cache(maxsize=65_536)
def profile_in(url: str | None) -> tuple[str | None, str | None]:
    """Id (a number or pfbid…) and vanity name, in lower case, in a profile link."""
    parts = _split(url)
    if parts is None or (parts.netloc and not _HOST.fullmatch(parts.netloc.lower())):
        return None, None
    steps = [step for step in parts.path.split("/") if step]
    first = steps[0].lower() if steps else ""
    if first == "profile.php":
        return _id(_query(parts).get("id", "")), None
    if first == "groups":
        return (_id(steps[3]) if len(steps) >= 4 and steps[2] == "user" else None), None
    if first in ("people", "profile"):
        return (_id(steps[-1]) if len(steps) > 1 else None), None
    if first == "p" and len(steps) > 1:  # pages of today: /p/Name-100090000000001
        return _id(steps[1].rsplit("-", 1)[-1]), None
    if found := _id(steps[0] if steps else ""):
        return found, None
    return None, first if first not in _OWN_PATHS and VANITY.fullmatch(first) else None


def outside(url: str | None) -> str | None:
    """A link that leads away from Facebook: to a messenger or shop, for instance."""
    parts = _split(url)
    is_away = parts is not None and parts.netloc and not _HOST.fullmatch(parts.netloc.lower())
    return bare(url or "") if is_away else None


def plain_id(text: str | None) -> str | None:
    """The number inside an id that a tool gives in base64; any other id as it is."""
    if text is None or (text.isascii() and text.isdigit()) or not _BASE64.fullmatch(text):
        return text
    try:
        inside = base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return text
    match = _WRAPPED.fullmatch(inside.decode("ascii", "replace"))
    return match[1] if match else text


def comment_id(text: str | None) -> str | None:
    """A comment's own number, whether alone, behind its post's (``42_881``) or in base64."""
    found = plain_id(text)
    last = found.rsplit("_", 1)[-1] if found else None
    return last if last and last.isascii() and last.isdigit() else found


def _id(text: str) -> str | None:
    is_number = text.isascii() and text.isdigit() and text.strip("0") != ""
    return text if is_number or _OPAQUE.fullmatch(text) else None


def _split(url: str | None) -> SplitResult | None:
    """The parts of a link; hosts are often written without https://."""
    text = bare(url or "")
    if not text:
        return None
    if "//" not in text and _HOST.fullmatch(text.split("/", 1)[0].lower()):
        text = f"https://{text}"
    try:
        return urlsplit(text)
    except ValueError:
        return None


def _query(parts: SplitResult) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(parts.query).items()}
