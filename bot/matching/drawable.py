"""Which figures one picture may show: only those that may be compared, by the rules of `compute` and stricter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.facts import Fact, PeriodKind, Status
from bot.domain.parks import NameKind
from bot.domain.quantities import Qualifier
from bot.domain.revision import Revision
from bot.matching.arithmetic import amount
from bot.matching.compute import caveat, is_actual_and_planned, siblings
from bot.matching.relations import Relation

MOST = 10  # figures in one picture
_REACHED = frozenset({Status.ACTUAL, Status.CUMULATIVE})
_AIMED = frozenset({Status.TARGET, Status.PLANNED})
_WITHOUT_LENGTH = frozenset({Qualifier.RANGE, Qualifier.UPWARDS})  # no one length says what is published


class Kind(StrEnum):
    """What a picture shows."""

    PROGRESS = "progress"  # what is reached, then what is aimed at
    SERIES = "series"  # one measure of one thing, the earliest period first
    COMPARISON = "comparison"  # one measure of several things at one time, the largest first


@dataclass(frozen=True, slots=True)
class Drawable:
    """Figures that may stand in one picture, in its order."""

    kind: Kind
    facts: tuple[Fact, ...]


def drawable(facts: Iterable[Fact], revision: Revision) -> Drawable | None:
    """The picture of exactly these figures; None where they may not be drawn together.

    All measure the same in the same unit. Statuses differ only between what is reached and its target, periods only
    there and in a series.
    """
    facts = tuple(dict.fromkeys(facts))
    if not 2 <= len(facts) <= MOST or not _alike(facts):
        return None
    if len({fact.status for fact in facts}) > 1:
        return _progress(facts, revision)
    if len({(fact.park, subject(fact, revision)) for fact in facts}) == 1:
        return _series(facts)
    return _comparison(facts, revision)


def picture_of(shown: Sequence[Fact], revision: Revision) -> Drawable | None:
    """The picture that goes with a reply that shows these figures: of just these, or of one and what belongs to it."""
    if not shown:
        return None
    if together := drawable(shown, revision):
        return together
    first, family = shown[0], (shown[0], *siblings(shown[0], revision))
    if any(fact not in family for fact in shown):
        return None
    return (
        _towards_its_target(first, family, revision)
        or _of_kind(Kind.SERIES, first, family, revision)
        or _of_kind(Kind.COMPARISON, first, family, revision)
    )


def subject(fact: Fact, revision: Revision) -> str | None:
    """The thing inside the park that a figure is about. A plan is none: it only says where a target stands."""
    return None if fact.item is None or revision.names[fact.item].kind is NameKind.PLAN else fact.item


def _alike(facts: Sequence[Fact]) -> bool:
    same = {(fact.indicator, fact.quantity.dimension, fact.quantity.unit, fact.per) for fact in facts}
    lengths = [amount(fact.quantity) for fact in facts]
    clear = all(f.quantity.upper is None and f.quantity.qualifier not in _WITHOUT_LENGTH for f in facts)
    parts = any(fact.part_of == other.id for fact in facts for other in facts)
    return len(same) == 1 and clear and not parts and min(lengths) >= 0 and max(lengths) > 0


def _progress(facts: Sequence[Fact], revision: Revision) -> Drawable | None:
    if len(facts) != 2 or not is_actual_and_planned(*facts):
        return None
    reached, aim = facts if facts[0].status in _REACHED else (facts[1], facts[0])
    if reached.status not in _REACHED or aim.status not in _AIMED or not amount(aim.quantity):
        return None
    if subject(reached, revision) != subject(aim, revision):
        return None
    late = reached.period.year and aim.period.year and reached.period.year > aim.period.year
    return None if late else Drawable(Kind.PROGRESS, (reached, aim))


def _series(facts: Sequence[Fact]) -> Drawable | None:
    if {fact.period.kind for fact in facts} != {PeriodKind.DATE}:
        return None  # "so far this year" is no year: beside whole ones it would look like a fall
    values = sorted(fact.period.value for fact in facts)
    if len(set(values)) < len(values) or len({len(value) for value in values}) > 1:
        return None
    return Drawable(Kind.SERIES, tuple(sorted(facts, key=lambda fact: fact.period.value)))


def _comparison(facts: Sequence[Fact], revision: Revision) -> Drawable | None:
    if len({fact.period for fact in facts}) > 1 or caveat(facts, Relation.LARGEST):
        return None
    things = {(fact.park, subject(fact, revision)) for fact in facts}
    parks = [park for park, _ in things]
    # A park's own figure holds those of the things inside it.
    if len(things) < len(facts) or any(thing is None and parks.count(park) > 1 for park, thing in things):
        return None
    return Drawable(Kind.COMPARISON, tuple(sorted(facts, key=lambda fact: -amount(fact.quantity))))


def _towards_its_target(fact: Fact, family: Sequence[Fact], revision: Revision) -> Drawable | None:
    """What is reached last against the next target, where the figure is one of the two."""
    pairs = [
        found for one in family for other in family
        if one.status in _REACHED and other.status in _AIMED and (found := drawable((one, other), revision))
    ]  # fmt: skip
    if not pairs:
        return None
    newest = max(pairs, key=lambda pair: (pair.facts[0].period.year or 0, -(pair.facts[1].period.year or 0)))
    return newest if fact in newest.facts else None


def _of_kind(kind: Kind, fact: Fact, family: Sequence[Fact], revision: Revision) -> Drawable | None:
    """The figure with all its siblings that make a picture of this kind with it."""
    fitting = [f for f in family if (found := drawable((fact, f), revision)) and found.kind is kind]
    return drawable((fact, *fitting), revision) if fitting else None
