"""A file that holds nothing is said to hold nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from graphintel.errors import ImportFailure
from graphintel.schema.records import Question, Read

_R = TypeVar("_R", bound=Read)


def never_empty(records: Iterator[_R]) -> Iterator[_R]:
    """Pass the records of a chat on.

    Raises:
        ImportFailure: there was none.
    """
    is_empty = True
    for record in records:
        is_empty = is_empty and isinstance(record, Question)
        yield record
    if is_empty:
        raise ImportFailure(
            "it holds no message and no member. The tool found nothing, or the file broke off: export it again."
        )
