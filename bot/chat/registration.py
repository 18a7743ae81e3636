"""Tells Telegram where the webhook is, only where it does not know."""

import asyncio
import logging
from collections.abc import Sequence
from hashlib import blake2b
from typing import Protocol

from telegram import Bot

_LOG = logging.getLogger(__name__)
_CONNECTIONS = 100  # of Telegram's at the same time, the most it makes
_NOTE = "webhook secret"


class Notes(Protocol):
    """Single values that outlive the process; may raise `StorageError`."""

    def get(self, name: str) -> str | None: ...

    def put(self, name: str, value: str) -> None: ...

    def advance(self, name: str, value: str, over: str | None = None) -> bool:
        """Put a value where what is kept sorts before `over` (or before the value itself); whether it did."""


async def register_webhook(bot: Bot, url: str, secret: str, wanted: Sequence[str], notes: Notes) -> None:
    """Set the webhook unless it is what it should be. Waiting updates are kept.

    Raises:
        TelegramError: Telegram refuses it or cannot be reached.
        StorageError: the notes cannot be read or written.
    """
    info = await bot.get_webhook_info()
    # Telegram does not tell the secret, so a fingerprint of the one that was set is kept here.
    fingerprint = blake2b(f"{url} {secret}".encode(), key=bot.token.encode()[:64], digest_size=16).hexdigest()
    same = (info.url, info.max_connections, sorted(info.allowed_updates or ())) == (url, _CONNECTIONS, sorted(wanted))
    if same and await asyncio.to_thread(notes.get, _NOTE) == fingerprint:
        _LOG.info("the webhook is set: %d updates wait", info.pending_update_count)
        return
    await bot.set_webhook(url, max_connections=_CONNECTIONS, allowed_updates=wanted, secret_token=secret)
    await asyncio.to_thread(notes.put, _NOTE, fingerprint)
    _LOG.info("the webhook was set")
