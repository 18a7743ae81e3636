"""The words of a picture, in the reader's language and script."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from bot.domain.bilingual import Language
from bot.domain.facts import Fact
from bot.domain.figures import figure
from bot.domain.outcomes import Answer, ComputedPart, FactPart, Part
from bot.domain.revision import Revision
from bot.matching.arithmetic import amount
from bot.matching.compute import FUTURE, compute
from bot.matching.drawable import Drawable, Kind, subject
from bot.matching.relations import Relation
from bot.pictures.chart import Bar, Chart
from bot.reply.compose import Composer
from bot.reply.message import Message
from bot.reply.wording import STATUSES, Frames

# The font's curly quotation marks are as wide as a Chinese character; a Chinese title keeps them.
_CURLY = str.maketrans("‘’“”", "''\"\"")
_CHINESE_TITLE = re.compile("(《[^》]*》)")


class Charts:
    """Makes charts of one revision."""

    def __init__(self, revision: Revision, composer: Composer) -> None:
        self._revision = revision
        self._composer = composer
        self._frames = Frames()

    def chart(self, drawn: Drawable, language: Language) -> Chart:
        """What a picture shows."""
        longest = max(amount(fact.quantity) for fact in drawn.facts)
        computed = self._computed(drawn) if drawn.kind is Kind.PROGRESS else None
        articles = dict.fromkeys(fact.citation.article for fact in drawn.facts)
        source = self._frames.source.get(language)
        made = Chart(
            drawn.kind,
            self._title(drawn, language),
            self._subtitle(drawn, language),
            computed.headline.get(language) if computed else "",
            self._frames.computed.get(language) if computed else "",
            tuple(
                Bar(
                    *self._label(fact, drawn, language),
                    figure(fact.quantity, language), amount(fact.quantity) / longest, fact.status in FUTURE,
                )
                for fact in drawn.facts
            ),
            tuple(source + self._composer.dated(self._revision.articles[id], language) for id in articles),
        )  # fmt: skip
        return self._scripted(made, language)

    def caption(self, drawn: Drawable, language: Language) -> Message:
        """The same in words, as a reply gives it."""
        computed = None if drawn.kind is Kind.SERIES else self._computed(drawn)
        parts: tuple[Part, ...] = (computed,) if computed else tuple(FactPart(fact) for fact in drawn.facts)
        said = self._composer.compose(Answer(language, parts))
        return replace(said, lines=tuple(dict.fromkeys(said.lines)))  # figures may share their source

    def _computed(self, drawn: Drawable) -> ComputedPart | None:
        relation = Relation.SHARE if drawn.kind is Kind.PROGRESS else Relation.LARGEST
        return compute(relation, drawn.facts, self._revision)

    def _title(self, drawn: Drawable, language: Language) -> str:
        first = drawn.facts[0]
        pieces = [self._revision.indicators[first.indicator].name.get(language)]
        if drawn.kind is not Kind.COMPARISON and (item := self._item(first, language)) and item not in pieces[0]:
            pieces.insert(0, item)
        if len({fact.park for fact in drawn.facts}) == 1:
            pieces.insert(0, self._composer.park(first, language))
        title = (" · " if language.is_chinese else ": ").join(pieces)
        return title[:1].upper() + title[1:]

    def _subtitle(self, drawn: Drawable, language: Language) -> str:
        first = drawn.facts[0]
        pieces = [self._composer.period(first, language)] if drawn.kind is Kind.COMPARISON else []
        if drawn.kind is not Kind.PROGRESS:
            pieces.append(STATUSES[first.status].get(language))
        return self._joined(pieces, language)

    def _label(self, fact: Fact, drawn: Drawable, language: Language) -> tuple[str, str]:
        measures, period = self._composer.measures(fact, language), self._composer.period(fact, language)
        match drawn.kind:
            case Kind.PROGRESS:
                return measures, self._joined([period, STATUSES[fact.status].get(language)], language)
            case Kind.SERIES:
                named = {self._composer.measures(f, language) for f in drawn.facts}
                return period, measures if len(named) > 1 else ""
            case Kind.COMPARISON:
                item = self._item(fact, language)
                if len({f.park for f in drawn.facts}) > 1:
                    park = self._composer.park(fact, language)
                    return self._joined([park, item] if item else [park], language), measures
                return (measures, "") if item in measures else (item, measures)
            case _:
                assert_never(drawn.kind)

    def _joined(self, pieces: Iterable[str], language: Language) -> str:
        return (" · " if language.is_chinese else ", ").join(pieces)

    def _item(self, fact: Fact, language: Language) -> str:
        item = subject(fact, self._revision)
        return self._revision.names[item].name.get(language) if item else ""

    def _scripted(self, chart: Chart, language: Language) -> Chart:
        def say(text: str) -> str:
            if language is Language.ENGLISH:
                pieces = _CHINESE_TITLE.split(text)
                return "".join(piece if i % 2 else piece.translate(_CURLY) for i, piece in enumerate(pieces))
            return self._composer.scripted(text, language)

        return Chart(
            chart.kind, say(chart.title), say(chart.subtitle), say(chart.headline), say(chart.note),
            tuple(replace(b, label=say(b.label), detail=say(b.detail), figure=say(b.figure)) for b in chart.bars),
            tuple(say(source) for source in chart.sources),
        )  # fmt: skip
