"""Addresses of web pages: shops, pages and posts that a text points to, which are no id of a messenger."""

from __future__ import annotations

import re

from graphintel.extract.folding import Folded, in_plain_signs
from graphintel.extract.span import Found

# Endings under which shops of the trade's countries stand. A bare "rumah.info" needs one of these to be an address.
_ENDINGS = (
    "com|net|org|info|biz|shop|store|online|site|xyz|asia|club|app|link|example|co|io|me|tv|my|id|sg|ph|th|vn|cn|tw|hk|mo|la"
    "|kh|mm|bn|jp|kr|in|pk|bd|lk|np|ae|sa|za|ke|ng|cm|uk|eu|de|fr|nl|be|es|pt|it|pl|cz|ru|ua|us|ca|mx|br|au|nz"
)
_HOST = rf"(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,5}}(?:{_ENDINGS})(?![a-z0-9-])"
_PATH = r"(?::\d{2,5})?(?:[/?#][^\s\u0080-\U0010ffff]{0,400})?"
_FULL = re.compile(rf"(?P<scheme>https?://)(?P<id>[^\s\u0080-\U0010ffff/]{{3,100}}{_PATH})")
_BARE = re.compile(rf"(?<![\w@./:-])(?P<id>{_HOST}{_PATH})(?![\w@])", re.ASCII)
_FEWEST_NAME = 4  # letters of a bare address before its ending: "ok.me", "hub.no" are talk
_NO_HOST = re.compile(r"\d{8}|^wh?at?s{1,2}app?\.|^was{1,2}ap\.")  # a code; a messenger's link without its number
_TRAILING = ".,;:!?)]}'\"*"


def find_links(folded: Folded, text: str, taken: tuple[Found, ...]) -> tuple[Found, ...]:
    """Addresses in a text outside what is ``taken`` as an id, an invite or a telephone number.

    Returns:
        Kind ``url``; ``value`` without ``http://``, the host in lower case, the rest as it is written.
    """
    if "." not in folded.text:
        return ()
    found: list[Found] = []
    for pattern, sure in ((_FULL, 0.95), (_BARE, 0.85)):
        for match in pattern.finditer(folded.text):
            written = match["id"].rstrip(_TRAILING)
            host = written.split("/")[0]
            if pattern is _BARE and (len(host.rsplit(".", 1)[0]) < _FEWEST_NAME or _NO_HOST.search(host)):
                continue
            begin = match.start("id")
            start, end = folded.span(begin, begin + len(written))
            if any(start < other.end and other.start < end for other in (*taken, *found)):
                continue
            name, mark, rest = in_plain_signs(text[start:end]).partition("/")
            found.append(Found("url", f"{name.lower()}{mark}{rest}", start, end, (), sure, "url:written"))
    return tuple(found)
