"""The .cypher files: the shipped folder first, else the checkout's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from graphintel.errors import QueryError

_HEADER = re.compile(r"^// (name|asks|params|returns|order):\s*(.*)$")
_CONTINUED = re.compile(r"^//\s{3,}(.*)$")
_PARAMETER = re.compile(r"\$(\w+)\s+(STRING|INT|FLOAT|BOOLEAN|DATETIME|LIST)\b")
_COLUMN = re.compile(r"(?:^|,)\s*(\w+)\s+(?:STRING|INT|FLOAT|BOOLEAN|DATETIME|LIST)\b")


@dataclass(frozen=True, slots=True)
class Query:
    """One question with its header: ``parameters`` maps a name to its type, ``columns`` are in order."""

    name: str
    asks: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    order: str
    text: str


def cypher_folder() -> Path:
    """Where the .cypher files stand.

    Raises:
        QueryError: neither the shipped folder nor a checkout's is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_cypher", package.parent / "cypher"):
        if (folder / "portable").is_dir():
            return folder
    raise QueryError("the .cypher files are missing from this installation. Install graphintel again.")


def list_queries() -> tuple[str, ...]:
    """Names of all questions, for instance ``portable/shared_phones``, in order."""
    folder = cypher_folder()
    return tuple(sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.cypher")))


def load_query(name: str) -> Query:
    """One question by its name; ``portable/`` may be left out.

    Raises:
        QueryError: there is no such question, or its header cannot be read.
    """
    known = list_queries()
    full = name if name in known else f"portable/{name}"
    if full not in known:
        raise QueryError(f"there is no question {name!r}. Known are: {', '.join(known)}.")
    return parse_query((cypher_folder() / f"{full}.cypher").read_text("utf-8"), expected=full)


def parse_query(text: str, *, expected: str) -> Query:
    """Read a .cypher file: header lines, then the question.

    Raises:
        QueryError: a header line is missing, or the name is not ``expected``.
    """
    header: dict[str, str] = {}
    field = ""
    for line in text.splitlines():
        if found := _HEADER.match(line):
            field = found[1]
            header[field] = found[2].strip()
        elif field and (more := _CONTINUED.match(line)):
            header[field] += " " + more[1].strip()
        else:
            break
    missing = [key for key in ("name", "asks", "params", "returns", "order") if not header.get(key)]
    if missing or header["name"] != expected:
        raise QueryError(f"the header of {expected}.cypher has no right {missing[0] if missing else 'name'} line.")
    # Words in brackets explain a column and may hold commas of their own.
    columns = tuple(_COLUMN.findall(re.sub(r"\([^)]*\)", "", header["returns"])))
    parameters = dict(_PARAMETER.findall(header["params"]))
    return Query(expected, header["asks"], parameters, columns, header["order"], text)
