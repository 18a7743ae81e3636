"""The numbers of the day before, sent to the staff's chat once a day."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.chat.administration import Administration
from bot.chat.outgoing import Destination
from bot.chat.sender import Sender
from bot.chat.service import Stores
from bot.domain.bilingual import Language
from bot.errors import ParkbotError
from bot.ports import Clock

_LOG = logging.getLogger(__name__)
LOOK_SECONDS = 20.0
_NOTE = "digest"  # the last day whose digest was sent
_CLAIM = "digest claim"  # since when a process has been at it
_LEASE = timedelta(minutes=5)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DigestTime:
    """A time of day in a zone."""

    at: time
    zone: tzinfo


class Digest:
    """Sends it as soon as it is time, however many processes look: one of them claims it.

    The day is noted once it was sent, so that a restart sends nothing twice. What could not be sent is given back and
    tried again; the claim of a process that was killed runs out.
    """

    def __init__(
        self,
        sender: Sender,
        stores: Stores,
        administration: Administration,
        chat: int,
        at: DigestTime,
        clock: Clock = _utc_now,
        every: float = LOOK_SECONDS,
    ) -> None:
        self._sender = sender
        self._stores = stores
        self._administration = administration
        self._chat = chat
        self._at = at
        self._clock = clock
        self._every = every

    async def run(self) -> None:
        """Look again and again until cancelled. Trouble is logged and never stops the bot."""
        while True:
            try:
                await self.look()
            except ParkbotError as error:
                _LOG.warning("the digest was not sent, trying again: %s", error)
            except Exception:
                # Whatever this was, the next look may succeed, and questions are answered meanwhile.
                _LOG.exception("the digest was not sent, trying again")
            await asyncio.sleep(self._every)

    async def look(self) -> bool:
        """Send the digest if it is time and nobody did; whether it was sent. Raises StorageError."""
        now = self._clock().astimezone(self._at.zone)
        today, notes = now.date().isoformat(), self._stores.notes
        if now.time() < self._at.at:
            return False
        if not await asyncio.to_thread(self._claimed, today, now.astimezone(UTC)):
            return False
        try:
            language = await asyncio.to_thread(self._language)
            message = await asyncio.to_thread(self._administration.digest, language)
            sent = await self._sender.send_now(Destination(self._chat), message)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(notes.put, _CLAIM, ""))
            raise
        await asyncio.to_thread(notes.put, _NOTE, today)
        if sent is None:
            _LOG.warning("the staff's chat did not take the digest of today")
        return sent is not None

    def _claimed(self, today: str, now: datetime) -> bool:
        notes, since = self._stores.notes, now.isoformat(timespec="seconds")
        run_out = (now - _LEASE).isoformat(timespec="seconds")

        def is_sent() -> bool:
            return (notes.get(_NOTE) or "") >= today

        # Looked at twice: another process may have sent it between a look and a claim.
        return not is_sent() and notes.advance(_CLAIM, since, over=run_out) and not is_sent()

    def _language(self) -> Language:
        name = self._stores.chat_names(self._chat)
        return self._stores.chat_settings.language(name) or Language.SIMPLIFIED
