"""The XML inside messages, read bounded and without any of XML's own powers."""

from __future__ import annotations

import re
from typing import cast
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from graphintel.errors import RecordError

_LONGEST = 1 << 20  # characters; WeChat itself refuses messages far below that
_DEEPEST = 60  # elements inside each other; merged forwards of merged forwards reach 25
_MOST = 50_000  # elements
# Declarations are how XML reads other files and blows itself up; no message has one.
_FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
# Group messages keep their sender before the markup: "wxid_a:\n<msg>…".
_SENDER_LINE = re.compile(r"^\s*[\w@.\-]{1,64}:\s*\n?(?=\s*<)")
_ROOTS = "msg|sysmsg|appmsg|location|recordinfo|revokemsg|voipmsg|voipinvitemsg"
_OPENING = re.compile(rf"\s*<(?:\?xml|!DOCTYPE|!ENTITY|{_ROOTS})\b", re.IGNORECASE)


def looks_like_markup(text: str | None) -> bool:
    """Whether a text is a message's XML and not words about it."""
    return bool(text) and bool(_OPENING.match(_SENDER_LINE.sub("", text or "", count=1)))


def parse_markup(text: str) -> Element:
    """The root element of a message's XML.

    Raises:
        RecordError: it is broken, too large or too deep, or declares a document type.
    """
    text = _SENDER_LINE.sub("", text, count=1).strip()
    if len(text) > _LONGEST:
        raise RecordError("its markup is larger than any message's")
    if any(mark in text.upper() for mark in _FORBIDDEN):
        raise RecordError("its markup declares a document type, which no message does")
    return _checked(text)


def _checked(text: str) -> Element:
    parser: ElementTree.XMLPullParser[Element] = ElementTree.XMLPullParser(events=("start", "end"))
    depth = count = 0
    root: Element | None = None
    try:
        for start in range(0, len(text), 65_536):  # in pieces, so that depth is seen before all of it is built
            parser.feed(text[start : start + 65_536])
            for event, element in parser.read_events():  # type: ignore[misc]
                if event == "end":
                    depth -= 1
                    continue
                root = cast(Element, element) if root is None else root
                depth, count = depth + 1, count + 1
                if depth > _DEEPEST or count > _MOST:
                    raise RecordError("its markup is nested deeper than any message's")
        parser.close()
    except (ElementTree.ParseError, ValueError) as problem:
        raise RecordError("its markup is broken") from problem
    if root is None:
        raise RecordError("its markup is empty")
    return root


def inside(element: Element | None, path: str) -> str | None:
    """The text of the first element at a path; None where it is missing or blank."""
    if element is None:
        return None
    value = element.findtext(path)
    return value if value and value.strip() else None


def attribute(element: Element | None, *names: str) -> str | None:
    """The first of the attributes that holds something."""
    if element is None:
        return None
    return next((value for name in names if (value := element.get(name)) and value.strip()), None)
