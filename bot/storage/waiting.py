"""Questions of the log that wait for an administrator: without an answer, without one that fits, or marked badly."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from bot.domain import rules
from bot.domain.marks import Mark
from bot.storage.tables import questions, votes

_NONE = f"{rules.CHOSEN}none"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question as typed: how often it got no answer or none that fits, how often it was marked badly, when last."""

    question: str
    unanswered: int
    marked: int
    last: datetime

    @property
    def count(self) -> int:
        return self.unanswered + self.marked


def waiting(connection: Connection) -> tuple[Waiting, ...]:
    """All of them, the most frequent first. What is known to stand in no article (a gap) does not wait."""
    unanswered: dict[str, int] = defaultdict(int)
    marked: dict[str, int] = defaultdict(int)
    last: dict[str, datetime] = {}

    def count(counts: dict[str, int], question: str, times: int, at: datetime) -> None:
        counts[question] += times
        last[question] = max(at, last.get(question, at))

    for row in connection.execute(_unanswered()):
        count(unanswered, row.question, row.times, row.last)
    for row in _meant(connection, _turned_down()):
        if row.outcome == "choices":
            count(unanswered, row.question, 1, row.at)
    for row in _meant(connection, _marked()):
        count(marked, row.question, 1, row.at)
    found = (Waiting(q, unanswered.get(q, 0), marked.get(q, 0), at) for q, at in last.items())
    return tuple(sorted(found, key=lambda one: (-one.count, one.question)))


def _unanswered() -> Select[Any]:
    times, last = func.count().label("times"), func.max(questions.c.at).label("last")
    query = select(questions.c.question, times, last).where(questions.c.outcome == "unknown")
    return query.where(questions.c.rule.not_like(f"{rules.KNOWN_GAP}%")).group_by(questions.c.question)


def _turned_down() -> Select[Any]:
    """Where somebody chose "none of these"."""
    return select(questions).where(or_(questions.c.rule == _NONE, questions.c.rule == rules.NONE_OF_THESE))


def _marked() -> Select[Any]:
    bad = votes.c.mark != Mark.HELPFUL.value
    return select(questions).join(votes, votes.c.question == questions.c.key).where(bad, questions.c.rule != _NONE)


def _meant(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """The rows of a query; for a tap the question whose choices were tapped, if it was one of those."""
    for row in connection.execute(query).all():
        tapped = row.rule.startswith(rules.CHOSEN)
        if not tapped and row.rule != rules.NONE_OF_THESE:
            yield row
            continue
        before = select(questions).where(
            questions.c.chat == row.chat, questions.c.id < row.id, questions.c.rule.not_like(f"{rules.CHOSEN}%")
        )
        asked = connection.execute(before.order_by(questions.c.id.desc()).limit(1)).first()
        if asked is not None and (row.rule in (_NONE, rules.NONE_OF_THESE) or row.question in asked.shown):
            yield asked
