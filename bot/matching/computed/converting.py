"""Published figures in other units: 120亩是多少公顷, 每公顷收多少公斤, 162.34亿元是多少万元."""

import re
from fractions import Fraction

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Fact
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Dimension
from bot.domain.revision import Revision
from bot.language.quantities import find_quantities
from bot.matching.arithmetic import amount, decimal_text, hedge, is_rounded
from bot.matching.compute import convert, working
from bot.matching.computed.named_facts import by_figures, first_fact
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import UNITS, Unit, units_named, without_units
from bot.matching.split import has_content

_PER = re.compile(r"[每一1](个?)(公顷|平方公里|平方米|英亩)|\b(per|a|an|each|every|one) (hectare|acre|square)")
_EACH = re.compile(
    r"每一?个?(?:公顷|平方公里|英亩)|[每一1]亩地?(?:上|能|可以)?[建盖造]|\b(?:per|a|each) (?:hectare|acre|square)"
)
_PRICE = re.compile(r"卖|多少钱|几块|价|\b(?:price|cost|sell)")
_SITE = Bilingual("占地面积", "site area")  # Tcar有多少英亩: a unit of area asks for the site
_INTO = re.compile(r"换算|折合|折算|合多少|等于|相当于|换成|即系|是多少|\bconvert|\bequal|\bin (million|billion)")


def conversions(question: Question, reading: Reading) -> list[ComputedPart]:
    """A figure in the other units a question names: 120亩是多少公顷, Tcar占地多少平方米."""
    units = units_named(question.normal)
    text = question.normal
    if not units or _EACH.search(text) or _PRICE.search(text):
        return []  # 每公顷建多少平方米 is no figure in hectares, 一斤卖多少 no yield in jin
    named = [f for f in by_figures(question, reading) if f.quantity.dimension in {u.dimension for u in units}]
    bare = reading.question(without_units(question.normal), question.language)
    if not named and not has_content(bare):
        if not (bare.parks or bare.names) or units[0].dimension is not Dimension.AREA:
            return []
        bare = reading.question(f"{bare.normal} {_SITE.get(question.language)}", question.language)
    fact = (
        named[0] if named else first_fact(bare, reading, lambda f: f.quantity.dimension in {u.dimension for u in units})
    )
    if fact and not named and fact.item and not question.names and _whole(fact, reading.revision):
        return []  # 园博占地多少亩: of the park, or of phase two?
    if fact and not named and fact.item and fact.item not in question.names and fact.per:
        return []  # 晋杂金苗亩产多少斤: of which variety?
    if fact is None or (question.numbers and not named and not question.parks and not question.names):
        return []
    return [part for unit in units if (part := convert(fact, unit, reading.revision))]


def _whole(part: Fact, revision: Revision) -> bool:
    """Whether the park itself has an area, besides that of something in it."""
    areas = (f for f in revision.facts.values() if f.park == part.park and f.quantity.dimension is Dimension.AREA)
    return any(not f.item for f in areas)


def per_area(question: Question, reading: Reading) -> ComputedPart | None:
    """A yield per mu as a yield per hectare, acre or square metre; None: the question asks for no such thing."""
    if not _PER.search(question.normal):
        return None
    units = units_named(question.normal)
    area = next((u for u in units if u.dimension is Dimension.AREA), None)
    bare = reading.question(_PER.sub(" ", question.normal), question.language)
    fact = first_fact(bare, reading, lambda f: f.per is not None)
    if area is None or fact is None or fact.per == area.name.zh:
        return None
    if fact.item and fact.item not in question.names:
        return None  # of which variety?
    own = next(u for _, u in UNITS if u.name.zh == fact.per)
    mass = next((u for u in units if u.dimension is fact.quantity.dimension), None) or _unit_of(fact)
    value = amount(fact.quantity) / own.size * area.size / mass.size
    lead, text = hedge([fact], is_rounded(value, 4)), decimal_text(value, 4)
    line, rate = working(fact, reading.revision), decimal_text(area.size / own.size, 4)
    return ComputedPart(
        Bilingual(
            f"每{area.name.zh}{lead.zh}{text}{mass.name.zh}", f"{lead.en}{text} {mass.name.en} per {area.name.en}"
        ),
        (
            Bilingual(
                f"{line.zh}（1{area.name.zh} = {rate}{own.name.zh}）",
                f"{line.en} (1 {area.name.en} = {rate} {own.name.en})",
            ),
        ),
        (fact,),
    )


def _unit_of(fact: Fact) -> Unit:
    return next(u for _, u in UNITS if u.name.zh == fact.quantity.unit)


def rescaled(question: Question, reading: Reading) -> ComputedPart | None:
    """Money in the other Chinese scale, where the question names the figure and asks for it: 162.34亿元等于多少万元."""
    if not _INTO.search(question.normal):
        return None
    figures = [(start, end) for start, end, q in find_quantities(question.normal) if q.dimension is Dimension.MONEY]
    if len(figures) != 1:
        return None
    start, end = figures[0]
    units = [
        u for u in units_named(question.normal[:start] + " " + question.normal[end:]) if u.dimension is Dimension.MONEY
    ]
    facts = [f for f in by_figures(question, reading) if f.quantity.dimension is Dimension.MONEY]
    if len(units) != 1 or len(facts) != 1:
        return None
    value: Fraction = amount(facts[0].quantity) / units[0].size
    lead = hedge(facts)
    line = working(facts[0], reading.revision)
    name = units[0].name
    return ComputedPart(
        Bilingual(f"{lead.zh}{decimal_text(value, 4)}{name.zh}", f"{lead.en}{decimal_text(value, 4)} {name.en}"),
        (line,),
        (facts[0],),
    )
