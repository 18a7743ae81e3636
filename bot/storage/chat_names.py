"""Names for chats that tell nobody which chat they are: keyed hashes of Telegram's numbers."""

import hashlib
import hmac
import secrets as random
from functools import lru_cache, partial

from sqlalchemy import select

from bot.storage.tables import secrets, upsert
from bot.storage.transactions import Transactions

_KEY = "chat-names"
_KEPT = 1024  # names: each is asked for several times while an update is handled


class ChatNames:
    """The name of a chat: 32 hexadecimal digits of HMAC-SHA256, and "/topic" for a topic of a forum."""

    def __init__(self, key: bytes) -> None:
        self._name = lru_cache(_KEPT)(partial(_name, key))

    def __call__(self, chat: int, topic: int | None = None) -> str:
        name = self._name(chat)
        return name if topic is None else f"{name}/{topic}"


def _name(key: bytes, chat: int) -> str:
    return hmac.new(key, str(chat).encode(), hashlib.sha256).hexdigest()[:32]


def stored_key(transactions: Transactions) -> bytes:
    """The key of this database: made at random once, then always the same, for every replica."""
    query = select(secrets.c.value).where(secrets.c.name == _KEY)
    with transactions.reading() as connection:
        kept = connection.execute(query).scalar_one_or_none()
    if kept is None:
        with transactions.writing() as connection:
            insert = upsert(connection, secrets).values(name=_KEY, value=random.token_hex(32))
            connection.execute(insert.on_conflict_do_nothing(index_elements=["name"]))
            kept = connection.execute(query).scalar_one()
    return bytes.fromhex(kept)
