"""Comparisons, extremes, differences, shares of a target and conversions: worked out from facts, and only from facts."""

from collections.abc import Sequence
from fractions import Fraction

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Fact
from bot.domain.figures import english
from bot.domain.labels import label
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Dimension
from bot.domain.revision import Revision
from bot.matching.arithmetic import amount, converted, decimal_text, hedge, in_unit, is_rounded, percent
from bot.matching.guards import FUTURE, PRESENT
from bot.matching.relations import Relation, Unit



def incomparable(facts: Sequence[Fact]) -> Bilingual | None:
    """Why figures cannot be compared; None where they can."""
    first, *rest = facts
    if any(f.quantity.dimension is not first.quantity.dimension for f in rest):
        return Bilingual("单位不同，不能比较", "they have different units")
    if any(f.indicator != first.indicator for f in rest):
        return Bilingual("统计的不是同一件事", "they do not measure the same thing")
    if len({f.period.value[:4] for f in facts}) > 1 and len({f.park for f in facts}) > 1:
        return Bilingual("时间不同", "they are of different periods")
    if len({f.status in FUTURE for f in facts}) > 1:
        return Bilingual("一个是实际值，一个是目标或规划值", "one is actual, the other a target or plan")
    return None


def compute(kind: Relation, facts: Sequence[Fact], revision: Revision) -> ComputedPart | None:
    """Work a relation out over two or more facts; None where it makes no sense for them."""
    facts = tuple(dict.fromkeys(facts))
    if len(facts) < 2:
        return None
    if kind in (Relation.SHARE, Relation.MISSING, Relation.RATIO):
        return _of_two(kind, facts[0], facts[1], revision)
    reason = incomparable(facts)
    if reason and not (kind is Relation.DIFFERENCE and _built_and_planned(facts)):
        return side_by_side(facts, reason, revision)
    ordered = sorted(facts, key=lambda f: amount(f.quantity), reverse=True)
    if kind is Relation.SUM:
        total = in_unit(sum((amount(f.quantity) for f in facts), Fraction(0)), facts[0].quantity, facts)
        headline = Bilingual(f"合计{total.zh}", f"{_capital(total.en)} in all")
    elif kind is Relation.DIFFERENCE:
        headline = _difference(ordered[0], ordered[-1], revision)
    else:
        headline = _extreme(ordered, kind, revision)
    return ComputedPart(headline, tuple(working(f, revision) for f in ordered), tuple(ordered))


def side_by_side(facts: Sequence[Fact], reason: Bilingual, revision: Revision) -> ComputedPart:
    """Figures that cannot be compared, with the reason."""
    headline = Bilingual(f"这几个数不能直接比较：{reason.zh}。", f"These figures cannot be compared directly: {reason.en}.")
    return ComputedPart(headline, tuple(working(f, revision) for f in facts), tuple(facts))


def convert(fact: Fact, unit: Unit, revision: Revision) -> ComputedPart | None:
    """A figure in another unit of its dimension."""
    if unit.dimension is not fact.quantity.dimension or unit.name.zh == fact.quantity.unit:
        return None
    if fact.quantity.dimension is Dimension.MONEY:
        return None
    result, rate = converted(fact, unit)
    line = working(fact, revision)
    return ComputedPart(result, (Bilingual(f"{line.zh}（{rate.zh}）", f"{line.en} ({rate.en})"),), (fact,))


def working(fact: Fact, revision: Revision) -> Bilingual:
    """One operand: its name and its figure as published."""
    name = label(fact, revision)
    return Bilingual(f"{name.zh}：{fact.quantity.written}", f"{name.en}: {english(fact.quantity)} ({fact.quantity.written})")


def _difference(more: Fact, less: Fact, revision: Revision) -> Bilingual:
    gap = in_unit(amount(more.quantity) - amount(less.quantity), more.quantity, (more, less))
    if amount(more.quantity) == amount(less.quantity):
        return Bilingual("两者相同", "They are the same")
    name = label(more, revision)
    return Bilingual(f"相差{gap.zh}，{name.zh}更高", f"A difference of {gap.en}; higher: {name.en}")


