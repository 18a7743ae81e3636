"""Recall: postings from tokens to phrasings and candidates, in plain numpy."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.matching.terms import Analyser
from bot.matching.tokens import Occurrence, all_tokens, occurrences

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEAST = 0.35  # a weight below which there is nothing to be known: a stray character
OTHER_LANGUAGE = 0.02
PART = 0.4  # how far a shared character without its neighbour explains a character


class Phrased(Protocol):
    """What an index holds: the ways to ask for something, and all else that says what it is about."""

    @property
    def phrasings(self) -> tuple[str, ...]: ...

    @property
    def texts(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Recalled:
    """Per candidate: how much of the question its best phrasing explains (`asked`), how much of that phrasing the
    question covers (`covered`), which phrasing that is, and how much all that is known of it explains (`known`)."""

    asked: Floats
    covered: Floats
    best: Ints
    known: Floats


class Index:
    """Built once for a revision; `recall` does not change it."""

    def __init__(self, items: Sequence[Phrased], analyser: Analyser) -> None:
        self._size = len(items)
        self.phrasings: list[str] = []
        self.known: list[frozenset[str]] = []
        self.stated: list[frozenset[str]] = []
        owners: list[int] = []
        by_phrasing: dict[str, list[tuple[int, float]]] = defaultdict(list)
        by_candidate: dict[str, list[int]] = defaultdict(list)
        analysed = []
        for number, item in enumerate(items):
            known: set[str] = set()
            rows = []
            for text in dict.fromkeys(analyser.normalise(p) for p in item.phrasings):
                units = analyser.units(text)
                spans, matches = analyser.lexicon.segment(units)
                found = all_tokens(units, spans, matches)
                rows.append((text, list(occurrences(units, spans, matches)), found))
                known |= found
            stated: set[str] = set()
            for text in item.texts:
                units = analyser.units(analyser.normalise(text))
                stated |= all_tokens(units, *analyser.lexicon.segment(units))
            known |= stated
            self.known.append(frozenset(known))
            self.stated.append(frozenset(stated))
            for t in known:
                by_candidate[t].append(number)
            analysed.append(rows)
        self._frequency = {t: len(c) for t, c in by_candidate.items()}
        lengths = []
        # What is not needed any more is let go bit by bit: freeing all of it at the end would hold up other threads.
        for number in range(len(analysed)):
            rows, analysed[number] = analysed[number], []
            for text, pieces, found in rows:
                row = len(self.phrasings)
                self.phrasings.append(text)
                owners.append(number)
                weight_of: dict[str, float] = {}
                total = 0.0
                for piece in pieces:
                    weight = self.weight(piece)
                    total += weight
                    for t in piece.whole:
                        weight_of[t] = max(weight, weight_of.get(t, 0.0))
                lengths.append(max(total, 0.3))
                for t in found:
                    by_phrasing[t].append((row, weight_of.get(t, 0.0)))
        self._owners = np.array(owners, dtype=np.int64)
        self._starts = np.searchsorted(self._owners, np.arange(len(items)))
        self._lengths = np.array(lengths)
        self._english = np.array([p.isascii() for p in self.phrasings])
        self._rows = {
            t: (np.array([r for r, _ in p]), np.array([w for _, w in p]))
            for t in tuple(by_phrasing)
            for p in [by_phrasing.pop(t)]
        }
        self._candidates = {t: np.array(by_candidate.pop(t)) for t in tuple(by_candidate)}

    def knows(self, numbers: Iterable[Decimal]) -> bool:
        """Whether every one of the numbers occurs anywhere in the content."""
        return all(f"number:{n}" in self._frequency for n in numbers)

    def weight(self, piece: Occurrence) -> float:
        """How informative a piece of text is: rarer among the candidates is more; never seen is most."""
        frequency = max((self._frequency.get(t, 0) for t in piece.whole), default=0)
        if not frequency and piece.part:
            frequency = max(self._frequency.get(t, 0) for t in piece.part)
        rarity = math.log((self._size + 1) / (frequency + 1)) / math.log(self._size + 1)
        return piece.weight * (0.3 + 0.7 * rarity)

    def recall(self, pieces: Iterable[Occurrence], *, english: bool = False) -> Recalled:
        """Score every candidate against the informative pieces of a question, which is in English or in Chinese."""
        asked = np.zeros(len(self.phrasings))
        covered = np.zeros(len(self.phrasings))
        known = np.zeros(self._size)
        total = 0.0
        must = 0.0
        for piece in pieces:
            weight = self.weight(piece)
            total += weight
            share = 1.0
            telling = 0.0 if piece.is_ask else weight * piece.telling
            must += telling
            if piece.part:
                share = 1.0 - PART
                for t in piece.part & self._rows.keys():
                    asked[self._rows[t][0]] += weight * PART
                    known[self._candidates[t]] += telling * PART
            whole = [t for t in piece.whole if t in self._rows]
            if len(whole) == 1:
                rows, weights = self._rows[whole[0]]
                owners = self._candidates[whole[0]]
            elif whole:
                rows = np.concatenate([self._rows[t][0] for t in whole])
                weights = np.concatenate([self._rows[t][1] for t in whole])
                order = np.argsort(-weights, kind="stable")
                rows, first = np.unique(rows[order], return_index=True)
                weights = weights[order][first]
                owners = np.unique(np.concatenate([self._candidates[t] for t in whole]))
            else:
                continue
            asked[rows] += weight * share
            covered[rows] += weights
            known[owners] += telling * share
        # Question words tell phrasings apart; what must be known are the other words.
        asked = np.minimum(asked / max(total, 0.3), 1.0)
        covered = np.minimum(covered / self._lengths, 1.0)
        merit = 2 * asked * covered / np.maximum(asked + covered, 1e-9)
        # Of phrasings that agree as well, the one in the question's own language.
        merit -= OTHER_LANGUAGE * (self._english != english)
        top = np.maximum.reduceat(merit, self._starts)
        # The first phrasing of each candidate that reaches its candidate's best.
        reached = np.flatnonzero(merit >= top[self._owners] - 1e-12)
        best = np.zeros(self._size, dtype=np.int64)
        best[self._owners[reached[::-1]]] = reached[::-1]
        # A question of a park and a question word alone (贵阳综保区是什么) leaves nothing to be known.
        informed = np.minimum(known / must, 1.0) if must > LEAST else np.ones(self._size)
        return Recalled(asked[best], covered[best], best, informed)
