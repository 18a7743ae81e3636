"""The facts that a question names: by their figures, by park or item, by year, or by the two sides of 和, 比, and."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.domain.entries import Asks
from bot.domain.facts import Fact, PeriodKind
from bot.domain.outcomes import LackKind
from bot.domain.parks import Name
from bot.domain.quantities import Dimension, Quantity
from bot.language.lexicon import Kind
from bot.language.quantities import find_quantities
from bot.language.units import positions
from bot.matching.arithmetic import amount
from bot.matching.compute import siblings
from bot.matching.matcher import Scored
from bot.matching.question import Question, extents
from bot.matching.reading import Reading
from bot.matching.relations import Relation
from bot.matching.split import has_content
from bot.matching.verdicts import NO_FIGURES

EXTREMES = frozenset({Relation.LARGEST, Relation.SMALLEST})
_JOINED = re.compile(
    r"和|与|跟|同(?!比)|还是|以及|比(?!例|重|较)|占(?!地)|(?<=[\u4e00-\u9fff])是(?=[\u4e00-\u9fffa-z]|\d+期)|减去?|,"
    r"|\bvs\b|\bversus\b|\band\b|\bor\b|\bthan\b|\bof\b|\bto\b|\bminus\b|\bcompared (?:to|with)\b"
)
_AGAINST = re.compile(r"和|与|跟|同(?!比)|还是|比(?!例|重|较)|\bvs\b|\bversus\b|\band\b|\bor\b|\bthan\b")
_SO_FAR = re.compile(
    r"今年(?:以来)?|截[至止]?(?:目前|报道时)|目前(?:为止)?|迄今|至今|\b(?:so far )?this year\b|\bso far\b|\bto date\b"
)
_WHOLE = re.compile(r"整个|总面积|全[园区部]|园区|产业园|总规划|\b(?:whole|entire|park|zone)\b")
_FEW = 4  # below it a count is a way to speak of things (两个品种)
_MEASURE = re.compile(r"面积|占地|规模|总额|金额|产量|亩产|资金|外贸|进出口|融资|数量")
_NUMBERED = re.compile(r"\d+号")
_BARRING = frozenset({LackKind.PLACE, LackKind.NAME, LackKind.PERIOD, LackKind.TOPIC, LackKind.STATUS})
_LEAST = 0.30  # the score below which a side of a comparison means no fact


def named(kind: Relation, question: Question, stripped: Question, reading: Reading) -> list[Fact]:
    """The facts a question names: by their figures, by park or item, by year, or by the two sides of 和, 比, and."""
    for found in (
        _by_amounts(stripped, reading),
        by_figures(question, reading),
        _by_items(question, reading),
        _subjects(stripped, reading),
        _years(stripped, reading),
        _sides(stripped, question, reading, _AGAINST if kind in EXTREMES else _JOINED),
    ):
        if len(found) >= 2:
            return found
    return []


def best_fact(question: Question, reading: Reading, least: float = _LEAST) -> Fact | None:
    """The fact that a piece of a question means best, if any; what the piece asks for does not matter (商品种类)."""
    figure = replace(question, asks=question.asks & {Asks.FIGURE})
    for scored in reading.matcher.match(figure, lambda c: isinstance(c.target, Fact)):
        if isinstance(scored.candidate.target, Fact) and not scored.objections:
            sound = scored.score >= least and scored.strange < reading.weights.strange and scored.explained >= 0.6
            return scored.candidate.target if sound else None
    return None


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


def by_figures(question: Question, reading: Reading) -> list[Fact]:
    """The facts whose published figures the question names: 49个平台占60个的百分之几."""
    facts: list[Fact] = []
    for _, _, quantity in find_quantities(question.normal):
        if quantity.unit in NO_FIGURES or (quantity.amount < _FEW and quantity.dimension is Dimension.COUNT):
            continue  # 158号, 二期, 两个品种: names, and ways to speak of things
        held = [f for f in reading.revision.facts.values() if same_figure(quantity, f.quantity)]
        if not quantity.unit:  # 才够60: platforms before a percentage
            held = [f for f in held if f.quantity.unit != "%"] or held
        if len(held) > 1:
            held = _nearest(question, held, reading)
        facts += held[:1]
    return list(dict.fromkeys(facts))


def same_figure(asked: Quantity, held: Quantity) -> bool:
    """Whether a figure in a question is a published one; a unit left out (95亿) fits any."""
    if asked.unit and asked.dimension is not held.dimension:
        return False
    return amount(asked) == amount(held) if asked.unit else asked.amount == held.amount


def _nearest(question: Question, held: list[Fact], reading: Reading) -> list[Fact]:
    """Facts with the same figure, the one the question is likest to first."""
    open_question = replace(question, statuses=frozenset())
    near = [s.candidate.target for s in reading.matcher.match(open_question, lambda c: c.target in held)]
    return [f for f in near if isinstance(f, Fact)] or held


def _by_amounts(question: Question, reading: Reading) -> list[Fact]:
    """The facts told apart by an amount in what they count: 实绩超千万的企业比超亿元的多几家."""
    written = [(start, end) for start, end, quantity in find_quantities(question.normal) if quantity.scale]
    if len(written) != 2:
        return []
    sides = []
    for start, end in reversed(written):  # without the other one, in the order of the question
        text = question.normal[:start] + " " + question.normal[end:]
        side = best_fact(reading.question(_JOINED.sub(" ", text), question.language), reading)
        sides.append(side)
    return distinct(sides)


def _by_items(question: Question, reading: Reading) -> list[Fact]:
    """The figures of items called by their numbers alone: by how much does 158 beat 58."""
    names = reading.revision.names
    numbered = {f"{number}号" for number in question.numbers}
    held = [
        f for f in reading.revision.facts.values() if f.item and any(n in _number_of(names[f.item]) for n in numbered)
    ]
    held.sort(key=lambda f: min(question.normal.find(n.rstrip("号")) for n in _number_of(names[f.item or ""])))
    return held if len({f.indicator for f in held}) == 1 else []


def _number_of(name: Name) -> tuple[str, ...]:
    return tuple(_NUMBERED.findall(name.name.zh))


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
        own = reading.question(_own_side(question, question.spans[group[0]].start), question.language)
        apart = len(own.parks) + len(own.names) <= len(group) and _MEASURE.search(own.normal)
        side = own.normal if apart else _JOINED.sub(" ", rest)
        if fact := best_fact(reading.question(side, question.language), reading):
            found.append(fact)
    return list(dict.fromkeys(found))


def _own_side(question: Question, start: int) -> str:
    """The side of 是, 和, 比 that a unit of a question stands on: each may name a measure of its own."""
    place, joints = positions(question.normal)[start][0], [m.span() for m in _JOINED.finditer(question.normal)]
    first = max((end for _, end in joints if end <= place), default=0)
    return question.normal[first : min((begin for begin, _ in joints if begin > place), default=None)]


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
    dated = distinct(
        best_fact(reading.question(f"{year} {rest}", question.language), reading) for year in question.years
    )
    if so_far and dated:
        kinds = (PeriodKind.REPORTED, PeriodKind.THIS_YEAR)
        now = [f for f in siblings(dated[0], reading.revision) if f.period.kind in kinds][:1]
        said = _SO_FAR.search(question.normal)  # 目前进出口额占2023全年的比例: in the order of the question
        first = said and said.start() < question.normal.find(str(question.years[0]))
        dated = now + dated if first else dated + now
    return dated


def _sides(stripped: Question, question: Question, reading: Reading, joined: re.Pattern[str]) -> list[Fact]:
    """The two sides of 和, 比, 占, and: each must mean a fact of its own."""
    pieces = [p for p in _pieces(stripped, joined) if _says_something(p, question, reading)]
    if len(pieces) < 2:
        return []
    revision, language = reading.revision, question.language
    park = next(iter((*question.parks, *(revision.names[n].park for n in question.names))), None)
    whole = revision.parks[park].name.get(language) if park else ""
    item = revision.names[question.names[0]].name.get(language) if question.names else whole
    for default in dict.fromkeys((item, whole)):  # 总额是首支基金的几倍: not the total of that fund
        sides = []
        for piece in pieces:
            side = reading.question(piece, language)
            of = whole if _WHOLE.search(piece) else default  # 二期的占地占整个产业园规划面积的多少
            sides.append(side if side.parks or side.names or not of else reading.question(f"{of} {piece}", language))
        found = _alike([best_fact(s, reading, 0.36) for s in sides], sides, reading)
        if len(found) >= 2:
            return found
    return found


def _alike(facts: list[Fact | None], sides: list[Question], reading: Reading) -> list[Fact]:
    """The facts of the sides; of two that have different units, one as the other has it (已投资金)."""
    held = distinct(facts)
    if len(held) != 2 or len(sides) != 2 or held[0].quantity.dimension is held[1].quantity.dimension:
        return held
    first, second = held
    if (again := _as(first, sides[1], reading)) not in (None, first, second):
        held = [first, again]
    elif (again := _as(second, sides[0], reading)) not in (None, first, second):
        held = [again, second]
    return distinct(held)


def _as(fact: Fact, side: Question, reading: Reading) -> Fact | None:
    """What a side means of the dimension that another figure has."""
    return first_fact(side, reading, lambda f: f.quantity.dimension is fact.quantity.dimension)


def _says_something(piece: str, question: Question, reading: Reading) -> bool:
    side = reading.question(piece, question.language)
    return has_content(side) or bool(side.parks or side.names or side.numbers or side.years or side.relative_years)


def _pieces(question: Question, joined: re.Pattern[str]) -> list[str]:
    """The text between joining words; 和 within a term (国家和地区) does not join."""
    kinds = (Kind.CONCEPT, Kind.NAME, Kind.PARK)
    terms = extents(question, (s for s in question.spans if any(map(s.has, kinds))))
    pieces, start = [], 0
    for match in joined.finditer(question.normal):
        if not any(first < match.end() and match.start() < last for first, last in terms):
            pieces.append(question.normal[start : match.start()])
            start = match.end()
    return [*pieces, question.normal[start:]]


def distinct(facts: Iterable[Fact | None]) -> list[Fact]:
    return list(dict.fromkeys(f for f in facts if f))
