"""What is shared out, and over what: 49个平台平均每个服务了多少项目, 28个项目平均投了多少."""

import re
from dataclasses import replace

from bot.domain.bilingual import Language
from bot.domain.facts import Fact
from bot.domain.quantities import Dimension
from bot.language.lexicon import Kind
from bot.matching.arithmetic import amount
from bot.matching.compute import PRESENT
from bot.matching.computed.named_facts import barred, by_figures, first_fact
from bot.matching.known import places_of
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import DIVIDED
from bot.matching.split import has_content
from bot.matching.tokens import ending

_AVERAGE = re.compile(
    r"(?P<average>(?:(?:平均)?每一?|平均一|摊下来一|摊到一|摊下来每|摊到每)(?P<each>[个条家所名项座]))"
)
# 28个项目平均投了多少
_COUNTED = re.compile(r"\d(?P<each>[个条家所名项])[\u4e00-\u9fff]{0,8}(?P<average>平均)(?!每|亩)")
_SHARED_OUT = re.compile(r"(?:平均|摊|分)到\d")
_HOW_MANY = re.compile(r"(?:多少|几)([家种所名项条])(?!目)")
_MONEY = re.compile(r"外贸|投了|贸易|进出口|产值|出口额|钱|投资|资金|金额|万|亿|投入|融资")


def averaged(question: Question, reading: Reading) -> list[Fact]:
    """What is shared out, and over what: 49个平台平均每个服务了多少项目."""
    written = by_figures(question, reading)
    if DIVIDED.search(question.normal) or (_SHARED_OUT.search(question.normal) and len(written) == 2):
        return written
    match = _AVERAGE.search(question.normal) or _COUNTED.search(question.normal)
    if not match:
        return []
    left, right = question.normal[: match.start("average")], question.normal[match.end("average") :]
    if not has_content(reading.question(f"{left} {right}", question.language)) and not question.numbers:
        return []  # 平均一个多少: of what?
    counted = by_figures(reading.question(left, question.language), reading)
    over = _over(match["each"], left, right, counted, reading, question.language)
    if over is None:
        return []
    park, money, unit = over.park, _MONEY.search(right), _HOW_MANY.search(right)
    rest = reading.question(f"{re.sub(r'[0-9.]+', ' ', left)} {right.replace('平均', ' ')}", question.language)
    noun = _noun(left, right, reading)
    if not counted:
        rest = replace(rest, pieces=tuple(p for p in rest.pieces if not p.whole & reading.matcher.known(over.id).heads))

    def fits(fact: Fact) -> bool:
        kind = not money or fact.quantity.dimension is Dimension.MONEY
        # 平均每个国家卖多少种产品 shares out products, not companies.
        return fact != over and fact.park == park and kind and (not unit or fact.quantity.unit[-1:] == unit[1])

    # 那28个项目摊下来一个多少: what is told with the figure that is named comes first.
    beside = places_of(over)
    told_with = (
        first_fact(rest, reading, lambda f: fits(f) and not beside.isdisjoint(places_of(f))) if counted else None
    )
    shared = next((f for f in counted if fits(f)), None) or told_with or first_fact(rest, reading, fits)
    if shared and not counted:
        over = _told_with(shared, over, reading)
        if noun and places_of(shared).isdisjoint(places_of(over)):
            return []  # 平台平均投资多少: what was invested is not said to be in the platforms
    # One year's trade over the companies of another time is no average.
    if shared is None or shared.period != over.period or over.quantity.unit[-1:] not in match["each"]:
        return []
    # Less than one of what is counted is no average: 平均每个项目 of the projects invested in over those served.
    counts = {shared.quantity.dimension, over.quantity.dimension} == {Dimension.COUNT}
    return [] if counts and amount(shared.quantity) < amount(over.quantity) else [shared, over]


def _over(each: str, left: str, right: str, counted: list[Fact], reading: Reading, language: Language) -> Fact | None:
    """What is shared out over: 每个平台 says it, whatever else is counted before it."""
    noun, known = _noun(left, right, reading), reading.matcher.known
    if named := next((f for f in counted if noun & known(f.id).heads), None):
        return named
    text = reading.question(f"{left} {right}", language)
    scored = reading.matcher.match(text, lambda c: isinstance(c.target, Fact) and c.target.quantity.unit == each)
    for one in scored if noun else ():
        fact = one.candidate.target
        if isinstance(fact, Fact) and noun & known(fact.id).heads and fact.status in PRESENT and not barred(one):
            return fact
    if counted:
        return None if noun else counted[0]
    return first_fact(reading.question(f"{left}{right[:3]}", language), reading, lambda f: f.quantity.unit == each)


def _noun(left: str, right: str, reading: Reading) -> frozenset[str]:
    """The tokens of what 每个 is said of: the noun behind it (每个平台), else the one before (平台平均每个)."""
    analyser = reading.analyser
    units, before = analyser.units(right), analyser.units(left)
    starting = analyser.lexicon.matches(units)[0] if units else ()
    behind = {f"{m.kind}:{m.id}" for s in starting for m in s.meanings if m.kind is Kind.CONCEPT}
    ahead = ending(len(before), analyser.lexicon.matches(before))
    return (analyser.countable & behind) or (analyser.countable & ahead)


def _told_with(shared: Fact, over: Fact, reading: Reading) -> Fact:
    """Over what a figure is shared out: 项目平均投资多少, the 28 told with it, not the 1883 that were served."""
    if not places_of(shared).isdisjoint(places_of(over)):
        return over
    known = reading.matcher.known
    told = [f for f in reading.revision.facts.values() if f != shared and places_of(f) & places_of(shared)]
    alike = [f for f in told if f.quantity.unit == over.quantity.unit and known(f.id).heads & known(over.id).heads]
    return next(iter(alike), over)
