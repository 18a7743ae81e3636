"""Candidates for a question, scored and guarded: recall, score, guard. Deciding is in `decide`."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from bot.domain.bilingual import Language
from bot.domain.entries import Asks
from bot.domain.facts import Fact
from bot.domain.outcomes import ScorePart
from bot.domain.revision import Revision
from bot.language.lexicon import Kind
from bot.matching.candidates import Candidate, candidates
from bot.matching.compute import PRESENT, siblings
from bot.matching.guards.agreement import checks_for, objections
from bot.matching.index import Index
from bot.matching.known import NOWHERE, Known, Nearby, Objection, known_of
from bot.matching.question import Question
from bot.matching.terms import Analyser
from bot.matching.tokens import Occurrence, is_light
from bot.matching.weights import Weights

JUDGED = 24  # candidates that are scored in full, best recalled first


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score's named parts, what it explains (0 to 1), and what disagrees."""

    candidate: Candidate
    score: float
    parts: tuple[ScorePart, ...]
    explained: float
    strange: float  # the weight of the heaviest vocabulary word of the question that it does not know
    covered: float
    objections: tuple[Objection, ...]
    phrasing: str


class Matcher:
    """Built once for a revision."""

    def __init__(self, revision: Revision, analyser: Analyser, weights: Weights) -> None:
        self.revision = revision
        self.weights = weights
        self.items = candidates(revision)
        self.index = Index(self.items, analyser)
        self._known = tuple(
            known_of(item, tokens, stated, revision, analyser)
            for item, tokens, stated in zip(self.items, self.index.known, self.index.stated, strict=True)
        )
        owners: dict[str, set[str]] = defaultdict(set)
        for item in self.items:
            for phrasing in item.target.phrasings.all():
                owners[analyser.normalise(phrasing).strip(" ?,")].add(item.id)
        self._exact = {phrasing: min(ids) for phrasing, ids in owners.items() if len(ids) == 1}
        self._parks = np.array([item.park for item in self.items])
        self._siblings = {f.id: siblings(f, revision) for f in revision.facts.values()}
        self._sorted = tuple("".join(sorted(p.replace(" ", ""))) for p in self.index.phrasings)
        self.by_id: Mapping[str, int] = {item.id: i for i, item in enumerate(self.items)}

    def exact(self, normal: str) -> str | None:
        """The fact or entry that is stored with just this phrasing; None where none is, or more than one."""
        return self._exact.get(normal)

    def known(self, target: str) -> Known:
        """What is known of a candidate, by its fact or entry id."""
        return self._known[self.by_id[target]]

    def _status(self, question: Question, candidate: Candidate) -> float:
        fact = candidate.target
        return _status(question, fact, self._siblings[fact.id]) if isinstance(fact, Fact) else 0.0

    def match(
        self,
        question: Question,
        eligible: Callable[[Candidate], bool] | None = None,
        near: Nearby = NOWHERE,
    ) -> tuple[Scored, ...]:
        """The best candidates for a question, best first; those with objections are among them.

        With `eligible`, only such candidates, however poor. `near` is what the last turn was about.
        """
        recalled = self.index.recall(question.pieces, english=question.language is Language.ENGLISH)
        merit = 2 * recalled.asked * recalled.covered / np.maximum(recalled.asked + recalled.covered, 1e-9)
        rough = self.weights.phrasing * merit + self.weights.known * recalled.known
        if question.parks:
            # Candidates of the named parks first; a few of the others stay, for what must be said of them.
            rough = rough * np.where(np.isin(self._parks, question.parks), 1.0, 0.7)
        if eligible:
            rough = np.where([eligible(item) for item in self.items], rough, -1.0)
        order = [i for i in np.argsort(-rough, kind="stable")[:JUDGED] if rough[i] >= 0]
        text = "".join(sorted(question.normal.replace(" ", "")))
        words = [(p, self.index.weight(p)) for p in question.pieces if not p.is_ask and _is_word(p, question)]
        checks = checks_for(question)
        scored = []
        for i in order:
            known = self._known[i]
            row = int(recalled.best[i])
            parts = (
                ScorePart("phrasing", self.weights.phrasing * float(merit[i])),
                ScorePart("known", self.weights.known * float(recalled.known[i])),
                ScorePart("wording", self.weights.wording * fuzz.ratio(text, self._sorted[row]) / 100),
                ScorePart("status", self.weights.status * self._status(question, known.candidate)),
                ScorePart("asks", self.weights.asks * _asks_agree(question, known.candidate)),
                *((ScorePart("near", self.weights.near),) if near.holds(known) else ()),
            )
            scored.append(
                Scored(
                    known.candidate,
                    sum(p.value for p in parts),
                    parts,
                    float(recalled.known[i]),
                    max((w for piece, w in words if not piece.whole & known.tokens), default=0.0),
                    float(recalled.covered[i]),
                    objections(question, known, self.revision, checks),
                    self.index.phrasings[row],
                )
            )
        return tuple(sorted(scored, key=lambda s: -s.score))


def _is_word(piece: Occurrence, question: Question) -> bool:
    """A word that an answer must know: of the vocabulary, or a Latin one in a Chinese question (Bcar)."""
    if piece.span.has(Kind.FILLER) or is_light(piece.span):
        return False
    return bool(piece.span.meanings) or (question.language.is_chinese and piece.text.isascii() and piece.text.isalpha())


def _status(question: Question, fact: Fact, siblings: Collection[Fact]) -> float:
    """Without a word for plans or a year, what is meant is what is, where that is held."""
    if fact.status in PRESENT or question.years or question.statuses & {"target", "forecast"}:
        return 0.0
    return -1.0 if any(s.status in PRESENT for s in siblings) else 0.0


def _asks_agree(question: Question, candidate: Candidate) -> float:
    if not question.asks:
        return 0.5
    if question.asks & candidate.asks:
        return 1.0
    if Asks.FIGURE in question.asks and not isinstance(candidate.target, Fact):
        return -0.5
    if question.asks == {Asks.WHAT} and isinstance(candidate.target, Fact):
        return -0.3
    return 0.0
