"""The numbers of the day before, sent to the staff's chat once a day."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from bot.chat.administration import Administration
from bot.chat.sender import Destination, Sender
from bot.chat.service import Stores
from bot.domain.bilingual import Language
from bot.errors import ParkbotError
from bot.ports import Clock

_LOG = logging.getLogger(__name__)
LOOK_SECONDS = 20.0
_NOTE = "digest"


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DigestTime:
    """A time of day in a zone."""

    at: time
    zone: tzinfo


class Digest:
    """Sends it as soon as it is time, however many processes look: one of them gets the day.

    The day is noted before anything is sent, so that a restart sends nothing twice. What could not be sent is given
    back and tried again; a process that is killed just between the two loses that day's.
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
        before = await asyncio.to_thread(notes.get, _NOTE)
        if (before or "") >= today or not await asyncio.to_thread(notes.advance, _NOTE, today):
            return False
        try:
            language = await asyncio.to_thread(self._language)
            message = await asyncio.to_thread(self._administration.digest, language)
            sent = await self._sender.send_now(Destination(self._chat), message)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(notes.put, _NOTE, before or ""))
            raise
        if sent is None:
            _LOG.warning("the staff's chat did not take the digest of today")
        return sent is not None

    def _language(self) -> Language:
        name = self._stores.chat_names(self._chat)
        return self._stores.chat_settings.language(name) or Language.SIMPLIFIED
