"""What administrators decided about questions of the review: never deleted, only undone.

What people typed is kept no longer than the question log keeps it (`forget_words`), but for what became a phrasing.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from bot.ports import Clock
from bot.storage.content_tables import decisions
from bot.storage.tables import questions
from bot.storage.text import storable
from bot.storage.transactions import Transactions
from bot.storage.waiting import Waiting, waiting


class Action(StrEnum):
    """What was done with a question."""

    PHRASING = "phrasing"  # it is now a phrasing of the target
    ENTRY = "entry"  # an entry was started for it in the files
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class NewDecision:
    """`covers` are the fingerprints of all questions of the cluster; `target` is empty for ignored ones."""

    author: str
    action: Action
    question: str
    covers: tuple[str, ...]
    language: str
    target: str
    revision: int  # that was live


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as recorded. `made` is the revision it made, if any; `question` is blank once its words are gone."""

    id: int
    at: datetime
    author: str
    action: Action
    question: str
    covers: tuple[str, ...]
    language: str
    target: str
    revision: int
    made: int | None
    undone_at: datetime | None
    undone_by: str | None = None


class SqlDecisions:
    """The decisions of one database; safe for any number of threads. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock, key: bytes) -> None:
        """`key` is that of the fingerprints."""
        self._transactions = transactions
        self._clock = clock
        self._key = key

    def record(self, decision: NewDecision) -> None:
        """Keep a decision that changes nothing that is live."""
        with self._transactions.writing() as connection:
            add(connection, decision, self._clock(), None)

    def undo(self, id: int, author: str) -> None:
        """Mark a decision that changed nothing live as undone."""
        with self._transactions.writing() as connection:
            mark_undone(connection, id, author, self._clock())

    def active(self) -> tuple[Decision, ...]:
        """All that hold, in the order they were made."""
        return tuple(self._read(undone=False))

    def every(self) -> tuple[Decision, ...]:
        """All, the undone ones too."""
        return tuple(self._read(undone=True))

    def waiting(self) -> tuple[Waiting, ...]:
        """The questions of the log that may want a decision, the most frequent first."""
        with self._transactions.reading() as connection:
            return waiting(connection)

    def fingerprint(self, normal: str) -> str:
        """What stands for a question in `covers`: with the words gone it is still known as decided."""
        return hmac.new(self._key, f"question {storable(normal)}".encode(), hashlib.sha256).hexdigest()[:32]

    def _read(self, *, undone: bool) -> Iterator[Decision]:
        query = select(decisions).order_by(decisions.c.id)
        if not undone:
            query = query.where(decisions.c.undone_at.is_(None))
        with self._transactions.reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield Decision(
                row.id, row.at, row.author, Action(row.action), row.question, tuple(row.covers), row.language,
                row.target, row.revision, row.made, row.undone_at, row.undone_by,
            )  # fmt: skip


def add(connection: Connection, decision: NewDecision, at: datetime, made: int | None) -> None:
    """Write a decision inside a transaction."""
    row = {
        "at": at,
        "author": storable(decision.author),
        "action": decision.action.value,
        "question": storable(decision.question),
        "covers": [storable(one) for one in decision.covers],
        "language": decision.language,
        "target": decision.target,
        "revision": decision.revision,
        "made": made,
    }
    connection.execute(insert(decisions), row)


def mark_undone(connection: Connection, id: int, author: str, at: datetime) -> None:
    """Mark a decision as undone inside a transaction."""
    row = {"undone_at": at, "undone_by": storable(author)}
    connection.execute(update(decisions).where(decisions.c.id == id).values(row))


def forget_words(connection: Connection) -> None:
    """Blank the questions that are not in the log any more; phrasings are content by now, and stay."""
    typed = decisions.c.question
    kept = select(typed).where(decisions.c.action != Action.PHRASING.value, typed != "")
    words = set(connection.execute(kept).scalars())
    if words:
        words -= set(connection.execute(select(questions.c.question).where(questions.c.question.in_(words))).scalars())
    for word in words:
        gone = (decisions.c.action != Action.PHRASING.value) & (typed == word)
        connection.execute(update(decisions).where(gone).values(question=""))
