"""Questions that suppose a figure: 贵阳2022年外贸过百亿了吗, 成都是不是有60个中试平台了."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import FactPart, Verdict
from bot.domain.quantities import Quantity
from bot.language.lexicon import Kind
from bot.language.quantities import find_quantities
from bot.matching.compute import FUTURE, is_there, siblings
from bot.matching.decide import Answered, Decision, clear_figure
from bot.matching.named_figure import bears_out, named_by_figure, published_as
from bot.matching.question import Question, content, extents
from bot.matching.reading import Reading
from bot.matching.verdicts import ABOVE, BELOW, REACHED, premises, verdict
from bot.matching.wanted import kind_of

_YES_NO_FORM = re.compile(
    r"^(is|are|was|were|did|does|do|has|have|can|isn t|aren t|didn t)\b|吗|是不是|有没有|是否|对不对|真的|没\??$|(?<![什怎多这那])么\??$|不是\S+吧|吧\??$|right\??$|really|真能|当真|不就是"
)


def with_verdict(question: Question, decision: Decision, reading: Reading) -> FactPart | None:
    """The figure that answers a yes/no question with a number in it, and its yes or no; None: not such a question."""
    figures = supposed(question)
    if not figures or question.asks - _SOFT or not supposes(question):
        return None
    opened = _opened(question, figures, reading)
    answered = decision.best.candidate.target if isinstance(decision, Answered) else None
    part = _settled(question, opened, figures, answered, reading)
    if part and isinstance(answered, Entry):
        # A statement stands, unless a figure is just what is asked for: 是不是有49个中试平台 against the list of them.
        is_it = part.verdict in (Verdict.YES, Verdict.NO) and bears_out(opened, part.fact.id, reading)
        return part if is_it or not bears_out(question, answered.id, reading) else None
    return part


def _settled(
    question: Question,
    open_question: Question,
    figures: tuple[Quantity, ...],
    answered: Fact | Entry | None,
    reading: Reading,
) -> FactPart | None:
    compared = ABOVE.search(question.normal) or BELOW.search(question.normal)
    named = None if compared else named_by_figure(question, open_question, figures, answered, reading)
    if named and named.verdict in (Verdict.YES, Verdict.NO):
        return named
    fact = clear_figure(open_question, reading)
    if fact is None:
        return named
    words = content(open_question)
    is_it = len(figures) == 1 and bool(words) and all(p.whole & reading.matcher.known(fact.id).stated for p in words)
    if named:
        is_it &= fact.quantity.dimension is named.fact.quantity.dimension
        if fact == named.fact and is_it and not named.verdict:
            return replace(named, verdict=Verdict.YES)  # the open question has that very answer
        planned = named.fact.status in FUTURE and REACHED.search(question.normal)
        if planned and (fact.park, fact.indicator, fact.item) != (
            named.fact.park,
            named.fact.indicator,
            named.fact.item,
        ):
            return replace(named, verdict=Verdict.UNSAID)  # 150个做完了吗: what a town finished is none of those
        if not is_it or fact in (named.fact, *named.beside):
            return named
    if fact.status in FUTURE and REACHED.search(question.normal):
        # 有60个了吗 is about what there is; where only the goal is held, that bears nothing out.
        there = is_there(fact, reading.revision)
        if there is None:
            return FactPart(fact)
        fact = there
    for premise in figures:
        said = verdict(question.normal if compared else "", premise, fact)
        others = published_as(premise, fact, reading) if said in (Verdict.NO, Verdict.UNCERTAIN) else ()
        if others and is_it:  # 园博规划面积70万平方米吗: how large it is, and what the 70万 are
            return FactPart(fact, Verdict.NO, others)
        if others:  # 贵阳有26家跨境电商企业吧: what the 26 are, and how many of those there are
            return FactPart(others[0], beside=(*others[1:], fact))
        if said:
            beside = tuple(f for f in siblings(fact, reading.revision) if f.quantity.amount == premise.amount)
            return FactPart(fact, said, beside)
    return named


def _opened(question: Question, figures: Sequence[Quantity], reading: Reading) -> Question:
    """The question for the figure that is supposed, without what it supposes."""
    text = question.normal
    for start, end, _ in reversed([f for f in find_quantities(text) if f[2] in figures]):
        text = f"{text[:start]} {text[end:]}"
    opened = reading.question(BELOW.sub(" ", ABOVE.sub(" ", text)), question.language)
    kinds = {kind_of(q) for q in figures if q.unit}
    return replace(opened, asks=frozenset({Asks.FIGURE}), wants=kinds.pop() if len(kinds) == 1 else opened.wants)


def supposed(question: Question) -> tuple[Quantity, ...]:
    """The figures that a question supposes; 十条 of 中试十条 is a name."""
    named = extents(question, (s for s in question.spans if s.has(Kind.NAME) or s.has(Kind.PARK)))
    figures = set(premises(question.normal))
    return tuple(
        q
        for start, end, q in find_quantities(question.normal)
        if q in figures and not any(first <= start and end <= last for first, last in named)
    )


_SOFT = frozenset({"figure", "what", "how"})


def supposes(question: Question) -> bool:
    """Whether a question supposes something that the figures may bear out or not: 是不是…, …吗, or a bare statement with ?."""
    return is_yes_no(question) or (question.normal.endswith("?") and not question.asks)


def is_yes_no(question: Question) -> bool:
    """Whether a question has the form of one that yes or no answers: 是不是…, …吗, is it…"""
    return question.is_yes_no or bool(_YES_NO_FORM.search(question.normal))
