"""What a computation is over: the facts that the question names, else those shown before, else all that measure the
same. What strays from the question is not worked out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.bilingual import Bilingual
from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Dimension
from bot.domain.turns import Context
from bot.language.lexicon import Kind
from bot.matching.compute import (
    FUTURE,
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
from bot.matching.computed.averages import averaged
from bot.matching.computed.named_facts import EXTREMES, barred, best_fact, by_figures, distinct, named
from bot.matching.decide import clear_answer
from bot.matching.question import Question, content, content_words
from bot.matching.reading import Reading
from bot.matching.relations import Relation, relation, strip, units_named, without_units
from bot.matching.split import has_content

_MEAN = re.compile(r"平均(?:值|数|算?下来|一下)?|均值|\b(?:average|mean)\b")
_SET_AGAINST = re.compile(r"比|差|较|跟|和|与|\b(?:than|between|compared|from|vs)\b")
_MORE = re.compile(r"[最更较][多少]|[多少](?:些|吗|呢|\?|$)|数量|几[家个]|\b(?:more|most|few\w*|less|least|number)\b")
_BOTH_WAYS = re.compile(r"进口[^?,]{1,4}出口|出口[^?,]{1,4}进口|\bimports? .{0,12}\bexport|\bexports? .{0,12}\bimport")
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
        facts = averaged(question, reading)
        return compute(kind, facts, reading.revision) if len(facts) == 2 else None
    if kind is Relation.MEAN:
        facts = named(kind, question, stripped, reading)
        if len(facts) < 2 and has_content(_unmeant(stripped, reading)):
            one = best_fact(stripped, reading, _SPOKEN_OF)
            facts = list(rivals(one, reading.revision)) if one and one.item else []
        return compute(kind, facts, reading.revision) if _of_one_measure(facts) else None
    facts = named(kind, question, stripped, reading)
    written = by_figures(question, reading)
    if kind is Relation.SHARE and len(written) > 2 and (pair := _around_of(question, reading)):
        facts = written = pair
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
        set_against = _ONE_OF_OTHER.search(question.normal) or len(written) > 1
        if kind is Relation.SHARE and set_against and len({f.quantity.dimension for f in facts[:2]}) == 1:
            # 28个是1883个的百分之几: one number of another, whatever they count; the reply says what.
            return compute(kind, facts, reading.revision)
        if len(written) > 1:
            return None  # 28个占1883个的几成 is no share of what was spoken of before
        facts = []  # what is missing from a target, or the share of a whole, is never worked out of unlike figures
    if kind is Relation.SUM and _are_unlike(facts):
        facts = []  # 哪5项加起来: never a sum of one park's fund and another's trade
    two_times = _of_two_times(facts) and len(written) < 2
    if kind is Relation.SHARE and two_times and not (question.years or question.relative_years):
        return None  # what share were exports? not one year's trade of another's
    alike = len({f.quantity.dimension for f in facts}) == 1
    # 谷子亩产和外贸额哪个更多: of two parks that are named, the reader is told that the figures cannot be compared.
    named_parks = len(question.parks) > 1 or bool(question.names)
    if len(facts) >= 2 and (alike or (named_parks and len({f.park for f in facts}) > 1)):
        in_part = any(f.item and f.item not in question.names for f in facts)
        # All firms of one zone, and the 6 of a town; the site of a park, and that of something in another.
        unlike = counts_unlike_things(facts) or (
            in_part and content_words(stripped) < 3 and _are_of_parts(facts, question, reading)
        )
        if kind in EXTREMES and (in_part or not written) and unlike:
            return side_by_side(facts, _UNLIKE, reading.revision)
        return compute(kind, facts, reading.revision)
    part = _of_one(kind, question, stripped, reading, context)
    strays = part and kind is Relation.SHARE and _is_of_something_else(part, question, stripped, context, reading)
    return None if strays else part


def _around_of(question: Question, reading: Reading) -> list[Fact]:
    """The two figures on either side of 占: 投资28个项目的21亿元占95亿的比重."""
    sides = [by_figures(reading.question(s, question.language), reading) for s in question.normal.split("占", 1)]
    pair = sides[0][-1:] + sides[-1][:1]
    alike = len({f.quantity.dimension for f in pair}) == 1
    return pair if len(sides) == len(set(pair)) == 2 and alike else []


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
    return bool(no_size) and _are_unlike(facts)


def counts_unlike_things(facts: Sequence[Fact]) -> bool:
    """Whether figures count one thing in one park and another in another: 企业 of the zone, of one industry."""
    dimensions = {f.quantity.dimension for f in facts}
    return dimensions in ({Dimension.COUNT}, {Dimension.MONEY}) and _are_unlike(facts)


def _are_of_parts(facts: Sequence[Fact], question: Question, reading: Reading) -> bool:
    """Whether counts or areas of several parks are of something unnamed in one: 贵阳和成都企业数量哪个多.

    An area, where that park has another one as a whole.
    """
    dimension = facts[0].quantity.dimension
    if len({f.park for f in facts}) < 2:
        return False
    parts = {f.park for f in facts if f.item and f.item not in question.names}
    held = reading.revision.facts.values()
    whole = any(f.park in parts and f.item is None and f.quantity.dimension is Dimension.AREA for f in held)
    return dimension is Dimension.COUNT or (dimension is Dimension.AREA and whole)


def _are_unlike(facts: Sequence[Fact]) -> bool:
    return len({f.park for f in facts}) > 1 and len({f.indicator for f in facts}) > 1


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
