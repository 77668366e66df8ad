"""Objects that a tool wrote into a text field, as JSON or as Python prints them."""

from __future__ import annotations

import ast
import json
from typing import Any

_LONGEST = 200_000  # characters; merged forwards have a few thousand
_DEEPEST = 60  # brackets inside each other


def literal_of(text: str) -> Any:
    """The value that a text writes out; None where it is none, or too large or deep to be one."""
    if len(text) > _LONGEST or _depth(text) > _DEEPEST:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _depth(text: str) -> int:
    deepest = depth = 0
    for character in text:
        if character in "[{(":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]})":
            depth -= 1
    return deepest
