"""Which facts a computation is over: those whose figures or names the question sets against each other, else those
shown before, else every fact that measures the same."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.domain.bilingual import Bilingual
from bot.domain.entries import Asks
from bot.domain.facts import Fact, PeriodKind
from bot.domain.outcomes import ComputedPart, LackKind
from bot.domain.parks import Name
from bot.domain.quantities import Dimension, Quantity
from bot.domain.turns import Context
from bot.language.lexicon import Kind
from bot.language.quantities import find_quantities
from bot.language.units import positions
from bot.matching.arithmetic import amount
from bot.matching.compute import (
    FUTURE,
    also_in,
    compute,
    is_actual_and_planned,
    is_part_and_whole,
    rivals,
    siblings,
    side_by_side,
    span,
)  # fmt: skip
from bot.matching.matcher import Scored
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import Relation, strip, units_named, without_units
from bot.matching.split import has_content
from bot.matching.verdicts import NO_FIGURES

_JOINED = re.compile(
    r"和|与|跟|同(?!比)|还是|以及|比(?!例|重|较)|占(?!地)|(?<=[\u4e00-\u9fff])是(?=[\u4e00-\u9fff])|减去?|,"
    r"|\bvs\b|\bversus\b|\band\b|\bor\b|\bthan\b|\bof\b|\bto\b|\bminus\b|\bcompared (?:to|with)\b"
)
_AGAINST = re.compile(r"和|与|跟|同(?!比)|还是|比(?!例|重|较)|\bvs\b|\bversus\b|\band\b|\bor\b|\bthan\b")
_AVERAGE = re.compile(r"(?:(?:平均)?每一?|平均一)([个条家所名项座])")
_MEAN = re.compile(r"平均(?:值|数|算?下来|一下)?|均值|\b(?:average|mean)\b")
_SO_FAR = re.compile(
    r"今年(?:以来)?|截[至止]?(?:目前|报道时)|目前(?:为止)?|迄今|至今|\b(?:so far )?this year\b|\bso far\b|\bto date\b"
)
_FEW = 4  # below it a count is a way to speak of things (两个品种)
_NUMBERED = re.compile(r"\d+号")
_MORE = re.compile(r"[最更较][多少]|[多少](?:些|吗|呢|\?|$)|数量|几[家个]|\b(?:more|most|few\w*|less|least|number)\b")
_MONEY = re.compile(r"外贸|贸易|进出口|产值|出口额|钱|投资|资金|金额|万|亿|投入|融资")
_BARRING = frozenset({LackKind.PLACE, LackKind.NAME, LackKind.PERIOD, LackKind.TOPIC, LackKind.STATUS})
_EXTREMES = frozenset({Relation.LARGEST, Relation.SMALLEST})
_OF_A_WHOLE = frozenset({Relation.SHARE, Relation.MISSING})
_UNLIKE = Bilingual("统计的不是同一件事", "they do not measure the same thing")
_SPOKEN_OF = 0.42  # the score from which on a question speaks of a figure
_AT_ONCE = 4  # figures that a question may speak of at once
_LEAST = 0.30  # the score below which a side of a comparison means no fact


def computed(kind: Relation, question: Question, reading: Reading, context: Context | None) -> ComputedPart | None:
    """The computation a question asks for, over the facts it means; None where it does not name enough of them."""
    part = _computed(kind, question, reading, context)
    if part is None or _is_of_other_parks(part, question, reading):
        return None
    for unit in units_named(question.normal):
        part = also_in(unit, kind, part)  # 58号和158号差多少斤
    return part


def _computed(kind: Relation, question: Question, reading: Reading, context: Context | None) -> ComputedPart | None:
    stripped = reading.question(strip(without_units(question.normal)), question.language)
    if any(question.relative_years) and not (0 in question.relative_years or by_figures(question, reading)):
        return None  # compared with last year: not with what else is held
    if len(stripped.parks) > 1 and not (has_content(stripped) or stripped.names or question.measured) and not context:
        return None  # 对比一下贵阳和成都: in what?
    if kind is Relation.AVERAGE:
        facts = _averaged(question, reading)
        return compute(kind, facts, reading.revision) if len(facts) == 2 else None
    if kind is Relation.MEAN:
        facts = _named(kind, question, stripped, reading)
        if len(facts) < 2 and has_content(_unmeant(stripped, reading)):
            one = best_fact(stripped, reading, _SPOKEN_OF)
            facts = list(rivals(one, reading.revision)) if one and one.item else []
        return compute(kind, facts, reading.revision) if _of_one_measure(facts) else None
    facts = _named(kind, question, stripped, reading)
    if kind is Relation.SHARE:
        facts = [f for f in facts if f.quantity.unit != "%"]  # a share of amounts, never of rates
    if kind in _OF_A_WHOLE and len(facts) >= 2 and not _belong(facts[0], facts[1]):
        facts = []  # what is missing from a target, or the share of a whole, is never worked out of unlike figures
    if kind is Relation.SUM and len({f.park for f in facts}) > 1 and len({f.indicator for f in facts}) > 1:
        facts = []  # 哪5项加起来: never a sum of one park's fund and another's trade
    if kind is Relation.SHARE and _of_two_times(facts) and not (question.years or question.relative_years):
        return None  # what share were exports? not one year's trade of another's
    alike = len({f.quantity.dimension for f in facts}) == 1
    # 谷子亩产和外贸额哪个更多: of two parks that are named, the reader is told that the figures cannot be compared.
    if len(facts) >= 2 and (alike or len({f.park for f in facts}) > 1):
        if kind in _EXTREMES and _count_unlike_things(facts, question):
            return side_by_side(facts, _UNLIKE, reading.revision)
        return compute(kind, facts, reading.revision)
    part = _of_one(kind, question, stripped, reading, context)
    strays = part and kind is Relation.SHARE and _is_of_something_else(part, question, stripped, context, reading)
    return None if strays else part


def _is_of_other_parks(part: ComputedPart, question: Question, reading: Reading) -> bool:
    """Whether figures are not of the parks that are named: Tcar和晋中哪个面积大 is not about a third one."""
    named = set(question.parks)
    held = {f.park for f in part.operands}
    if not named or question.names or by_figures(question, reading):
        return False
    return not held <= named or (len(named) > 1 and held != named)


def _is_of_something_else(
    part: ComputedPart, question: Question, stripped: Question, context: Context | None, reading: Reading
) -> bool:
    """Whether the question has a word that none of the figures knows: 企业主导的占多少 is no share of all companies.

    Nor does one word alone say of which park and which whole: 企业占多少.
    """
    if by_figures(question, reading):
        return False
    known: set[str] = set().union(*(reading.matcher.known(f.id).tokens for f in part.operands))
    words = [p for p in stripped.pieces if p.weight >= 1.0 and p.span.meanings and not p.is_ask]
    words = [p for p in words if f"{Kind.STATUS}:share" not in p.whole]
    alone = len(words) == 1 and not (question.parks or question.names or context)
    alone = alone and not is_actual_and_planned(*part.operands[:2])
    return alone or any(not p.whole & known for p in words)


def _count_unlike_things(facts: list[Fact], question: Question) -> bool:
    """Whether counts are of unlike things in two parks, one of a part that is not named: all firms, and a town's 6."""
    counts = all(f.quantity.dimension is Dimension.COUNT for f in facts)
    unlike = len({f.park for f in facts}) > 1 and len({f.indicator for f in facts}) > 1
    return counts and unlike and any(f.item and f.item not in question.names for f in facts)


