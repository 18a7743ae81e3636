"""What of several articles' figures for the same fact stands on a day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.domain.facts import Fact, PeriodKind
from bot.domain.quantities import Quantity
from bot.domain.revision import Revision


def is_same_fact(one: Fact, other: Fact) -> bool:
    """Whether two articles give a figure for the same thing: park, measure, item, period and status are the same."""
    return one.citation.article != other.citation.article and _key(one) == _key(other)


class Standing:
    """Which figures are told for a fact. Built once for a revision, changes nothing."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        groups: dict[object, list[Fact]] = defaultdict(list)
        for fact in revision.facts.values():
            groups[_key(fact)].append(fact)
        self._others = {
            fact.id: others
            for group in groups.values()
            for fact in group
            if (others := tuple(f for f in group if is_same_fact(fact, f)))
        }

    @property
    def is_plain(self) -> bool:
        """Whether no fact is given by two articles."""
        return not self._others

    def told(self, fact: Fact, today: date) -> tuple[Fact, ...]:
        """What is told for a fact, of the newest article first: never one of several figures alone.

        Another article's figure that is the same is not repeated; one that is over is left out where a newer article
        gives one that is not.
        """
        others = self._others.get(fact.id, ())
        if not others:
            return (fact,)
        standing = [f for f in (fact, *others) if not self._is_replaced(f, (fact, *others), today)]
        kept = {} if fact not in standing else {amounts(fact.quantity): fact}
        for other in sorted(standing, key=self._date, reverse=True):
            kept.setdefault(amounts(other.quantity), other)
        return tuple(sorted(kept.values(), key=self._date, reverse=True))

    def is_newer(self, one: Fact, other: Fact) -> bool:
        """Whether the article of `one` is surely newer, as far as the dates of both are known."""
        shared = min(len(self._date(one)), len(self._date(other)))
        return self._date(one)[:shared] > self._date(other)[:shared]

    def _is_replaced(self, fact: Fact, group: Sequence[Fact], today: date) -> bool:
        return fact.validity.is_over(today) and any(
            is_same_fact(fact, f) and not f.validity.is_over(today) and not self.is_newer(fact, f) for f in group
        )

    def _date(self, fact: Fact) -> str:
        article = self._revision.articles.get(fact.citation.article)  # faulty content is read too, by the checks
        return article.date.value if article else ""


def amounts(quantity: Quantity) -> tuple[Decimal, Decimal | None, str, str]:
    """What makes two figures the same, however they are written: 1亿元 and 10000万元."""
    return quantity.amount, quantity.upper_amount, quantity.unit, quantity.qualifier.value


def _key(fact: Fact) -> object:
    period = fact.period
    when: object = period.value
    if period.kind is PeriodKind.THIS_YEAR:
        when = period.year  # another article's "this year" may be another one
    elif period.wording:
        when = period.wording.zh
    of = (fact.park, fact.indicator, fact.item, fact.per, fact.quantity.dimension)
    return (*of, fact.status, period.kind, when)
