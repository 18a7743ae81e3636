"""Fetches updates, each parsed on its own, and confirms to Telegram only what is handled.

PTB's own loop parses a batch as a whole, so that one update it cannot parse stops it for good, and confirms a batch
before it is handled, so that a kill loses it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

from telegram import Bot, Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.chat.backoff import Backoff
from bot.chat.errors import conflict, token_refused
from bot.chat.lines import Lines, Unreadable
from bot.chat.service import Updates
from bot.chat.window import Window

_LOG = logging.getLogger(__name__)
# Becomes "getUpdates"; written so because PTB warns of raw calls of the methods that it has, and its own parses.
_GET_UPDATES = "get_Updates"
_WANTED = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
# Telegram gives a single update to whoever asks for the same offset again within half a second.
_TICK = 0.6
_GATHER = 0.03  # seconds in which further updates may be finished before the offset moves
_MARGIN = 10.0  # seconds that the answer to a long poll may be late

R = TypeVar("R")


class Poller:
    """Polls for one bot and hands each update to `handle`. Times are in seconds."""

    def __init__(
        self,
        bot: Bot,
        handle: Callable[[Update], Awaitable[None]],
        updates: Updates,
        *,
        in_flight: int = 64,
        poll_seconds: int = 30,
        grace: float = 5.0,
    ) -> None:
        self._bot = bot
        self._poll_seconds = poll_seconds
        self._grace = grace
        self._window = Window()
        self._moved = asyncio.Event()
        self._lines = Lines(handle, updates, self._finished, in_flight)
        self._trouble = Backoff()
        self._confirmed: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set; then finish what is being handled.

        Raises:
            ChatError: the token is refused, or another program polls for this bot.
        """
        try:
            while not stop.is_set():
                await self._let_work(stop)
                batch = await self._fetch(stop)
                if batch is not None:
                    await self._take(batch, stop)
        finally:
            await self._lines.stop(self._grace)
        await self._confirm()

    def _finished(self, update_id: int) -> None:
        self._window.handled(update_id)
        if self._window.can_move:
            self._moved.set()

    async def _let_work(self, stop: asyncio.Event) -> None:
        """Wait until the offset can move, or for one tick: a slow chat must not keep the others from being fetched."""
        self._moved.clear()
        if self._window.pending:
            if not self._window.can_move:
                with suppress(TimeoutError):
                    await _until(stop, asyncio.wait_for(self._moved.wait(), _TICK))
            await _pause(stop, _GATHER)

    async def _fetch(self, stop: asyncio.Event) -> list[Any] | None:
        """The next batch as it came; None when there is none because of trouble, or because of `stop`."""
        offset = self._window.move()
        # What is unhandled comes at once with every poll, so only an idle bot polls long.
        seconds = 0 if self._window.pending else self._poll_seconds
        try:
            batch = await _until(stop, self._get_updates(offset, 100, seconds))
        except Conflict as error:
            raise conflict(str(error)) from None
        except (InvalidToken, EndPointNotFound):
            raise token_refused() from None
        except RetryAfter as error:
            wait = error.retry_after
            await _pause(stop, wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
            return None
        except (TelegramError, KeyError, TypeError) as error:  # the last two: an answer that is not the Bot API's
            await self._retreat(f"{type(error).__name__}: {error}", stop)
            return None
        if batch is None:
            return None
        if not isinstance(batch, list):
            await self._retreat("the answer is not a list of updates", stop)
            return None
        self._confirmed = offset
        if self._trouble.failures:
            _LOG.info("Telegram answers again")
            self._trouble.reset()
        return batch

    async def _take(self, batch: list[Any], stop: asyncio.Event) -> None:
        for raw in batch:
            update_id = raw.get("update_id") if isinstance(raw, dict) else None
            if not isinstance(update_id, int):
                # Without a number it can neither be recorded nor confirmed; it goes with the next one that has one.
                _LOG.error("an update without a number is passed over")
            elif self._window.add(update_id):
                self._lines.put(update_id, self._parsed(raw))
        if batch and not self._window.pending:
            await _pause(stop, _TICK)  # the server repeats what cannot be confirmed; do not race it

    def _parsed(self, raw: dict[str, Any]) -> Update | Unreadable:
        try:
            return Update.de_json(raw, self._bot)
        except Exception as error:  # whatever PTB raises for what it does not know; the update is recorded as skipped
            unreadable = Unreadable(f"cannot be parsed: {type(error).__name__}: {error}")
            unreadable.__cause__ = error
            return unreadable

    async def _retreat(self, what: str, stop: asyncio.Event) -> None:
        # An outage is told once, not at every try.
        _LOG.log(logging.INFO if self._trouble.failures else logging.WARNING, "no updates, trying again: %s", what)
        await _pause(stop, self._trouble.next())

    async def _confirm(self) -> None:
        """Tell Telegram what was handled since the last poll, so that it does not come again at the next start."""
        offset = self._window.move()
        if offset is None or offset == self._confirmed:
            return
        try:
            await asyncio.wait_for(self._get_updates(offset, 1, 0), 3)
        except (TelegramError, TimeoutError, KeyError, TypeError) as error:
            _LOG.info("the last updates are not confirmed, the store will know them again: %s", error)

    async def _get_updates(self, offset: int | None, limit: int, seconds: int) -> Any:
        parameters = {"offset": offset, "limit": limit, "timeout": seconds, "allowed_updates": _WANTED}
        given = {name: value for name, value in parameters.items() if value is not None}
        return await self._bot.do_api_request(_GET_UPDATES, api_kwargs=given, read_timeout=seconds + _MARGIN)


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, R]) -> R | None:
    """The result of `work`, or None if `stop` is set first; then `work` is cancelled."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
