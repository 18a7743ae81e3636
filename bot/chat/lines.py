"""Handles updates: chats side by side, each chat in order, each update once."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import ParamSpec, TypeVar

from telegram import Update
from telegram.error import InvalidToken

from bot.chat.backoff import Backoff
from bot.chat.dealing import Dealing, Line, line_of
from bot.chat.metrics import Metrics
from bot.chat.parsing import Unreadable
from bot.errors import StorageError
from bot.storage.updates import Standing

_LOG = logging.getLogger(__name__)
_ELSEWHERE = 2.0  # seconds between looks at an update that another process has claimed

P = ParamSpec("P")
R = TypeVar("R")


class Lines:
    """One line of waiting updates for each chat that has any, and a task that works it off."""

    def __init__(self, dealing: Dealing, finished: Callable[[int], None], in_flight: int, metrics: Metrics) -> None:
        self._dealing = dealing
        self._finished = finished
        self._metrics = metrics
        self._slots = asyncio.Semaphore(in_flight)
        self._waiting: dict[Line, deque[tuple[int, Update | Unreadable]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    def put(self, update_id: int, update: Update | Unreadable) -> None:
        """Queue an update behind the others of its chat."""
        line = line_of(update_id, update)
        self._metrics.waiting.inc()
        if line in self._waiting:
            self._waiting[line].append((update_id, update))
            return
        self._waiting[line] = deque([(update_id, update)])
        task = asyncio.create_task(self._work(line))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self, grace: float) -> None:
        """Finish what is being handled, for at most `grace` seconds; what waits stays on the server."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, line: Line) -> None:
        waiting = self._waiting[line]
        try:
            while waiting and not self._stopping:
                async with self._slots:
                    if self._stopping:
                        return
                    self._metrics.waiting.dec()
                    await self._one(*waiting.popleft())
        finally:
            self._metrics.waiting.dec(len(waiting))
            del self._waiting[line]

    async def _one(self, update_id: int, update: Update | Unreadable) -> None:
        started, dealing = perf_counter(), self._dealing
        arrival = dealing.arrival(update_id, update)
        while (known := await self._stored(dealing.claims.take, arrival)).standing is not Standing.OURS:
            if known.standing is Standing.FINISHED:
                dealing.repeated(update_id, started)
                self._finished(update_id)
                return
            _LOG.warning("update %s is claimed by another process, waiting for it", update_id)
            await asyncio.sleep(_ELSEWHERE)
        try:
            finished = await dealing.handle(update_id, update, known)
            await self._stored(dealing.finish, finished)
        except InvalidToken:
            return  # the next poll ends the program with a word on how to mend it; the update stays on the server
        finally:
            dealing.claims.drop(update_id)
        dealing.tell(finished, update, started, "api")
        self._finished(update_id)

    async def _stored(self, call: Callable[P, Awaitable[R]], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the store again and again while the database is in trouble."""
        trouble = Backoff()
        while True:
            try:
                return await call(*args, **kwargs)
            except StorageError as error:
                self._metrics.storage_error()
                _LOG.error("trouble with the database, trying again: %s", error)
                await asyncio.sleep(trouble.next())
