"""One database with everything in it that is stored."""

from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import text

from bot.ports import Clock
from bot.storage.contexts import SqlContexts
from bot.storage.engine import PATIENCE_SECONDS, parse_url
from bot.storage.notes import SqlNotes
from bot.storage.question_log import SqlQuestionLog
from bot.storage.schema import migrate
from bot.storage.transactions import Transactions
from bot.storage.updates import SqlUpdates
from bot.storage.work import CurrentWork


def utc_now() -> datetime:
    return datetime.now(UTC)


class Database:
    """The question log, the contexts, the updates and the notes of one database.

    Use as a context manager, or `close()` it.
    """

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        current = CurrentWork()
        self.questions = SqlQuestionLog(transactions, current)
        self.contexts = SqlContexts(transactions, clock, current)
        self.updates = SqlUpdates(transactions, clock, current)
        self.notes = SqlNotes(transactions)

    @classmethod
    def open(cls, url: str, clock: Clock = utc_now, patience: float = PATIENCE_SECONDS) -> Self:
        """Connect, creating a SQLite file that is missing, and bring the schema up to date.

        `patience` is how many seconds to wait for other writers or a free connection.

        Raises:
            StorageError: the URL is malformed, or the database cannot be reached, used or migrated.
        """
        transactions = Transactions(parse_url(url), patience)
        try:
            migrate(transactions)
        except BaseException:
            transactions.close()
            raise
        return cls(transactions, clock)

    def ping(self) -> None:
        """Ask the database for nothing, to see that it answers. Raises StorageError."""
        with self._transactions.reading() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        self._transactions.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
