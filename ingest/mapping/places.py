"""What links and ids of a table's rows name: a platform, a group or page, a post."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from graphintel.schema.records import GroupKey
from ingest.facebook.links import post_in, profile_in
from ingest.mapping.values import domain_of

# Hosts whose platform has a name of its own; any other site is known by its domain.
_PLATFORMS = {
    "facebook.com": "facebook", "fb.com": "facebook", "fb.me": "facebook", "instagram.com": "instagram",
    "t.me": "telegram", "telegram.me": "telegram", "vk.com": "vk", "tiktok.com": "tiktok", "twitter.com": "x",
    "x.com": "x", "youtube.com": "youtube", "wa.me": "whatsapp", "weixin.qq.com": "wechat",
    "xiaohongshu.com": "xiaohongshu", "zalo.me": "zalo",
}  # fmt: skip
GRAPH_ID = re.compile(r"\d+_\d+")
_ITEM = re.compile(r"/marketplace/item/(\d+)", re.ASCII)
MARKET = GroupKey("facebook:marketplace")  # too large for a name to stand for one person in it


@lru_cache(maxsize=1_024)
def platform_named(text: str) -> str:
    """A platform's short name, or the domain of a site: ``www.facebook.com`` and ``Facebook`` are one."""
    name = text.strip().lower()
    host = domain_of(name) if "." in name else None
    if host:
        return next((short for end, short in _PLATFORMS.items() if host == end or host.endswith("." + end)), host)
    return {"fb": "facebook", "weixin": "wechat", "微信": "wechat", "ig": "instagram", "twitter": "x"}.get(
        name, "".join(c for c in name if c.isalnum() or c in "-_") or "site"
    )


def path_of(url: str, platform: str) -> str | None:
    """What a link to a group or site names; on Facebook a page, whose link has one step, and no post's link."""
    path = urlsplit(url).path.strip("/").lower()
    if platform == "facebook":
        uid, vanity = profile_in(url)
        return (uid or vanity) if "/" not in path else None
    return path or None


def market_of(url: str | None) -> GroupKey | None:
    """The marketplace, where a link is one to a thing for sale there."""
    return MARKET if url and _ITEM.search(url) else None


def graph_place(uid: str | None) -> GroupKey | None:
    """The group in an id of the Graph API, ``<group>_<post>``."""
    return GroupKey(f"facebook:{uid.split('_')[0]}") if uid and GRAPH_ID.fullmatch(uid) else None


def uid_in(url: str | None, platform: str) -> str | None:
    """A site's advert is known by its link; a post of a group by the id in it."""
    if url is None:
        return None
    parts = urlsplit(url)
    if platform == "facebook":
        match = _ITEM.search(parts.path)
        return match[1] if match else post_in(url)
    return (parts.path.strip("/") + ("?" + parts.query if parts.query else "")) or None