def _unmeant(question: Question, reading: Reading) -> Question:
    """The question without its words for an average: 平均下来一个多少 says nothing of what."""
    return reading.question(_MEAN.sub(" ", question.normal), question.language)


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


def best_fact(question: Question, reading: Reading, least: float = _LEAST) -> Fact | None:
    """The fact that a piece of a question means best, if any; what the piece asks for does not matter (商品种类)."""
    figure = replace(question, asks=question.asks & {Asks.FIGURE})
    for scored in reading.matcher.match(figure, lambda c: isinstance(c.target, Fact)):
        if isinstance(scored.candidate.target, Fact) and not scored.objections:
            sound = scored.score >= least and scored.strange < reading.weights.strange and scored.explained >= 0.6
            return scored.candidate.target if sound else None
    return None


def _named(kind: Relation, question: Question, stripped: Question, reading: Reading) -> list[Fact]:
    """The facts a question names: by their figures, by park or item, by year, or by the two sides of 和, 比, and."""
    for found in (
        _by_amounts(stripped, reading),
        by_figures(question, reading),
        _by_items(question, reading),
        _subjects(stripped, reading),
        _years(stripped, reading),
        _sides(stripped, question, reading, _AGAINST if kind in _EXTREMES else _JOINED),
    ):
        if len(found) >= 2:
            return found
    return []


