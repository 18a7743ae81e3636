"""What is done now and then while the bot runs: leases renewed, old updates forgotten."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.chat.dealing import Claims
from bot.chat.service import Updates
from bot.errors import StorageError
from bot.storage.updates import RENEWAL

_LOG = logging.getLogger(__name__)
_DAY = 24 * 60 * 60.0
KEPT_DAYS = 3  # updates dealt with; Telegram repeats one for a day at most


async def keep_up(updates: Updates, claims: Claims) -> None:
    """Do it until cancelled. Trouble with the database is logged, and the next time tries again."""

    async def prune() -> None:
        gone = await asyncio.to_thread(updates.prune, KEPT_DAYS)
        if gone:
            _LOG.info("%d updates of more than %d days ago are forgotten", gone, KEPT_DAYS)

    async with asyncio.TaskGroup() as group:
        group.create_task(_every(_DAY, prune))
        group.create_task(_every(RENEWAL.total_seconds(), claims.renew))


async def _every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except StorageError as error:
            _LOG.warning("trouble with the database, trying again later: %s", error)
        await asyncio.sleep(seconds)
