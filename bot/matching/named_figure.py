"""Yes/no questions that open with a published figure: 19亿是基金投的吗 is about those 19亿元 and no others."""

import re
from collections.abc import Collection

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import FactPart, LackKind, Verdict
from bot.domain.quantities import Quantity
from bot.language.lexicon import Kind
from bot.language.quantities import find_quantities
from bot.matching.compute import FUTURE, is_there, siblings
from bot.matching.computed.named_facts import same_figure
from bot.matching.guards.guard import states
from bot.matching.question import Question, content, extents, wording
from bot.matching.reading import Reading
from bot.matching.verdicts import REACHED

# 都是制造业的吗, 只有6家吗: that there are six bears out neither.
_ALL_OF = re.compile(
    r"(?<![成首帝古大国])都(?!市|江)|全部|全都|全是|只(?:有|是|能)|仅|光是|\b(?:all|only|every|each|just|entirely)\b"
)
_ELSEWHERE = frozenset({LackKind.PLACE, LackKind.NAME, LackKind.TOPIC})


def named_by_figure(
    question: Question, opened: Question, figures: Collection[Quantity], answered: Fact | Entry | None, reading: Reading
) -> FactPart | None:
    """What a question says of the figure it opens with; `opened` is the question without its `figures`.

    `answered` is what it would get as any other question, which stands where it is a part of the figure: 94% of them
    for 49个平台大多是企业主导的吗. Yes where the figure knows every word of it; else the figure itself, which says what
    it is of. None: the question opens with no published figure.
    """
    about = () if Asks.FIGURE in question.asks else _about(question, figures, reading)
    if isinstance(answered, Fact) and answered not in about and answered.part_of in {f.id for f in about}:
        return None
    near = reading.matcher.match(opened, lambda c: c.target in about) if about else ()
    if not near or any(o.kind in _ELSEWHERE for o in near[0].objections):
        return None
    best = near[0]
    facts = tuple(s.candidate.target for s in near if isinstance(s.candidate.target, Fact))
    aimed = facts[0].status in FUTURE and REACHED.search(question.normal)
    other_status = any(o.kind is LackKind.STATUS for o in best.objections)
    there = is_there(facts[0], reading.revision)
    if (other_status or aimed) and there:
        # 60个已经建成了吗 is told by what is built.
        return FactPart(there, Verdict.NO, facts) if bears_out(opened, there.id, reading) else None
    alone = len(figures) == len(facts) == 1 and len(content(opened)) > 1
    if alone and not aimed and not best.objections and bears_out(opened, best.candidate.id, reading):
        return FactPart(facts[0], Verdict.YES)
    return FactPart(facts[0], Verdict.UNSAID if best.objections else None, beside=facts[1:])


def bears_out(question: Question, target: str, reading: Reading) -> bool:
    """Whether a candidate knows all that a yes/no question says of it, numbers apart."""
    known = reading.matcher.known(target)
    if _ALL_OF.search(question.normal) and not states(known, _ALL_OF):
        return False
    return all(p.whole & known.tokens for p in wording(question) if not p.text[0].isdigit())


def published_as(figure: Quantity, fact: Fact, reading: Reading) -> tuple[Fact, ...]:
    """The facts of the park that are published with a figure, none of them of the same measure as `fact`."""
    own = {fact, *siblings(fact, reading.revision)}
    of_park = [f for f in reading.revision.facts.values() if f.park == fact.park and same_figure(figure, f.quantity)]
    alike = [f for f in of_park if not figure.unit or f.quantity.unit[:1] == figure.unit[:1]]
    return () if own & set(of_park) else tuple(alike)


def _about(question: Question, figures: Collection[Quantity], reading: Reading) -> tuple[Fact, ...]:
    """The facts whose figure a question opens with, after the park at most."""
    before = [s for s in question.spans if not (s.has(Kind.PARK) or s.has(Kind.FILLER))]
    first = min((start for start, _ in extents(question, before)), default=0)
    for start, _, quantity in find_quantities(question.normal):
        if quantity in figures and start <= first:
            facts = reading.revision.facts.values()
            held = [f for f in facts if same_figure(quantity, f.quantity) or _is_short_for(quantity, f.quantity)]
            alike = [f for f in held if f.quantity.unit[:1] == quantity.unit[:1]]  # 13所 is no 13种
            return tuple(alike or held)
    return ()


def _is_short_for(asked: Quantity, held: Quantity) -> bool:
    """Whether a figure is another one without its decimals: 162亿 of 162.34亿元."""
    same = asked.scale == held.scale and asked.value == held.value // 1
    return same and (not asked.unit or asked.dimension is held.dimension)
