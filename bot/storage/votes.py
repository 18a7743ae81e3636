"""What readers think of replies: one mark for each chat and question, which can be changed."""

from datetime import datetime

from sqlalchemy import select

from bot.domain.marks import Mark
from bot.ports import Clock
from bot.storage.tables import questions, upsert, votes
from bot.storage.text import storable
from bot.storage.transactions import Transactions


class SqlVotes:
    """The votes; safe for any number of threads. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    def vote(self, question: str, chat: str, mark: Mark) -> bool:
        """Keep a chat's mark for the question with this key, in place of an earlier one.

        False, and nothing is kept, where the chat asked no such question or it is deleted.
        """
        row = {"mark": mark.value, "at": self._clock()}
        asked = select(questions.c.id).where(questions.c.key == storable(question), questions.c.chat == storable(chat))
        with self._transactions.writing() as connection:
            if connection.execute(asked).first() is None:
                return False
            insert = upsert(connection, votes).values(question=storable(question), chat=storable(chat), **row)
            connection.execute(insert.on_conflict_do_update(index_elements=["question", "chat"], set_=row))
        return True

    def of(self, question: str) -> tuple[Mark, ...]:
        """The marks a question's reply has got."""
        query = select(votes.c.mark).where(votes.c.question == storable(question)).order_by(votes.c.at)
        with self._transactions.reading() as connection:
            return tuple(Mark(mark) for mark in connection.execute(query).scalars())

    def since(self, moment: datetime) -> dict[str, tuple[Mark, ...]]:
        """The marks given from `moment` on, by the key of their question."""
        found: dict[str, tuple[Mark, ...]] = {}
        query = select(votes.c.question, votes.c.mark).where(votes.c.at >= moment).order_by(votes.c.at)
        with self._transactions.reading() as connection:
            for row in connection.execute(query):
                found[row.question] = (*found.get(row.question, ()), Mark(row.mark))
        return found
