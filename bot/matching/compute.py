"""Comparisons, extremes, differences, shares of a target, conversions: worked out from facts, and only from facts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Fact, PeriodKind, Status
from bot.domain.figures import english
from bot.domain.labels import label
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Dimension, Qualifier
from bot.domain.revision import Revision
from bot.matching.arithmetic import amount, converted, decimal_text, hedge, in_unit, is_rounded, joined
from bot.matching.relations import Relation, Unit

FUTURE = frozenset({Status.TARGET, Status.PLANNED, Status.FORECAST})
PRESENT = frozenset(Status) - FUTURE
_OF_TWO = frozenset(
    {Relation.SHARE, Relation.MISSING, Relation.RATIO, Relation.AVERAGE, Relation.PERCENT_MORE, Relation.DIFFERENCE}
)


def compute(kind: Relation, facts: Sequence[Fact], revision: Revision) -> ComputedPart | None:
    """Work a relation out over two or more facts, the first one asked about first; None where it makes no sense.

    Figures of different units are shown side by side with the reason. Figures that differ in period, status or in what
    they measure are worked out only where the question itself sets them against each other, and the reply says so.
    """
    facts = tuple(dict.fromkeys(facts))
    if len(facts) < 2:
        return None
    dimensions = {f.quantity.dimension for f in facts}
    other_things = (
        kind is Relation.SUM and len({f.quantity.unit for f in facts}) > 1 and dimensions == {Dimension.COUNT}
    )
    if (len(dimensions) > 1 and kind is not Relation.AVERAGE) or other_things:  # 13种 and 148个 have no sum
        return side_by_side(facts, Bilingual("单位不同", "they have different units"), revision)
    if kind in _OF_TWO:
        headline = _of_two(kind, facts[0], facts[1])
        facts = facts[:2]
    elif kind is Relation.MEAN:
        whole = sum((amount(f.quantity) for f in facts), Fraction(0))
        mean = in_unit(whole / len(facts), facts[0].quantity, facts)
        headline = Bilingual(f"平均{mean.zh}", f"{mean.en} on average")
    elif kind is Relation.SUM:
        total = in_unit(sum((amount(f.quantity) for f in facts), Fraction(0)), facts[0].quantity, facts)
        headline = Bilingual(f"合计{total.zh}", f"{total.en} in all")
    else:
        facts = tuple(sorted(facts, key=lambda f: amount(f.quantity), reverse=kind is Relation.LARGEST))
        headline = _extreme(facts, kind, revision)
    if headline is None:
        return None
    lines = [working(f, revision) for f in facts]
    if kind is Relation.MISSING:  # what is left of a whole may hang on what a note says of the part
        lines += [f.note for f in facts if f.note]
    for reason in (caveat(facts, kind), bound(facts, kind)):
        if reason:
            lines.append(Bilingual(f"注意：{reason.zh}。", f"Note: {reason.en}."))
    return ComputedPart(Bilingual(headline.zh, capital(headline.en)), tuple(lines), facts)


def also_in(unit: Unit, kind: Relation, part: ComputedPart) -> ComputedPart:
    """A difference, sum or mean with its value in another unit of area or mass beside it; other parts as they are."""
    facts = part.operands
    if len(facts) < 2 or {f.quantity.dimension for f in facts} != {unit.dimension}:
        return part
    if unit.dimension is Dimension.MONEY or re.search(rf"\d{unit.name.zh}", part.headline.zh):
        return part
    amounts = [amount(f.quantity) for f in facts]
    value = {
        Relation.DIFFERENCE: max(amounts) - min(amounts),
        Relation.MISSING: max(amounts) - min(amounts),
        Relation.SUM: sum(amounts, Fraction(0)),
        Relation.MEAN: sum(amounts, Fraction(0)) / len(amounts),
    }.get(kind)
    if value is None:
        return part
    lead, text = hedge(facts, is_rounded(value / unit.size, 4)), decimal_text(value / unit.size, 4)
    headline = Bilingual(
        f"{part.headline.zh}，合{lead.zh}{text}{unit.name.zh}", f"{part.headline.en}, or {lead.en}{text} {unit.name.en}"
    )
    return replace(part, headline=headline)


def side_by_side(facts: Sequence[Fact], reason: Bilingual, revision: Revision) -> ComputedPart:
    """Figures that cannot be compared, with the reason."""
    headline = Bilingual(
        f"这几个数不能直接比较：{reason.zh}。", f"These figures cannot be compared directly: {reason.en}."
    )
    return ComputedPart(headline, tuple(working(f, revision) for f in facts), tuple(facts))


def convert(fact: Fact, unit: Unit, revision: Revision) -> ComputedPart | None:
    """A figure in another unit of its dimension."""
    if unit.dimension is not fact.quantity.dimension or unit.name.zh == fact.quantity.unit:
        return None
    if fact.quantity.dimension is Dimension.MONEY:
        return None
    result, rate = converted(fact, unit)
    line = working(fact, revision)
    shown = Bilingual(f"{line.zh}（{rate.zh}）", f"{line.en} ({rate.en})")
    return ComputedPart(Bilingual(result.zh, capital(result.en)), (shown,), (fact,))


def merged(parts: Sequence[ComputedPart]) -> ComputedPart:
    """Several conversions of one figure as one reply."""
    headline = Bilingual("，".join(p.headline.zh for p in parts), ", ".join(p.headline.en for p in parts))
    working_lines = tuple(dict.fromkeys(w for p in parts for w in p.working))
    return ComputedPart(headline, working_lines, tuple(dict.fromkeys(f for p in parts for f in p.operands)))


def remainder(fact: Fact, revision: Revision) -> ComputedPart | None:
    """What a share leaves: 94% led by companies leaves 6% that are not."""
    if fact.status is not Status.SHARE or fact.quantity.unit != "%":
        return None
    rest = decimal_text(100 - Fraction(fact.quantity.value))
    return ComputedPart(
        Bilingual(f"{rest}%（100% − {fact.quantity.written}）", f"{rest}% (100% − {fact.quantity.written})"),
        (working(fact, revision),),
        (fact,),
    )


def share_of(fact: Fact, whole: Fact, revision: Revision) -> ComputedPart | None:
    """What a published share of a published count comes to (94% of 49 platforms: about 46)."""
    value = amount(whole.quantity) * Fraction(fact.quantity.value) / 100
    return _of_count(fact, whole, value, fact.quantity.written, 0 if value >= 10 else 1, revision)


def rest_of(fact: Fact, whole: Fact, revision: Revision) -> ComputedPart | None:
    """What a published share of a published count leaves (the 6% of 49 platforms that companies do not lead)."""
    value = amount(whole.quantity) * (100 - Fraction(fact.quantity.value)) / 100
    digits = 0 if value >= 10 or abs(value - round(value)) < Fraction(1, 10) else 1
    return _of_count(fact, whole, value, f"(100% − {fact.quantity.written})", digits, revision)


def _of_count(
    fact: Fact, whole: Fact, value: Fraction, share: str, digits: int, revision: Revision
) -> ComputedPart | None:
    if fact.quantity.unit != "%" or whole.quantity.dimension is not Dimension.COUNT:
        return None
    sum_ = f"{whole.quantity.written} × {share} ≈ {decimal_text(value)}"
    near = decimal_text(value, digits)
    return ComputedPart(
        Bilingual(f"约{near}{whole.quantity.unit}（{sum_}）", f"About {near} ({sum_})"),
        (working(fact, revision), working(whole, revision)),
        (fact, whole),
    )


def span(fact: Fact, revision: Revision) -> ComputedPart | None:
    """The difference between the two ends of a published range."""
    upper = fact.quantity.upper_amount
    if upper is None:
        return None
    gap = decimal_text(Fraction(upper) - Fraction(fact.quantity.amount))
    unit = fact.quantity.unit
    return ComputedPart(Bilingual(f"相差{gap}{unit}", f"A difference of {gap}"), (working(fact, revision),), (fact,))


def working(fact: Fact, revision: Revision) -> Bilingual:
    """One operand: its name and its figure as published."""
    name = label(fact, revision)
    return Bilingual(
        f"{name.zh}：{fact.quantity.written}", f"{name.en}: {english(fact.quantity)} ({fact.quantity.written})"
    )


def bound(facts: Sequence[Fact], kind: Relation) -> Bilingual | None:
    """Which way the true result lies where 超100亿元 is only a lower bound; None where that is not clear."""
    over = [f for f in facts if f.quantity.qualifier is Qualifier.OVER]
    if not over:
        return None
    written = over[0].quantity.written
    if kind is Relation.SUM:
        return Bilingual(f"“{written}”只是下限，实际合计比这大", f"{written} is a lower bound, the true sum larger")
    if len(over) != 1 or len(facts) != 2:
        return None
    less, more = sorted(facts, key=lambda f: amount(f.quantity))
    if kind is Relation.RATIO:
        larger = over[0] is more
        return Bilingual(
            f"“{written}”只是下限，实际倍数比这{'大' if larger else '小'}",
            f"{written} is a lower bound, they are {'more' if larger else 'fewer'} times as many",
        )
    if kind is Relation.DIFFERENCE and over[0] is less and more.quantity.is_exact:
        return Bilingual(
            f"“{written}”只是下限，实际差额比这小", f"{written} is a lower bound, the true difference smaller"
        )
    return None


def caveat(facts: Sequence[Fact], kind: Relation) -> Bilingual | None:
    """Why figures are not of one kind; None where they are."""
    first, *rest = facts
    if kind is Relation.AVERAGE:
        return Bilingual("这是用两个公布数相除得到的平均数", "an average of two published figures")
    counts = {f.quantity.dimension for f in facts} == {Dimension.COUNT} and first.park == facts[-1].park
    if kind is Relation.SUM and counts and len({f.indicator for f in facts}) == len(facts):
        return Bilingual(
            "原文没有说明这几个数有没有重叠，不一定能相加", "the article does not say whether they overlap"
        )
    if kind is Relation.SUM and any(f.per for f in facts):
        return Bilingual(
            "各是每亩的产量，相加并不是一亩的产量", "each is a yield per mu: the sum is no yield of one mu"
        )
    if any(f.part_of == other.id for f in facts for other in facts):
        return None
    if any(f.indicator != first.indicator for f in rest):
        return Bilingual(
            "几个数统计的不是同一件事，只是数值上的比较",
            "the figures do not measure the same thing; only their values are compared",
        )
    if {f.status in FUTURE for f in facts} == {True, False} and kind not in (Relation.SHARE, Relation.MISSING):
        return Bilingual("一个是实际值，一个是目标或规划值", "one is an actual figure, the other a target or plan")
    if len({f.period.value[:4] or f.period.kind for f in facts}) > 1 and kind not in (Relation.SHARE, Relation.MISSING):
        if PeriodKind.REPORTED in {f.period.kind for f in facts}:
            return Bilingual(
                "时间范围不同，其中有的只到报道时为止", "the periods differ; one runs only to the time of the report"
            )
        return Bilingual("时间范围不同", "the periods differ")
    return None


_HIGH_AND_LOW = Bilingual("高", "higher"), Bilingual("低", "lower")
_UP_AND_DOWN = {
    Dimension.AREA: (Bilingual("大", "larger"), Bilingual("小", "smaller")),
    Dimension.COUNT: (Bilingual("多", "larger"), Bilingual("少", "smaller")),
    Dimension.MONEY: (Bilingual("多", "larger"), Bilingual("少", "smaller")),
    Dimension.TIME: (Bilingual("长", "longer"), Bilingual("短", "shorter")),
}


def _of_two(kind: Relation, one: Fact, other: Fact) -> Bilingual | None:
    a, b = amount(one.quantity), amount(other.quantity)
    more, less = (one, other) if a >= b else (other, one)
    high, low = max(a, b), min(a, b)
    if not low:
        return None
    gap = in_unit(high - low, more.quantity, (more, less))
    if kind is Relation.DIFFERENCE and high == low:
        return Bilingual("两者相同，相差0", "they are the same")
    if kind is Relation.DIFFERENCE:  # 快了还是慢了，差几个点: which way, too
        up, down = _UP_AND_DOWN.get(one.quantity.dimension, _HIGH_AND_LOW)
        way = up if a > b else down
        return Bilingual(f"相差{gap.zh}（前者较{way.zh}）", f"a difference of {gap.en} (the first is {way.en})")
    if kind is Relation.RATIO:
        times = joined(high / low, "", (one, other))
        if a < b:  # A是B的几倍 with the smaller one first: both ways round, for either may be meant
            part = joined(a / b, "", (one, other))
            return Bilingual(
                f"前者是后者的{part.zh}倍，后者是前者的{times.zh}倍",
                f"The first is {part.en} times the second; the second is {times.en} times the first",
            )
        return Bilingual(f"{times.zh}倍", f"{times.en} times")
    if kind is Relation.AVERAGE:
        if other.quantity.dimension is not Dimension.COUNT:
            return None
        each = in_unit(a / b, one.quantity, (one, other))
        if one.quantity.dimension is Dimension.MONEY and a / b < 10**8:
            per = joined(a / b / 10**4, "万元", (one, other))
            each = Bilingual(per.zh, each.en)
        return Bilingual(f"平均{each.zh}", f"{each.en} on average")
    if kind is Relation.PERCENT_MORE:
        more_by = joined((high - low) / low * 100, "%", (one, other))
        return Bilingual(f"高{more_by.zh}（相差{gap.zh}）", f"{more_by.en} more (a difference of {gap.en})")
    areas = {f.quantity.dimension for f in (one, other)} == {Dimension.AREA}
    inside = one.park == other.park and areas and one.indicator != other.indicator  # the site of something in a park
    rival = not (is_actual_and_planned(one, other) or is_part_and_whole(one, other) or inside)
    if kind is Relation.SHARE and rival:
        of_other = joined(a / b * 100, "%", (one, other))  # 158号是58号的百分之多少: the first of the second
        return Bilingual(f"前者是后者的{of_other.zh}，相差{gap.zh}", f"{of_other.en}; the difference is {gap.en}")
    share = joined(low / high * 100, "%", (one, other))
    if is_actual_and_planned(one, other):
        if kind is Relation.MISSING:
            return Bilingual(
                f"还差{gap.zh}（已完成目标的{share.zh}）", f"{gap.en} more to go ({share.en} of the target reached)"
            )
        return Bilingual(
            f"已完成目标的{share.zh}，还差{gap.zh}", f"{share.en} of the target reached; {gap.en} more to go"
        )
    if kind is Relation.MISSING:
        return Bilingual(f"还剩{gap.zh}（已占{share.zh}）", f"{gap.en} left ({share.en} reached)")
    return Bilingual(f"占{share.zh}，相差{gap.zh}", f"{share.en}; the difference is {gap.en}")


def _extreme(ordered: Sequence[Fact], kind: Relation, revision: Revision) -> Bilingual:
    first = ordered[0]
    name, line = label(first, revision), working(first, revision)
    figure_zh, figure_en = line.zh.partition("：")[2], line.en.removeprefix(name.en + ": ")
    top = amount(first.quantity)
    if len(ordered) == 2 and top == amount(ordered[1].quantity):
        return Bilingual(f"两者相同，都是{figure_zh}", f"the same: {figure_en}")
    word = {
        (Relation.LARGEST, True): Bilingual("更大（更高）", "larger"),
        (Relation.LARGEST, False): Bilingual("最大（最高）", "largest"),
        (Relation.SMALLEST, True): Bilingual("更小（更低）", "smaller"),
        (Relation.SMALLEST, False): Bilingual("最小（最低）", "smallest"),
    }[kind, len(ordered) == 2]
    zh, en = f"{name.zh}{word.zh}：{figure_zh}", f"{word.en}: {name.en}, {figure_en}"
    if len(ordered) == 2:
        gap = in_unit(abs(top - amount(ordered[1].quantity)), first.quantity, ordered)
        zh, en = f"{zh}，相差{gap.zh}", f"{en}; the difference is {gap.en}"
    return Bilingual(zh, en)


def is_actual_and_planned(one: Fact, other: Fact) -> bool:
    """Whether two figures are what is reached and what is aimed at of the same measure in the same park."""
    same = one.indicator == other.indicator and one.park == other.park
    return same and (one.status in FUTURE) != (other.status in FUTURE)


def is_part_and_whole(one: Fact, other: Fact) -> bool:
    """Whether one of two figures is published as a part or a share of the other."""
    return one.part_of == other.id or other.part_of == one.id


def is_there(aim: Fact, revision: Revision) -> Fact | None:
    """What there is by now of the same measure, where something is aimed at."""
    there = (f for f in siblings(aim, revision) if f.status in PRESENT)
    # What one fund is to support is not there with what a town has finished.
    return next((f for f in there if f.item is None or aim.item is None or f.item == aim.item), None)


def siblings(fact: Fact, revision: Revision) -> tuple[Fact, ...]:
    """Facts of the same park and measure, those of the other status first: the target of what is built."""
    same = [f for f in revision.facts.values() if f.park == fact.park and f.indicator == fact.indicator and f != fact]
    return tuple(sorted(same, key=lambda f: (f.status in FUTURE) == (fact.status in FUTURE)))


def latest(fact: Fact, revision: Revision) -> Fact:
    """The figure of the last year that is published of the same measure; the fact itself where it is of no year."""
    if fact.period.kind is not PeriodKind.DATE or fact.status in FUTURE:
        return fact
    same = [f for f in siblings(fact, revision) if f.period.kind is PeriodKind.DATE and f.status is fact.status]
    return max([fact, *same], key=lambda f: f.period.value)


def rivals(fact: Fact, revision: Revision) -> tuple[Fact, ...]:
    """Every fact that measures the same with the same kind of status, `fact` first: what an extreme is taken over."""
    future = fact.status in FUTURE
    same = [f for f in revision.facts.values() if f.indicator == fact.indicator and (f.status in FUTURE) == future]
    return (fact, *(f for f in same if f != fact))


def capital(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]
