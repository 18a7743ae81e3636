"""Questions that were passed on to the staff, each with the address its reply goes to while it is open.

Here alone a chat's number is stored, from the reader's consent to the staff's reply.
"""

from sqlalchemy import select, update

from bot.ports import Clock
from bot.storage.tables import questions, relays, upsert
from bot.storage.text import storable
from bot.storage.transactions import Transactions


class SqlRelays:
    """Safe for any number of threads. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    def question(self, key: str, chat: str) -> str | None:
        """What a chat asked under a key; None where it asked no such question, or that is deleted."""
        asked = (questions.c.key == storable(key), questions.c.chat == storable(chat))
        with self._transactions.reading() as connection:
            return connection.execute(select(questions.c.question).where(*asked)).scalar_one_or_none()

    def open(self, key: str, chat: str, address: str) -> bool:
        """Keep where the reply to a question goes; False where the question was passed on before."""
        row = {"question": storable(key), "chat": storable(chat), "address": address, "at": self._clock()}
        with self._transactions.writing() as connection:
            insert = upsert(connection, relays).values(**row)
            return connection.execute(insert.on_conflict_do_nothing(index_elements=["question"])).rowcount > 0

    def address(self, key: str) -> str | None:
        """Where the reply to a question goes; None where it went, or where the asker was forgotten."""
        query = select(relays.c.address).where(relays.c.question == storable(key))
        with self._transactions.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def close(self, key: str) -> None:
        """Delete the address: the reply went, or never will."""
        with self._transactions.writing() as connection:
            connection.execute(update(relays).where(relays.c.question == storable(key)).values(address=None))
