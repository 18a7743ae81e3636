"""One strict YAML reader: every scalar stays text, and everything that YAML would change or hide is reported.

Built on PyYAML's event stream, not its constructors: nothing is converted, aliases are never followed (no alias bombs),
and the depth is limited while reading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bot.content import syntax_words
from bot.content.nodes import Map, Node, Scalar, Sequence
from bot.content.problems import error, warning
from bot.domain.problems import Place, Problem

DEPTH_LIMIT = 20
_KEY_LIKE = re.compile(r"\s*(?:-\s*)?[A-Za-z_-]+(?:：|:(?=[\u3000\u00a0]))")
_COMMENT = re.compile(r"( +)#(.?)")
_RESOLVER = yaml.resolver.Resolver


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, in C where PyYAML was built with it; only its events are used."""


@dataclass(slots=True)
class _Open:
    """A collection that is being read; `key` waits for its value."""

    place: Place
    is_map: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    key: Scalar | None = None
    repeated: bool = False
    skip: bool = False  # the value of a refused key is read and dropped


class _Stop(Exception):
    """Nothing sensible can follow in this file."""


def parse(name: str, text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read the YAML `text` of the file `name`: its tree (None for an empty or unreadable file) and every problem."""
    reader = _Reader(name, text)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            reader.take(event)
    except _Stop:
        return None, tuple(reader.problems)
    except yaml.MarkedYAMLError as cause:
        return None, (*reader.problems, syntax_words.explain(name, reader.lines, cause))
    except (yaml.YAMLError, RecursionError) as cause:
        return None, (*reader.problems, syntax_words.unknown(Place(name), str(cause)))
    return reader.root, tuple(reader.problems)


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []
        self._documents = 0
        self._resolver = _RESOLVER()

    def take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        place = Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event, place)
        elif isinstance(event, yaml.AliasEvent):
            self.problems.append(syntax_words.alias(place, f"*{event.anchor}"))
            self._add(Scalar("", place))
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event, place)
            self._add(self._scalar(event, place))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_marks(event, place)
            if len(self._stack) >= DEPTH_LIMIT:
                self.problems.append(syntax_words.too_deep(place, DEPTH_LIMIT))
                raise _Stop
            self._stack.append(_Open(place, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            top = self._stack.pop()
            node: Node = Map(top.entries, top.keys, top.place) if top.is_map else Sequence(tuple(top.items), top.place)
            self._add(node)

    def _document(self, event: yaml.DocumentStartEvent, place: Place) -> None:
        self._documents += 1
        if event.version or event.tags:
            self.problems.append(syntax_words.directive(Place(self.name, 1, 1)))
        if self._documents > 1:
            self.problems.append(syntax_words.second_document(place))
            raise _Stop

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.anchor is not None:
            self.problems.append(syntax_words.alias(place, f"&{event.anchor}"))
        if event.tag is not None:
            self.problems.append(syntax_words.tag(place, event.tag))

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        plain = not event.style
        tag = "str"
        if plain:
            resolved: str = self._resolver.resolve(  # type: ignore[no-untyped-call]
                yaml.ScalarNode, event.value, (True, False)
            )
            tag = resolved.rpartition(":")[2]
            self.problems.extend(self._hidden(event, place))
        return Scalar(event.value, place, plain, tag)

    def _hidden(self, event: yaml.ScalarEvent, place: Place) -> Iterator[Problem]:
        """What an unquoted text swallowed (a line meant as a key) or lost (behind a #)."""
        end = event.end_mark
        if end is None:
            return
        for number in range(place.line, min(end.line + 1, len(self.lines))):
            line = self.lines[number][: end.column] if number == end.line else self.lines[number]
            if _KEY_LIKE.match(line):
                yield syntax_words.wide_colon(Place(self.name, number + 1, 1), line.strip())
        if end.line >= len(self.lines) or not event.value:
            return
        comment = _COMMENT.match(self.lines[end.line], end.column)
        if comment and comment[2] not in ("", " ", "#"):
            yield error(place, "comment-cut", *syntax_words.COMMENT)
        elif comment and len(comment[1]) == 1 and not event.value.isascii():
            yield warning(place, "comment-cut", *syntax_words.COMMENT)

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if not top.is_map:
            top.items.append(node)
        elif top.key is None:
            top.key, top.skip = self._key(node, top)
        else:
            if not top.skip:
                top.entries[top.key.text] = node
                top.keys[top.key.text] = top.key.place
            top.key, top.skip = None, False

    def _key(self, node: Node, top: _Open) -> tuple[Scalar, bool]:
        """The key, and whether it is refused."""
        if not isinstance(node, Scalar):
            self.problems.append(syntax_words.brace_key(node.place))
            return Scalar("", node.place), True
        if node.text == "<<" and node.plain:
            self.problems.append(syntax_words.alias(node.place, "<<"))
            return node, True
        if _KEY_LIKE.match(node.text):
            self.problems.append(syntax_words.wide_colon(node.place, node.text))
            return node, True
        if node.text in top.keys:
            if top.repeated:  # a forgotten dash repeats every key of the item: the first says it all
                return node, True
            top.repeated = True
            self.problems.append(syntax_words.duplicate(node.place, node.text, top.keys[node.text]))
            return node, True
        return node, False
