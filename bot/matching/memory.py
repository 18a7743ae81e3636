"""What of a turn is remembered for the next one."""

from dataclasses import replace
from datetime import datetime

from bot.domain.bilingual import Language
from bot.domain.entries import Entry
from bot.domain.facts import Fact
from bot.domain.labels import label
from bot.domain.outcomes import (
    Answer,
    Choices,
    ComputedPart,
    EntryPart,
    FactPart,
    Help,
    LacksPart,
    Outcome,
    Part,
    SourcePart,
    Unknown,
)  # fmt: skip
from bot.domain.parks import NameKind
from bot.domain.revision import Revision
from bot.domain.turns import Context
from bot.matching.reading import Reading

KEPT = 4  # answers of earlier turns that "which is higher" can look back on


def held(context: Context, revision: Revision) -> Context:
    """The context without what the revision does not hold; the turn may be of an earlier revision.

    The choices stay as they are: their numbers stand on the reader's screen.
    """
    return replace(
        context,
        parks=tuple(p for p in context.parks if p in revision.parks),
        names=tuple(n for n in context.names if n in revision.names),
        indicator=context.indicator if context.indicator in revision.indicators else None,
        shown=tuple(i for i in context.shown if revision.target(i)),
    )


def part_of(target: str, revision: Revision) -> Part | None:
    """The answer that a fact or entry id stands for."""
    match revision.target(target):
        case Fact() as fact:
            return FactPart(fact)
        case Entry() as entry:
            return EntryPart(entry)
        case None:
            return None


def chosen_question(target: str, asked: str, language: Language, revision: Revision) -> str:
    """What a choice stands for in the next turn, offered on the question `asked`.

    In traditional script that question as it was typed: it tells in which script to go on.
    """
    return asked if language is Language.TRADITIONAL else question_for(target, language, revision)


def question_for(target: str, language: Language, revision: Revision) -> str:
    """A question that a fact or entry answers, in its own words."""
    held = revision.target(target)
    if held is None:
        return target
    phrasings = held.phrasings.en if language is Language.ENGLISH else held.phrasings.zh
    if phrasings or isinstance(held, Entry):
        return phrasings[0] if phrasings else target
    return label(held, revision).get(language)


def ids_of(part: Part) -> tuple[str, ...]:
    match part:
        case FactPart():
            return (part.fact.id, *(f.id for f in (*part.differing, *part.beside)))
        case EntryPart():
            return (part.entry.id,)
        case ComputedPart():
            return tuple(f.id for f in part.operands)
        case SourcePart():
            return tuple(f.id for f in part.facts) + tuple(e.id for e in part.entries)
        case LacksPart():
            return ()


def shown_in(outcome: Outcome) -> tuple[str, ...]:
    """The fact and entry ids a reply shows or offers."""
    match outcome:
        case Answer():
            return tuple(i for part in outcome.parts for i in ids_of(part))
        case Choices():
            return tuple(c.target for c in outcome.choices)
        case Unknown() | Help():
            return ()


def remember(outcome: Outcome, resolved: str, context: Context | None, now: datetime, reading: Reading) -> Context:
    """The context after a turn. A turn that answered nothing keeps what was spoken of before."""
    offered = shown_in(outcome) if isinstance(outcome, Choices) else _offers(outcome)
    question = reading.question(resolved)
    if not isinstance(outcome, Answer):
        known = question.parks or question.names
        return Context(
            at=now,
            parks=question.parks or (context.parks if context else ()),
            names=question.names or (context.names if context else ()),
            indicator=context.indicator if context else None,
            shown=context.shown if context else (),
            offered=offered,
            question=resolved if known or not context else context.question,
        )
    shown = shown_in(outcome)
    revision = reading.revision
    targets = [t for i in shown if (t := revision.target(i))]
    facts = [t for t in targets if isinstance(t, Fact)]
    earlier = tuple(i for i in (context.shown if context else ()) if i not in shown)
    return Context(
        at=now,
        parks=tuple(dict.fromkeys(t.park for t in targets)),
        names=_names(question.names, shown, reading) or (question.names),
        indicator=facts[0].indicator if facts else None,
        period=facts[0].period.value if facts else None,
        shown=(shown + earlier)[:KEPT],
        # Where this was one of the numbered choices, the others still stand on the reader's screen.
        offered=context.offered if context and shown[:1] and shown[0] in context.offered else (),
        question=resolved,
    )


def _offers(outcome: Outcome) -> tuple[str, ...]:
    return tuple(c.target for c in outcome.offers) if isinstance(outcome, Unknown | Help) else ()


def _names(asked: tuple[str, ...], shown: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    """The names a turn spoke of: those asked about, items of figures, then the people its answers name."""
    revision = reading.revision
    found = list(asked)
    for target in shown:
        fact = revision.facts.get(target)
        if fact and fact.item:
            found.append(fact.item)
        if entry := revision.entries.get(target):
            found += reading.people_of(entry.id)
    return tuple(dict.fromkeys(found))


def people(names: tuple[str, ...], revision: Revision) -> tuple[str, ...]:
    return tuple(n for n in names if n in revision.names and revision.names[n].kind is NameKind.PERSON)