def _of_one(
    kind: Relation, whole: Question, question: Question, reading: Reading, context: Context | None
) -> ComputedPart | None:
    revision = reading.revision
    named = by_figures(whole, reading)
    if kind in _OF_A_WHOLE:
        question = replace(question, statuses=frozenset())  # what is reached and what is aimed at are both meant
    best = named[0] if len(named) == 1 and named[0].status in FUTURE else best_fact(question, reading, _SPOKEN_OF)
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
    if kind in _EXTREMES and len(named) == 1 and named[0].quantity.dimension is Dimension.COUNT:
        return None  # 49个平台哪个最大: the figure counts what is asked about
    if kind in _EXTREMES:
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


def by_figures(question: Question, reading: Reading) -> list[Fact]:
    """The facts whose published figures the question names: 49个平台占60个的百分之几."""
    facts: list[Fact] = []
    for _, _, quantity in find_quantities(question.normal):
        if quantity.unit in NO_FIGURES or (quantity.amount < _FEW and quantity.dimension is Dimension.COUNT):
            continue  # 158号, 二期, 两个品种: names, and ways to speak of things
        held = [f for f in reading.revision.facts.values() if same_figure(quantity, f.quantity)]
        if len(held) > 1:
            held = _nearest(question, held, reading)
        facts += held[:1]
    return list(dict.fromkeys(facts))


def _by_amounts(question: Question, reading: Reading) -> list[Fact]:
    """The facts told apart by an amount in what they count: 实绩超千万的企业比超亿元的多几家."""
    written = [(start, end) for start, end, quantity in find_quantities(question.normal) if quantity.scale]
    if len(written) != 2:
        return []
    sides = []
    for start, end in written:
        text = question.normal[:start] + " " + question.normal[end:]
        side = best_fact(reading.question(_JOINED.sub(" ", text), question.language), reading)
        sides.append(side)
    return _distinct(sides)


def _by_items(question: Question, reading: Reading) -> list[Fact]:
    """The figures of items called by their numbers alone: by how much does 158 beat 58."""
    names = reading.revision.names
    numbered = {f"{number}号" for number in question.numbers}
    held = [
        f for f in reading.revision.facts.values() if f.item and any(n in _number_of(names[f.item]) for n in numbered)
    ]
    return held if len({f.indicator for f in held}) == 1 else []


def _number_of(name: Name) -> tuple[str, ...]:
    return tuple(_NUMBERED.findall(name.name.zh))


def _nearest(question: Question, held: list[Fact], reading: Reading) -> list[Fact]:
    """Facts with the same figure, the one the question is likest to first."""
    open_question = replace(question, statuses=frozenset())
    near = [s.candidate.target for s in reading.matcher.match(open_question, lambda c: c.target in held)]
    return [f for f in near if isinstance(f, Fact)] or held


def _subjects(question: Question, reading: Reading) -> list[Fact]:
    """One fact for each park or named item that the question sets against another."""
    groups: list[list[int]] = []
    for number, spanned in enumerate(question.spans):
        if not (spanned.has(Kind.PARK) or spanned.has(Kind.NAME)):
            continue
        last = groups[-1][-1] if groups else -9
        owner = {reading.revision.names[n].park for n in spanned.ids(Kind.NAME)}
        if number - last <= 2 and owner & set(question.spans[last].ids(Kind.PARK)):
            groups[-1].append(number)
        else:
            groups.append([number])
    if len(groups) < 2:
        return []
    found = []
    for group in groups:
        others = {n for g in groups if g is not group for n in g}
        rest = "".join(_spaced(question, s.start, s.end) for n, s in enumerate(question.spans) if n not in others)
        if fact := best_fact(reading.question(_JOINED.sub(" ", rest), question.language), reading):
            found.append(fact)
    return list(dict.fromkeys(found))


def _spaced(question: Question, start: int, end: int) -> str:
    return "".join(f" {u} " if u.isascii() and u.isalpha() else u for u in question.units[start:end])


def _years(question: Question, reading: Reading) -> list[Fact]:
    """One fact for each year named, and for 今年 beside a year."""
    so_far = 0 in question.relative_years or bool(_SO_FAR.search(question.normal))
    if len(question.years) + so_far < 2:
        return []
    rest = _SO_FAR.sub(" ", question.normal)
    for year in question.years:
        rest = re.sub(rf"{year}年?", " ", rest)
    rest = _JOINED.sub(" ", rest)
    dated = _distinct(
        best_fact(reading.question(f"{year} {rest}", question.language), reading) for year in question.years
    )
    if so_far and dated:
        kinds = (PeriodKind.REPORTED, PeriodKind.THIS_YEAR)
        dated += [f for f in siblings(dated[0], reading.revision) if f.period.kind in kinds][:1]
    return dated


