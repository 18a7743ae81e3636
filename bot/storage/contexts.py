"""The last turn of each chat, kept over restarts."""

import json
import logging
from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Text, cast, select

from bot.domain.turns import Context
from bot.ports import Clock
from bot.storage.tables import chats, upsert
from bot.storage.text import storable
from bot.storage.transactions import Transactions
from bot.storage.work import CurrentWork

VERSION = 1  # of the stored form; raise it when a field of Context changes its meaning, not when one is added

logger = logging.getLogger(__name__)


class SqlContexts:
    """Implements `ports.Contexts`; safe for any number of threads. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock, current: CurrentWork | None = None) -> None:
        self._transactions = transactions
        self._clock = clock
        self._current = current or CurrentWork()

    def load(self, chat: str) -> Context | None:
        """The last turn of `chat`; None if there is none, or if what is stored cannot be read any more (logged)."""
        if (work := self._current.get()) is not None:
            for read in (work.contexts, work.before):
                if chat in read:
                    return read[chat]
        with self._transactions.reading() as connection:
            return load_contexts(connection, [chat])[chat]

    def is_at_hand(self, chat: str) -> bool:
        """Whether `load` asks no database for this chat."""
        work = self._current.get()
        return work is not None and (chat in work.contexts or chat in work.before)

    def save(self, chat: str, context: Context) -> None:
        """Replace the last turn of `chat`. The context's time must have its zone (ValueError).

        Inside `CurrentWork.working` it is held back.
        """
        if (work := self._current.get()) is not None:
            work.contexts[chat] = context
            return
        with self._transactions.writing() as connection:
            save_contexts(connection, {chat: context}, self._clock())


def load_contexts(connection: Connection, wanted: Collection[str]) -> dict[str, Context | None]:
    """The last turns of chats; None where there is none, or where what is stored cannot be read any more (logged)."""
    # As text: SQLite may hold anything in a JSON column, and a driver's own decoder would raise.
    query = select(chats.c.chat, cast(chats.c.context, Text).label("stored"))
    query = query.where(chats.c.chat.in_([storable(chat) for chat in wanted]))
    stored = {row.chat: row.stored for row in connection.execute(query)} if wanted else {}
    return {chat: _readable(chat, stored.get(storable(chat))) for chat in wanted}


def save_contexts(connection: Connection, contexts: Mapping[str, Context], now: datetime) -> None:
    """Replace the last turns of chats as a part of a larger transaction."""
    # In one order everywhere: replicas that wait for each other's rows crosswise would wait for ever.
    rows = [{"chat": storable(c), "context": _encode(contexts[c]), "updated_at": now} for c in sorted(contexts)]
    if rows:
        insert = upsert(connection, chats)
        new = {"context": insert.excluded.context, "updated_at": insert.excluded.updated_at}
        connection.execute(insert.on_conflict_do_update(index_elements=["chat"], set_=new), rows)


def _readable(chat: str, stored: str | None) -> Context | None:
    if stored is None:
        return None
    try:
        return _decode(stored)
    except ValueError as error:
        # A follow-up then has to be asked in full; better than no answer at all.
        logger.warning("the stored context of chat %s is ignored: %s", chat, error)
        return None


def _decode(stored: str) -> Context:
    """Raises ValueError, without the reader's words in its message."""
    raw = json.loads(stored)
    if not isinstance(raw, dict) or raw.pop("version", None) != VERSION:
        raise ValueError(f"it is not of version {VERSION}")
    try:
        context = _adapter().validate_json(json.dumps(raw), strict=True)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False))
        raise ValueError("; ".join(faults)) from None
    if context.at.tzinfo is None:
        raise ValueError("its time has no zone")
    return context


@cache
def _adapter() -> TypeAdapter[Context]:
    return TypeAdapter(Context)


def _encode(context: Context) -> dict[str, object]:
    if context.at.tzinfo is None:
        raise ValueError("a context's time must have its zone")
    kept = {f.name: _clean(getattr(context, f.name)) for f in fields(context) if f.name != "at"}
    return {"version": VERSION, "at": context.at.astimezone(UTC).isoformat(), **kept}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    return [_clean(item) for item in value] if isinstance(value, tuple) else value
