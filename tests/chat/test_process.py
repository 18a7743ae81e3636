"""The bot as a real process: killed in the middle of its work, stopped by a signal, and what it logs."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from pathlib import Path

import pytest

from .telegram_server import TOKEN, TelegramServer

ROOT = Path(__file__).resolve().parents[2]
CHATS, EACH = 8, 6


async def start(server: TelegramServer, folder: Path, token: str = TOKEN) -> Process:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
    arguments = ["-m", "tests.chat.bot_process", server.url, str(folder / "updates.sqlite3"), token]
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=PIPE, stderr=PIPE, env=environment, cwd=ROOT
    )


async def end(process: Process, number: signal.Signals, seconds: float = 15) -> str:
    """Send a signal to a process of ours; returns its log."""
    if process.returncode is None:
        process.send_signal(number)
    try:
        async with asyncio.timeout(seconds):
            out, log = await process.communicate()
    except TimeoutError:
        process.kill()
        raise
    return out.decode() + log.decode()


@pytest.mark.parametrize("sent_before_the_kill", [1, 11, 30])
def test_a_kill_loses_nothing_and_doubles_only_what_was_in_flight(tmp_path: Path, sent_before_the_kill: int) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.delay = lambda _: 0.03
            asked = [f"chat {c} question {n}" for n in range(EACH) for c in range(1, CHATS + 1)]
            for text in asked:
                server.write(text, int(text.split()[1]))
            process = await start(server, tmp_path)
            try:
                await server.until(lambda: len(server.texts()) >= sent_before_the_kill, 30)
            finally:
                await end(process, signal.SIGKILL)
            await asyncio.sleep(0.2)  # what the server was still at
            # Sent or being sent by the killed process: a reply that goes out again must be one of these.
            before = Counter(server.texts())
            assert 0 < len(before) < len(asked)

            process = await start(server, tmp_path)
            try:
                await server.until(lambda: set(server.texts()) == set(asked) and not server.queue, 30)
            finally:
                log = await end(process, signal.SIGTERM)
            doubled = [text for text, times in Counter(server.texts()).items() if times > 1]
            assert max(Counter(server.texts()).values()) <= 2
            assert set(doubled) <= set(before)
            chats = [text.split()[1] for text in doubled]
            assert len(chats) == len(set(chats)), "a chat has one reply in flight at most"
            for chat in range(1, CHATS + 1):
                once = list(dict.fromkeys(server.texts(chat)))
                assert once == [f"chat {chat} question {n}" for n in range(EACH)]
            assert "Traceback" not in log

    asyncio.run(scene())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_within_seconds_and_the_token_is_not_in_its_log(
    tmp_path: Path, number: signal.Signals
) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.fail("getUpdates", 500, "Internal Server Error")
            server.write("q")
            process = await start(server, tmp_path)
            try:
                await server.until(lambda: len(server.texts()) == 1 and not server.queue, 30)
                await asyncio.sleep(0.3)  # now in a long poll
                started = time.monotonic()
            finally:
                log = await end(process, number)
            # Half of the long poll that it would otherwise wait out; how fast it is, a shared machine cannot tell.
            assert time.monotonic() - started < 15
            assert process.returncode == 0
            assert "answering as @park_test_bot" in log
            assert "trying again" in log
            assert TOKEN not in log
            assert TOKEN.split(":")[1] not in log

    asyncio.run(scene())


def test_a_refused_token_is_not_in_the_traceback(tmp_path: Path) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            token = "987654321:AAF-another-token-of-thirty-five-char"
            process = await start(server, tmp_path, token)
            async with asyncio.timeout(30):
                out, log = await process.communicate()
            assert process.returncode == 1
            assert b"@BotFather" in log
            assert token.encode() not in out + log

    asyncio.run(scene())
