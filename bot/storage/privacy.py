"""What is stored of chats as a whole: deleted on wish and after a time, moved when a group gets a new number."""

import re
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Column, ColumnElement, Connection, delete, func, or_, select, update

from bot.ports import Clock
from bot.storage.decisions import forget_words
from bot.storage.tables import chat_settings, chats, questions, relays, votes
from bot.storage.text import storable
from bot.storage.transactions import Transactions

_TABLES = (questions, chats, votes, chat_settings, relays)
# Telegram's numbers have at most 52 bits, 16 digits; a name that happens to have digits only has 32.
_NUMBER = re.compile(r"(-?\d{1,19})(?:/(\d+))?")


class SqlPrivacy:
    """Safe for any number of threads. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    def forget(self, chat: str) -> int:
        """Delete everything that is stored of a chat and its topics; returns how many rows."""
        with self._transactions.writing() as connection:
            count = sum(connection.execute(delete(t).where(_of(t.c.chat, chat))).rowcount for t in _TABLES)
            forget_words(connection)
            return count

    def moved(self, old: str, new: str) -> None:
        """A group has a new number: what was stored of the old one is the new one's. What that has already stays."""
        with self._transactions.writing() as connection:
            _rename(connection, lambda name: new + name.removeprefix(old) if _is_of(name, old) else None)

    def prune(self, days: int) -> int:
        """Delete what is older than `days`, and settings of chats that were left longer ago; returns how many rows."""
        end = self._clock() - timedelta(days=days)
        old = (
            (questions, questions.c.at), (votes, votes.c.at), (relays, relays.c.at),
            (chats, chats.c.updated_at), (chat_settings, chat_settings.c.inactive_since),
        )  # fmt: skip
        with self._transactions.writing() as connection:
            count = sum(connection.execute(delete(table).where(at < end)).rowcount for table, at in old)
            forget_words(connection)
            return count

    def hide(self, names: Callable[[int, int | None], str]) -> None:
        """Give chats that are stored by their number, as the first versions did, the names they have now."""

        def named(stored: str) -> str | None:
            number = _NUMBER.fullmatch(stored)
            return names(int(number[1]), int(number[2]) if number[2] else None) if number else None

        with self._transactions.writing() as connection:
            _rename(connection, named)


def _rename(connection: Connection, new_name: Callable[[str], str | None]) -> None:
    for table in _TABLES:
        for name in connection.execute(select(table.c.chat).distinct()).scalars().all():
            if (new := new_name(name)) is None:
                continue
            alone = table.c.chat.primary_key and len(table.primary_key) == 1
            taken = select(func.count()).select_from(table).where(table.c.chat == new)
            if alone and connection.execute(taken).scalar_one():
                connection.execute(delete(table).where(table.c.chat == name))
            else:
                connection.execute(update(table).where(table.c.chat == name).values(chat=new))


def _of(column: Column[str], chat: str) -> ColumnElement[bool]:
    chat = storable(chat)
    return or_(column == chat, column.startswith(f"{chat}/", autoescape=True))


def _is_of(name: str, chat: str) -> bool:
    return name == chat or name.startswith(f"{chat}/")
