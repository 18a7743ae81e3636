"""Growth over the year before: 2023年比2022年增加百分之几 is the published rate, not what two figures come to.

Two years' figures may be as rough as 超100亿元; the rate that was published for the later year is the answer. The other
way round, a figure and its growth give the figure before: 按28.89%倒推, 2022年是多少.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from bot.domain.bilingual import Bilingual, Language
from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import ComputedPart, FactPart
from bot.domain.quantities import Dimension
from bot.domain.revision import Revision
from bot.domain.standing import is_same_fact
from bot.matching.arithmetic import amount, in_unit
from bot.matching.compute import working
from bot.matching.computed.named_facts import first_fact
from bot.matching.question import Question, content_words
from bot.matching.reading import Reading

_EARLIER = re.compile(
    r"(?:比起?|较|相比于?|对比|与|跟|同|从|compared (?:with|to)|\bover|\bfrom|\bthan|\bon|\bversus|\bvs)?\s*"
    r"(?:前一年|上一年|上年度?|头一年|(?P<year>(?:19|20)\d{2})年?|(?:the )?(?:(?:previous|prior) year|year before))"
    r"(?:同期)?(?:相比|到|to\b)?"
)
_GREW = re.compile(
    r"涨|增[长加幅速]?|升|上升|提高|多了|高了|高出|\b(?:grow|grew|growth|increas\w*|rise|rose|risen|up|higher|more|climb\w*|jump\w*)\b"
)
_BACK = re.compile(
    r"倒推|反推|推算|逆推|反算|倒算|往回算|(?:按|照|根据|依).{0,16}(?:增|涨|升).{0,24}(?:算|推|是多少|多少)"
    r"|同期.{0,8}(?:大概|大约|约|估)|work(?:ed|ing)? back|\bimpl(?:y|ies|ied)\b"
    r"|given (?:that|the|a) .{0,60}(?:rose|grew|growth|up|increase)"
)
# 按2023年的增速倒推, 2023年比前一年: the year is that of the growth, not of what is looked for.
_OWN_YEAR = re.compile(
    r"(?:19|20)\d{2}年?的?[^?,]{0,8}?(?:增速|增幅|增长率?|涨幅|同比|growth|increase)|[前上]一年|头一年"
    r"|year before|(?:prior|previous) year"
)
_TIMED = re.compile(r"截至|截止|目前|至今|现在|全年|上半年|\b(?:so far|to date|now|current\w*|full year)\b")
_AMOUNT = re.compile(r"多少亿|几亿|多少钱|多少元|how many (?:billion|yuan)|how much money")


def year_on_year(question: Question, reading: Reading) -> FactPart | None:
    """The published growth of the later of two years in a row; None: the question asks for no such thing."""
    normal = question.normal
    if not _GREW.search(normal) or _AMOUNT.search(normal) or question.relative_years:
        return None
    for match in _EARLIER.finditer(normal):
        later = [y for y in question.years if not match["year"] or y == int(match["year"]) + 1]
        others = set(question.years) - set(later) - ({int(match["year"])} if match["year"] else set())
        if len(later) != 1 or others:
            continue
        growth = "growth rate" if question.language is Language.ENGLISH else "同比增长"
        bare = reading.question(f"{normal[: match.start()]} {normal[match.end() :]} {growth}", question.language)
        fact = first_fact(bare, reading, _growth_of(later[0]))
        return FactPart(fact) if fact else None
    return None


def of_shown(question: Question, shown: Sequence[Fact | Entry], revision: Revision) -> FactPart | None:
    """涨了多少 after a figure, or after what someone said of one: the published growth of the same time.

    `shown` is what was last shown, newest first. None: the question names more than that, or that time is not clear.
    """
    if "growth" not in question.statuses or question.years or question.relative_years or content_words(question) > 1:
        return None
    if question.asks - {Asks.FIGURE} or (shown and _is_no_growing(shown[0])):
        return None
    for target in shown:
        same = [f for f in _rates(revision) if f.park == target.park and _is_of_the_time_of(f, target)]
        if same:
            one = all(f is same[0] or is_same_fact(same[0], f) for f in same)
            return FactPart(same[0]) if one else None
        if isinstance(target, Fact):
            return None  # no growth was published for that time, whatever was spoken of before it
    return None


def _is_no_growing(target: Fact | Entry) -> bool:
    """Whether a figure is none that the published growths are of."""
    return isinstance(target, Fact) and (
        target.status is Status.GROWTH or target.quantity.dimension is not Dimension.MONEY
    )


def _is_of_the_time_of(rate: Fact, target: Fact | Entry) -> bool:
    if isinstance(target, Fact):
        return rate.period == target.period
    return rate.quantity.written in target.answer.zh or f"{{{rate.id}}}" in target.answer.zh


def of_other_times(fact: Fact, question: Question, revision: Revision) -> tuple[Fact, ...]:
    """The growths of other times, where a question for a growth names no time: 贵阳外贸增长多少."""
    dated = question.years or question.relative_years or question.numbers or _TIMED.search(question.normal)
    if fact.status is not Status.GROWTH or dated:
        return ()
    same = (f for f in _rates(revision) if f.park == fact.park and f.indicator == fact.indicator)
    return tuple(f for f in same if f.period != fact.period)


def is_growth_of_another_year(fact: Fact, shown: Sequence[Fact], question: Question) -> bool:
    """Whether a growth is of another time than the figures last shown: 增长了多少 after 2022 is not that of 2023."""
    if fact.status is not Status.GROWTH or question.years or question.relative_years:
        return False
    years = {f.period.year for f in shown if f.period.year is not None}
    return bool(years) and fact.period.year is not None and fact.period.year not in years


def before(question: Question, reading: Reading) -> ComputedPart | None:
    """The figure before a published growth, worked back from the figure after; None: nothing of the kind is asked."""
    if not _BACK.search(question.normal) or question.asks - {Asks.FIGURE, Asks.WHAT}:
        return None
    growth = _growth_meant(question, reading)
    if growth is None:
        return None
    grown = [
        f
        for f in reading.revision.facts.values()
        if (f.park, f.period) == (growth.park, growth.period) and f.quantity.dimension is Dimension.MONEY
    ]
    if len(grown) != 1:
        return None
    base, rate = grown[0], Fraction(growth.quantity.value)
    result = in_unit(amount(base.quantity) / (1 + rate / 100), base.quantity, (base, growth))
    sum_ = f"{base.quantity.written} ÷ (1 + {growth.quantity.written})"
    lines = (working(base, reading.revision), working(growth, reading.revision))
    return ComputedPart(Bilingual(f"{result.zh}（{sum_}）", f"{result.en} ({sum_})"), lines, (base, growth))


def _growth_meant(question: Question, reading: Reading) -> Fact | None:
    """The growth that the question names by its rate, by the year before it, or as that of the same time last year."""
    rates = [f for f in _rates(reading.revision) if not question.parks or f.park in question.parks]
    named = [f for f in rates if f.quantity.value in question.numbers]
    if not named and question.years:
        before = 0 if _OWN_YEAR.search(question.normal) else 1
        named = [f for f in rates if f.period.year is not None and f.period.year - before in question.years]
    if not named and not question.years and not question.numbers:
        named = [f for f in rates if f.period.year is None]
    return named[0] if len(named) == 1 else None


def _rates(revision: Revision) -> list[Fact]:
    return [f for f in revision.facts.values() if f.status is Status.GROWTH]


def _growth_of(year: int) -> Callable[[Fact], bool]:
    return lambda fact: fact.status is Status.GROWTH and fact.period.year == year
