"""What is known of a candidate beyond its wording, worked out once for a revision, for guards to compare."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import LackKind
from bot.domain.parks import NameKind
from bot.domain.quantities import Dimension, Quantity
from bot.domain.revision import Revision
from bot.language.lexicon import Kind
from bot.language.quantities import find_quantities
from bot.matching.candidates import Candidate
from bot.matching.counted import heads
from bot.matching.terms import Analyser
from bot.matching.tokens import POST
from bot.matching.wanted import Wanted, kind_of

_FEW = 3
_POST = f"{Kind.CONCEPT}:{POST}"
_SCALED = re.compile(r"[十百千万亿]|million|billion|thousand")


Place = tuple[str, int]  # an article and the number of a paragraph


@dataclass(frozen=True, slots=True)
class Objection:
    """A disagreement: its kind, and the words of the question it hangs on."""

    kind: LackKind
    subject: str


@dataclass(frozen=True, slots=True)
class Known:
    """A candidate with what is known of it, as tokens."""

    candidate: Candidate
    tokens: frozenset[str]  # of its phrasings and of what it states
    stated: frozenset[str]  # of what it states alone
    numbers: frozenset[Decimal]
    amounts: frozenset[Decimal]
    figures: frozenset[Wanted]  # the kinds of figure it states
    units: frozenset[str]
    posts: tuple[str, ...]  # that it states
    lists: bool
    listed: int  # things that an entry may name
    heads: frozenset[str]  # tokens of what a figure counts
    places: frozenset[Place]  # the paragraphs it cites
    nearby: frozenset[Decimal]  # other figures of the paragraphs that an entry cites
    items: frozenset[str]  # what the published figures that an entry gives are of
    someone: frozenset[str]  # the people and organisations that it names
    names_a_person: bool
    names_somewhere: bool


@dataclass(frozen=True, slots=True)
class Nearby:
    """What a follow-up stays with where it can: the paragraphs and the indicator that the last turn was about."""

    places: frozenset[Place] = frozenset()
    indicator: str | None = None

    def holds(self, known: Known) -> bool:
        target = known.candidate.target
        same = isinstance(target, Fact) and target.indicator == self.indicator
        return same or not self.places.isdisjoint(known.places)


NOWHERE = Nearby()


def known_of(
    item: Candidate, tokens: frozenset[str], stated: frozenset[str], revision: Revision, analyser: Analyser
) -> Known:
    """What is known of a candidate, given the tokens of its phrasings and texts, and of its texts alone."""
    figures, numbers = _figures(item), _numbers(tokens)
    return Known(
        candidate=item,
        tokens=tokens,
        stated=stated,
        numbers=numbers,
        amounts=frozenset(q.amount for q in figures) | _amounts(item),
        figures=frozenset(kind_of(q) for q in figures),
        units=frozenset(q.unit[:1] for q in figures),
        posts=tuple(t.removeprefix(_POST) for t in stated if t.startswith(_POST)),
        lists=_lists(item),
        listed=_listed(item),
        heads=heads(item.target, revision, analyser) if isinstance(item.target, Fact) else frozenset(),
        places=places_of(item.target),
        nearby=_nearby(item, revision),
        items=_items(item, numbers, revision),
        someone=_names(stated, (NameKind.PERSON, NameKind.ORGANISATION), revision),
        names_a_person=bool(_names(stated, (NameKind.PERSON,), revision)),
        names_somewhere=bool(_names(tokens, (NameKind.PLACE,), revision)),
    )


def places_of(target: Fact | Entry) -> frozenset[Place]:
    """The paragraphs that a fact or entry cites."""
    citations = (target.citation,) if isinstance(target, Fact) else target.citations
    return frozenset((c.article, p) for c in citations for p in c.paragraphs)


def _figures(item: Candidate) -> tuple[Quantity, ...]:
    """The figures a candidate states."""
    if isinstance(item.target, Fact):
        return (item.target.quantity,)
    found = (q for text in item.texts for _, _, q in find_quantities(text))
    # Where no figure is asked for, 两种经济 and 三方 are ways to speak of things.
    few = Asks.FIGURE not in item.asks
    return tuple(q for q in found if not (few and q.dimension is Dimension.COUNT and q.amount <= _FEW))


def _amounts(item: Candidate) -> frozenset[Decimal]:
    """The scaled figures that its phrasings are asked with."""
    return frozenset(
        q.amount for text in item.phrasings if _SCALED.search(text) for _, _, q in find_quantities(text) if q.scale
    )


def _lists(item: Candidate) -> bool:
    """Whether a candidate names several things."""
    return isinstance(item.target, Entry) and (Asks.LIST in item.asks or "、" in item.target.answer.zh)


def _nearby(item: Candidate, revision: Revision) -> frozenset[Decimal]:
    """The published figures of the paragraphs that an entry cites."""
    if isinstance(item.target, Fact):
        return frozenset()
    places = places_of(item.target)
    near = (
        f.quantity
        for f in revision.facts.values()
        if any((f.citation.article, p) in places for p in f.citation.paragraphs)
    )
    return frozenset(n for q in near for n in (q.value, q.amount))


def _items(item: Candidate, numbers: frozenset[Decimal], revision: Revision) -> frozenset[str]:
    """What the published figures that an entry gives are of: the varieties whose yields it tells."""
    if isinstance(item.target, Fact):
        return frozenset()
    return frozenset(f.item for f in revision.facts.values() if f.item and f.quantity.value in numbers)


def _numbers(tokens: frozenset[str]) -> frozenset[Decimal]:
    return frozenset(Decimal(t.removeprefix("number:")) for t in tokens if t.startswith("number:"))


def _listed(item: Candidate) -> int:
    """How many things an entry names at most: one more than its enumeration commas and 和."""
    return len(_ENUMERATING.findall(item.target.answer.zh)) + 1 if isinstance(item.target, Entry) else 0


_ENUMERATING = re.compile(r"、|和|及|；|”“")


def _names(tokens: Iterable[str], kinds: tuple[NameKind, ...], revision: Revision) -> frozenset[str]:
    """The names of some kinds among the tokens."""
    names = (t.partition(":")[2] for t in tokens if t.startswith(f"{Kind.NAME}:"))
    return frozenset(n for n in names if revision.names[n].kind in kinds)
