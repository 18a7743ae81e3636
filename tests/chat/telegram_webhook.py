"""The stand-in server with a webhook: it delivers as Telegram does, again and again until it gets a 2xx."""

import asyncio
import json
import time
from collections import deque
from typing import Any

import aiohttp

from .telegram_server import Call, Fault, Json, TelegramServer

_CONNECTIONS = 100


class WebhookServer(TelegramServer):
    """Delivers the messages of a chat one at a time and in order, taps in a queue of their own for each person.

    A method in the response to a delivery is carried out, and its result thrown away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hook: Json | None = None
        self.attempts: list[tuple[int, int]] = []  # update id, status; 0 where there was no answer
        self.answers: list[tuple[int, str]] = []  # update id, body of the 2xx
        self.refuse: str | None = None  # why setWebhook fails
        self.patience = 60.0  # seconds for an answer
        self._lanes: dict[str, deque[Json]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
        await super().__aexit__()

    @property
    def waiting(self) -> int:
        """Updates without a 2xx."""
        return len(self.queue)

    def put(self, **content: Any) -> int:
        update_id = super().put(**content)
        if self.hook is not None:
            self._enqueue(self.queue[-1])
        return update_id

    def again(self, update: Json) -> None:
        """Deliver an update once more, as after a lost answer."""
        self.queue.append(update)
        self._enqueue(update)

    async def post(self, body: bytes, **headers: str | None) -> tuple[int, bytes]:
        """Send anything to the webhook, with the right headers where no others are given; returns status and body."""
        assert self.hook is not None
        given: dict[str, str | None] = {
            "Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.hook.get("secret_token"),
        }  # fmt: skip
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in given.items() if value is not None}
        async with self._http().post(self.hook["url"], data=body, headers=sent) as response:
            return response.status, await response.read()

    def _enqueue(self, update: Json) -> None:
        lane = _lane(update)
        if lane in self._lanes:
            self._lanes[lane].append(update)
            return
        self._lanes[lane] = deque([update])
        task = asyncio.create_task(self._work(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, lane: str) -> None:
        updates = self._lanes[lane]
        while updates:
            await self._deliver(updates[0])
            updates.popleft()
        del self._lanes[lane]

    async def _deliver(self, update: Json) -> None:
        pause = 0.02  # Telegram's is a second
        while self.hook is not None:
            try:
                async with asyncio.timeout(self.patience):
                    status, body = await self.post(json.dumps(update).encode())
            except (aiohttp.ClientError, TimeoutError, OSError):
                status, body = 0, b""
            self.attempts.append((update["update_id"], status))
            if 200 <= status < 300:
                self.queue.remove(update)
                self.answers.append((update["update_id"], body.decode()))
                if body:
                    await self._carry_out(json.loads(body))
                self._wake()
                return
            self._wake()
            await asyncio.sleep(pause)
            pause = min(2 * pause, 0.5)

    async def _carry_out(self, parameters: Json) -> None:
        method = parameters.pop("method")
        call = Call(method, parameters, time.monotonic(), ok=False)
        self.calls.append(call)
        fault = self._faults[method].popleft() if self._faults[method] else None
        if fault is None:
            call.result = await getattr(self, f"_{method}")(parameters)
            call.ok = True

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=_CONNECTIONS))
        return self._session

    async def _getUpdates(self, parameters: Json) -> list[Json] | Fault:
        if self.hook is not None:
            return Fault(409, "Conflict: can't use getUpdates method while webhook is active")
        return await super()._getUpdates(parameters)

    async def _getWebhookInfo(self, _: Json) -> Json:
        hook = self.hook or {}
        info = {"url": hook.get("url", ""), "has_custom_certificate": False, "pending_update_count": len(self.queue)}
        return info | {name: hook[name] for name in ("max_connections", "allowed_updates") if name in hook}

    async def _setWebhook(self, parameters: Json) -> bool | Fault:
        if self.refuse is not None:
            return Fault(400, self.refuse)
        self.hook = dict(parameters)
        for update in self.queue:
            if not any(update in updates for updates in self._lanes.values()):
                self._enqueue(update)
        return True

    async def _deleteWebhook(self, _: Json) -> bool:
        self.hook = None
        return True


def _lane(update: Json) -> str:
    if (query := update.get("callback_query")) and isinstance(query, dict) and "from" in query:
        return f"taps of {query['from']['id']}"
    message = update.get("message") or update.get("edited_message")
    if isinstance(message, dict) and "chat" in message:
        return f"chat {message['chat']['id']}"
    return f"update {update['update_id']}"
