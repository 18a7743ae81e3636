"""Which facts a computation is over: one for each subject of the question, else those shown before, else all rivals."""

import re
from collections.abc import Sequence

from bot.domain.facts import Fact
from bot.domain.outcomes import ComputedPart
from bot.domain.turns import Context
from bot.language.lexicon import Kind
from bot.matching.compute import compute, rivals, side_by_side, siblings
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import Relation, strip
from bot.domain.bilingual import Bilingual
from bot.domain.quantities import Dimension

_JOINED = re.compile(r"和|与|跟|同(?!比)|还是|及|比(?!例|重|较)|对比|,|\bvs\b|\bversus\b|\band\b|\bor\b|\bthan\b|\bof\b|\bto\b")
_EXTREMES = frozenset({Relation.LARGEST, Relation.SMALLEST})
_LEAST = 0.30  # an operand explains at least this much of its side


def computed(kind: Relation, question: Question, reading: Reading, context: Context | None) -> ComputedPart | None:
    """The computation a question asks for, over the facts it means; None where it does not name enough of them."""
    revision = reading.revision
    stripped = reading.question(strip(question.normal), question.language)
    sides = _subjects(stripped, reading) or _years(stripped, reading) or _sides(stripped, reading)
    if len(sides) >= 2:
        facts = list(dict.fromkeys(f for s in sides if (f := s)))
        if len(facts) >= 2:
            return compute(kind, facts, revision)
    best = best_fact(stripped, reading, least=0.42)
    if best is None and context:
        shown = [revision.facts[i] for i in context.shown if i in revision.facts]
        comparable = [f for f in shown if f.quantity.dimension is shown[0].quantity.dimension]
        if len(comparable) >= 2:
            return compute(kind, comparable[:2], revision)
        best = shown[0] if shown else None
    if best is None:
        return None
    if kind in (Relation.SHARE, Relation.MISSING):
        other = next((f for f in siblings(best, revision) if f.quantity.dimension is best.quantity.dimension), None)
        return compute(kind, (best, other), revision) if other else None
    if kind in _EXTREMES:
        over = rivals(best, revision)
        return compute(kind, over, revision) if len(over) > 1 else _similar(best, question, reading)
    if kind in (Relation.DIFFERENCE, Relation.RATIO):
        over = siblings(best, revision) or rivals(best, revision)[1:]
        return compute(kind, (best, over[0]), revision) if over else None
    return None


def best_fact(question: Question, reading: Reading, least: float = _LEAST) -> Fact | None:
    """The fact that a piece of a question means best, if any."""
    for scored in reading.matcher.match(question):
        if isinstance(scored.candidate.target, Fact) and not scored.objections:
            return scored.candidate.target if scored.score >= least else None
    return None


def _subjects(question: Question, reading: Reading) -> list[Fact]:
    """One fact for each park or named item that the question sets against another."""
    groups: list[list[int]] = []
    for number, span in enumerate(question.spans):
        if span.has(Kind.PARK) or span.has(Kind.NAME):
            near = groups and number - groups[-1][-1] == 1
            same = near and question.spans[groups[-1][-1]].has(Kind.PARK) != span.has(Kind.PARK)
            if same:
                groups[-1].append(number)
            else:
                groups.append([number])
    if len(groups) < 2:
        return []
    found = []
    for group in groups:
        others = {n for g in groups if g is not group for n in g}
        text = " ".join(
            "".join(question.units[s.start : s.end]) for n, s in enumerate(question.spans) if n not in others
        )
        if fact := best_fact(reading.question(text, question.language), reading):
            found.append(fact)
    return found if len(set(found)) >= 2 else []


def _years(question: Question, reading: Reading) -> list[Fact]:
    if len(question.years) < 2:
        return []
    rest = question.normal
    for year in question.years:
        rest = re.sub(rf"{year}年?", " ", rest)
    facts = [best_fact(reading.question(f"{year} {rest}", question.language), reading) for year in question.years]
    return [f for f in facts if f]


def _sides(question: Question, reading: Reading) -> list[Fact]:
    """The two sides of 和, 比, and: each must mean a fact of its own."""
    pieces = [p for p in _JOINED.split(question.normal) if p.strip()]
    if len(pieces) < 2:
        return []
    park = next(iter(question.parks), None)
    name = reading.revision.parks[park].name.zh if park else ""
    facts = [best_fact(reading.question(f"{name}{p}" if name not in p else p, question.language), reading, 0.42) for p in pieces]
    found = list(dict.fromkeys(f for f in facts if f))
    return found if len(found) >= 2 else []


def _similar(best: Fact, question: Question, reading: Reading) -> ComputedPart | None:
    """Figures that sound alike but measure different things, side by side."""
    scored = reading.matcher.match(question)
    facts = [s.candidate.target for s in scored if isinstance(s.candidate.target, Fact) and not s.objections and s.score > 0.45]
    alike = list(dict.fromkeys([best, *(f for f in facts if f.quantity.dimension is best.quantity.dimension)]))[:3]
    if len(alike) < 2 or best.quantity.dimension is Dimension.COUNT:
        return None
    return side_by_side(alike, Bilingual("统计的不是同一件事", "they do not measure the same thing"), reading.revision)


