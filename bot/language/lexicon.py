"""The vocabulary: every term that can be spotted in text, and the segmentation of text into terms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_Node = dict[str, Any]  # units to nodes, and `_END` to the number of a term
_END = ""  # a unit is never empty, so this key is free to hold a term's meanings


class Kind(StrEnum):
    """What a term is. The order is the order of preference where two terms cover the same characters equally well."""

    PARK = "park"
    NAME = "name"
    PLACE = "place"  # a place none of the content is about
    CONCEPT = "concept"  # a group of synonyms
    ABSENT = "absent"  # an attribute people ask for and the content may not hold
    STATUS = "status"
    ASKS = "asks"
    SOFT = "soft"  # a word that says little about the topic
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of a term: its kind, and the id of the park, name, group, topic, status or question kind."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Span:
    """Units `start` to `end` (exclusive) of a text, and what they mean; no meanings: not in the vocabulary."""

    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()

    def ids(self, kind: Kind) -> tuple[str, ...]:
        return tuple(m.id for m in self.meanings if m.kind is kind)

    def has_ask(self) -> bool:
        return self.has(Kind.ASKS)

    def has(self, kind: Kind) -> bool:
        return any(m.kind is kind for m in self.meanings)


# Costs of a segmentation: a unit left over is dear, so that longer terms win; a filler costs more than a content word
# of the same length, so that 有什么 does not eat the 什么 of a longer content term.
_UNMATCHED = 1.0
_COST = {
    Kind.PARK: 0.30,
    Kind.NAME: 0.30,
    Kind.PLACE: 0.34,
    Kind.CONCEPT: 0.38,
    Kind.ABSENT: 0.36,
    Kind.STATUS: 0.40,
    Kind.ASKS: 0.40,
    Kind.SOFT: 0.44,
    Kind.FILLER: 0.46,
}


class Lexicon:
    """A trie over units. Built once for a revision, never changed after."""

    def __init__(self, terms: Iterable[tuple[Sequence[str], Meaning]]) -> None:
        self._root: _Node = {}
        self._meanings: list[list[Meaning]] = []
        for units, meaning in terms:
            if not units:
                continue
            node = self._root
            for unit in units:
                node = node.setdefault(unit, {})
            if _END not in node:
                node[_END] = len(self._meanings)
                self._meanings.append([])
            found = self._meanings[node[_END]]
            if meaning not in found:
                found.append(meaning)
        self._frozen = tuple(map(tuple, self._meanings))

    def matches(self, units: Sequence[str]) -> list[list[Span]]:
        """Every term at every position: element i lists the spans that start at unit i."""
        return [self._at(units, i) for i in range(len(units))]

    def _at(self, units: Sequence[str], start: int) -> list[Span]:
        node, spans = self._root, []
        for end in range(start, len(units)):
            following = node.get(units[end])
            if following is None:
                break
            node = following
            if _END in node:
                spans.append(Span(start, end + 1, self._frozen[node[_END]]))
        return spans

    def segment(self, units: Sequence[str]) -> tuple[list[Span], list[list[Span]]]:
        """Split text into terms and left-over units at the least cost; also return every term found (`matches`)."""
        matches = self.matches(units)
        n = len(units)
        best = [0.0] * (n + 1)
        step: list[Span | None] = [None] * n
        for i in range(n - 1, -1, -1):
            best[i], step[i] = best[i + 1] + _UNMATCHED, None
            for span in matches[i]:
                cost = best[span.end] + min(_COST[m.kind] for m in span.meanings)
                if cost < best[i]:
                    best[i], step[i] = cost, span
        spans, i = [], 0
        while i < n:
            span = step[i] or Span(i, i + 1)
            spans.append(span)
            i = span.end
        return spans, matches
