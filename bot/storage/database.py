"""One database with everything in it that is stored."""

from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import text

from bot.ports import Clock
from bot.storage.chat_names import ChatNames, stored_key
from bot.storage.chat_settings import SqlChatSettings
from bot.storage.contexts import SqlContexts
from bot.storage.decisions import SqlDecisions
from bot.storage.engine import PATIENCE_SECONDS, parse_url
from bot.storage.notes import SqlNotes
from bot.storage.privacy import SqlPrivacy
from bot.storage.question_log import SqlQuestionLog
from bot.storage.relays import SqlRelays
from bot.storage.revisions import SqlRevisions
from bot.storage.schema import migrate
from bot.storage.transactions import Transactions
from bot.storage.updates import SqlUpdates
from bot.storage.votes import SqlVotes
from bot.storage.work import CurrentWork


def utc_now() -> datetime:
    return datetime.now(UTC)


class Database:
    """The stores of one database. Use as a context manager, or `close()` it."""

    def __init__(self, transactions: Transactions, clock: Clock, hash_key: bytes) -> None:
        self._transactions = transactions
        current = CurrentWork()
        self.chat_names = ChatNames(hash_key)
        self.questions = SqlQuestionLog(transactions, current)
        self.contexts = SqlContexts(transactions, clock, current)
        self.updates = SqlUpdates(transactions, clock, current)
        self.notes = SqlNotes(transactions)
        self.votes = SqlVotes(transactions, clock)
        self.chat_settings = SqlChatSettings(transactions, clock)
        self.relays = SqlRelays(transactions, clock)
        self.privacy = SqlPrivacy(transactions, clock)
        self.revisions = SqlRevisions(transactions, clock)
        self.decisions = SqlDecisions(transactions, clock, hash_key)

    @classmethod
    def open(
        cls, url: str, clock: Clock = utc_now, patience: float = PATIENCE_SECONDS, hash_key: bytes | None = None
    ) -> Self:
        """Connect, creating a SQLite file that is missing, and bring the schema up to date.

        `patience` is how many seconds to wait for other writers or a free connection. `hash_key` hides the numbers of
        chats; without one the database keeps its own.

        Raises:
            StorageError: the URL is malformed, or the database cannot be reached, used or migrated.
        """
        transactions = Transactions(parse_url(url), patience)
        try:
            migrate(transactions)
            return cls(transactions, clock, hash_key or stored_key(transactions))
        except BaseException:
            transactions.close()
            raise

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
