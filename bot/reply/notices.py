"""What a reply says of dates before anything else: what is over, and that articles differ."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import assert_never

from bot.domain.articles import Citation
from bot.domain.bilingual import Bilingual, Language
from bot.domain.entries import Entry
from bot.domain.facts import Fact
from bot.domain.figures import figure
from bot.domain.gaps import Gap
from bot.domain.labels import label
from bot.domain.outcomes import (
    Answer,
    ComputedPart,
    EntryPart,
    FactPart,
    Lack,
    LacksPart,
    Outcome,
    Part,
    SourcePart,
    Unknown,
)  # fmt: skip
from bot.domain.revision import Revision
from bot.domain.standing import Standing, amounts
from bot.domain.validity import day_of
from bot.ports import Clock
from bot.reply.dates import date_text
from bot.reply.wording import Dates

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")


def figures_in(entry: Entry, revision: Revision) -> tuple[Fact, ...]:
    """The facts whose figures an entry gives."""
    named = dict.fromkeys(PLACEHOLDER.findall(entry.answer.zh))
    return tuple(revision.facts[id] for id in named if id in revision.facts)


class Notices:
    """Of one revision. Built once; what it says changes with the day alone."""

    def __init__(self, revision: Revision, clock: Clock) -> None:
        self._revision = revision
        self._standing = Standing(revision)
        self._clock = clock
        self._words = Dates()

    def of(self, outcome: Outcome, language: Language) -> Iterator[str]:
        """The lines that stand first."""
        match outcome:
            case Answer():
                for part in outcome.parts:
                    yield from self._part(part, language, alone=len(outcome.parts) == 1)
            case Unknown():
                yield from self._gap(outcome.lack, language)
            case _:
                return

    def figures(self, fact: Fact, language: Language, *, with_original: bool = True) -> str:
        """A fact's figure where there is no room for a notice: all that articles give, and a mark on what is over."""
        told = self._standing.told(fact, self.today())
        return "／".join(
            figure(f.quantity, language, with_original=with_original)
            + (self._words.mark.get(language) if self.is_over(f) else "")
            for f in told
        )

    def marked(self, fact: Fact, language: Language) -> str:
        """One figure inside a line, with its last day where that has passed."""
        text = figure(fact.quantity, language)
        return text + self._say(self._words.until, language, fact) if self.is_over(fact) else text

    def cited(self, entry: Entry) -> tuple[Citation, ...]:
        """Where the figures stand that are told besides those in an entry's own text."""
        own = figures_in(entry, self._revision)
        told = (f for fact in own for f in self._standing.told(fact, self.today()))
        return tuple(f.citation for f in told if f not in own)

    def is_over(self, target: Fact | Entry | Gap) -> bool:
        return target.validity.is_over(self.today())

    def stands_alone(self, fact: Fact) -> bool:
        """Whether a figure is told without another word: neither over, nor replaced, nor differing between articles."""
        return not self.is_over(fact) and self._standing.told(fact, self.today()) == (fact,)

    def today(self) -> date:
        """The day of the clock."""
        return day_of(self._clock())

    def _part(self, part: Part, language: Language, *, alone: bool) -> Iterator[str]:
        match part:
            case FactPart():
                told = (part.fact, *part.differing)
                if part.differing:
                    yield self._differ(told, language, "" if alone else self._name(part.fact, language))
                for fact in told:
                    if self.is_over(fact):
                        named = "" if alone and not part.differing else self._named(fact, language)
                        yield self._over(fact, named, language)
            case EntryPart():
                if self.is_over(part.entry):
                    yield self._over(part.entry, "" if alone else self._asked(part.entry, language), language)
                for fact in figures_in(part.entry, self._revision):
                    yield from self._inside(fact, language)
            case ComputedPart():
                for fact in part.operands:
                    if self.is_over(fact):
                        yield self._over(fact, self._named(fact, language), language)
            case SourcePart():
                return
            case LacksPart():
                yield from self._gap(part.lack, language)
            case _:
                assert_never(part)

    def _inside(self, fact: Fact, language: Language) -> Iterator[str]:
        """Of a figure inside an entry's text, which stays as it was written."""
        told = self._standing.told(fact, self.today())
        if self.is_over(fact):
            yield self._over(fact, self._named(fact, language), language)
        others = [f for f in told if amounts(f.quantity) != amounts(fact.quantity)]
        if others:
            figures = "；" if language.is_chinese else "; "
            listed = figures.join(self._words.by.get(language).format(
                figure=self.marked(f, language),
                title=self._revision.articles[f.citation.article].title.get(language),
            ) for f in others)  # fmt: skip
            words = self._words.newer if fact not in told else self._words.otherwise
            yield words.get(language).format(what=self._named(fact, language), figures=listed)

    def _gap(self, lack: Lack, language: Language) -> Iterator[str]:
        gap = self._revision.gaps.get(lack.gap) if lack.gap else None
        if gap and self.is_over(gap):
            yield self._say(self._words.gap, language, gap)

    def _over(self, target: Fact | Entry, what: str, language: Language) -> str:
        if what:
            return self._say(self._words.over_named, language, target, what)
        return self._say(self._words.over, language, target)

    def _differ(self, told: Sequence[Fact], language: Language, what: str) -> str:
        ordered = all(self._standing.is_newer(a, b) for a, b in pairwise(told))
        words = self._words.differ if ordered else self._words.differ_undated
        named = self._words.differ_named.get(language).format(what=what) if what else ""
        return named + words.get(language)

    def _named(self, fact: Fact, language: Language) -> str:
        return self._words.figure_of.get(language).format(
            what=self._name(fact, language), figure=figure(fact.quantity, language)
        )

    def _asked(self, entry: Entry, language: Language) -> str:
        return entry.phrasings.first(language)

    def _name(self, fact: Fact, language: Language) -> str:
        return label(fact, self._revision).get(language)

    def _say(self, words: Bilingual, language: Language, target: Fact | Entry | Gap, what: str = "") -> str:
        last = target.validity.expires
        day = "" if last is None else date_text(last.isoformat(), language)
        return words.get(language).format(date=day, what=what)
