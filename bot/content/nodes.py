"""A YAML file as a tree that keeps the text of every scalar and the position of everything."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.problems import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written. `plain`: without quotes; `tag`: what YAML would have made of it ("int", "null" …)."""

    text: str
    place: Place
    plain: bool = False
    tag: str = "str"


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Map:
    """Keys with their values; `keys` holds where each key stands."""

    entries: Mapping[str, "Node"]
    keys: Mapping[str, Place]
    place: Place


Node = Scalar | Sequence | Map


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """The node that `path` leads to, or the deepest one on the way where the path ends early."""
    for step in path:
        if isinstance(node, Map) and isinstance(step, str) and step in node.entries:
            node = node.entries[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def place_of(node: Node, path: tuple[str | int, ...]) -> Place:
    """Where the value (or, for a last step that is an unknown key, the key) stands."""
    parent = find(node, path[:-1]) if path else node
    if path and isinstance(parent, Map) and isinstance(path[-1], str) and path[-1] in parent.keys:
        value = parent.entries[path[-1]]
        return value.place if isinstance(value, Scalar) and value.text else parent.keys[path[-1]]
    return find(node, path).place


def scalars(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """Every scalar value with the keys that lead to it (list positions left out)."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item, path)
    else:
        for key, value in node.entries.items():
            yield from scalars(value, (*path, key))


def sequences(node: Node) -> Iterator[tuple[Node, ...]]:
    """The items of every list."""
    inside: Iterable[Node] = ()
    if isinstance(node, Sequence):
        yield node.items
        inside = node.items
    elif isinstance(node, Map):
        inside = node.entries.values()
    for inner in inside:
        yield from sequences(inner)


@dataclass(frozen=True, slots=True)
class Places:
    """Where each item of each section stands, also of items too faulty to be used: by section and id."""

    items: dict[tuple[str, str], Node] = field(default_factory=dict)

    def at(self, section: str, id: str, *path: str | int) -> Place:
        """The position of a value inside an item; of the nearest thing around it where that does not exist."""
        node = self.items.get((section, id))
        return Place(section) if node is None else place_of(node, path)

    def declared(self, section: str) -> frozenset[str]:
        """Ids written in a section, whether or not the item could be used."""
        return frozenset(id for name, id in self.items if name == section)
