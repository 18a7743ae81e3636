"""What a computation is over: the facts that the question names, else those shown before, else all that measure the
same. What strays from the question is not worked out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.bilingual import Bilingual, Language
from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Dimension
from bot.domain.turns import Context
from bot.language.lexicon import Kind
from bot.matching.arithmetic import amount
from bot.matching.compute import (
    FUTURE,
    PRESENT,
    also_in,
    compute,
    is_actual_and_planned,
    is_part_and_whole,
    latest,
    rivals,
    siblings,
    side_by_side,
    span,
)  # fmt: skip
from bot.matching.computed.named_facts import EXTREMES, barred, best_fact, by_figures, distinct, first_fact, named
from bot.matching.decide import clear_answer
from bot.matching.known import places_of
from bot.matching.question import Question, content
from bot.matching.reading import Reading
from bot.matching.relations import DIVIDED, Relation, relation, strip, units_named, without_units
from bot.matching.split import has_content
from bot.matching.tokens import ending

_AVERAGE = re.compile(
    r"(?P<average>(?:(?:平均)?每一?|平均一|摊下来一|摊到一|摊下来每|摊到每)(?P<each>[个条家所名项座]))"
)
_COUNTED = re.compile(
    r"\d(?P<each>[个条家所名项])[\u4e00-\u9fff]{0,8}(?P<average>平均)(?!每|亩)"
)  # 28个项目平均投了多少
_SHARED_OUT = re.compile(r"(?:平均|摊|分)到\d")
_HOW_MANY = re.compile(r"(?:多少|几)([家种所名项条])(?!目)")
_MEAN = re.compile(r"平均(?:值|数|算?下来|一下)?|均值|\b(?:average|mean)\b")
_SET_AGAINST = re.compile(r"比|差|较|跟|和|与|\b(?:than|between|compared|from|vs)\b")
_MORE = re.compile(r"[最更较][多少]|[多少](?:些|吗|呢|\?|$)|数量|几[家个]|\b(?:more|most|few\w*|less|least|number)\b")
_BOTH_WAYS = re.compile(r"进口[^?,]{1,4}出口|出口[^?,]{1,4}进口|\bimports? .{0,12}\bexport|\bexports? .{0,12}\bimport")
_MONEY = re.compile(r"外贸|投了|贸易|进出口|产值|出口额|钱|投资|资金|金额|万|亿|投入|融资")
_ONE_OF_OTHER = re.compile(r"[是为]([^?,]{2,20})的(?:百分之几|百分之多少|几成|几分之几|多少)")
_OF_A_WHOLE = frozenset({Relation.SHARE, Relation.MISSING})
_UNLIKE = Bilingual("统计的不是同一件事", "they do not measure the same thing")
_SPOKEN_OF = 0.42  # the score from which on a question speaks of a figure
_KNOWN = 0.9  # how much of a question a published share explains that answers it
_AT_ONCE = 4  # figures that a question may speak of at once


def computed(kind: Relation, question: Question, reading: Reading, context: Context | None) -> ComputedPart | None:
    """The computation a question asks for, over the facts it means; None where it does not name enough of them."""
    part = _computed(kind, question, reading, context)
    if part is None or _is_of_other_parks(part, question, reading):
        return None
    return in_units(question.normal, kind, part)  # 58号和158号差多少斤


def compares_alone(question: Question, reading: Reading) -> Relation | None:
    """What a message asks that asks which is more and nothing else: 哪个多, which is higher? None: it is another."""
    kind = relation(question.normal)
    if kind not in EXTREMES or question.parks or question.names or question.numbers:
        return None
    return None if has_content(reading.question(strip(question.normal), question.language)) else kind


def compared_in(kind: Relation, shown: Fact | Entry | None, reading: Reading) -> ComputedPart | None:
    """Which is more of the two figures of one measure that a statement gives; None: it gives no two."""
    if not isinstance(shown, Entry):
        return None
    facts = [f for f in reading.revision.facts.values() if shown.names(f.id)]
    return compute(kind, facts, reading.revision) if len(facts) == 2 and _of_one_measure(facts) else None


def in_units(normal: str, kind: Relation, part: ComputedPart) -> ComputedPart:
    """A computation with its result in the units that a text names, too."""
    for unit in units_named(normal):
        part = also_in(unit, kind, part)
    return part


def _computed(kind: Relation, question: Question, reading: Reading, context: Context | None) -> ComputedPart | None:
    stripped = reading.question(strip(without_units(question.normal)), question.language)
    if _BOTH_WAYS.search(question.normal):
        return None  # 进口和出口哪个大: only their total is published
    if any(question.relative_years) and not (0 in question.relative_years or by_figures(question, reading)):
        return None  # compared with last year: not with what else is held
    if len(stripped.parks) > 1 and not (has_content(stripped) or stripped.names or question.measured) and not context:
        return None  # 对比一下贵阳和成都: in what?
    if kind is Relation.DIFFERENCE and "growth" in question.statuses and not _SET_AGAINST.search(question.normal):
        return None  # 产量提高多少 asks for no difference of two varieties
    if kind is Relation.AVERAGE:
        facts = _averaged(question, reading)
        return compute(kind, facts, reading.revision) if len(facts) == 2 else None
    if kind is Relation.MEAN:
        facts = named(kind, question, stripped, reading)
        if len(facts) < 2 and has_content(_unmeant(stripped, reading)):
            one = best_fact(stripped, reading, _SPOKEN_OF)
            facts = list(rivals(one, reading.revision)) if one and one.item else []
        return compute(kind, facts, reading.revision) if _of_one_measure(facts) else None
    facts = named(kind, question, stripped, reading)
    written = by_figures(question, reading)
    if not (written or question.years or question.relative_years):
        facts = [latest(f, reading.revision) for f in facts]
    if kind not in EXTREMES and not written and _is_of_unlike_parks(facts):
        return None  # 贵阳人才比成都多多少: Chengdu's three elements are no people
    if (
        kind is Relation.SHARE
        and len(facts) < 2
        and has_content(stripped)
        and _is_published(question, reading, context)
    ):
        return None  # 企业牵头的占几成 is published: nothing is to be worked out
    if kind is Relation.SHARE:
        facts = [f for f in facts if f.quantity.unit != "%"]  # a share of amounts, never of rates
    if kind in _OF_A_WHOLE and len(facts) >= 2 and not _belong(facts[0], facts[1]):
        set_against = _ONE_OF_OTHER.search(question.normal) or len(by_figures(question, reading)) > 1
        if kind is Relation.SHARE and set_against and len({f.quantity.dimension for f in facts[:2]}) == 1:
            # 28个是1883个的百分之几: one number of another, whatever they count; the reply says what.
            return compute(kind, facts, reading.revision)
        if len(by_figures(question, reading)) > 1:
            return None  # 28个占1883个的几成 is no share of what was spoken of before
        facts = []  # what is missing from a target, or the share of a whole, is never worked out of unlike figures
    if kind is Relation.SUM and len({f.park for f in facts}) > 1 and len({f.indicator for f in facts}) > 1:
        facts = []  # 哪5项加起来: never a sum of one park's fund and another's trade
    two_times = _of_two_times(facts) and len(by_figures(question, reading)) < 2
    if kind is Relation.SHARE and two_times and not (question.years or question.relative_years):
        return None  # what share were exports? not one year's trade of another's
    alike = len({f.quantity.dimension for f in facts}) == 1
    # 谷子亩产和外贸额哪个更多: of two parks that are named, the reader is told that the figures cannot be compared.
    named_parks = len(question.parks) > 1 or bool(question.names)
    if len(facts) >= 2 and (alike or (named_parks and len({f.park for f in facts}) > 1)):
        in_part = any(f.item and f.item not in question.names for f in facts)
        if (
            kind in EXTREMES and (in_part or not written) and counts_unlike_things(facts)
        ):  # all firms of one zone, and a town's 6
            return side_by_side(facts, _UNLIKE, reading.revision)
        return compute(kind, facts, reading.revision)
    part = _of_one(kind, question, stripped, reading, context)
    strays = part and kind is Relation.SHARE and _is_of_something_else(part, question, stripped, context, reading)
    return None if strays else part


def _is_of_other_parks(part: ComputedPart, question: Question, reading: Reading) -> bool:
    """Whether figures are not of the parks that are named: Tcar和晋中哪个面积大 is not about a third one."""
    named = set(question.parks)
    held = {f.park for f in part.operands}
    owners = {reading.revision.names[n].park for n in question.names}
    if not (named or owners) or by_figures(question, reading):
        return False
    if owners:  # 二期建筑面积比占地多多少: not the site of another park
        return not held <= named | owners
    return not held <= named or (len(named) > 1 and held != named)


def _is_of_something_else(
    part: ComputedPart, question: Question, stripped: Question, context: Context | None, reading: Reading
) -> bool:
    """Whether the question has a word that none of the figures knows: 企业主导的占多少 is no share of all companies.

    Nor does one word alone say of which park and which whole: 企业占多少.
    """
    figures = by_figures(question, reading)
    if len(figures) > 1 or any(f.status in FUTURE for f in figures):  # 95亿里国有资本占多少 is of something else
        return False
    known: set[str] = set().union(*(reading.matcher.known(f.id).tokens for f in part.operands))
    words = [p for p in content(stripped) if p.span.meanings and f"{Kind.STATUS}:share" not in p.whole]
    alone = len(words) == 1 and not (question.parks or question.names or context)
    alone = alone and not is_actual_and_planned(*part.operands[:2])
    return alone or any(not p.whole & known for p in words)


def _is_of_unlike_parks(facts: Sequence[Fact]) -> bool:
    """Whether counts, times or shares of several parks are of different things: years and minutes, firms and lines."""
    no_size = {f.quantity.dimension for f in facts} & {Dimension.COUNT, Dimension.TIME, Dimension.RATIO}
    return bool(no_size) and len({f.park for f in facts}) > 1 and len({f.indicator for f in facts}) > 1


def counts_unlike_things(facts: Sequence[Fact]) -> bool:
    """Whether figures count one thing in one park and another in another: 企业 of the zone, of one industry."""
    counts = {f.quantity.dimension for f in facts} == {Dimension.COUNT}
    return counts and len({f.park for f in facts}) > 1 and len({f.indicator for f in facts}) > 1


def _unmeant(question: Question, reading: Reading) -> Question:
    """The question without its words for an average: 平均下来一个多少 says nothing of what."""
    return reading.question(_MEAN.sub(" ", question.normal), question.language)


def _is_published(question: Question, reading: Reading, context: Context | None) -> bool:
    found = clear_answer(question, reading)
    fact = found.candidate.target if found and found.explained >= _KNOWN else None
    if not isinstance(fact, Fact) or fact.status is not Status.SHARE:
        return False
    return not context or not context.parks or fact.park in context.parks


def _of_one_measure(facts: list[Fact]) -> bool:
    return len(facts) >= 2 and len({(f.park, f.indicator) for f in facts}) == 1


def _belong(one: Fact, other: Fact) -> bool:
    """Whether one figure is a part of the other, of the same measure, or of another area of one park."""
    areas = {one.quantity.dimension, other.quantity.dimension} == {Dimension.AREA}
    same = one.park == other.park and (areas or one.indicator == other.indicator)
    return same or is_part_and_whole(one, other)


def _of_two_times(facts: list[Fact]) -> bool:
    """Whether figures differ in their period alone."""
    return (
        len(facts) == 2 and len({(f.park, f.indicator, f.status in FUTURE) for f in facts}) == 1 and not facts[0].item
    )


def _of_one(
    kind: Relation, whole: Question, question: Question, reading: Reading, context: Context | None
) -> ComputedPart | None:
    revision = reading.revision
    written = by_figures(whole, reading)
    if kind in _OF_A_WHOLE:
        question = replace(question, statuses=frozenset())  # what is reached and what is aimed at are both meant
    best = written[0] if len(written) == 1 and written[0].status in FUTURE else best_fact(question, reading, _SPOKEN_OF)
    if best is None and kind is Relation.DIFFERENCE and (part := _part_meant(question, reading)) and part.part_of:
        return compute(kind, (revision.facts[part.part_of], part), revision)  # 总额比已经投出去的多多少
    if best is None and kind in _OF_A_WHOLE and has_content(question):
        best = _part_meant(question, reading)  # 培养的人才多大比例就业: the one figure is not the other's
    if not context and not (has_content(question) or question.numbers or question.years):
        return None  # 贵阳哪个最大: of what?
    if context and (best is None or not (question.parks or question.names)):
        shown = [revision.facts[i] for i in context.shown if i in revision.facts]
        comparable = [f for f in shown if f.quantity.dimension is shown[0].quantity.dimension]
        light = sum(p.weight >= 1.0 for p in question.pieces) <= 1
        bare = kind is Relation.SHARE and len(comparable) >= 2 and not has_content(question)
        if bare and (is_actual_and_planned(*comparable[:2]) or is_part_and_whole(*comparable[:2])):
            part_and_whole = sorted(comparable[:2], key=_comes_second)  # 占比呢 after both
            return compute(kind, part_and_whole, revision)
        if counts_unlike_things(comparable):
            return None  # 多几倍 after two that were said to be unlike
        if len(comparable) >= 2 and light and kind not in (Relation.MISSING, Relation.SHARE):
            return compute(kind, comparable[:2], revision)
        if shown and (best is None or light):
            best = shown[0]
    if best is None:
        return None
    if kind is Relation.DIFFERENCE and (gap := span(best, revision)):
        return gap
    if kind in _OF_A_WHOLE:
        best = (_part_meant(question, reading) if has_content(question) else None) or best
        if best.quantity.unit == "%":
            return None
        if best.part_of:
            return compute(kind, (best, revision.facts[best.part_of]), revision)
    if kind is Relation.SUM and best.item:
        return compute(kind, rivals(best, revision), revision)
    if kind in (Relation.SHARE, Relation.MISSING, Relation.DIFFERENCE):
        aimed = [f for f in siblings(best, revision) if f.quantity.dimension is best.quantity.dimension]
        if kind is Relation.SHARE:  # a share of what is planned, never one year's figure of another's
            aimed = [f for f in aimed if is_actual_and_planned(best, f)]
        return compute(kind, (best, aimed[0]), revision) if aimed else None
    if kind in EXTREMES:
        if len(written) == 1 and written[0].quantity.dimension is Dimension.COUNT:
            return None  # 49个平台哪个最大: the figure counts what is asked about
        counts = best.quantity.dimension is Dimension.COUNT
        # 最大的企业是哪家: a number of companies has no size; 哪个园区企业多 is not told by those of something in it.
        if counts and (not _MORE.search(whole.normal) or (best.item and best.item not in whole.names)):
            return None
        over = rivals(best, revision)
        if len(whole.parks) > 1 and len({f.park for f in over}) == 1:
            return None  # 贵阳和成都谁外贸多: where one of them has none, there is nothing to compare
        return compute(kind, over, revision) if len(over) > 1 else _similar(best, question, reading)
    return None


def _part_meant(question: Question, reading: Reading) -> Fact | None:
    """The figure that is a part of another one, where the question speaks of both: 培养的人里就业的占几成."""
    open_question = replace(question, asks=question.asks & {Asks.FIGURE}, wants=None)
    scored = reading.matcher.match(
        open_question, lambda c: isinstance(c.target, Fact) and c.target.quantity.unit != "%"
    )
    meant = [s.candidate.target for s in scored if not barred(s) and s.score >= _SPOKEN_OF]
    facts = [f for f in meant if isinstance(f, Fact)][:_AT_ONCE]
    return next((f for f in facts if f.part_of and any(w.id == f.part_of for w in facts)), None)


def _comes_second(fact: Fact) -> bool:
    """Whether a figure is what another one is a share of: what is aimed at, or the whole."""
    return fact.status in FUTURE or not fact.part_of


def _averaged(question: Question, reading: Reading) -> list[Fact]:
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
    scored = reading.matcher.match(
        text, lambda c: c.target.quantity.unit == each if isinstance(c.target, Fact) else False
    )
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


def _similar(best: Fact, question: Question, reading: Reading) -> ComputedPart | None:
    """Figures that sound alike but measure different things: shown side by side."""
    scored = reading.matcher.match(question, lambda c: isinstance(c.target, Fact))
    facts = [s.candidate.target for s in scored if not s.objections and s.score > 0.4]
    alike = distinct(
        [best, *(f for f in facts if isinstance(f, Fact) and f.quantity.dimension is best.quantity.dimension)]
    )[:3]
    if len(alike) < 2 or best.quantity.dimension is Dimension.COUNT:
        return None
    ordered = sorted(alike, key=lambda f: -f.quantity.amount)
    return side_by_side(ordered, _UNLIKE, reading.revision)
