"""A yearly figure over several years, a yield over several mu: 每年150个, 三年能支持多少; 十亩158号能收多少公斤."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Fact, PeriodKind
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Qualifier
from bot.matching.arithmetic import decimal_text, scale_mark
from bot.matching.compute import working
from bot.matching.computed.named_facts import first_fact
from bot.matching.question import Question
from bot.matching.reading import Reading

_COUNTED = re.compile(
    r"(?<![\d.])(?P<number>\d{1,4}(?:\.\d+)?)(?:年(?!前|度|级|代|后|来)|亩(?!产)| years?\b| mu\b)"
    r"|(?<![\d.])(?P<word>two|three|four|five|six|ten) (?:years?|mu)\b"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_YEARLY = re.compile(r"年|year")


def multiple(question: Question, reading: Reading) -> ComputedPart | None:
    """A figure per year or per mu times how many the question names; None: the question asks for no such thing."""
    match = _COUNTED.search(question.normal)
    if match is None or len(_COUNTED.findall(question.normal)) != 1:
        return None
    number = Decimal(match["number"]) if match["number"] else Decimal(_NUMBERS[match["word"]])
    if number < 2 or number >= 1900:  # a year, no number of years
        return None
    years = bool(_YEARLY.search(match[0]))
    bare = reading.question(f"{question.normal[: match.start()]} {question.normal[match.end() :]}", question.language)
    named = replace(bare, numbers=(), amounts=())  # 每年150个: the figure itself may be named
    fact = first_fact(named, reading, lambda f: f.period.kind is PeriodKind.YEARLY if years else f.per == "亩")
    if fact is None or (fact.item and fact.per and fact.item not in question.names):
        return None  # of which variety?
    own = {fact.quantity.value, fact.quantity.upper or fact.quantity.value}
    if any(n not in own for n in bare.numbers if n not in _digits_of_names(question, reading)):
        return None
    return _times(fact, number, years, reading)


def _digits_of_names(question: Question, reading: Reading) -> frozenset[Decimal]:
    """The numbers that stand in the names of the question: the 158 of 158号."""
    names = (reading.revision.names[n].name.zh for n in question.names)
    return frozenset(Decimal(d) for name in names for d in re.findall(r"\d+", name))


def _times(fact: Fact, number: Decimal, years: bool, reading: Reading) -> ComputedPart:
    quantity = fact.quantity
    ends = [decimal_text(Fraction(v * number), 4) for v in (quantity.value, quantity.upper) if v is not None]
    mark = scale_mark(quantity)
    count = decimal_text(Fraction(number))
    lead = {
        Qualifier.EXACT: Bilingual("", ""),
        Qualifier.RANGE: Bilingual("", ""),
        Qualifier.OVER: Bilingual("超", "over "),
    }.get(quantity.qualifier, Bilingual("约", "about "))
    line = working(fact, reading.revision)
    sum_zh = f"{quantity.written} × {count}{'年' if years else '亩'}"
    sum_en = f"{quantity.written} × {count} {'years' if years else 'mu'}"
    return ComputedPart(
        Bilingual(
            f"{lead.zh}{'至'.join(ends)}{mark}{quantity.unit}（{sum_zh}）",
            f"{lead.en}{' to '.join(ends)}{mark}{quantity.unit} ({sum_en})",
        ),
        (line,),
        (fact,),
    )
