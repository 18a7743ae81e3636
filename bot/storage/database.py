"""One database with everything in it that is stored."""

from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from bot.ports import Clock
from bot.storage.contexts import SqlContexts
from bot.storage.decisions import SqlDecisions
from bot.storage.engine import parse_url
from bot.storage.question_log import SqlQuestionLog
from bot.storage.revisions import SqlRevisions
from bot.storage.schema import migrate
from bot.storage.transactions import Transactions
from bot.storage.updates import SqlUpdates


def utc_now() -> datetime:
    return datetime.now(UTC)


class Database:
    """Everything stored in one database. Use as a context manager, or `close()` it."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self.questions = SqlQuestionLog(transactions)
        self.contexts = SqlContexts(transactions, clock)
        self.updates = SqlUpdates(transactions, clock)
        self.revisions = SqlRevisions(transactions, clock)
        self.decisions = SqlDecisions(transactions, clock)

    @classmethod
    def open(cls, url: str, clock: Clock = utc_now) -> Self:
        """Connect, creating a SQLite file that is missing, and bring the schema up to date.

        Raises:
            StorageError: the URL is malformed, or the database cannot be reached, used or migrated.
        """
        transactions = Transactions(parse_url(url))
        try:
            migrate(transactions)
        except BaseException:
            transactions.close()
            raise
        return cls(transactions, clock)

    def close(self) -> None:
        self._transactions.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
