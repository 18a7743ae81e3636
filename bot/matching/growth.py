"""Growth over the year before: 2023年比2022年增加百分之几 is the published rate, not what two figures come to.

Two years' figures may be as rough as 超100亿元; the rate that was published for the later year is the answer.
"""

import re
from collections.abc import Callable

from bot.domain.bilingual import Language
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import FactPart
from bot.matching.operands import first_fact
from bot.matching.question import Question
from bot.matching.reading import Reading

_EARLIER = re.compile(
    r"(?:比起?|较|相比于?|对比|与|跟|同|从|compared (?:with|to)|\bover|\bfrom|\bthan|\bon|\bversus|\bvs)?\s*"
    r"(?:前一年|上一年|上年度?|头一年|(?P<year>(?:19|20)\d{2})年?|(?:the )?(?:(?:previous|prior) year|year before))"
    r"(?:同期)?(?:相比|到|to\b)?"
)
_GREW = re.compile(
    r"涨|增[长加幅速]?|升|上升|提高|多了|高了|高出|\b(?:grow|grew|growth|increas\w*|rise|rose|risen|up|higher|more|climb\w*|jump\w*)\b"
)
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


def _growth_of(year: int) -> Callable[[Fact], bool]:
    return lambda fact: fact.status is Status.GROWTH and fact.period.year == year
