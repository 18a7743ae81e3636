"""A reply on a day: the newer figure for one that is over, and beside a figure what other articles give instead.

It comes after everything that is found and remembered, so that no reply outlives the day it was right on.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.domain.facts import Fact
from bot.domain.outcomes import (
    Answer,
    Choice,
    Choices,
    ComputedPart,
    EntryPart,
    FactPart,
    Help,
    Lack,
    LacksPart,
    Outcome,
    Part,
    SourcePart,
    Unknown,
)  # fmt: skip
from bot.domain.revision import Revision
from bot.domain.standing import Standing, is_same_fact


class Dated:
    """Built once for a revision. Where no fact is given by two articles it changes no reply."""

    def __init__(self, revision: Revision, standing: Standing) -> None:
        self._revision = revision
        self._standing = standing

    def outcome(self, outcome: Outcome, today: date) -> Outcome:
        """The outcome as it is told on a day."""
        if self._standing.is_plain:
            return outcome
        match outcome:
            case Answer():
                parts = dict.fromkeys(p for part in outcome.parts for p in self._parts(part, today))
                return replace(outcome, parts=tuple(parts))
            case Choices():
                return replace(outcome, choices=self._choices(outcome.choices, today))
            case Unknown():
                lack = self._lack(outcome.lack, today)
                return replace(outcome, lack=lack, offers=self._choices(outcome.offers, today))
            case Help():
                return replace(outcome, offers=self._choices(outcome.offers, today))
            case _:
                assert_never(outcome)

    def part(self, part: Part, today: date) -> Part:
        """The same of what a fact or entry alone stands for."""
        return self._fact(part, today) if isinstance(part, FactPart) else part

    def ids(self, targets: Iterable[str], today: date) -> tuple[str, ...]:
        """Fact and entry ids, each fact by that of its newest figure."""
        facts = self._revision.facts
        return tuple(dict.fromkeys(self._told(facts[id], today)[0].id if id in facts else id for id in targets))

    def _parts(self, part: Part, today: date) -> tuple[Part, ...]:
        match part:
            case FactPart():
                return (self._fact(part, today),)
            case EntryPart():
                return (part,)
            case ComputedPart():
                return self._computed(part, today)
            case SourcePart():
                facts = self._all_told(part.facts, today)
                articles = dict.fromkeys((*(f.citation.article for f in facts), *part.articles))
                gone = {f.citation.article for f in part.facts} - {f.citation.article for f in facts}
                return (replace(part, articles=tuple(a for a in articles if a not in gone), facts=facts),)
            case LacksPart():
                return (replace(part, lack=self._lack(part.lack, today)),)
            case _:
                assert_never(part)

    def _fact(self, part: FactPart, today: date) -> FactPart:
        told = self._told(part.fact, today)
        beside = tuple(f for f in self._all_told(part.beside, today) if f not in told and not is_same_fact(f, told[0]))
        # A yes or no was to the one figure: where another takes its place, or contradicts it, neither is said.
        verdict = part.verdict if told == (part.fact,) else None
        return FactPart(told[0], verdict, beside, told[1:])

    def _computed(self, part: ComputedPart, today: date) -> tuple[Part, ...]:
        """Nothing is worked out from a figure that was replaced or that articles differ on: all are told instead."""
        operands = part.operands
        if all(self._told(f, today) == (f,) for f in operands) and not any(
            is_same_fact(one, other) for one in operands for other in operands
        ):
            return (part,)
        return tuple(dict.fromkeys(self._fact(FactPart(fact), today) for fact in operands))

    def _lack(self, lack: Lack, today: date) -> Lack:
        return replace(lack, held=self._all_told(lack.held, today), related=self.ids(lack.related, today))

    def _choices(self, choices: Iterable[Choice], today: date) -> tuple[Choice, ...]:
        return tuple(map(Choice, self.ids((choice.target for choice in choices), today)))

    def _all_told(self, facts: Iterable[Fact], today: date) -> tuple[Fact, ...]:
        return tuple(dict.fromkeys(told for fact in facts for told in self._told(fact, today)))

    def _told(self, fact: Fact, today: date) -> tuple[Fact, ...]:
        return self._standing.told(fact, today)
