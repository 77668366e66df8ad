"""Lists that Python wrote into a CSV cell as ``repr``, dates included: read from their syntax, never executed."""

from __future__ import annotations

import ast
import warnings
from datetime import date, datetime
from typing import Any

_DEEPEST = 60
_CONSTANTS = (str, int, float, bool, type(None))
_CALLS = {"datetime.datetime": datetime, "datetime.date": date}


def parse_python(text: str) -> Any:
    """The value that a ``repr`` of lists, dicts, texts, numbers and dates stands for; dates become text.

    Nothing is looked up or called by name: a node that is none of these is refused.

    Raises:
        ValueError: it is anything else.
        RecursionError, MemoryError: it nests more deeply than Python's own parser goes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the parser warns of odd escapes; the text is data here
        try:
            tree = ast.parse(text.strip(), mode="eval")
        except SyntaxError as problem:
            raise ValueError(f"{problem.msg} at its character {problem.offset}") from problem
    return _value(tree.body, 0)


def _value(node: ast.expr, depth: int) -> Any:
    if depth > _DEEPEST:
        raise ValueError("it nests too deeply")
    if isinstance(node, ast.Constant) and isinstance(node.value, _CONSTANTS):
        return node.value
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [_value(part, depth + 1) for part in node.elts]
    if isinstance(node, ast.Dict):
        return _dict(node, depth)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = _value(node.operand, depth + 1)
        if isinstance(number, int | float) and not isinstance(number, bool):
            return -number
    if isinstance(node, ast.Call):
        return _moment(node)
    raise ValueError(f"it holds {type(node).__name__}, which is no list, text, number or date")


def _dict(node: ast.Dict, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if not isinstance(key, ast.Constant):
            raise ValueError("it holds a key that is no text")
        found[str(key.value)] = _value(value, depth + 1)
    return found


def _moment(node: ast.Call) -> str:
    made = _CALLS.get(ast.unparse(node.func)) if isinstance(node.func, ast.Attribute) else None
    numbers = [part.value for part in node.args if isinstance(part, ast.Constant)]
    if made is None or node.keywords or len(numbers) != len(node.args):
        raise ValueError("it holds a call that is no date")
    whole = [number for number in numbers if isinstance(number, int) and not isinstance(number, bool)]
    if len(whole) != len(numbers) or not 3 <= len(whole) <= 7:
        raise ValueError("it holds a date that is none")
    try:
        return str(made(*whole))
    except (OverflowError, TypeError) as problem:
        raise ValueError("it holds a date that is none") from problem
