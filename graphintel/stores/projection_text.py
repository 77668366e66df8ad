"""What stands for each label and type, as SQL over the tables of a case."""

from __future__ import annotations

from graphintel.stores.port import RelationshipKey

# Ids may hold the mark that joins them, so it is escaped: two pairs never give one edge id.
_PART = "replace(replace({}, '%', '%25'), '|', '%7C')"


def _edge(left: str, right: str, *more: str) -> str:
    parts = " || '|' || ".join(_PART.format(part) for part in (left, right, *more))
    return f"{left} AS left_id, {right} AS right_id, {parts} AS edge_id"


PREPARATION = (
    """CREATE TEMP TABLE in_actor AS SELECT * FROM actors WHERE is_in_scope""",
    """CREATE TEMP TABLE in_account AS
       SELECT p.*, l.actor_id, l.reason FROM account_profiles p
       JOIN actor_accounts l USING (account_id) JOIN in_actor USING (actor_id)""",
    # An advert whose author no source names is kept: it is evidence about its group.
    """CREATE TEMP TABLE in_advert AS SELECT * FROM adverts
       WHERE account_id IS NULL OR account_id IN (SELECT account_id FROM in_account)""",
    """CREATE TEMP TABLE in_member AS SELECT * FROM group_members
       WHERE account_id IN (SELECT account_id FROM in_account)""",
    """CREATE TEMP TABLE in_group AS SELECT * FROM group_profiles
       WHERE group_id IN (SELECT group_id FROM in_member UNION SELECT group_id FROM in_advert)""",
    """CREATE TEMP TABLE in_use AS SELECT * FROM account_contacts
       WHERE account_id IN (SELECT account_id FROM in_account)""",
    """CREATE TEMP TABLE in_mention AS
       SELECT a.advert_id, m.kind || ':' || m.value AS contact_id, min(m.raw_text) AS raw_text,
              max(m.confidence) AS confidence
       FROM mentions m JOIN in_advert a USING (post_id) GROUP BY ALL""",
    """CREATE TEMP TABLE in_contact AS
       SELECT *, CASE WHEN kind = 'phone' THEN value ELSE contact_id END AS node_id FROM contacts
       WHERE contact_id IN (SELECT contact_id FROM in_use UNION SELECT contact_id FROM in_mention)""",
    """CREATE TEMP TABLE in_item AS SELECT i.* FROM advert_items i JOIN in_advert USING (advert_id)
       WHERE i.taxon IS NOT NULL""",
)

NODE_TEXTS = {
    "Account": """SELECT account_id AS id, platform, handle, display_name, profile_url, first_seen, last_seen
                  FROM in_account""",
    "Actor": """SELECT actor_id AS id, label, is_seller, account_count, advert_count, first_seen, last_seen
                FROM in_actor""",
    "OnlineGroup": "SELECT group_id AS id, platform, name, declared_member_count FROM in_group",
    "Advert": """SELECT a.advert_id AS id, p.text, a.intent, a.confidence, a.legality_claim, a.posted_at, p.url,
                        p.language
                 FROM in_advert a LEFT JOIN unified_posts p USING (post_id)""",
    "Phone": "SELECT node_id AS id, class AS contact_class, use_count FROM in_contact WHERE kind = 'phone'",
    "Handle": """SELECT node_id AS id, kind, value, class AS contact_class, use_count
                 FROM in_contact WHERE kind <> 'phone'""",
    "Taxon": "SELECT taxon AS id, min(cites_appendix) AS cites_appendix FROM in_item GROUP BY taxon",
    "Network": """SELECT network_id AS id, label, actor_count, organised_probability, band, stability, first_seen,
                         last_seen FROM networks""",
    "Source": "SELECT source_id AS id, min(file_name) AS file_name, min(sha256) AS sha256, min(format) AS format "
    "FROM sources GROUP BY source_id",
}


def _mentions(test: str) -> str:
    return f"""SELECT {_edge("advert_id", "node_id")}, raw_text, confidence
               FROM in_mention JOIN in_contact USING (contact_id) WHERE kind {test} 'phone'"""


def _uses(test: str) -> str:
    return f"""SELECT {_edge("u.account_id", "c.node_id")}, u.first_seen, u.last_seen, u.use_count AS evidence_count
               FROM in_use u JOIN in_contact c USING (contact_id) WHERE c.kind {test} 'phone'"""


# Kinds of source and roles from the weakest on, so that the largest place is the strongest.
_KINDS = "['invited', 'listed', 'joined', 'reacted', 'authored']"
_ROLES = "['member', 'admin', 'owner']"

RELATIONSHIP_TEXTS: dict[RelationshipKey, str] = {
    ("OPERATED_BY", "Account", "Actor"): f"SELECT {_edge('account_id', 'actor_id')}, reason FROM in_account",
    ("MEMBER_OF", "Actor", "Network"): f"""
        SELECT {_edge("m.actor_id", "m.network_id")}, m.role, m.membership_strength
        FROM network_members m JOIN in_actor USING (actor_id) JOIN networks USING (network_id)""",
    ("TIED_TO", "Actor", "Actor"): f"""
        SELECT {_edge("left_actor_id", "right_actor_id", "layer")}, layer, weight, first_seen, last_seen,
               evidence_count, evidence
        FROM ties WHERE left_actor_id IN (SELECT actor_id FROM in_actor)
                    AND right_actor_id IN (SELECT actor_id FROM in_actor)""",
    ("IN_GROUP", "Account", "OnlineGroup"): f"""
        SELECT {_edge("account_id", "group_id")},
               {_KINDS}[max(list_position({_KINDS}, source_kind))] AS source_kind,
               {_ROLES}[max(list_position({_ROLES}, role))] AS role,
               min(first_seen) AS first_seen, max(last_seen) AS last_seen
        FROM in_member WHERE group_id IN (SELECT group_id FROM in_group) GROUP BY account_id, group_id""",
    ("POSTED", "Account", "Advert"): f"""
        SELECT {_edge("account_id", "advert_id")} FROM in_advert WHERE account_id IS NOT NULL""",
    ("POSTED_IN", "Advert", "OnlineGroup"): f"""
        SELECT {_edge("advert_id", "group_id")} FROM in_advert WHERE group_id IN (SELECT group_id FROM in_group)""",
    ("MENTIONS", "Advert", "Phone"): _mentions("="),
    ("MENTIONS", "Advert", "Handle"): _mentions("<>"),
    ("USES", "Account", "Phone"): _uses("="),
    ("USES", "Account", "Handle"): _uses("<>"),
    ("CONCERNS", "Advert", "Taxon"): f"""
        SELECT {_edge("advert_id", "taxon")}, string_agg(DISTINCT form, '|' ORDER BY form) AS form,
               arg_min(raw_text, item_number) AS raw_text
        FROM in_item GROUP BY advert_id, taxon""",
    ("STATED_IN", "Advert", "Source"): f"""
        SELECT {_edge("a.advert_id", "p.source_id")}, p.locator
        FROM in_advert a JOIN unified_posts p USING (post_id)
        WHERE p.source_id IN (SELECT source_id FROM sources)""",
}
