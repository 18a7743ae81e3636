"""What a follow-up works out with the figures just shown: 和95亿比呢, 平均呢, 建筑面积呢 after two sites."""

import re
from collections.abc import Sequence

from bot.domain.facts import Fact
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Dimension
from bot.matching.arithmetic import amount
from bot.matching.compute import FUTURE, compute, is_part_and_whole
from bot.matching.computed.floor_area import floor_area_ratio
from bot.matching.computed.named_facts import EXTREMES, best_fact, by_figures, first_fact
from bot.matching.decide import clear_figure
from bot.matching.followup import replace_slots
from bot.matching.known import places_of
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import Relation, relation, strip
from bot.matching.split import has_content
from bot.matching.wanted import kind_of

_OF_TWO = EXTREMES | {Relation.RATIO, Relation.DIFFERENCE, Relation.SHARE, Relation.PERCENT_MORE}
_COMPARED = re.compile(
    r"^那?么?(?:和|跟|与|同|比起)(?P<zh>[^?,]{2,20}?)(?:相?比)(?:起来)?(?:呢|怎么?样|如何)?\??$"
    r"|^(?:and )?(?:compared|in comparison) (?:to|with) (?P<en>[^?,]{2,40})\??$"
)
_AVERAGE = re.compile(
    r"^那?平均(?:下来|算下来)?(?:[每一1]?[个家条])?(?P<each>[\u4e00-\u9fff]{2})?(?:呢|多少|是多少)?\??$"
    r"|^(?:and )?(?:on average|the average|average)\??$"
    r"|^(?:and )?(?:how much )?per (?P<en>project|company|platform)\??$"
)
_SHARE = re.compile(
    r"^那?(?:占比|比例|比重|占多少|占几成|百分之几)(?:是|有)?(?:多少|多大)?(?:呢|了)?\??$"
    r"|^(?:and )?what (?:share|percentage)\??$"
)
_OF_WHOLE = re.compile(
    r"^(?:那|它|这|这些|它们)?占(?P<whole>[^?,占]{2,16}?)的?(?:多少|几成|百分之几|比例|比重|多大比例)(?:呢|了)?\??$"
)
_TOTAL = re.compile(
    r"^那?(?:一共|总共|合计|加起来|加一起|总计)(?:是|有)?(?:多少|几)?[家个种条所人名亿元]*(?:呢)?\??$"
    r"|^(?:and )?(?:in total|altogether|in all|sum)\??$"
)
_ANOTHER = re.compile(r"^那?(?P<zh>[^?,]{2,10})[呢咧]\??$|^(?:and |what about )(?:the )?(?P<en>[a-z ]{3,30})\?$")


def with_shown(question: Question, previous: Question, shown: Sequence[Fact], reading: Reading) -> ComputedPart | None:
    """What is worked out; `previous` is the question before, `shown` are the figures last shown, newest first."""
    if not shown or question.years:
        return None
    if question.parks:
        return _against_park(question, previous, shown[0], reading)
    return (
        _set_against(question, shown[0], reading)
        or _floor_area_ratio(question, shown[0], reading)
        or _share_of(question, shown, reading)
        or _average(question, previous, shown[0], reading)
        or _total(question, shown, reading)
        or _of_another_measure(question, previous, shown, reading)
    )


def _set_against(question: Question, shown: Fact, reading: Reading) -> ComputedPart | None:
    """和95亿比呢: the figure just shown and the one that is named."""
    match = _COMPARED.search(question.normal)
    if match is None:
        return None
    other = reading.question(match["zh"] or match["en"], question.language)
    same = [f for f in _facts_of(other, reading) if f.indicator == shown.indicator]
    named = by_figures(other, reading) or same or [f for f in [best_fact(other, reading)] if f]
    alike = [f for f in named if f != shown and f.quantity.dimension is shown.quantity.dimension]
    return compute(Relation.LARGEST, (shown, alike[0]), reading.revision) if alike else None


def _facts_of(named: Question, reading: Reading) -> list[Fact]:
    """The figures of the things that are named."""
    return [f for f in reading.revision.facts.values() if f.item and f.item in named.names]


def _floor_area_ratio(question: Question, shown: Fact, reading: Reading) -> ComputedPart | None:
    """容积率 after an area."""
    if question.names or shown.quantity.dimension is not Dimension.AREA:
        return None
    return floor_area_ratio(_asked_of(shown, question, reading), reading)


