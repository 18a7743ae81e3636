"""The last turn of each chat, kept over restarts."""

import json
import logging
from dataclasses import asdict
from datetime import UTC

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Text, cast, select

from bot.domain.turns import Context
from bot.ports import Clock
from bot.storage.tables import chats, upsert
from bot.storage.text import storable
from bot.storage.transactions import Transactions

VERSION = 1  # of the stored form; raise it when a field of Context changes its meaning, not when one is added

logger = logging.getLogger(__name__)


class SqlContexts:
    """Implements `ports.Contexts`; safe for any number of threads. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock
        self._adapter = TypeAdapter(Context)

    def load(self, chat: str) -> Context | None:
        """The last turn of `chat`; None if there is none, or if what is stored cannot be read any more (logged)."""
        # As text: SQLite may hold anything in a JSON column, and a driver's own decoder would raise.
        query = select(cast(chats.c.context, Text)).where(chats.c.chat == storable(chat))
        with self._transactions.reading() as connection:
            stored = connection.execute(query).scalar_one_or_none()
        if stored is None:
            return None
        try:
            return self._decode(stored)
        except ValueError as error:
            # A follow-up then has to be asked in full; better than no answer at all.
            logger.warning("the stored context of chat %s is ignored: %s", chat, error)
            return None

    def save(self, chat: str, context: Context) -> None:
        """Replace the last turn of `chat`. The context's time must have its zone (ValueError)."""
        row = {"context": _encode(context), "updated_at": self._clock()}
        with self._transactions.writing() as connection:
            insert = upsert(connection, chats).values(chat=storable(chat), **row)
            connection.execute(insert.on_conflict_do_update(index_elements=["chat"], set_=row))

    def _decode(self, stored: str) -> Context:
        """Raises ValueError, without the reader's words in its message."""
        raw = json.loads(stored)
        if not isinstance(raw, dict) or raw.pop("version", None) != VERSION:
            raise ValueError(f"it is not of version {VERSION}")
        try:
            context = self._adapter.validate_json(json.dumps(raw), strict=True)
        except ValidationError as error:
            faults = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False))
            raise ValueError("; ".join(faults)) from None
        if context.at.tzinfo is None:
            raise ValueError("its time has no zone")
        return context


def _encode(context: Context) -> dict[str, object]:
    if context.at.tzinfo is None:
        raise ValueError("a context's time must have its zone")
    fields = {name: _clean(value) for name, value in asdict(context).items() if name != "at"}
    return {"version": VERSION, "at": context.at.astimezone(UTC).isoformat(), **fields}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    return [_clean(item) for item in value] if isinstance(value, tuple) else value
