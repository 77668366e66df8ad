"""Where the raw objects of other platforms keep what a post states; ``*`` stands for every place of a list.

Source: the mappings of 4CAT (MPL-2.0), ``datasources/*/search_*.py``, which reads the same objects.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.schema.records import PostKind

Paths = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostPaths:
    """Dotted paths to each thing, the better ones first. ``link`` is filled with handle and uid of what was found."""

    platform: str
    uid: Paths
    text: Paths
    time: Paths
    link: str
    kind: PostKind = "post"
    title: Paths = ()
    author_uid: Paths = ()
    handle: Paths = ()
    name: Paths = ()
    bio: Paths = ()
    avatar: Paths = ()
    place: Paths = ()
    latitude: Paths = ()
    longitude: Paths = ()
    pictures: Paths = ()
    films: Paths = ()
    written_on: Paths = ()  # text within the picture
    parent: Paths = ()
    repost_of: Paths = ()
    first_author: Paths = ()
    repeated: Paths = ()  # the whole object of a post that is shared
    thread: Paths = ()  # the post below which a comment stands


_TIKTOK = PostPaths(
    platform="tiktok",
    uid=("id",),
    text=("desc",),
    time=("createTime",),
    link="https://www.tiktok.com/@{handle}/video/{uid}",
    author_uid=("author.id", "authorId"),
    handle=("author.uniqueId", "author"),
    name=("author.nickname", "nickname"),
    bio=("author.signature",),
    avatar=("author.avatarThumb",),
    place=("poi.name", "locationCreated"),
    pictures=("imagePost.images.*.imageURL.urlList.0", "video.cover"),
    films=("video.downloadAddr", "video.playAddr"),
    written_on=("stickersOnItem.*.stickerText.*",),
)
_TIKTOK_COMMENTS = PostPaths(
    platform="tiktok",
    kind="comment",
    uid=("cid",),
    text=("text",),
    time=("create_time",),
    link="",
    author_uid=("user.uid",),
    handle=("user.unique_id",),
    name=("user.nickname",),
    avatar=("user.avatar_thumb.url_list.0",),
    parent=("reply_id", "aweme_id"),
    thread=("aweme_id",),
)
_INSTAGRAM = PostPaths(
    platform="instagram",
    uid=("code", "shortcode"),
    text=("caption.text", "edge_media_to_caption.edges.0.node.text"),
    time=("taken_at", "taken_at_timestamp"),
    link="https://www.instagram.com/p/{uid}/",
    author_uid=("user.pk", "user.id", "owner.pk", "owner.id"),
    handle=("user.username", "owner.username"),
    name=("user.full_name", "owner.full_name"),
    avatar=("user.profile_pic_url", "owner.profile_pic_url"),
    place=("location.name",),
    latitude=("location.lat",),
    longitude=("location.lng",),
    pictures=(
        "carousel_media.*.image_versions2.candidates.0.url",
        "edge_sidecar_to_children.edges.*.node.display_url",
        "image_versions2.candidates.0.url",
        "display_url",
        "display_uri",
    ),
    films=("video_versions.0.url", "carousel_media.*.video_versions.0.url", "video_url"),
)
_THREADS = PostPaths(
    platform="threads",
    uid=("code",),
    text=("caption.text",),
    time=("taken_at",),
    link="https://www.threads.com/@{handle}/post/{uid}",
    author_uid=("user.pk", "user.id"),
    handle=("user.username",),
    name=("user.full_name",),
    avatar=("user.profile_pic_url",),
    pictures=("carousel_media.*.image_versions2.candidates.0.url", "image_versions2.candidates.0.url"),
    films=("carousel_media.*.video_versions.0.url", "video_versions.0.url"),
)
_X = PostPaths(
    platform="x",
    uid=("rest_id", "legacy.id_str"),
    text=("note_tweet.note_tweet_results.result.text", "legacy.full_text"),
    time=("legacy.created_at",),
    link="https://x.com/{handle}/status/{uid}",
    author_uid=("core.user_results.result.rest_id", "legacy.user_id_str", "user.id_str"),
    handle=(
        "core.user_results.result.core.screen_name",
        "core.user_results.result.legacy.screen_name",
        "user.screen_name",
    ),
    name=("core.user_results.result.core.name", "core.user_results.result.legacy.name", "user.name"),
    bio=("core.user_results.result.legacy.description",),
    avatar=("core.user_results.result.avatar.image_url", "core.user_results.result.legacy.profile_image_url_https"),
    place=("legacy.place.full_name",),
    pictures=("legacy.extended_entities.media.*.media_url_https", "legacy.entities.media.*.media_url_https"),
    parent=("legacy.in_reply_to_status_id_str",),
    repost_of=(
        "legacy.retweeted_status_result.result.rest_id",
        "legacy.retweeted_status_result.result.tweet.rest_id",
        "quoted_status_result.result.rest_id",
        "quoted_status_result.result.tweet.rest_id",
    ),
    first_author=tuple(
        f"{where}.core.user_results.result.{part}.name"
        for where in ("legacy.retweeted_status_result.result", "quoted_status_result.result")
        for part in ("core", "legacy")
    ),
    repeated=(
        "legacy.retweeted_status_result.result.tweet",
        "legacy.retweeted_status_result.result",
        "quoted_status_result.result.tweet",
        "quoted_status_result.result",
    ),
)
_REDNOTE = PostPaths(
    platform="xiaohongshu",
    uid=("note.noteId", "note.note_id", "id", "note_id"),
    title=("note_card.title", "note_card.display_title", "note.title", "display_title", "title"),
    text=("note_card.desc", "note.desc", "desc"),
    time=("note_card.time", "note.time", "time"),
    link="https://www.xiaohongshu.com/explore/{uid}",
    author_uid=("note_card.user.user_id", "note.user.userId", "note.user.user_id", "user.user_id"),
    name=(
        "note_card.user.nickname",
        "note_card.user.nick_name",
        "note.user.nickname",
        "user.nickname",
        "user.nick_name",
        "author_name",
    ),
    avatar=("note_card.user.avatar", "note.user.avatar", "user.avatar", "author_avatar_url"),
    place=("note_card.ip_location", "note.ipLocation", "note.ip_location"),
    pictures=(
        "note_card.image_list.*.url_default",
        "note.imageList.*.urlDefault",
        "note_card.cover.url_default",
        "thumbnail_url",
    ),
    films=("note_card.video.media.stream.h264.0.master_url",),
)
_REDNOTE_COMMENTS = PostPaths(
    platform="xiaohongshu",
    kind="comment",
    uid=("id",),
    text=("content",),
    time=("create_time",),
    link="",
    author_uid=("user_info.user_id",),
    name=("user_info.nickname",),
    avatar=("user_info.image",),
    place=("ip_location",),
    pictures=("pictures.*.url_default",),
    parent=("target_comment.id", "note_id"),
    thread=("note_id",),
)
_DOUYIN = PostPaths(
    platform="douyin",
    uid=("aweme_id", "awemeId"),
    text=("desc",),
    time=("create_time", "createTime"),
    link="https://www.douyin.com/video/{uid}",
    author_uid=("author.uid", "authorInfo.uid", "author_user_id", "authorUserId"),
    handle=("author.unique_id", "authorInfo.uniqueId"),
    name=("author.nickname", "authorInfo.nickname"),
    bio=("author.signature",),
    avatar=("author.avatar_thumb.url_list.0", "authorInfo.avatarThumb.urlList.0"),
    pictures=("images.*.url_list.0", "images.*.urlList.0", "video.cover.url_list.0"),
)
# By what the tool calls the platform, without its top-level domain.
PLATFORMS: dict[str, PostPaths] = {
    "tiktok": _TIKTOK,
    "tiktok-comments": _TIKTOK_COMMENTS,
    "instagram": _INSTAGRAM,
    "threads": _THREADS,
    "twitter": _X,
    "x": _X,
    "xiaohongshu": _REDNOTE,
    "rednote": _REDNOTE,
    "xiaohongshu-comments": _REDNOTE_COMMENTS,
    "rednote-comments": _REDNOTE_COMMENTS,
    "douyin": _DOUYIN,
}