def _against_park(question: Question, previous: Question, shown: Fact, reading: Reading) -> ComputedPart | None:
    """是Tcar的几倍 after how large something is: how large Tcar is, and the two set against each other."""
    kind = relation(question.normal)
    if kind not in _OF_TWO or len(question.parks) != 1 or shown.park in question.parks:
        return None
    rest = reading.question(strip(question.normal), question.language)
    if has_content(rest) or question.names or question.numbers:
        return None
    swapped = replace_slots(previous, rest, reading.revision)
    other = clear_figure(reading.question(swapped, previous.language), reading)
    if other is None or other.quantity.dimension is not shown.quantity.dimension:
        return None
    return compute(kind, (shown, other), reading.revision)


def _share_of(question: Question, shown: Sequence[Fact], reading: Reading) -> ComputedPart | None:
    """占比呢 after two amounts of one paragraph, 占所有企业多少 after a count: of the one just shown."""
    part = shown[0]
    if match := _OF_WHOLE.search(question.normal):
        park = reading.revision.parks[part.park].name.get(question.language)
        whole = clear_figure(reading.question(f"{park}{match['whole']}有多少", question.language), reading)
    elif _SHARE.search(question.normal) and len(shown) > 1 and not places_of(part).isdisjoint(places_of(shown[1])):
        part, whole = sorted(shown[:2], key=lambda f: amount(f.quantity))
    else:
        return None
    if whole is None or whole == part or whole.park != part.park:
        return None
    if kind_of(whole.quantity) is not kind_of(part.quantity):
        return None
    rates = part.quantity.dimension is Dimension.RATIO or len({f.status in FUTURE for f in (part, whole)}) > 1
    if rates or amount(part.quantity) > amount(whole.quantity):
        return None
    return compute(Relation.SHARE, (part, whole), reading.revision)


def _average(question: Question, previous: Question, shown: Fact, reading: Reading) -> ComputedPart | None:
    """平均呢 after what 28个项目 got: over the number that the question before names."""
    match = _AVERAGE.search(question.normal)
    if match is None or shown.quantity.dimension is not Dimension.MONEY:
        return None
    each = match["each"] or match["en"]
    near = (f for f in reading.revision.facts.values() if not places_of(f).isdisjoint(places_of(shown)))
    told_with = [f for f in near if each and any(each in text for text in (*f.phrasings.zh, *f.phrasings.en))]
    counts = [f for f in by_figures(previous, reading) or told_with if f.quantity.dimension is Dimension.COUNT]
    alike = [f for f in counts if f.park == shown.park and f.period == shown.period]
    return compute(Relation.AVERAGE, (shown, alike[0]), reading.revision) if alike else None


def _total(question: Question, shown: Sequence[Fact], reading: Reading) -> ComputedPart | None:
    """一共多少家 after several: the sum of all that were shown of one kind."""
    if not _TOTAL.search(question.normal):
        return None
    first = shown[0]
    alike = [f for f in shown if (f.park, f.quantity.unit) == (first.park, first.quantity.unit)]
    if len(alike) < 2 or (len(alike) < len(shown) and len({f.indicator for f in alike}) > 1):
        return None
    aimed = len({f.status in FUTURE for f in alike}) > 1  # 49 and the goal of 60 are no 109
    shares = first.quantity.dimension is Dimension.RATIO
    parts = any(is_part_and_whole(one, other) for one in alike for other in alike)
    return None if aimed or shares or parts else compute(Relation.SUM, alike[::-1], reading.revision)


def _of_another_measure(
    question: Question, previous: Question, shown: Sequence[Fact], reading: Reading
) -> ComputedPart | None:
    """建筑面积呢 after which of two sites is larger: the other measure of the same two."""
    match, kind = _ANOTHER.search(question.normal), relation(previous.normal)
    if match is None or kind not in EXTREMES | {Relation.DIFFERENCE} or len(shown) < 2 or question.names:
        return None
    one, other = shown[:2]
    measure = reading.question(match["zh"] or match["en"], question.language)
    if not has_content(measure) or (one.park, one.item) == (other.park, other.item):
        return None
    found = [_same_of(fact, measure, reading) for fact in (one, other)]
    facts = [f for f in found if f]
    return compute(kind, facts, reading.revision) if len(facts) == 2 and facts != [one, other] else None


def _same_of(fact: Fact, measure: Question, reading: Reading) -> Fact | None:
    """The figure of a measure of what another figure is of."""
    asked = _asked_of(fact, measure, reading)
    return first_fact(asked, reading, lambda f: (f.park, f.item) == (fact.park, fact.item))


def _asked_of(fact: Fact, measure: Question, reading: Reading) -> Question:
    """A measure asked of what a figure is of."""
    revision = reading.revision
    name = revision.names[fact.item].name if fact.item else revision.parks[fact.park].name
    return reading.question(f"{name.get(measure.language)} {measure.normal}", measure.language)
