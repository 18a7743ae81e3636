"""A stand-in for the Bot API server, over real HTTP on loopback: as strict about offsets as the real one."""

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

TOKEN = "123456789:AAE-stand-in-token-of-thirty-five-chars"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Parkbot", "username": "park_test_bot"}
Json = dict[str, Any]


@dataclass
class Call:
    """One call of a method: its parameters, when it came, and whether it was obeyed."""

    method: str
    parameters: Json
    at: float
    ok: bool
    result: Any = None


@dataclass
class Fault:
    """How the next call of a method fails; with `status` 0 it is done and never answered."""

    status: int
    description: str
    parameters: Json = field(default_factory=dict)


class TelegramServer:
    """Use as an asynchronous context manager; `url` is its root. Only `TOKEN` is a valid token."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.queue: list[Json] = []
        self.menus: dict[str, list[Json]] = {}
        self.delay: Callable[[Json], float] = lambda _: 0.0  # seconds a sendMessage takes
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._next = 700
        self._message_id = 0
        self._poller: asyncio.Event | None = None
        self._polled: tuple[int, float] = (0, 0.0)
        self._changed = asyncio.Event()

    async def __aenter__(self, port: int = 0) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    # What tests do and ask.

    def put(self, **content: Any) -> int:
        """Queue an update; returns its id."""
        self._next += 1
        self.queue.append({"update_id": self._next, **content})
        self._wake()
        return self._next

    def write(self, text: str | None, chat: int = 1, **more: Any) -> int:
        """Queue a text message of a private chat; `more` are further fields of the message."""
        return self.put(message=self.message(text, chat, **more))

    def message(self, text: str | None, chat: int = 1, **more: Any) -> Json:
        self._message_id += 1
        return {
            "message_id": self._message_id,
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "first_name": "甲", "title": "群"},
            "from": {"id": abs(chat), "is_bot": False, "first_name": "甲", "language_code": "zh-hans"},
            **({} if text is None else {"text": text}),
            **more,
        }

    def tap(self, data: str, chat: int = 1, **more: Any) -> int:
        """Queue a tap on a button of a message of the bot."""
        message = {**self.message("which?", chat), "from": BOT}
        user = {"id": chat, "is_bot": False, "first_name": "甲", "language_code": "en"}
        query = {"id": f"q{self._next}", "from": user, "chat_instance": "1", "data": data, "message": message}
        return self.put(callback_query={**query, **more})

    def fail(self, method: str, status: int, description: str, **parameters: Any) -> None:
        """Let the next call of a method fail."""
        self._faults[method].append(Fault(status, description, parameters))

    def obeyed(self, method: str = "sendMessage") -> list[Json]:
        return [call.parameters for call in self.calls if call.method == method and call.ok]

    def texts(self, chat: int | None = None) -> list[str]:
        """The texts that were sent, in order, in one chat or in all."""
        return [m["text"] for m in self.obeyed() if chat is None or int(m["chat_id"]) == chat]

    async def until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something is so; fails the test when it never is."""
        async with asyncio.timeout(seconds):
            while not true():
                self._changed.clear()
                try:
                    await asyncio.wait_for(self._changed.wait(), 0.1)
                except TimeoutError:
                    continue

    # The API.

    async def _serve(self, request: web.Request) -> web.Response:
        token, method = request.match_info["token"], request.match_info["method"]
        if token != TOKEN:
            return _refuse(Fault(401, "Unauthorized"))
        parameters = {name: _decoded(name, value) for name, value in (await request.post()).items()}
        call = Call(method, parameters, time.monotonic(), ok=False)
        self.calls.append(call)
        fault = self._faults[method].popleft() if self._faults[method] else None
        try:
            if fault is not None and fault.status:
                return _refuse(fault)
            answer = getattr(self, f"_{method}", None)
            if answer is None:
                return _refuse(Fault(404, "Not Found"))
            result = await answer(parameters)
            call.ok, call.result = not isinstance(result, Fault), result
            if fault is not None:
                await asyncio.sleep(60)
            return _refuse(result) if isinstance(result, Fault) else web.json_response({"ok": True, "result": result})
        finally:
            self._wake()

    async def _getMe(self, _: Json) -> Json:
        return BOT

    async def _getUpdates(self, parameters: Json) -> list[Json] | Fault:
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 100))
        polled, self._polled = self._polled, (offset, time.monotonic())
        if polled[0] == offset and self._polled[1] - polled[1] < 0.5:
            limit = 1
        self._confirm(offset)
        end = time.monotonic() + float(parameters.get("timeout", 0))
        while not self.queue and time.monotonic() < end and not mine.is_set():
            await asyncio.sleep(0.01)
        if mine.is_set():
            return Fault(409, "Conflict: terminated by other getUpdates request")
        self._poller = None
        self._confirm(offset)
        return self.queue[:limit]

    def _confirm(self, offset: int) -> None:
        # An offset far beyond the queue's end is from before the numbers started anew: it confirms nothing.
        if offset <= max((u["update_id"] for u in self.queue), default=0) + 10:
            self.queue = [u for u in self.queue if u["update_id"] >= offset]

    async def _sendMessage(self, parameters: Json) -> Json:
        await asyncio.sleep(self.delay(parameters))
        return {**self.message(parameters["text"], int(parameters["chat_id"])), "from": BOT}

    async def _editMessageText(self, parameters: Json) -> Json:
        return {**self.message(parameters["text"], int(parameters["chat_id"])), "from": BOT}

    async def _answerCallbackQuery(self, _: Json) -> bool:
        return True

    async def _getMyCommands(self, parameters: Json) -> list[Json]:
        return self.menus.get(parameters.get("language_code", ""), [])

    async def _setMyCommands(self, parameters: Json) -> bool:
        self.menus[parameters.get("language_code", "")] = parameters["commands"]
        return True

    def _wake(self) -> None:
        self._changed.set()


def _decoded(name: str, value: Any) -> Any:
    if name in {"text", "language_code", "chat_id", "callback_query_id"}:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _refuse(fault: Fault) -> web.Response:
    body: Json = {"ok": False, "error_code": fault.status, "description": fault.description}
    if fault.parameters:
        body["parameters"] = fault.parameters
    return web.json_response(body, status=fault.status)
