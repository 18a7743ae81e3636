"""What a question gets that no candidate answers: what it supposes put right, a figure it names, who wrote of it."""

import re

from bot.domain.entries import Asks
from bot.domain.outcomes import FactPart, Part
from bot.language.quantities import find_quantities
from bot.matching.byline import byline
from bot.matching.computed.named_facts import same_figure
from bot.matching.corrections import corrected, identified, outnumbered
from bot.matching.decide import BREAKDOWN_RULE, Decision, NotHeld
from bot.matching.matcher import Scored
from bot.matching.memory import part_of
from bot.matching.question import Question
from bot.matching.reading import Reading

_SMALL = 10  # up to here a number is a way to speak of things (哪六类), no name of a figure
_DATED = re.compile(r"\d(?:年|月|日|号)")


def instead(
    question: Question, decision: Decision, scored: tuple[Scored, ...], reading: Reading
) -> tuple[Part, str] | None:
    """What is told instead, and the rule; None: nothing is."""
    right, rule = corrected(question, reading), "corrects what the question supposes"
    if right is None and isinstance(decision, NotHeld):
        right, rule = identified(question, reading), "says what it is instead"
        if right is None:
            right, rule = outnumbered(question, scored), "says whose most are"
    if right and (part := part_of(right.candidate.id, reading.revision)):
        return part, rule
    if isinstance(decision, NotHeld) and decision.rule != BREAKDOWN_RULE and (found := _by_number(question, reading)):
        return found, "the number itself"
    if written := byline(question, reading):
        return written, "who wrote the article"
    return None


def _by_number(question: Question, reading: Reading) -> FactPart | None:
    """A fact found by its figure alone: 1883是什么数字."""
    others = [p for p in question.pieces if p.weight >= 0.9 and not p.text[0].isdigit()]
    if (
        question.asks - {Asks.WHAT}
        or _DATED.search(question.normal)
        or len(question.numbers) != 1
        or len(others) > 2
        or question.names
        or question.places
        or question.topics
        or question.relative_years
        or "growth" in question.statuses  # 162.34亿的增速
    ):
        return None
    if question.numbers[0] <= _SMALL:
        return None  # 哪六类, 举两个例子: a small number is no name of a figure
    facts = reading.facts_with(question.numbers[0])
    written = [q for _, _, q in find_quantities(question.normal) if q.unit]
    facts = tuple(
        f
        for f in facts
        if not written or any(same_figure(q, f.quantity) and q.unit[:1] == f.quantity.unit[:1] for q in written)
    )
    if question.amounts:  # 超200亿的园区 is no 200余家
        named = [q for _, _, q in find_quantities(question.normal)]
        facts = tuple(f for f in facts if any(same_figure(q, f.quantity) for q in named))
    facts = tuple(f for f in facts if not question.parks or f.park in question.parks)
    return FactPart(facts[0], beside=facts[1:]) if 0 < len(facts) <= 2 else None
