"""Handles updates: chats side by side, each chat in order, each update once."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from telegram import Update
from telegram.error import InvalidToken

from bot.chat.backoff import Backoff
from bot.chat.service import Updates
from bot.errors import StorageError
from bot.storage.updates import UpdateStatus

_LOG = logging.getLogger(__name__)
_DETAIL = 500  # characters kept of why an update was skipped
_ELSEWHERE = 2.0  # seconds between looks at an update that another process has claimed

P = ParamSpec("P")
R = TypeVar("R")
Line = int | str  # a chat id, or a name of its own for an update that belongs to no chat


class Unreadable(Exception):
    """An update that cannot be parsed."""


class Lines:
    """One line of waiting updates for each chat that has any, and a task that works it off."""

    def __init__(
        self,
        handle: Callable[[Update], Awaitable[None]],
        updates: Updates,
        finished: Callable[[int], None],
        in_flight: int,
    ) -> None:
        self._handle = handle
        self._updates = updates
        self._finished = finished
        self._slots = asyncio.Semaphore(in_flight)
        self._waiting: dict[Line, deque[tuple[int, Update | Unreadable]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    def put(self, update_id: int, update: Update | Unreadable) -> None:
        """Queue an update behind the others of its chat."""
        line = _line(update_id, update)
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
                    await self._one(*waiting.popleft())
        finally:
            del self._waiting[line]

    async def _one(self, update_id: int, update: Update | Unreadable) -> None:
        while not await self._stored(self._updates.claim, update_id):
            if await self._stored(self._updates.seen, update_id):
                self._finished(update_id)
                return
            _LOG.warning("update %s is claimed by another process, waiting for it", update_id)
            await asyncio.sleep(_ELSEWHERE)
        try:
            if isinstance(update, Unreadable):
                raise update
            await self._handle(update)
        except InvalidToken:
            return  # the next poll ends the program with a word on how to mend it; the update stays on the server
        except Exception as error:
            # Tried again it would fail again, and hold up its chat for ever.
            kept = str(error) if isinstance(error, Unreadable) else f"{type(error).__name__}: {error}"
            _LOG.error("update %s is skipped: %s", update_id, kept, exc_info=error)
            await self._stored(self._updates.mark, update_id, UpdateStatus.SKIPPED, kept[:_DETAIL])
        else:
            await self._stored(self._updates.done, update_id)
        self._finished(update_id)

    async def _stored(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the store in a thread, again and again while the database is in trouble."""
        trouble = Backoff()
        while True:
            try:
                return await asyncio.to_thread(call, *args, **kwargs)
            except StorageError as error:
                _LOG.error("trouble with the database, trying again: %s", error)
                await asyncio.sleep(trouble.next())


def _line(update_id: int, update: Update | Unreadable) -> Line:
    chat = None if isinstance(update, Unreadable) else update.effective_chat
    return f"update {update_id}" if chat is None else chat.id
