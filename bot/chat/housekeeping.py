"""What is done at the start and once a day: old records are deleted."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from bot.errors import StorageError

_LOG = logging.getLogger(__name__)
_DAY = 86_400.0


async def keep_house(prune: Callable[[], int], stop: asyncio.Event, every: float = _DAY) -> None:
    """Call `prune` in a thread, now and every so many seconds, until `stop` is set. Trouble is logged."""
    while not stop.is_set():
        try:
            deleted = await asyncio.to_thread(prune)
        except StorageError as error:
            _LOG.error("old records are not deleted: %s", error)
        else:
            if deleted:
                _LOG.info("%d old records are deleted", deleted)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)
