"""Figures and dates of drafted items that are not complete yet: somebody is at them already."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.content import build, todo
from bot.content.nodes import Node, Places
from bot.content.source.dates import Mention, mentions, of_period
from bot.content.validate import to_data
from bot.domain.facts import PeriodKind
from bot.domain.quantities import Quantity
from bot.domain.revision import Revision
from bot.language.quantities import find_quantities


@dataclass(frozen=True, slots=True)
class Pending:
    """What an item that cannot be used yet will carry, as far as it can be read, and where it says it stands."""

    article: str
    paragraphs: frozenset[int]
    figures: tuple[Quantity, ...] = ()
    dates: tuple[Mention, ...] = ()


def pending(revision: Revision, places: Places) -> tuple[Pending, ...]:
    """What the items in `places` carry that `revision` does not hold."""
    return tuple(one for (section, id), node in places.items.items() for one in _of(section, id, node, revision))


def _of(section: str, id: str, node: Node, revision: Revision) -> Iterator[Pending]:
    data = to_data(node)
    if not isinstance(data, dict):
        return
    if section == "facts" and id not in revision.facts:
        quantity = build.read_quantity(todo.suggested(str(data.get("quantity") or "")))
        yield from _cited(
            data.get("citation"), () if quantity is None else (quantity,), period_date(data.get("period"))
        )
    elif section == "entries" and id not in revision.entries:
        answer = data.get("answer")
        text = todo.suggested(str(answer.get("zh") or "")) if isinstance(answer, dict) else ""
        for citation in data["citations"] if isinstance(data.get("citations"), list) else ():
            yield from _cited(citation, tuple(q for _, _, q in find_quantities(text)), mentions(text))


def period_date(written: object) -> tuple[Mention, ...]:
    """The date of a period as written, also of one that is only suggested; nothing where it is none."""
    value = todo.suggested(written) if isinstance(written, str) else ""
    try:
        dated = bool(value) and build.period(value, None).kind is PeriodKind.DATE
    except build.PeriodError:
        return ()
    return (of_period(value),) if dated else ()


def _cited(citation: Any, figures: tuple[Quantity, ...], dates: tuple[Mention, ...]) -> Iterator[Pending]:
    if isinstance(citation, dict) and isinstance(citation.get("paragraphs"), list):
        paragraphs = frozenset(_number(one) for one in citation["paragraphs"])
        yield Pending(str(citation.get("article")), paragraphs, figures, dates)


def _number(text: Any) -> int:
    return int(text) if str(text).isascii() and str(text).isdigit() else -1
