"""Single values that the program must know at its next start."""

from sqlalchemy import select

from bot.storage.tables import notes, upsert
from bot.storage.transactions import Transactions


class SqlNotes:
    """A value for each name; every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, name: str) -> str | None:
        with self._transactions.reading() as connection:
            value: str | None = connection.execute(select(notes.c.value).where(notes.c.name == name)).scalar()
        return value

    def put(self, name: str, value: str) -> None:
        with self._transactions.writing() as connection:
            insert = upsert(connection, notes).values(name=name, value=value)
            connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_={"value": value}))

    def advance(self, name: str, value: str, over: str | None = None) -> bool:
        """Put a value if what is kept sorts before `over` (before the value itself, where that is not given).

        Of several processes that advance to the same value one gets True, and the others put nothing.
        """
        with self._transactions.writing() as connection:
            insert = upsert(connection, notes).values(name=name, value=value)
            behind = insert.on_conflict_do_update(
                index_elements=["name"], set_={"value": value}, where=notes.c.value < (over or value)
            )
            # A row comes back only where one was written; psycopg counts none for an insert.
            return connection.execute(behind.returning(notes.c.name)).first() is not None
