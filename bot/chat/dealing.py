"""What happens to an update from its arrival to its end, however it came: handled, stored, counted, logged."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import perf_counter

from telegram import Update
from telegram.error import InvalidToken

from bot.chat.batches import Batches
from bot.chat.metrics import Metrics
from bot.chat.parsing import Unreadable
from bot.chat.service import ChatNames, Updates
from bot.chat.talk import conversation_of
from bot.storage.updates import Arrival, Finished, Known, Standing, UpdateStatus

_LOG = logging.getLogger(__name__)
_DETAIL = 500  # characters kept of why an update was skipped

Line = int | str  # a chat id, or a name of its own for an update that belongs to no chat


class Claims:
    """The updates that this process has claimed, and their leases."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._claim: Batches[Arrival, Known] = Batches(updates.claim_all)
        self._held: set[int] = set()

    async def take(self, arrival: Arrival) -> Known:
        """Claim an update. Raises StorageError."""
        known = await self._claim(arrival)
        if known.standing is Standing.OURS:
            self._held.add(arrival.update_id)
        return known

    def drop(self, update_id: int) -> None:
        """The update is finished: its lease needs no renewal."""
        self._held.discard(update_id)

    async def renew(self) -> None:
        """Lengthen the leases of what is held. Raises StorageError."""
        if self._held:
            await asyncio.to_thread(self._updates.renew, frozenset(self._held))


class Dealing:
    """Handles updates and finishes them in the store."""

    def __init__(
        self, handle: Callable[[Update], Awaitable[None]], updates: Updates, metrics: Metrics, names: ChatNames
    ) -> None:
        self._handle = handle
        self._updates = updates
        self._metrics = metrics
        self._names = names
        self.claims = Claims(updates)
        self.look: Batches[Arrival, Known] = Batches(updates.look)
        self.finish: Batches[Finished, Known] = Batches(updates.finish)

    def arrival(self, update_id: int, update: Update | Unreadable) -> Arrival:
        """What to look up or claim before an update is handled."""
        chat = None if isinstance(update, Unreadable) else conversation_of(update, self._names)
        return Arrival(update_id, chat)

    async def handle(
        self, update_id: int, update: Update | Unreadable, known: Known,
        again: Callable[[Exception], bool] = lambda _: False,
    ) -> Finished:  # fmt: skip
        """Handle one update; nothing is stored yet. What goes wrong is told in the result: skipped, and why.

        Raises:
            InvalidToken: the token is not valid any more.
            Exception: those for which `again` is true, because the update comes again.
        """
        with self._metrics.in_flight.track_inprogress(), self._updates.working(known.before) as work:
            try:
                if isinstance(update, Unreadable):
                    raise update
                await self._handle(update)
            except InvalidToken:
                raise
            except Exception as error:
                if again(error):
                    raise
                # Tried again it would fail again, and hold up its chat for ever.
                kept = str(error) if isinstance(error, Unreadable) else f"{type(error).__name__}: {error}"
                _LOG.error("update %s is skipped: %s", update_id, kept, exc_info=error)
                return Finished(update_id, UpdateStatus.SKIPPED, kept[:_DETAIL], work=work)
        return Finished(update_id, work=work)

    def tell(self, finished: Finished, update: Update | Unreadable, started: float, way: str) -> None:
        """Count an update that came to its end and log it, without what was asked. `started` is of `perf_counter`.

        `way` says how the reply went: "api", or "response" for that of a webhook.
        """
        seconds = perf_counter() - started
        if isinstance(update, Unreadable):
            self._metrics.unreadable()
            outcome = "unreadable"
        elif finished.status is UpdateStatus.SKIPPED:
            outcome = "skipped"
        else:
            outcome = finished.work.questions[-1].outcome if finished.work.questions else "other"
        rule = finished.work.questions[-1].rule if finished.work.questions else ""
        self._metrics.dealt_with(outcome, seconds)
        _LOG.info(
            'update=%d outcome=%s rule="%s" ms=%.1f way=%s', finished.update_id, outcome, rule, 1000 * seconds, way
        )

    def repeated(self, update_id: int, started: float) -> None:
        """Count and log an update that was dealt with before."""
        seconds = perf_counter() - started
        self._metrics.dealt_with("repeated", seconds)
        _LOG.info('update=%d outcome=repeated rule="" ms=%.1f way=stored', update_id, 1000 * seconds)


def line_of(update_id: int, update: Update | Unreadable) -> Line:
    """The chat whose order an update keeps."""
    chat = None if isinstance(update, Unreadable) else update.effective_chat
    return f"update {update_id}" if chat is None else chat.id
