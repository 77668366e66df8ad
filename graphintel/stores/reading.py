"""Which questions a store takes: reading ones, with every parameter given."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from graphintel.errors import QueryError

_FIRST_WORDS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN"})
# Clauses of either store that write, reach files or the network, or change the server.
_REFUSED = frozenset(
    """
    ALTER ANALYZE ATTACH BEGIN CALL CHECKPOINT COMMENT COMMIT COPY CREATE DELETE DENY DETACH DROP EXPLAIN EXPORT
    EXTENSION FOREACH FORCE GRANT IMPORT INSERT INSTALL LOAD MACRO MERGE PROFILE PROJECT REMOVE RENAME REVOKE
    ROLLBACK SET SHOW START STOP TERMINATE TRANSACTION TRANSACTIONS UNINSTALL UPDATE USE
    """.split()
)
_COMMENT = r"//[^\n\r]*|/\*.*?\*/"
# The two stores may disagree on what a backslash in a string does, so a question is read in both ways.
_HIDDEN = (
    re.compile(rf"{_COMMENT}|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`", re.DOTALL),
    re.compile(rf"{_COMMENT}|'[^']*'|\"[^\"]*\"|`(?:``|[^`])*`", re.DOTALL),
)
_WORD = re.compile(r"(?<![\w.:$])[A-Za-z_]\w*")
_PARAMETER = re.compile(r"\$(\w+)")
_INT64 = 2**63


def check_question(text: str, parameters: Mapping[str, object]) -> None:
    """Refuse what is no single reading question, or lacks a parameter.

    Raises:
        QueryError: says which word or parameter is at fault.
    """
    if re.search(r"\\u[0-9a-fA-F]", text) or "\0" in text:
        raise QueryError("a question may hold no \\u escape and no NUL. Give such text as a parameter.")
    for hidden in _HIDDEN:
        bare = hidden.sub(" '' ", text)
        _check_words(bare)
        missing = sorted(set(_PARAMETER.findall(bare)) - set(parameters))
        if missing:
            raise QueryError(f"the question needs the parameter ${missing[0]}. Give it with --param {missing[0]}=…")


def _check_words(bare: str) -> None:
    if ";" in bare.rstrip().rstrip(";"):
        raise QueryError("only one question can be asked at a time. Take out the ';'.")
    words = [word.upper() for word in _WORD.findall(bare)]
    refused = next((word for word in words if word in _REFUSED), None)
    if refused:
        raise QueryError(
            f"the word {refused} is not taken in a question: the graph is read only, and rebuilt by `graphintel run`. "
            "Ask with MATCH … RETURN; a name that happens to be such a word goes between backticks."
        )
    if not words or words[0] not in _FIRST_WORDS:
        raise QueryError("a question begins with MATCH, OPTIONAL MATCH, WITH, UNWIND or RETURN.")


def clean_parameters(parameters: Mapping[str, object], *, keep_zone: bool) -> dict[str, object]:
    """Parameters as a store takes them: times in UTC, with the zone named or not.

    Raises:
        QueryError: a value of a kind that the stores do not share.
    """
    return {name: _clean(name, value, keep_zone) for name, value in parameters.items()}


def _clean(name: str, value: object, keep_zone: bool) -> object:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise QueryError(f"the parameter ${name} is a time without a zone. Give an aware time, for instance UTC.")
        in_utc = value.astimezone(UTC)
        return in_utc if keep_zone else in_utc.replace(tzinfo=None)
    if isinstance(value, str):
        return _clean_text(name, value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int) and -_INT64 <= value < _INT64:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_clean(name, item, keep_zone) for item in value]
    raise QueryError(f"the parameter ${name} is {value!r}. Give a text, number, truth value, time or list of these.")


def _clean_text(name: str, value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as problem:
        raise QueryError(f"the parameter ${name} holds half a character pair, which no store takes.") from problem
    return value.replace("\0", "\u2400")
