"""What is set for a chat: its language, and whether the bot can still write there."""

from sqlalchemy import select

from bot.domain.bilingual import Language
from bot.ports import Clock
from bot.storage.tables import chat_settings, upsert
from bot.storage.text import storable
from bot.storage.transactions import Transactions


class SqlChatSettings:
    """The settings of chats; safe for any number of threads. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    def language(self, chat: str) -> Language | None:
        """The language chosen in a chat; None where none is, or one that is not served any more."""
        query = select(chat_settings.c.language).where(chat_settings.c.chat == storable(chat))
        with self._transactions.reading() as connection:
            kept = connection.execute(query).scalar_one_or_none()
        return next((language for language in Language if language == kept), None)

    def set_language(self, chat: str, language: Language) -> None:
        self._set(chat, {"language": language.value})

    def is_active(self, chat: str) -> bool:
        """Whether the bot can write to a chat, as far as is known."""
        query = select(chat_settings.c.inactive_since).where(chat_settings.c.chat == storable(chat))
        with self._transactions.reading() as connection:
            return connection.execute(query).scalar_one_or_none() is None

    def set_active(self, chat: str, active: bool) -> None:
        """The bot was let into a chat, or blocked and removed."""
        self._set(chat, {"inactive_since": None if active else self._clock()})

    def _set(self, chat: str, values: dict[str, object]) -> None:
        row = {**values, "updated_at": self._clock()}
        with self._transactions.writing() as connection:
            insert = upsert(connection, chat_settings).values(chat=storable(chat), **row)
            connection.execute(insert.on_conflict_do_update(index_elements=["chat"], set_=row))
