"""What is done now and then while the bot runs: leases renewed, old updates and old records deleted."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.chat.dealing import Claims
from bot.errors import StorageError
from bot.storage.updates import RENEWAL

_LOG = logging.getLogger(__name__)
_DAY = 24 * 60 * 60.0
KEPT_DAYS = 3  # updates dealt with; Telegram repeats one for a day at most


class Pruned(Protocol):
    """A store whose old records can be deleted."""

    def prune(self, days: int) -> int:
        """Delete what is more than `days` old and say how many that were. Raises StorageError."""
        ...


async def keep_up(updates: Pruned, records: Pruned, retention_days: int, claims: Claims, every: float = _DAY) -> None:
    """Do it now and again until cancelled, deleting `every` so many seconds. Trouble is logged, and the next time
    tries again: a locked database never stops the bot."""

    async def prune() -> None:
        handled = await asyncio.to_thread(updates.prune, KEPT_DAYS)
        old = await asyncio.to_thread(records.prune, retention_days)
        if handled or old:
            _LOG.info("deleted: %d updates dealt with, %d old records", handled, old)

    async with asyncio.TaskGroup() as group:
        group.create_task(_every(every, prune))
        group.create_task(_every(RENEWAL.total_seconds(), claims.renew))


async def _every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except StorageError as error:
            _LOG.warning("trouble with the database, trying again later: %s", error)
        await asyncio.sleep(seconds)
