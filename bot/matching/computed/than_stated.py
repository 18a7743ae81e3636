"""A published figure against one that the question itself states: 2023年外贸比100亿多出来多少."""

import re
from dataclasses import replace
from fractions import Fraction

from bot.domain.bilingual import Bilingual
from bot.domain.entries import Asks
from bot.domain.facts import Fact
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Qualifier, Quantity
from bot.language.quantities import find_quantities
from bot.matching.arithmetic import amount, in_unit
from bot.matching.compute import working
from bot.matching.computed.named_facts import same_figure
from bot.matching.decide import clear_figure
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import strip
from bot.matching.verdicts import NO_FIGURES

_THAN = re.compile(r"(?:比|\bthan)\s*$")
_COMPARED = re.compile(r"\s*(?:还|要)?[多高大少低小]|\s*(?:was|is|were|are|did|does)\b")


def than_stated(question: Question, reading: Reading) -> ComputedPart | None:
    """How much a figure is above or below the stated one, of a question for a difference; None: it states none.

    Nor where the figure is published as a lower bound only: how much 超过千亿元 is above it, nobody says.
    """
    stated = _stated(question)
    if stated is None:
        return None
    start, end, figure = stated
    before = _THAN.sub("", question.normal[:start])
    opened = reading.question(f"{before} {strip(question.normal[end:])}", question.language)
    fact = clear_figure(replace(opened, asks=frozenset({Asks.FIGURE}), wants=None), reading)
    if fact is None or not _may_be_set_against(fact, figure):
        return None
    gap = amount(fact.quantity) - Fraction(figure.amount)
    size = in_unit(abs(gap), fact.quantity, (fact,))
    sum_ = f"{fact.quantity.written} − {figure.written}"
    zh, en = ("多", "more") if gap > 0 else ("少", "less")
    headline = Bilingual(f"{zh}{size.zh}（{sum_}）", f"{size.en} {en} ({sum_})")
    return ComputedPart(headline, (working(fact, reading.revision),), (fact,))


def is_beside_stated(question: Question, part: ComputedPart) -> bool:
    """Whether something is worked out without the figure that the question states: 比50个少多少 with 40至50架."""
    stated = _stated(question)
    return stated is not None and not any(same_figure(stated[2], f.quantity) for f in part.operands)


def _stated(question: Question) -> tuple[int, int, Quantity] | None:
    """The figure between 比 and 多: not 超亿元的企业, which it names, nor 58, a variety."""
    text = question.normal
    found = [f for f in find_quantities(text) if _THAN.search(text[: f[0]]) and _COMPARED.match(text[f[1] :])]
    sized = [f for f in found if (f[2].unit or f[2].scale) and f[2].unit not in NO_FIGURES]
    return sized[0] if len(sized) == 1 else None


def _may_be_set_against(fact: Fact, figure: Quantity) -> bool:
    if fact.quantity.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT) or fact.quantity.upper is not None:
        return False
    alike = not figure.unit or figure.dimension is fact.quantity.dimension
    return alike and amount(fact.quantity) != Fraction(figure.amount)
