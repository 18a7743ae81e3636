"""The question log: every question and what it got."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from bot.ports import QuestionRecord
from bot.storage.tables import questions
from bot.storage.text import storable
from bot.storage.transactions import Transactions
from bot.storage.work import CurrentWork


class SqlQuestionLog:
    """Implements `ports.QuestionLog`; safe for any number of threads. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, current: CurrentWork | None = None) -> None:
        self._transactions = transactions
        self._current = current or CurrentWork()

    def record(self, record: QuestionRecord) -> None:
        """Keep one question and its outcome. Any Unicode is taken; what cannot be stored is replaced visibly.

        Inside `CurrentWork.working` it is held back.
        """
        if (work := self._current.get()) is not None:
            work.questions.append(record)
            return
        with self._transactions.writing() as connection:
            insert_questions(connection, [record])

    def since(self, moment: datetime) -> tuple[QuestionRecord, ...]:
        """The questions from `moment` on, oldest first."""
        query = select(questions).where(questions.c.at >= moment).order_by(questions.c.at, questions.c.id)
        with self._transactions.reading() as connection:
            return tuple(_record(row) for row in connection.execute(query))

    def of(self, chat: str, limit: int) -> tuple[QuestionRecord, ...]:
        """The last `limit` questions of a chat, oldest first."""
        query = select(questions).where(questions.c.chat == storable(chat))
        with self._transactions.reading() as connection:
            rows = connection.execute(query.order_by(questions.c.id.desc()).limit(limit)).all()
        return tuple(_record(row) for row in reversed(rows))

    def recent(self, limit: int) -> tuple[QuestionRecord, ...]:
        """The last `limit` questions (at least 1), newest first."""
        if limit < 1:
            raise ValueError("limit must be at least 1")
        query = select(questions).order_by(questions.c.at.desc(), questions.c.id.desc()).limit(limit)
        with self._transactions.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(_record(row) for row in rows)


def insert_questions(connection: Connection, records: Sequence[QuestionRecord]) -> None:
    """Keep questions as a part of a larger transaction."""
    rows = [
        {
            "at": record.at,
            "chat": storable(record.chat),
            "question": storable(record.question),
            "language": storable(record.language),
            "outcome": storable(record.outcome),
            "rule": storable(record.rule),
            "score": record.score,
            "shown": [storable(target) for target in record.shown],
            "key": record.key or None,
        }
        for record in records
    ]
    if rows:
        connection.execute(insert(questions), rows)


def _record(row: Row[Any]) -> QuestionRecord:
    return QuestionRecord(
        at=row.at,
        chat=row.chat,
        question=row.question,
        language=row.language,
        outcome=row.outcome,
        rule=row.rule,
        score=row.score,
        shown=tuple(row.shown),
        key=row.key or "",
    )
