"""Derived tables: computed from evidence and decisions, thrown away and computed again."""

from __future__ import annotations

from graphintel.schema.columns import COUNT, FLAG, REAL, TEXT, TIME, Column, Table


def _id(name: str, meaning: str) -> Column:
    return Column(name, TEXT, meaning, required=True)


_FIRST = Column("first_seen", TIME, "Earliest evidence")
_LAST = Column("last_seen", TIME, "Latest evidence")

ACCOUNT_IDS = Table(
    "account_ids",
    "Which account a key stands for",
    (
        _id("account_key", "Key as sources state it"),
        _id("account_id", "platform:uid by the strongest identifier known"),
    ),
    ("account_key",),
)
ACCOUNT_PROFILES = Table(
    "account_profiles",
    "One row per account, the latest profile first",
    (
        _id("account_id", "The account"),
        Column("platform", TEXT, "Platform", required=True),
        Column("platform_uid", TEXT, "The id as the export gives it"),
        Column("handle", TEXT, "Lower case, without @"),
        Column("display_name", TEXT, "Latest name shown"),
        Column("names", TEXT, "All names shown, |-separated, in order of text"),
        Column("bio", TEXT, "Profile text"),
        Column("profile_url", TEXT, "Link to the profile"),
        Column("avatar_url", TEXT, "Picture of the profile"),
        Column("remark", TEXT, "The exporter's label"),
        Column("is_owner", FLAG, "Made an export", required=True),
        Column("is_name_only", FLAG, "Known by a name alone", required=True),
        Column(
            "known_by",
            TEXT,
            "id; handle; opaque (an id that may change with the next crawl); name, within one group or file; or owner "
            "(whoever made an export and was not named). The last three cannot be joined across exports",
            required=True,
        ),
        Column("aliases", TEXT, "Other keys and identifiers, |-separated"),
        _FIRST,
        _LAST,
    ),
    ("account_id",),
)
GROUP_IDS = Table(
    "group_ids",
    "Which group a key stands for",
    (_id("group_key", "Key as sources state it"), _id("group_id", "platform:uid")),
    ("group_key",),
)
GROUP_PROFILES = Table(
    "group_profiles",
    "One row per group",
    (
        _id("group_id", "The group"),
        Column("platform", TEXT, "Platform", required=True),
        Column("platform_uid", TEXT, "The id as the export gives it"),
        Column("name", TEXT, "Latest name"),
        Column("known_by", TEXT, "id, or name: two groups of one name would be one", required=True),
        Column("kind", TEXT, "group, chat, private, page or site"),
        Column("declared_member_count", COUNT, "As the platform declares"),
        Column("about", TEXT, "Description"),
        Column("region", TEXT, "ISO 3166-1 alpha-2 code assumed for numbers written there"),
    ),
    ("group_id",),
)
GROUP_MEMBERS = Table(
    "group_members",
    "Membership by kind of source, authored included",
    (
        _id("group_id", "The group"),
        _id("account_id", "The account"),
        _id("source_kind", "listed, joined, invited, authored, reacted or left"),
        Column("role", TEXT, "member, admin or owner; a role that changed is a row of its own"),
        Column("inviter_account_id", TEXT, "Who brought the member in"),
        _FIRST,
        _LAST,
    ),
    ("group_id", "account_id", "source_kind", "role", "inviter_account_id"),
)
UNIFIED_POSTS = Table(
    "unified_posts",
    "One row per post, the fullest statement of it",
    (
        _id("post_id", "The post"),
        Column("platform", TEXT, "Platform", required=True),
        Column("platform_uid", TEXT, "The id as the export gives it"),
        Column("group_id", TEXT, "Where"),
        Column("account_id", TEXT, "Who"),
        Column("parent_post_id", TEXT, "What it answers"),
        Column("kind", TEXT, "post, comment, message, listing or system", required=True),
        Column("posted_at", TIME, "When"),
        Column("posted_precision", TEXT, "second, day, relative or unknown", required=True),
        Column("captured_at", TIME, "When exported"),
        Column("url", TEXT, "Link"),
        Column(
            "language",
            TEXT,
            "BCP 47 tag of the largest part, guessed from script and words: zh-Hans, zh-Hant (zh where no sign tells), "
            "id, ms (also where nothing tells it from id), th, vi, …",
        ),
        Column("script", TEXT, "ISO 15924 code of the largest part: Latn, Thai, Hans, Hant, Hani, …"),
        Column("text", TEXT, "The source's own characters"),
        Column("title", TEXT, "Title"),
        Column("ocr_text", TEXT, "Text on pictures: what exports state, then what was read here"),
        Column("price_text", TEXT, "Price field"),
        Column("place_text", TEXT, "Place field"),
        Column("region", TEXT, "Region assumed for numbers"),
        Column("statement_count", COUNT, "How many sources state it", required=True),
        Column("source_id", TEXT, "Source of the fullest statement", required=True),
        Column("locator", TEXT, "Where in it", required=True),
    ),
    ("post_id",),
)
POST_NOTES = Table(
    "post_notes",
    "Translations, transcripts and notes on posts, by people and tools",
    (
        _id("post_id", "The post; the key as stated where no export holds it"),
        Column("is_known", FLAG, "An export holds the post", required=True),
        Column("kind", TEXT, "translation, transcript, ocr or note", required=True),
        Column("text", TEXT, "What is stated", required=True),
        Column("language", TEXT, "BCP 47 tag of the text, where stated"),
        Column("stated_by", TEXT, "Who or which tool states it"),
        Column("source_id", TEXT, "Source of the statement", required=True),
        Column("locator", TEXT, "Where in it", required=True),
    ),
    ("post_id", "kind", "source_id", "locator", "text"),
)
POST_MEDIA = Table(
    "post_media",
    "Pictures, films and sounds of posts; those that came along stand in originals/ under their SHA-256",
    (
        _id("post_id", "The post"),
        Column("kind", TEXT, "image, video, voice or file", required=True),
        Column("uri", TEXT, "Link or path as the export gives it, never fetched"),
        Column("sha256", TEXT, "SHA-256 of the file, where it came along with the export"),
        Column("perceptual_hash", TEXT, "64-bit perceptual hash of a picture, hexadecimal"),
    ),
    ("post_id", "kind", "uri", "sha256"),
)
POST_PICTURE_TEXTS = Table(
    "post_picture_texts",
    "What a machine read in the pictures of a post, and where it stands in the post's text of pictures",
    (
        Column("post_id", TEXT, "The post that shows the picture; missing where none names it"),
        Column("sha256", TEXT, "SHA-256 of the picture", required=True),
        Column("kind", TEXT, "qr or ocr", required=True),
        Column("part_number", COUNT, "From 1, of its kind in the picture, from top to bottom", required=True),
        Column("text", TEXT, "The payload of a QR code untouched, or a line of print as read", required=True),
        Column("span_start", COUNT, "First code point in the post's ocr_text, by which its mentions count"),
        Column("span_end", COUNT, "One past the last code point"),
        Column("x", COUNT, "Left edge: pixels of the picture as shown upright", required=True),
        Column("y", COUNT, "Upper edge", required=True),
        Column("width", COUNT, "Pixels", required=True),
        Column("height", COUNT, "Pixels", required=True),
        Column("confidence", REAL, "The machine's own, 0..1; 1 for a code, which checks itself", required=True),
        Column("engine", TEXT, "Program with its version and languages", required=True),
        Column("source_id", TEXT, "The picture as a source", required=True),
    ),
    ("post_id", "sha256", "kind", "part_number"),
)
MENTIONS = Table(
    "mentions",
    "A span of text that names a contact",
    (
        _id("mention_id", "Subject, field, span and kind"),
        Column("post_id", TEXT, "The post; missing for a bio, display name or group name"),
        Column("subject_id", TEXT, "post, account or group in whose text the span stands", required=True),
        Column("field", TEXT, "text, title, ocr, bio, display_name or group_name", required=True),
        Column("kind", TEXT, "phone, wechat, qq, line, telegram, …", required=True),
        Column("value", TEXT, "E.164 for a phone; id or link otherwise", required=True),
        Column("apps", TEXT, "Apps named beside a number, |-separated"),
        Column("raw_text", TEXT, "The span as written", required=True),
        Column("span_start", COUNT, "First code point", required=True),
        Column("span_end", COUNT, "One past the last code point", required=True),
        Column("confidence", REAL, "0..1", required=True),
        Column("rule", TEXT, "The rule that fired; qr: before it where it fired in a QR code", required=True),
        Column("account_id", TEXT, "Whose words they are"),
        Column("posted_at", TIME, "When they were written"),
    ),
    ("mention_id",),
)
ADVERTS = Table(
    "adverts",
    "A post that offers or seeks wildlife, with two independent signals or more",
    (
        _id("advert_id", "The advert"),
        _id("post_id", "Its post"),
        Column("account_id", TEXT, "Who posted it"),
        Column("group_id", TEXT, "Where"),
        Column("posted_at", TIME, "When"),
        Column("intent", TEXT, "offer or want", required=True),
        Column("confidence", REAL, "0..1", required=True),
        Column("legality_claim", TEXT, "none, claimed_legal or likely_legal: a claim, never a finding", required=True),
        Column("template_id", TEXT, "Near-same wording, contacts masked"),
        Column("reasons", TEXT, "The signals, |-separated", required=True),
    ),
    ("advert_id",),
)
ADVERT_ITEMS = Table(
    "advert_items",
    "What an advert offers: one row per taxon and form",
    (
        _id("advert_id", "The advert"),
        Column("item_number", COUNT, "From 1, in order of text", required=True),
        Column("taxon", TEXT, "Latin name, or none where only a product is named"),
        Column(
            "cites_appendix",
            TEXT,
            "CITES Appendix in the list that the run counted with: the shipped one or the case's own, with name and "
            "date in the manifest; a split listing as I/II, none where it is not listed",
        ),
        Column("form", TEXT, "live or product"),
        Column("product", TEXT, "The part or product: CITES trade term code, DER where it is not told which"),
        Column("count_min", REAL, "Fewest specimens"),
        Column("count_max", REAL, "Most specimens"),
        Column("grams_min", REAL, "Weight offered, g, at least"),
        Column("grams_max", REAL, "Weight offered, g, at most"),
        Column("life_stage", TEXT, "egg, juvenile, subadult or adult, where the words tell"),
        Column("price_min", REAL, "Lowest price"),
        Column("price_max", REAL, "Highest price"),
        Column("currency", TEXT, "ISO 4217"),
        Column("price_basis", TEXT, "What the price is for: each, pair, weight (a unit of it) or total"),
        Column("raw_text", TEXT, "The words that name it"),
        Column("span_start", COUNT, "First code point"),
        Column("span_end", COUNT, "One past the last code point"),
        Column("price_usd_min", REAL, "Lowest price in US dollars at the rate of rate_month; a price in USD as it is"),
        Column("price_usd_max", REAL, "Highest price in US dollars"),
        Column(
            "rate_month",
            TEXT,
            "Month of the rate, YYYY-MM: the advert's, or the last with a rate in the twelve before it; none for an "
            "advert without a time, a currency without a rate, and a price in USD",
        ),
    ),
    ("advert_id", "item_number"),
)
ADVERT_PLACES = Table(
    "advert_places",
    "A place that an advert names",
    (
        _id("advert_id", "The advert"),
        _id("place", "The place, by its name in the gazetteer"),
        Column("country", TEXT, "ISO 3166-1 alpha-2"),
        Column("context", TEXT, "seller, ship_from, meetup or unknown"),
        Column("raw_text", TEXT, "The place as written"),
    ),
    ("advert_id", "place"),
)
ADVERT_CONDITIONS = Table(
    "advert_conditions",
    "How an advert wants to be paid, and how it delivers",
    (
        _id("advert_id", "The advert"),
        _id("kind", "payment or delivery"),
        _id("value", "escrow, bank_transfer, courier, …"),
        Column("raw_text", TEXT, "Its words"),
    ),
    ("advert_id", "kind", "value"),
)
ADVERT_CLAIMS = Table(
    "advert_claims",
    "What an advert says about legality: a claim, never a fact",
    (_id("advert_id", "The advert"), _id("claim", "The kind of claim"), Column("raw_text", TEXT, "Its words")),
    ("advert_id", "claim"),
)
TEMPLATE_GROUPS = Table(
    "template_groups",
    "Near-same adverts: one wording with what varies in it, contacts and numbers aside",
    (
        _id("template_group_id", "From the letters of its earliest wording: the same in each run that knows that one"),
        Column(
            "wording",
            TEXT,
            "The first advert's text: ⟦1⟧, ⟦2⟧ … where words vary (template_words), ⟦phone⟧ and others where a contact "
            "does not",
            required=True,
        ),
        Column("advert_count", COUNT, "Adverts", required=True),
        Column("account_count", COUNT, "Accounts that posted them", required=True),
        Column("first_advert_id", TEXT, "The earliest, by the time stated", required=True),
        Column(
            "is_first_sure",
            FLAG,
            "Its time is exact, and before that of all others; what no export holds may be earlier",
            required=True,
        ),
        Column("compared_count", COUNT, "Adverts laid beside each other for its words, the first too", required=True),
        _FIRST,
        _LAST,
    ),
    ("template_group_id",),
)
ADVERT_TEMPLATES = Table(
    "advert_templates",
    "Which adverts are near-same, and which of them came first",
    (
        _id("advert_id", "The advert"),
        _id("template_group_id", "The wording"),
        Column("position", COUNT, "Place in time among the near-same, from 1; without a time last", required=True),
        Column("is_first", FLAG, "Position 1", required=True),
        Column("first_advert_id", TEXT, "The earliest of them", required=True),
        Column("similarity", REAL, "Jaccard of its wording's shingles with the first's, 0..1", required=True),
    ),
    ("advert_id",),
)
TEMPLATE_WORDS = Table(
    "template_words",
    "What stands in the slots of a wording",
    (
        _id("template_group_id", "The wording"),
        Column("slot", COUNT, "From 1, as ⟦1⟧ in the wording", required=True),
        Column("word", TEXT, "As written; empty where it is left out", required=True),
        Column("kind", TEXT, "contact, number or word", required=True),
        Column("advert_count", COUNT, "Compared adverts with it", required=True),
        Column("is_in_first", FLAG, "It is the first advert's", required=True),
    ),
    ("template_group_id", "slot", "word"),
)
CONTACTS = Table(
    "contacts",
    "A phone or id, with who uses it",
    (
        _id("contact_id", "kind:value"),
        Column("kind", TEXT, "phone, wechat, …", required=True),
        Column("value", TEXT, "The value", required=True),
        Column("class", TEXT, "personal, shared_by_few or public", required=True),
        Column("reason", TEXT, "Why this class", required=True),
        Column("use_count", COUNT, "Times written", required=True),
        Column("account_count", COUNT, "Accounts that wrote it", required=True),
        Column("name_count", COUNT, "Distinct names among them", required=True),
        Column("advert_share", REAL, "Share of its mentions that stand in adverts", required=True),
        Column("claim_share", REAL, "Share of the adverts with it that claim papers or a licence", required=True),
        _FIRST,
        _LAST,
    ),
    ("contact_id",),
)
ACCOUNT_CONTACTS = Table(
    "account_contacts",
    "Which account wrote which contact, and how often",
    (
        _id("account_id", "The account"),
        _id("contact_id", "The contact"),
        Column("use_count", COUNT, "Times written", required=True),
        Column("share", REAL, "Share of the account's contact mentions of this kind", required=True),
        Column("is_profile", FLAG, "Written in a bio or name", required=True),
        _FIRST,
        _LAST,
    ),
    ("account_id", "contact_id"),
)
ACCOUNT_PAIRS = Table(
    "account_pairs",
    "A candidate pair, what speaks for and against, and the decision",
    (
        _id("left_account_id", "The smaller id"),
        _id("right_account_id", "The larger id"),
        Column("match_weight", REAL, "log2 Bayes factor, prior included", required=True),
        Column("match_probability", REAL, "From the weight; not calibrated on people", required=True),
        Column("is_link", FLAG, "Joins the two accounts", required=True),
        Column("reasons", TEXT, "What speaks for, |-separated", required=True),
        Column("against", TEXT, "What speaks against, |-separated", required=True),
    ),
    ("left_account_id", "right_account_id"),
)
ACTOR_ACCOUNTS = Table(
    "actor_accounts",
    "Which actor runs an account",
    (
        _id("account_id", "The account"),
        _id("actor_id", "The actor"),
        Column("reason", TEXT, "Why it is put with the others", required=True),
    ),
    ("account_id",),
)
ACTORS = Table(
    "actors",
    "Whoever runs one or more accounts",
    (
        _id("actor_id", "The actor"),
        Column("label", TEXT, "A name for people", required=True),
        Column("is_seller", FLAG, "At least one offer", required=True),
        Column("is_in_scope", FLAG, "A seller, or one strong tie away from one", required=True),
        Column("account_count", COUNT, "Accounts", required=True),
        Column("contact_count", COUNT, "Contacts, public ones not counted", required=True),
        Column("advert_count", COUNT, "Adverts", required=True),
        _FIRST,
        _LAST,
    ),
    ("actor_id",),
)
TIE_EVIDENCE = Table(
    "tie_evidence",
    "What ties two accounts on one layer",
    (
        _id("left_account_id", "The smaller id"),
        _id("right_account_id", "The larger id"),
        _id("layer", "shared_contact, co_membership, co_posting or reply"),
        Column("weight", REAL, "Layer's own measure", required=True),
        Column("p_value", REAL, "Chance of as much by accident"),
        Column("evidence_count", COUNT, "Coincidences", required=True),
        Column("evidence", TEXT, "Keys of the evidence, |-separated, at most 20", required=True),
        _FIRST,
        _LAST,
    ),
    ("left_account_id", "right_account_id", "layer"),
)
TIES = Table(
    "ties",
    "What ties two actors on one layer",
    (
        _id("left_actor_id", "The smaller id"),
        _id("right_actor_id", "The larger id"),
        _id("layer", "The layer"),
        Column("weight", REAL, "Summed over accounts", required=True),
        Column("p_value", REAL, "Smallest over accounts"),
        Column("combined_p", REAL, "All layers of the pair, Fisher's method"),
        Column("fused_weight", REAL, "All layers of the pair, 0..1", required=True),
        Column("evidence_count", COUNT, "Coincidences", required=True),
        Column("evidence", TEXT, "Keys of the evidence, |-separated, at most 20", required=True),
        _FIRST,
        _LAST,
    ),
    ("left_actor_id", "right_actor_id", "layer"),
)
NETWORKS = Table(
    "networks",
    "A set of actors that look as if they work together",
    (
        _id("network_id", "N-001, …: from the ledger"),
        Column("label", TEXT, "A name for people", required=True),
        Column("actor_count", COUNT, "Actors", required=True),
        Column("account_count", COUNT, "Accounts", required=True),
        Column("seller_count", COUNT, "Actors with an offer", required=True),
        Column("organised_probability", REAL, "0..1; shown in bands until calibrated", required=True),
        Column("band", TEXT, "likely, possible or unlikely organised, or too_little_seen", required=True),
        Column("calibrated", FLAG, "Whether the probability was checked against planted truth", required=True),
        Column("model_id", TEXT, "Model behind the probability", required=True),
        Column("stability", REAL, "Agreement over seeds and resolutions, 0..1", required=True),
        Column("advert_count", COUNT, "Adverts of its members", required=True),
        Column("reasons", TEXT, "What speaks for, |-separated", required=True),
        Column("counter_evidence", TEXT, "What speaks against, |-separated", required=True),
        _FIRST,
        _LAST,
    ),
    ("network_id",),
)
NETWORK_MEMBERS = Table(
    "network_members",
    "Who is in a network, and how firmly",
    (
        _id("network_id", "The network"),
        _id("actor_id", "The actor"),
        Column(
            "role",
            TEXT,
            "|-separated: hub broker supplier reseller courier group_admin payment_holder member",
            required=True,
        ),
        Column("membership_strength", REAL, "Share of the actor's ties that stay inside, 0..1", required=True),
        Column("also_in_network_id", TEXT, "Second strongest network, |-separated"),
        Column("x", REAL, "Layout, −1..1", required=True),
        Column("y", REAL, "Layout, −1..1", required=True),
    ),
    ("network_id", "actor_id"),
)

DERIVED_TABLES = (
    ACCOUNT_IDS,
    ACCOUNT_PROFILES,
    GROUP_IDS,
    GROUP_PROFILES,
    GROUP_MEMBERS,
    UNIFIED_POSTS,
    POST_NOTES,
    POST_MEDIA,
    POST_PICTURE_TEXTS,
    MENTIONS,
    ADVERTS,
    ADVERT_ITEMS,
    ADVERT_PLACES,
    ADVERT_CONDITIONS,
    ADVERT_CLAIMS,
    TEMPLATE_GROUPS,
    ADVERT_TEMPLATES,
    TEMPLATE_WORDS,
    CONTACTS,
    ACCOUNT_CONTACTS,
    ACCOUNT_PAIRS,
    ACTOR_ACCOUNTS,
    ACTORS,
    TIE_EVIDENCE,
    TIES,
    NETWORKS,
    NETWORK_MEMBERS,
)