def _sides(stripped: Question, question: Question, reading: Reading, joined: re.Pattern[str]) -> list[Fact]:
    """The two sides of 和, 比, 占, and: each must mean a fact of its own."""
    pieces = [p for p in _pieces(stripped, joined) if _says_something(p, question, reading)]
    if len(pieces) < 2:
        return []
    park = next(iter(question.parks), None)
    name = reading.revision.parks[park].name.get(question.language) if park else ""
    sides = []
    for piece in pieces:
        side = reading.question(piece, question.language)
        sides.append(side if side.parks or not name else reading.question(f"{name} {piece}", question.language))
    return _distinct(best_fact(s, reading, 0.36) for s in sides)


def _says_something(piece: str, question: Question, reading: Reading) -> bool:
    side = reading.question(piece, question.language)
    return has_content(side) or bool(side.parks or side.names or side.numbers or side.years or side.relative_years)


def _pieces(question: Question, joined: re.Pattern[str]) -> list[str]:
    """The text between joining words; 和 within a term (国家和地区) does not join."""
    places = positions(question.normal)
    terms = [
        (places[s.start][0], places[s.end - 1][1])
        for s in question.spans
        if s.has(Kind.CONCEPT) or s.has(Kind.NAME) or s.has(Kind.PARK)
    ]
    pieces, start = [], 0
    for match in joined.finditer(question.normal):
        if not any(first < match.end() and match.start() < last for first, last in terms):
            pieces.append(question.normal[start : match.start()])
            start = match.end()
    return [*pieces, question.normal[start:]]


def _averaged(question: Question, reading: Reading) -> list[Fact]:
    """What is shared out, and over what: 49个平台平均每个服务了多少项目."""
    match = _AVERAGE.search(question.normal)
    if not match:
        return []
    left, right = question.normal[: match.start()], question.normal[match.end() :]
    if not has_content(reading.question(f"{left} {right}", question.language)) and not question.numbers:
        return []  # 平均一个多少: of what?
    counted = by_figures(reading.question(left, question.language), reading)
    text = reading.question(f"{left}{right[:3]}", question.language)
    over = counted[0] if counted else first_fact(text, reading, lambda f: f.quantity.unit == match[1])
    if over is None:
        return []
    park, money = over.park, _MONEY.search(right)
    rest = reading.question(f"{re.sub(r'[0-9.]+', ' ', left)} {right}", question.language)
    shared = first_fact(
        rest, reading, lambda f: f != over and f.park == park and (not money or f.quantity.dimension is Dimension.MONEY)
    )
    # One year's trade over the companies of another time is no average.
    return [shared, over] if shared and shared.period == over.period else []


def first_fact(question: Question, reading: Reading, fits: Callable[[Fact], bool]) -> Fact | None:
    for scored in reading.matcher.match(question, lambda c: isinstance(c.target, Fact) and fits(c.target)):
        if (
            isinstance(scored.candidate.target, Fact)
            and scored.score >= 0.25
            and scored.explained >= 0.6
            and not barred(scored)
        ):
            return scored.candidate.target
    return None


def barred(scored: Scored) -> bool:
    """Whether a fact is of another park, place, period or status than the question; numbers may be what is compared."""
    return any(o.kind in _BARRING for o in scored.objections)


def same_figure(asked: Quantity, held: Quantity) -> bool:
    """Whether a figure in a question is a published one; a unit left out (95亿) fits any."""
    if asked.unit and asked.dimension is not held.dimension:
        return False
    return amount(asked) == amount(held) if asked.unit else asked.amount == held.amount


def _similar(best: Fact, question: Question, reading: Reading) -> ComputedPart | None:
    """Figures that sound alike but measure different things: shown side by side."""
    scored = reading.matcher.match(question, lambda c: isinstance(c.target, Fact))
    facts = [s.candidate.target for s in scored if not s.objections and s.score > 0.4]
    alike = _distinct(
        [best, *(f for f in facts if isinstance(f, Fact) and f.quantity.dimension is best.quantity.dimension)]
    )[:3]
    if len(alike) < 2 or best.quantity.dimension is Dimension.COUNT:
        return None
    ordered = sorted(alike, key=lambda f: -f.quantity.amount)
    return side_by_side(ordered, _UNLIKE, reading.revision)


def _distinct(facts: Iterable[Fact | None]) -> list[Fact]:
    return list(dict.fromkeys(f for f in facts if f))
