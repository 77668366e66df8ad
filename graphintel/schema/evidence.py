"""Evidence tables: what sources state, keyed as they state it. Appended, never changed."""

from __future__ import annotations

from graphintel.schema.columns import COUNT, FLAG, REAL, TEXT, TIME, Column, Table

_SOURCE = Column("source_id", TEXT, "The file that states this row", required=True)
_LOCATOR = Column(
    "locator", TEXT, "Where in the file: line, JSON pointer, sheet and row, or archive member", required=True
)
_PLATFORM = Column("platform", TEXT, "facebook, wechat, …, or a marketplace's domain", required=True)

SOURCES = Table(
    "sources",
    "One row per file taken in; read = loaded + duplicate + quarantined",
    (
        Column("source_id", TEXT, "First 16 hexadecimal digits of the file's SHA-256", required=True),
        Column("file_name", TEXT, "Path below the dropped folder, with /", required=True),
        Column("sha256", TEXT, "SHA-256 of the file, hexadecimal", required=True),
        Column("byte_count", COUNT, "Size in bytes", required=True),
        Column("format", TEXT, "Name of the reader that read it", required=True),
        Column("format_reason", TEXT, "What in the content gave the format away", required=True),
        Column("read_count", COUNT, "Records met, nested ones too", required=True),
        Column("loaded_count", COUNT, "Records loaded as statements", required=True),
        Column("duplicate_count", COUNT, "Records identical to one already loaded", required=True),
        Column("quarantined_count", COUNT, "Records kept raw with a reason", required=True),
        Column("container_id", TEXT, "source_id of the archive that it came in"),
        Column("mapping_sha256", TEXT, "The mapping that it was read by, in config/"),
        Column("questions", TEXT, "What the file could not tell, a sentence a line"),
        Column("options", TEXT, "What was said about the file at its import, as JSON"),
    ),
    ("source_id",),
)
RECORDS = Table(
    "records",
    "One row per loaded record: proves the reconciliation and finds duplicates",
    (
        _SOURCE,
        _LOCATOR,
        Column("record_hash", TEXT, "BLAKE2b-128 of what the record states, hexadecimal", required=True),
    ),
    ("source_id", "locator"),
)
ACCOUNTS = Table(
    "accounts",
    "An account as a source shows it; names over time stay visible",
    (
        _SOURCE,
        _LOCATOR,
        Column(
            "account_key",
            TEXT,
            "platform:uid, platform:@handle, or platform:~hash where only a name is known",
            required=True,
        ),
        _PLATFORM,
        Column("platform_uid", TEXT, "The id as the export gives it"),
        Column("handle", TEXT, "Lower case, without @"),
        Column("display_name", TEXT, "The name as shown"),
        Column("bio", TEXT, "Profile text"),
        Column("profile_url", TEXT, "Link to the profile, tracking parameters removed"),
        Column("avatar_url", TEXT, "Picture of the profile, never fetched"),
        Column("remark", TEXT, "The exporter's private label for the account: his belief"),
        Column("is_owner", FLAG, "The account that made the export", required=True),
        Column("is_name_only", FLAG, "No id and no handle: never merged on the name alone", required=True),
        Column("observed_at", TIME, "When the source saw it"),
    ),
    ("source_id", "locator", "account_key"),
)
GROUPS = Table(
    "groups",
    "A group, chat room, page or site as a source shows it",
    (
        _SOURCE,
        _LOCATOR,
        Column("group_key", TEXT, "platform:uid", required=True),
        _PLATFORM,
        Column("platform_uid", TEXT, "The id as the export gives it"),
        Column("name", TEXT, "Name as shown"),
        Column("kind", TEXT, "group, chat, private, page or site"),
        Column("declared_member_count", COUNT, "Members as the platform declares them"),
        Column("about", TEXT, "Description"),
        Column("observed_at", TIME, "When the source saw it"),
    ),
    ("source_id", "locator", "group_key"),
)
IDENTIFIERS = Table(
    "identifiers",
    "A further identifier that a record states for an account",
    (
        _SOURCE,
        _LOCATOR,
        Column("account_key", TEXT, "The account", required=True),
        Column("kind", TEXT, "uid, handle, alias, phone", required=True),
        Column("value", TEXT, "The identifier: handles lower case without @", required=True),
    ),
    ("source_id", "locator", "account_key", "kind", "value"),
)
MEMBERSHIPS = Table(
    "memberships",
    "An account's membership in a group, by the kind of source that says so",
    (
        _SOURCE,
        _LOCATOR,
        Column("group_key", TEXT, "The group", required=True),
        Column("account_key", TEXT, "The member", required=True),
        Column(
            "source_kind", TEXT, "listed, joined, invited, reacted or left (authored follows from posts)", required=True
        ),
        Column("role", TEXT, "member, admin or owner"),
        Column("inviter_account_key", TEXT, "Who brought the member in"),
        Column("observed_at", TIME, "When the membership was seen or began"),
        Column("observed_precision", TEXT, "second, day or relative"),
        Column("observed_text", TEXT, "The source's own words for the time"),
    ),
    ("source_id", "locator", "group_key", "account_key"),
)
POSTS = Table(
    "posts",
    "A post, comment, message or listing as one source states it",
    (
        _SOURCE,
        _LOCATOR,
        Column("post_key", TEXT, "group_key and uid, or a hash of chat, time, sender, text and ordinal", required=True),
        _PLATFORM,
        Column("platform_uid", TEXT, "The id as the export gives it"),
        Column("group_key", TEXT, "Where it was posted"),
        Column("account_key", TEXT, "Who posted it; missing where the export hides the author"),
        Column("parent_post_key", TEXT, "The post that it answers"),
        Column("kind", TEXT, "post, comment, message, listing or system", required=True),
        Column("text", TEXT, "The source's own characters, never folded or trimmed"),
        Column("title", TEXT, "Title of a listing"),
        Column("ocr_text", TEXT, "Text that the export read from pictures"),
        Column("price_text", TEXT, "The listing's price field, as written"),
        Column("place_text", TEXT, "The listing's place field, as written"),
        Column("latitude", REAL, "Degrees, WGS 84, where the export has it"),
        Column("longitude", REAL, "Degrees, WGS 84"),
        Column("url", TEXT, "Link to the post"),
        Column("posted_at", TIME, "When it was posted"),
        Column("posted_precision", TEXT, "second, day, relative or unknown", required=True),
        Column("edited_at", TIME, "When it was last changed"),
        Column("captured_at", TIME, "When the export was made, where it says"),
        Column("forwarded_from", TEXT, "Name shown for the first author of a forwarded or shared text"),
        Column("repost_of_key", TEXT, "The post that it repeats"),
    ),
    ("source_id", "locator", "post_key"),
)
MEDIA = Table(
    "media",
    "A picture, voice message or film that a post carries",
    (
        _SOURCE,
        _LOCATOR,
        Column("post_key", TEXT, "The post", required=True),
        Column("kind", TEXT, "image, video, voice or file", required=True),
        Column("uri", TEXT, "Link or path as the export gives it, never fetched"),
        Column("sha256", TEXT, "SHA-256 of the file, where it came along with the export"),
        Column("perceptual_hash", TEXT, "64-bit perceptual hash of a picture, hexadecimal"),
    ),
    ("source_id", "locator", "post_key", "uri"),
)
STATEMENTS = Table(
    "statements",
    "A translation, transcript, OCR text or note on something, by a person or a tool",
    (
        _SOURCE,
        _LOCATOR,
        Column("subject_kind", TEXT, "post, account or group", required=True),
        Column("subject_key", TEXT, "Key of the subject", required=True),
        Column("kind", TEXT, "translation, transcript, ocr or note", required=True),
        Column("text", TEXT, "What is stated", required=True),
        Column("language", TEXT, "BCP 47 tag of the text, where stated"),
        Column("stated_by", TEXT, "Who states it"),
    ),
    ("source_id", "locator", "subject_key", "kind"),
)
SAME_AS = Table(
    "same_as",
    "A record names one group or post by two keys",
    (
        _SOURCE,
        _LOCATOR,
        Column("subject_kind", TEXT, "group or post", required=True),
        Column("key", TEXT, "The weaker key, a name in a link for instance", required=True),
        Column("other_key", TEXT, "The stronger key of the same thing", required=True),
    ),
    ("source_id", "locator", "key"),
)
PICTURE_READINGS = Table(
    "picture_readings",
    "One row per picture and machine that looked at it, also where it found nothing",
    (
        _SOURCE,
        _LOCATOR,
        Column("sha256", TEXT, "SHA-256 of the picture", required=True),
        Column("kind", TEXT, "qr (codes) or ocr (print)", required=True),
        Column("engine", TEXT, "Program with its version and languages", required=True),
        Column("outcome", TEXT, "read, nothing_found, unreadable, timed_out or failed", required=True),
        Column("text_count", COUNT, "Rows of picture_texts that came of it", required=True),
        Column("width", COUNT, "Pixels, as shown upright; missing where it cannot be opened"),
        Column("height", COUNT, "Pixels"),
    ),
    ("source_id", "kind"),
)
PICTURE_TEXTS = Table(
    "picture_texts",
    "What a machine read in a picture that came along: the payload of a QR code, or a line of print",
    (
        _SOURCE,
        _LOCATOR,
        Column("sha256", TEXT, "SHA-256 of the picture", required=True),
        Column("kind", TEXT, "qr or ocr", required=True),
        Column("part_number", COUNT, "From 1, of its kind in the picture, from top to bottom", required=True),
        Column("text", TEXT, "The payload untouched, or the line as read", required=True),
        Column("x", COUNT, "Left edge: pixels of the picture as shown upright", required=True),
        Column("y", COUNT, "Upper edge", required=True),
        Column("width", COUNT, "Pixels", required=True),
        Column("height", COUNT, "Pixels", required=True),
        Column("confidence", REAL, "The machine's own, 0..1; 1 for a code, which checks itself", required=True),
        Column("engine", TEXT, "Program with its version and languages", required=True),
    ),
    ("source_id", "kind", "part_number"),
)
QUARANTINE = Table(
    "quarantine",
    "A record that could not be used, kept raw with its reason",
    (
        _SOURCE,
        _LOCATOR,
        Column("reason", TEXT, "Why, for an analyst", required=True),
        Column("raw", TEXT, "The record as it stood, at most 64 KiB of it", required=True),
    ),
    ("source_id", "locator"),
)

EVIDENCE_TABLES = (
    SOURCES,
    RECORDS,
    ACCOUNTS,
    GROUPS,
    IDENTIFIERS,
    MEMBERSHIPS,
    POSTS,
    MEDIA,
    STATEMENTS,
    SAME_AS,
    PICTURE_READINGS,
    PICTURE_TEXTS,
    QUARANTINE,
)
