"""Takes updates from Telegram's own requests; the reply travels in the response where one message is all of it.

Nothing is sent before everything is stored: what a killed process was at comes again and finds either the stored
reply, which it gets once more, or no trace, and is handled anew. Telegram reads one response only, so no reply doubles.
"""

import asyncio
import json
import logging
from dataclasses import dataclass, replace
from hashlib import blake2b
from hmac import compare_digest
from time import perf_counter
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from telegram import Bot, Update
from telegram.error import InvalidToken

from bot.chat.backoff import Backoff
from bot.chat.dealing import Dealing, line_of
from bot.chat.metrics import Metrics
from bot.chat.parsing import Unreadable, parsed
from bot.chat.sender import Sender
from bot.chat.service import Updates
from bot.chat.turns import Turns
from bot.errors import StorageError
from bot.storage.updates import Arrival, Finished, Known, Standing, storable_id

_LOG = logging.getLogger(__name__)
_SECRET = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1_000_000  # bytes of one update; Telegram's are a few thousand
_SLOWEST = 10.0  # seconds a body may take to arrive


class _Elsewhere(Exception):
    """Another process is at the update, or has finished it."""


@dataclass(frozen=True, slots=True)
class _Refused(Exception):
    status: int
    reason: str


class Webhook:
    """The endpoint of one bot, an ASGI application.

    It answers 503, so that Telegram tries again, until it is opened and once it stops.
    """

    def __init__(self, bot: Bot, updates: Updates, secret: str, metrics: Metrics) -> None:
        self._bot = bot
        self._updates = updates
        self._secret = secret.encode()
        self._metrics = metrics
        self._turns = Turns()
        self._at_work: dict[int, asyncio.Future[Response]] = {}
        self._parts: tuple[Dealing, Sender] | None = None
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()  # gets what ends the bot

    def open(self, dealing: Dealing, sender: Sender) -> None:
        """Begin to take updates."""
        self._parts = dealing, sender

    def close(self) -> None:
        """Take no more updates; the server waits for those being handled."""
        self._parts = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request (an ASGI application)."""
        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method != "POST":
            return Response(status_code=405, headers={"Allow": "POST"})
        try:
            body = await self._body(request)
        except _Refused as refused:
            self._metrics.refused(refused.reason)
            _LOG.warning("a request to the webhook was refused: %s", refused.reason)
            return Response(refused.reason, refused.status)
        except ClientDisconnect:
            return Response(status_code=400)
        if self._parts is None:
            return _later()
        update_id, update = self._read(body)
        if (first := self._at_work.get(update_id)) is not None:
            return await asyncio.shield(first)  # a repetition joins what is still under way
        # Telegram hanging up does not end this: the server cancels requests only when the bot is stopped.
        ended = self._at_work[update_id] = asyncio.get_running_loop().create_future()
        try:
            answer = await self._deal(update_id, update, *self._parts)
            ended.set_result(answer)
            return answer
        finally:
            del self._at_work[update_id]
            if not ended.done():
                ended.set_result(_later())

    async def _body(self, request: Request) -> bytes:
        given = request.headers.get(_SECRET, "").encode("latin-1")
        if not compare_digest(given, self._secret):
            raise _Refused(403, "wrong secret")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise _Refused(415, "not application/json")
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > _LARGEST:
            raise _Refused(413, "too large")
        body = bytearray()
        try:
            async with asyncio.timeout(_SLOWEST):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > _LARGEST:
                        raise _Refused(413, "too large")
        except TimeoutError:
            raise _Refused(408, "too slow") from None
        return bytes(body)

    def _read(self, body: bytes) -> tuple[int, Update | Unreadable]:
        try:
            raw: Any = json.loads(body)
        except (ValueError, RecursionError) as error:
            return _made_up_id(body), Unreadable(f"cannot be parsed: {type(error).__name__}")
        update_id = raw.get("update_id") if isinstance(raw, dict) else None
        if not storable_id(update_id):
            return _made_up_id(body), Unreadable("cannot be parsed: no update with a number")
        return update_id, parsed(raw, self._bot)

    async def _deal(self, update_id: int, update: Update | Unreadable, dealing: Dealing, sender: Sender) -> Response:
        started = perf_counter()
        try:
            async with self._turns.turn(line_of(update_id, update)):
                arrival = dealing.arrival(update_id, update)
                known = await dealing.look(arrival)
                if known.standing is Standing.OURS:
                    known = await self._fresh(arrival, update, known, dealing, sender, started)
                elif known.standing is Standing.FINISHED:
                    dealing.repeated(update_id, started)
        except StorageError as error:
            self._metrics.storage_error()
            _LOG.error("update %s cannot be recorded and is left to come again: %s", update_id, error)
            return _later()
        except InvalidToken as error:
            if not self.broken.done():
                self.broken.set_exception(error)
            return _later()
        if known.standing is Standing.ELSEWHERE:
            return _later()
        return Response(known.response, media_type="application/json" if known.response else None)

    async def _fresh(
        self, arrival: Arrival, update: Update | Unreadable, known: Known, dealing: Dealing, sender: Sender,
        started: float,
    ) -> Known:  # fmt: skip
        update_id = arrival.update_id

        async def claim() -> None:
            if (await dealing.claims.take(Arrival(update_id))).standing is not Standing.OURS:
                raise _Elsewhere

        def again(error: Exception) -> bool:
            return isinstance(error, _Elsewhere) or (isinstance(error, StorageError) and not slot.left)

        with sender.responding(claim) as slot:
            try:
                finished = await dealing.handle(update_id, update, known, again)
                if slot.message is not None:
                    finished = replace(finished, response=sender.rendering.response(slot.message))
                # What went out through the API cannot come again, so its end is recorded however long that takes.
                known = await (self._finish(dealing, finished) if slot.left else dealing.finish(finished))
            except _Elsewhere:
                known = await dealing.look(Arrival(update_id))
                return known if known.standing is Standing.FINISHED else Known(Standing.ELSEWHERE)
            except InvalidToken:
                await asyncio.to_thread(self._updates.release, update_id)
                raise
            finally:
                dealing.claims.drop(update_id)
        if known.standing is Standing.OURS:
            dealing.tell(finished, update, started, "api" if slot.left else "response")
        else:
            dealing.repeated(update_id, started)
        return known

    async def _finish(self, dealing: Dealing, finished: Finished) -> Known:
        trouble = Backoff()
        while True:
            try:
                return await dealing.finish(finished)
            except StorageError as error:
                self._metrics.storage_error()
                _LOG.error("trouble with the database, trying again: %s", error)
                await asyncio.sleep(trouble.next())


def _made_up_id(body: bytes) -> int:
    """A number for what came without one, below all of Telegram's; the same for the same bytes."""
    return -1 - int.from_bytes(blake2b(body, digest_size=7).digest())


def _later() -> Response:
    return Response(status_code=503, headers={"Retry-After": "1"})
