"""The exports of the synthetic world, in the shapes that real tools write."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from graphintel.sample.people import Account, Group
from graphintel.sample.timeline import Said
from graphintel.sample.world import World

_CHINA = timezone(timedelta(hours=8))
# Facebook ids of posts and WeChat's server ids are long numbers; these start where none of the real ones are.
_POST_UID, _SEQ = 7_700_000_000, 5_000_000_000_000_000_000


def post_uid(said: Said, group: Group) -> str:
    """The id that the export gives a post, comment or message."""
    if group.platform == "facebook":
        return str(_POST_UID + said.number)
    if group.tool == "pywxdump":
        return str(_SEQ + said.number)
    return str(said.number + 1) if group.tool == "weflow" else str(said.at * 1000 + said.number % 1000)


def write_exports(world: World, said: list[Said], folder: Path) -> None:
    """Write one file per group, and the member lists beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    by_group: dict[int, list[Said]] = {group.number: [] for group in world.registry.groups}
    for part in said:
        by_group[part.group].append(part)
    for group in world.registry.groups:
        _WRITERS[group.tool](world, group, by_group[group.number], folder)


def _tree(said: list[Said]) -> Iterator[tuple[Said, list[Said]]]:
    """Posts with their comments; a comment whose post stands elsewhere stands as a post of its own."""
    here = {part.number: part for part in said}
    comments: dict[int, list[Said]] = {}
    tops = []
    for part in said:
        if part.parent is not None and part.parent in here and here[part.parent].parent is None:
            comments.setdefault(part.parent, []).append(part)
        else:
            tops.append(part)
    for part in tops:
        yield part, comments.get(part.number, [])


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _dump(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def _link(group: Group, said: Said) -> str:
    return f"https://www.facebook.com/groups/{group.uid}/permalink/{post_uid(said, group)}/"


def _facebook_scraper(world: World, group: Group, said: list[Said], folder: Path) -> None:
    posts = []
    for post, comments in _tree(said):
        author = post.account
        posts.append(
            {
                "post_id": post_uid(post, group),
                "text": post.text,
                "post_text": post.text,
                "time": datetime.fromtimestamp(post.at, UTC).strftime("%Y-%m-%d %H:%M:%S"),
                "timestamp": post.at,
                "user_id": author.uid,
                "username": author.name,
                "user_url": f"https://facebook.com/profile.php?id={author.uid}&__tn__=C",
                "post_url": _link(group, post),
                "w3_fb_url": _link(group, post),
                "comments_full": [
                    {
                        "comment_id": post_uid(part, group),
                        "commenter_id": part.account.uid,
                        "commenter_name": part.account.name,
                        "commenter_url": f"https://facebook.com/profile.php?id={part.account.uid}",
                        "comment_text": part.text,
                        "comment_time": datetime.fromtimestamp(part.at // 86_400 * 86_400, UTC).strftime(
                            "%Y-%m-%d %H:%M:%S"
                        ),
                        "replies": [],
                    }
                    for part in comments
                ],
            }
        )
    _dump(folder / f"group-{group.uid}.json", posts)
    members = _members(world, group)
    info = {
        "id": group.uid,
        "name": group.name,
        "type": "Public group",
        "members": len(members) * 20,
        "about": "",
        "admins": [{"name": a.name, "link": f"/profile.php?id={a.uid}"} for a in members[:1]],
        "other_members": [{"name": a.name, "link": f"/profile.php?id={a.uid}"} for a in members[1:20]],
    }
    _dump(folder / f"group-{group.uid}-info.json", info)


def _apify(group: Group, said: list[Said]) -> Iterator[dict[str, Any]]:
    for post, comments in _tree(said):
        yield {
            "facebookUrl": f"https://www.facebook.com/groups/{group.uid}",
            "url": _link(group, post),
            "time": _iso(post.at),
            "user": {"id": post.account.uid, "name": post.account.name},
            "text": post.text,
            "legacyId": post_uid(post, group),
            "groupTitle": group.name,
            "likesCount": post.number % 9,
            "commentsCount": len(comments),
            "topComments": [
                {
                    "id": post_uid(part, group),
                    "date": _iso(part.at),
                    "text": part.text,
                    "profileId": part.account.uid,
                    "profileName": part.account.name,
                }
                for part in comments
            ],
        }


def _apify_array(world: World, group: Group, said: list[Said], folder: Path) -> None:
    _dump(folder / f"dataset_{group.uid}.json", list(_apify(group, said)))
    _member_csv(world, group, folder)


def _apify_lines(world: World, group: Group, said: list[Said], folder: Path) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _apify(group, said))
    (folder / f"dataset_{group.uid}.jsonl").write_text(lines, "utf-8")


