"""Replies per second by webhook, and the time to work off waiting questions by polling, beside a bare echo bot.

    python -m benchmarks.telegram [--updates N] [--rounds N]

Each bot runs as a process of its own on one core, the server it speaks to on another. parkbot answers questions of
tests/questions from its content and writes its log; the other one, python-telegram-bot as its documentation shows it
(tornado webhook, one update after the other), sends the text back and stores nothing. Medians of the rounds.
"""

import argparse
import asyncio
import json
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from benchmarks.bots import SECRET, Process, pin, running, scratch
from benchmarks.common import CHECKOUT, read_questions

_UNANSWERED = 80
_WAITING = 400
_SEND_SECONDS = 0.05


@dataclass
class Stub:
    """A Bot API server that keeps nothing and checks nothing; `replied` is set for every sendMessage."""

    send_seconds: float = 0.0
    queue: list[dict[str, Any]] = field(default_factory=list)
    replies: int = 0
    hooked: asyncio.Event = field(default_factory=asyncio.Event)
    replied: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    started: float | None = None  # of the first poll that got something
    ended: float = 0.0

    async def __aenter__(self) -> "Stub":
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        parameters = await request.post()
        result: Any = True
        if method == "sendMessage":
            await asyncio.sleep(self.send_seconds)
            self.reply()
            chat = {"id": int(str(parameters["chat_id"])), "type": "private"}
            result = {"message_id": self.replies, "date": 1_790_000_000, "chat": chat, "text": "x"}
        elif method == "getMe":
            result = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "park_test_bot"}
        elif method == "getUpdates":
            result = await self._updates(
                int(str(parameters.get("offset", 0))), float(str(parameters.get("timeout", 0)))
            )
        elif method == "getWebhookInfo":
            result = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        elif method == "getMyCommands":
            result = []
        elif method == "setWebhook":
            self.hooked.set()
        return web.json_response({"ok": True, "result": result})

    def reply(self) -> None:
        self.replies += 1
        self.ended = time.perf_counter()
        self.replied.release()

    async def _updates(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        self.queue = [u for u in self.queue if u["update_id"] >= offset]
        if not self.queue:
            await asyncio.sleep(min(seconds, 1.0))
        elif self.started is None:
            self.started = time.perf_counter()
        return self.queue[:100]


@dataclass(frozen=True)
class Rate:
    """Replies per second, and milliseconds of the bot's CPU for each."""

    per_second: float
    cpu_ms: float


def update(number: int, text: str, chat: int) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "甲"},
            "from": {"id": chat, "is_bot": False, "first_name": "甲", "language_code": "zh-hans"},
            "text": text,
        },
    }


async def webhook_rate(name: str, texts: Sequence[str], core: int | None) -> Rate:
    """How fast a bot answers, with at most `_UNANSWERED` texts unanswered; a tenth of them go before, to warm up."""
    with scratch() as folder:
        async with Stub() as stub:
            with running(name, "webhook", stub.url, core, folder) as process:
                await asyncio.wait_for(stub.hooked.wait(), 60)
                await asyncio.sleep(0.5)
                warm = len(texts) // 10
                await _deliver(stub, process, texts[:warm], 1000)
                cpu, began = process.cpu(), time.perf_counter()
                await _deliver(stub, process, texts[warm:], 1000 + warm)
                seconds, used = time.perf_counter() - began, process.cpu() - cpu
            measured = len(texts) - warm
            return Rate(measured / seconds, 1000 * used / measured)


async def _deliver(stub: Stub, process: Process, texts: Sequence[str], first: int) -> None:
    waiting = iter(list(enumerate(texts, first)))
    before = stub.replies

    async def connection() -> None:
        # By hand: a client library takes as much of the core as the bot does of its own.
        reader, writer = await asyncio.open_connection("127.0.0.1", process.port)
        for number, text in waiting:
            body = json.dumps(update(number, text, number)).encode()
            head = (
                f"POST /telegram HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            if not answer.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"the bot answered {answer!r}")
            length = next(
                (part for part in answer.lower().split(b"\r\n") if part.startswith(b"content-length:")), b":0"
            )
            if size := int(length.partition(b":")[2]):
                content = await reader.readexactly(size)
                if b"sendMessage" in content:
                    stub.reply()
            await stub.replied.acquire()
        writer.close()

    await asyncio.gather(*(connection() for _ in range(_UNANSWERED)))
    if stub.replies - before != len(texts):
        raise RuntimeError(f"{len(texts)} texts, {stub.replies - before} replies")


async def polling_seconds(name: str, texts: Sequence[str], core: int | None) -> float:
    """From the first poll until all of the texts, which wait at the start, are answered."""
    with scratch() as folder:
        async with Stub(_SEND_SECONDS, [update(n, text, n) for n, text in enumerate(texts, 1000)]) as stub:
            with running(name, "polling", stub.url, core, folder):
                for _ in texts:
                    await asyncio.wait_for(stub.replied.acquire(), 120)
            assert stub.started is not None
            return stub.ended - stub.started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--updates", type=int, default=2000, help="texts in each round by webhook")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    pinned = pin(1)
    core = 0 if pinned else None
    all_texts = list(dict.fromkeys(q.text for q in read_questions([CHECKOUT / "tests" / "questions" / "plain.jsonl"])))
    shuffle = random.Random(1)
    shuffle.shuffle(all_texts)
    print(f"{len(all_texts)} different questions; {'one core for the bot' if pinned else 'not pinned'}")
    # Few are asked by many, as anywhere: the n-th most frequent is asked in proportion to 1/n.
    weights = [1 / n for n in range(1, len(all_texts) + 1)]
    frequent = shuffle.choices(all_texts, weights, k=chosen.updates)
    loads = {"every question for the first time": all_texts[: chosen.updates], "as people ask": frequent}
    rates: dict[str, list[Rate]] = {}
    seconds: dict[str, list[float]] = {}
    for _ in range(chosen.rounds):
        rates.setdefault("echo bot", []).append(asyncio.run(webhook_rate("echo", frequent[:1000], core)))
        for load, texts in loads.items():
            rates.setdefault(load, []).append(asyncio.run(webhook_rate("parkbot", texts, core)))
        waiting = frequent[:_WAITING]
        for name in ("echo", "parkbot"):
            seconds.setdefault(name, []).append(asyncio.run(polling_seconds(name, waiting, core)))
    print(f"\n{'webhook':36}{'replies/s':>10}{'CPU ms':>9}{'ratio':>8}")
    echo = statistics.median(r.per_second for r in rates["echo bot"])
    for name, found in rates.items():
        rate = statistics.median(r.per_second for r in found)
        print(f"{name:36}{rate:10.0f}{statistics.median(r.cpu_ms for r in found):9.2f}{rate / echo:8.2f}")
    print(f"\n{_WAITING} waiting, {1000 * _SEND_SECONDS:.0f} ms a send{'':9}{'seconds':>10}{'ratio':>17}")
    slow = statistics.median(seconds["echo"])
    for name, taken in seconds.items():
        print(f"{name:36}{statistics.median(taken):10.2f}{slow / statistics.median(taken):17.1f}")


if __name__ == "__main__":
    main()
