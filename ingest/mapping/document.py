"""A YAML document with the line of every key, so that a mistake can be named where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from graphintel.errors import GraphintelError

_MOST_CHARACTERS = 200_000  # a mapping of the largest table has a few thousand
_DEEPEST = 12


class MappingError(GraphintelError):
    """A mapping that cannot be used: says in which line, at which key, and what to write instead."""

    def __init__(self, source: str, line: int | None, key: str, problem: str) -> None:
        place = f"{source}, line {line}" if line else source
        super().__init__(f"{place}: {key + ': ' if key else ''}{problem}")
        self.source, self.line, self.key, self.problem = source, line, key, problem


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document: ``value`` is text, a list of nodes or nodes by key; ``key`` its path with dots."""

    source: str
    line: int
    key: str
    value: str | list[Node] | dict[str, Node] = field(default_factory=dict)

    def error(self, problem: str) -> MappingError:
        """The mistake that stands here."""
        return MappingError(self.source, self.line, self.key, problem)

    def text(self) -> str:
        """The value as text.

        Raises:
            MappingError: it is a list or holds keys.
        """
        if not isinstance(self.value, str):
            raise self.error("one value is wanted here, not a list and not keys.")
        return self.value

    def table(self) -> dict[str, Node]:
        """The value as nodes by key.

        Raises:
            MappingError: it is something else.
        """
        if not isinstance(self.value, dict):
            raise self.error("keys are wanted here, each on a line of its own, indented.")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """The value as several texts; one alone counts as a list of one."""
        if isinstance(self.value, str):
            return (self.value,)
        if isinstance(self.value, dict):
            raise self.error("a list is wanted here, for instance [first, second].")
        return tuple(node.text() for node in self.value)


def read_document(text: str, source: str) -> Node:
    """Read a YAML document; anchors are refused, because a few lines of them unpack to gigabytes.

    Raises:
        MappingError: it is no YAML, too long or too deep, or a key stands twice.
    """
    if len(text) > _MOST_CHARACTERS:
        raise MappingError(source, None, "", f"it has {len(text):,} characters; no mapping is that long.")
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
                line = token.start_mark.line + 1
                raise MappingError(
                    source, line, "", "anchors, aliases and tags (& * !) are not allowed. Quote the text."
                )
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        words = str(getattr(problem, "problem", None) or problem)
        raise MappingError(source, mark.line + 1 if mark else None, "", f"this is no YAML ({words}).") from problem
    except RecursionError as problem:
        raise MappingError(source, None, "", "its keys are nested too deeply.") from problem
    if root is None:
        raise MappingError(source, None, "", "it is empty. `--suggest FILE` writes a first one.")
    return _node(root, source, "", 0)


def _node(read: yaml.Node, source: str, key: str, depth: int) -> Node:
    line = read.start_mark.line + 1
    if depth > _DEEPEST:
        raise MappingError(source, line, key, "its keys are nested too deeply.")
    if isinstance(read, yaml.ScalarNode):
        return Node(source, line, key, str(read.value))
    if isinstance(read, yaml.SequenceNode):
        return Node(source, line, key, [_node(part, source, key, depth + 1) for part in read.value])
    found: dict[str, Node] = {}
    for name_node, value in read.value:
        name = str(name_node.value)
        path = f"{key}.{name}" if key else name
        if name in found:
            raise MappingError(source, name_node.start_mark.line + 1, path, "the key stands twice.")
        node = _node(value, source, path, depth + 1)
        found[name] = Node(source, name_node.start_mark.line + 1, path, node.value)
    return Node(source, line, key, found)