def _bright_data(world: World, group: Group, said: list[Said], folder: Path) -> None:
    rows: list[dict[str, Any]] = []
    remarks: list[dict[str, Any]] = []
    for post, comments in _tree(said):
        rows.append(
            {
                "url": _link(group, post),
                "post_id": post_uid(post, group),
                "user_url": f"https://www.facebook.com/profile.php?id={post.account.uid}",
                "user_username_raw": post.account.name,
                "content": post.text,
                "date_posted": _iso(post.at),
                "num_comments": len(comments),
                "group_name": group.name,
                "group_id": group.uid,
                "group_url": f"https://www.facebook.com/groups/{group.uid}",
                "profile_id": post.account.uid,
            }
        )
        remarks += [
            {
                "post_id": post_uid(post, group),
                "post_url": _link(group, post),
                "comment_id": post_uid(part, group),
                "user_name": part.account.name,
                "user_id": part.account.uid,
                "user_url": f"https://www.facebook.com/profile.php?id={part.account.uid}",
                "date_created": _iso(part.at),
                "comment_text": part.text,
            }
            for part in comments
        ]
    rows.append(
        {"timestamp": _iso(1_741_000_000), "input": {"url": "https://example.invalid"}, "error": "Page not found"}
    )
    _dump(folder / f"bd_posts_{group.uid}.json", rows)
    _dump(folder / f"bd_comments_{group.uid}.json", remarks)
    _member_csv(world, group, folder)


def _members(world: World, group: Group) -> list[Account]:
    people = world.registry.people
    accounts = [a for number in group.members for a in people[number].accounts if group.number in a.groups]
    return sorted(accounts, key=lambda account: account.uid)


def _member_csv(world: World, group: Group, folder: Path) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(
        [
            "Profile Id",
            "Full Name",
            "Profile Link",
            "Bio",
            "Image Src",
            "Group Id",
            "Group Joining Text",
            "Profile Type",
        ]
    )
    for account in _members(world, group):
        link = f"https://www.facebook.com/profile.php?id={account.uid}"
        writer.writerow([account.uid, account.name, link, "", "", group.uid, "Member since January 5, 2025", "User"])
    (folder / f"members_{group.uid}.csv").write_text(buffer.getvalue(), "utf-8")


def _arrivals(world: World, group: Group) -> list[tuple[int, Account, Account]]:
    """Who brought whom into a room: members of a network each other, others the owner."""
    start = 1_740_900_000
    rows = []
    for place, account in enumerate(_members(world, group)):
        crew = next((n for n in world.networks if any(p.number == account.person for p in n.people)), None)
        if crew is None or account.person == crew.broker.number:
            continue
        by = next((a for a in crew.broker.accounts if a.platform == "wechat" and group.number in a.groups), None)
        if by is not None:
            rows.append((start + place * 60, by, account))
    return rows


def _chatlog(world: World, group: Group, said: list[Said], folder: Path) -> None:
    rows = [
        {
            "seq": at * 1000 + 999,
            "time": datetime.fromtimestamp(at, _CHINA).isoformat(),
            "talker": group.uid,
            "talkerName": group.name,
            "isChatRoom": True,
            "sender": "系统消息",
            "senderName": "",
            "isSelf": False,
            "type": 10000,
            "subType": 0,
            "content": f'"{by.name}({by.uid})"邀请"{who.name}({who.uid})"加入了群聊',
        }
        for at, by, who in _arrivals(world, group)
    ]
    rows += [
        {
            "seq": int(post_uid(part, group)),
            "time": datetime.fromtimestamp(part.at, _CHINA).isoformat(),
            "talker": group.uid,
            "talkerName": group.name,
            "isChatRoom": True,
            "sender": part.account.uid,
            "senderName": part.account.name,
            "isSelf": part.account is world.owner,
            "type": 1,
            "subType": 0,
            "content": part.text,
        }
        for part in said
    ]
    _dump(folder / f"chatlog_{group.number}.json", rows)


def _pywxdump(world: World, group: Group, said: list[Said], folder: Path) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(["id", "MsgSvrID", "type_name", "is_sender", "talker", "room_name", "msg", "src", "CreateTime"])
    for place, part in enumerate(said, start=1):
        is_own = part.account is world.owner
        when = datetime.fromtimestamp(part.at, _CHINA).strftime("%Y-%m-%d %H:%M:%S")
        talker = "我" if is_own else part.account.uid
        writer.writerow([place, post_uid(part, group), "文本", int(is_own), talker, group.uid, part.text, "", when])
    (folder / f"{group.uid}_0_{len(said)}.csv").write_text(buffer.getvalue(), "utf-8-sig")


def _weflow(world: World, group: Group, said: list[Said], folder: Path) -> None:
    messages = [
        {
            "localId": int(post_uid(part, group)),
            "createTime": part.at,
            "formattedTime": datetime.fromtimestamp(part.at, _CHINA).strftime("%Y-%m-%d %H:%M:%S"),
            "type": "文本消息",
            "localType": 1,
            "content": part.text,
            "isSend": int(part.account is world.owner),
            "senderUsername": part.account.uid,
            "senderDisplayName": part.account.name,
        }
        for part in said
    ]
    members = [{"wxid": a.uid, "nickname": a.name, "messageCount": 0} for a in _members(world, group)]
    session = {"wxid": group.uid, "nickname": group.name, "displayName": group.name, "type": "群聊"}
    _dump(
        folder / f"weflow_{group.number}.json",
        {"weflow": {"version": "1.0"}, "session": session, "messages": messages, "groupMembers": members},
    )


_WRITERS = {
    "facebook-scraper": _facebook_scraper,
    "apify-array": _apify_array,
    "apify-lines": _apify_lines,
    "bright-data": _bright_data,
    "chatlog": _chatlog,
    "pywxdump": _pywxdump,
    "weflow": _weflow,
}