def _extreme(ordered: Sequence[Fact], kind: Relation, revision: Revision) -> Bilingual:
    fact = ordered[0] if kind is Relation.LARGEST else ordered[-1]
    name = label(fact, revision)
    line = working(fact, revision)
    figure_zh = line.zh.partition("：")[2]
    figure_en = line.en.removeprefix(name.en + ": ")
    larger = Bilingual("更大（更高）", "larger") if kind is Relation.LARGEST else Bilingual("更小（更低）", "smaller")
    if len(ordered) > 2:
        larger = Bilingual("最大（最高）", "largest") if kind is Relation.LARGEST else Bilingual("最小（最低）", "smallest")
    text = Bilingual(f"{name.zh}{larger.zh}：{figure_zh}", f"{_capital(larger.en)}: {name.en}, {figure_en}")
    if len(ordered) == 2:
        gap = in_unit(amount(ordered[0].quantity) - amount(ordered[1].quantity), ordered[0].quantity, ordered)
        text = Bilingual(f"{text.zh}，相差{gap.zh}", f"{text.en}; the difference is {gap.en}")
    return text


def _of_two(kind: Relation, one: Fact, other: Fact, revision: Revision) -> ComputedPart | None:
    """A share of a target and what is missing (actual against target), or how many times one is of the other."""
    if one.quantity.dimension is not other.quantity.dimension:
        return side_by_side((one, other), Bilingual("单位不同", "they have different units"), revision)
    if kind is Relation.RATIO:
        more, less = sorted((one, other), key=lambda f: amount(f.quantity), reverse=True)
        if not amount(less.quantity):
            return None
        times = amount(more.quantity) / amount(less.quantity)
        lead = hedge((more, less), is_rounded(times))
        name, base = label(more, revision), label(less, revision)
        headline = Bilingual(
            f"{lead.zh}{decimal_text(times)}倍（{name.zh} ÷ {base.zh}）", f"{_capital(lead.en)}{decimal_text(times)} times ({name.en} / {base.en})"
        )
        return ComputedPart(headline, (working(more, revision), working(less, revision)), (more, less))
    part, whole = sorted((one, other), key=lambda f: amount(f.quantity))
    share = percent(amount(part.quantity) / amount(whole.quantity), (part, whole))
    gap = in_unit(amount(whole.quantity) - amount(part.quantity), whole.quantity, (part, whole))
    if _built_and_planned((part, whole)):
        headline = (
            Bilingual(f"还差{gap.zh}（已完成目标的{share.zh}）", f"{_capital(gap.en)} to go ({share.en} of the target reached)")
            if kind is Relation.MISSING
            else Bilingual(f"已完成目标的{share.zh}，还差{gap.zh}", f"{_capital(share.en)} of the target reached; {gap.en} to go")
        )
    else:
        headline = Bilingual(f"占{share.zh}，相差{gap.zh}", f"{_capital(share.en)}; the difference is {gap.en}")
    return ComputedPart(headline, (working(part, revision), working(whole, revision)), (part, whole))


def _built_and_planned(facts: Sequence[Fact]) -> bool:
    return (
        len(facts) == 2
        and facts[0].indicator == facts[1].indicator
        and facts[0].park == facts[1].park
        and {f.status in FUTURE for f in facts} == {True, False}
    )


def siblings(fact: Fact, revision: Revision) -> tuple[Fact, ...]:
    """Facts of the same park and measure, the other status first: the target of what is built."""
    same = [f for f in revision.facts.values() if f.park == fact.park and f.indicator == fact.indicator and f != fact]
    return tuple(sorted(same, key=lambda f: (f.status in PRESENT) == (fact.status in PRESENT)))


def rivals(fact: Fact, revision: Revision) -> tuple[Fact, ...]:
    """Every fact that measures the same, `fact` first: what an extreme is taken over."""
    same = [f for f in revision.facts.values() if f.indicator == fact.indicator and f != fact and (f.status in PRESENT) == (fact.status in PRESENT)]
    return (fact, *same)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
