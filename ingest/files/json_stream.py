"""The elements of a JSON file one by one, however large it is and wherever it breaks off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from graphintel.errors import ImportFailure
from ingest.base import Broken, Item
from ingest.files.decoding import open_text

_CHUNK = 1 << 20  # characters read at a time
_LARGEST = 1 << 25  # characters of one element; a longer one is no record but a broken file
_SPACE = " \t\r\n"
_PLACE = re.compile(r"/\d+(?=/|$)")
_DECODER = json.JSONDecoder()
_BOUNDARY = re.compile(r"[\[\],]\s*(?=\{)")  # where an element of an array may begin
_MOST_TRIED = 20_000  # of these places after a broken element


def stream_records(path: Path) -> Iterator[Item | Broken]:
    """Yield the records of a data set: an array's elements, or JSON lines, even where there is only one whole line.

    Raises:
        ImportFailure: the file starts with no array and no object.
    """
    with open_text(path) as opened:
        is_lines = _is_lines(opened, fewest=1)
        if is_lines:
            yield from _lines(opened)
    if not is_lines:
        yield from stream_json(path)


def stream_json(path: Path, *, deep: frozenset[str] = frozenset()) -> Iterator[Item | Broken]:
    """Yield the elements of a file.

    Args:
        path: the file.
        deep: locators, with ``*`` for a place in an array, of values that are too large to be taken whole: their parts
            are yielded instead, for instance ``/chats``, ``/chats/list``, ``/chats/list/*``.

    An array gives ``/0``, ``/1``, …; an object gives ``/key`` for each value, and ``/key/0``, … where the value is an
    array; JSON lines give ``line 1``, …. What is broken comes as `Broken`: the rest of an array or object that breaks
    off, or the one line.

    Raises:
        ImportFailure: the file starts with no array and no object.
    """
    with open_text(path) as opened:
        if _is_lines(opened):
            yield from _lines(opened)
            return
        opened.seek(0)
        scanner = _Scanner(opened)
        opening = scanner.next_character()
        if opening not in "[{" or not opening:
            raise ImportFailure("it starts with no JSON array or object. Export it again as JSON.")
        scanner.place += 1
        try:
            yield from _array(scanner, "", deep) if opening == "[" else _object(scanner, "", deep)
            if scanner.next_character():
                reason = "the file goes on after the end of its JSON; what follows was not read. Export it again."
                yield Broken("after the end", reason, scanner.text[scanner.place : scanner.place + 65_536])
        except _Break as broken:
            yield broken.as_item()


class _Break(Exception):
    def __init__(self, locator: str, raw: str, is_cut: bool) -> None:
        super().__init__(locator)
        self.locator, self.raw, self.is_cut = locator, raw, is_cut

    def as_item(self) -> Broken:
        why = "the file breaks off here" if self.is_cut else "the JSON is broken here"
        return Broken(self.locator or "/", f"{why}; what stood before it was read. Export the file again.", self.raw)


class _Scanner:
    """A window on the text that grows where an element needs it."""

    def __init__(self, opened: TextIO) -> None:
        self._opened, self.text, self.place, self.is_end = opened, "", 0, False

    def next_character(self) -> str:
        """The next character that is no space, without taking it; empty at the end."""
        while True:
            while self.place < len(self.text):
                if self.text[self.place] not in _SPACE and self.text[self.place] != "\ufeff":
                    return self.text[self.place]
                self.place += 1
            if not self._grow():
                return ""

    def take_value(self, locator: str) -> Any:
        """The value that starts here."""
        self.next_character()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.place)
            except (json.JSONDecodeError, RecursionError) as problem:
                if isinstance(problem, RecursionError) or len(self.text) - self.place > _LARGEST or not self._grow():
                    raise _Break(locator, self.text[self.place : self.place + 65_536], self.is_end) from problem
                continue
            if end == len(self.text) and self._grow():  # a number may go on in the next chunk
                continue
            raw = self.text[self.place : end] if "\\ud" in self.text[self.place : end].lower() else ""
            self.place = end
            return _mended(value) if raw else value

    def resume(self, keys: frozenset[str]) -> str:
        """Pass over broken text up to the next object that has at least half of ``keys``; gives what was passed over.

        Empty where none is in sight: then nothing was passed over.
        """
        tried = 0
        for found in _BOUNDARY.finditer(self.text, self.place + 1):
            tried += 1
            if tried > _MOST_TRIED:
                break
            try:
                value, _end = _DECODER.raw_decode(self.text, found.end())
            except (json.JSONDecodeError, RecursionError):
                continue
            if isinstance(value, dict) and len(keys & value.keys()) * 2 >= len(keys):
                passed, self.place = self.text[self.place : found.start()], found.end()
                return passed
        return ""

    def _grow(self) -> bool:
        chunk = self._opened.read(max(_CHUNK, len(self.text) - self.place))
        self.is_end = not chunk
        self.text, self.place = self.text[self.place :] + chunk, 0
        return bool(chunk)


def _array(scanner: _Scanner, locator: str, deep: frozenset[str]) -> Iterator[Item | Broken]:
    number = 0
    keys: frozenset[str] = frozenset()  # of the last element: by them the next whole one is found after a broken one
    while (character := scanner.next_character()) != "]":
        if character == ",":
            scanner.place += 1
            continue
        if not character:
            raise _Break(f"{locator}/{number}", "", is_cut=True)
        if character == "{" and f"{_PLACE.sub('/*', locator)}/*" in deep:
            scanner.place += 1
            yield from _object(scanner, f"{locator}/{number}", deep)
        else:
            try:
                value = scanner.take_value(f"{locator}/{number}")
            except _Break as broken:
                passed = scanner.resume(keys) if keys else ""
                if not passed:
                    raise
                reason = f"the JSON is broken here; {len(passed):,} characters up to the next whole record are no JSON"
                yield Broken(broken.locator, reason, passed[:65_536])
            else:
                keys = frozenset(value) if isinstance(value, dict) else keys
                yield Item(f"{locator}/{number}", value)
        number += 1
    scanner.place += 1


def _object(scanner: _Scanner, locator: str, deep: frozenset[str]) -> Iterator[Item | Broken]:
    while (character := scanner.next_character()) != "}":
        if character == ",":
            scanner.place += 1
            continue
        if character != '"':
            raw = scanner.text[scanner.place : scanner.place + 65_536]
            raise _Break(f"{locator}/", raw, is_cut=not character)
        key = f"{locator}/{scanner.take_value(locator + '/')}"
        if scanner.next_character() != ":":
            raise _Break(key, "", is_cut=not scanner.next_character())
        scanner.place += 1
        opening, is_deep = scanner.next_character(), _PLACE.sub("/*", key) in deep
        if opening == "[" and (is_deep or not locator):
            scanner.place += 1
            yield from _array(scanner, key, deep)
        elif opening == "{" and is_deep:
            scanner.place += 1
            yield from _object(scanner, key, deep)
        else:
            yield Item(key, scanner.take_value(key))
    scanner.place += 1


def _is_lines(opened: TextIO, *, fewest: int = 2) -> bool:
    """Whether the first lines that hold something, ``fewest`` of them, are each an object."""
    found = 0
    for _attempt in range(20):
        line = opened.readline(_LARGEST).strip(_SPACE + "\ufeff")
        if not line or line.startswith("#"):
            continue
        if not (line.startswith("{") and line.endswith("}")):
            return False
        found += 1
        if found == fewest:
            return True
    return False


def _lines(opened: TextIO) -> Iterator[Item | Broken]:
    opened.seek(0)
    number = 0
    while line := opened.readline(_LARGEST):
        number += 1
        stripped = line.strip(_SPACE + "\ufeff")
        if not stripped or stripped.startswith("#"):  # a comment, as some tools write above the first line
            continue
        try:
            value = json.loads(stripped)
        except (json.JSONDecodeError, RecursionError):
            reason = "the line is no whole JSON object. Export the file again."
            yield Broken(f"line {number}", reason, stripped[:65_536])
            continue
        yield Item(f"line {number}", _mended(value) if "\\ud" in stripped.lower() else value)


def _mended(value: Any) -> Any:
    """Lone halves of surrogate pairs, which no table can hold, become U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_mended(part) for part in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(part) for key, part in value.items()}
    return value
