"""`parkbot run` with a webhook as a process of its own: killed under load again and again, and stopped by a signal."""

import asyncio
import json
import shutil
import signal
import sqlite3
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from contextlib import closing
from itertools import count
from pathlib import Path

import aiohttp
import pytest
from program import PATIENCE, SMALL_CONTENT, Program

from .telegram_server import TOKEN
from .telegram_webhook import WebhookServer
from .test_webhook import SECRET, free_port, get

KILLS = 4
CHATS = 12
QUESTIONS = (
    "柳树湾产业园有多少座厂房",
    "柳树湾产业园2021年出口额是多少",
    "2022年呢",
    "柳树湾出口额",
    "柳树湾产业园谁创办的",
)


class Bot:
    """One database and one address, and one process after the other."""

    def __init__(self, folder: Path, server: WebhookServer, **settings: str) -> None:
        self.port = free_port()
        self.root = f"http://127.0.0.1:{self.port}"
        self.url = f"{self.root}/telegram"
        self.database = folder / "parkbot.sqlite3"
        self._folder = folder
        self.program = Program(folder).with_settings(
            PARKBOT_TOKEN=TOKEN,
            PARKBOT_API_URL=server.url,
            PARKBOT_WEBHOOK_URL=self.url,
            PARKBOT_WEBHOOK_LISTEN=f"127.0.0.1:{self.port}",
            PARKBOT_WEBHOOK_SECRET=SECRET,
            NO_PROXY="127.0.0.1",
            **settings,
        )

    async def revision(self) -> str:
        """What /readyz calls the revision that is served; blank while nothing listens."""
        try:
            return str((await get(f"{self.root}/readyz"))[1]["revision"])
        except aiohttp.ClientConnectorError:
            return ""

    async def start(self) -> Process:
        return await asyncio.create_subprocess_exec(
            *self.program.command, "run", stdout=PIPE, stderr=PIPE, cwd=self._folder, env=self.program.environment
        )

    @staticmethod
    async def end(process: Process, number: signal.Signals) -> str:
        process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            _, log = await process.communicate()
        return log.decode()

    def logged(self) -> Counter[tuple[str, str]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return Counter(connection.execute("SELECT chat, question FROM questions").fetchall())


@pytest.mark.parametrize("seed", [0, 1])
def test_kills_under_load_lose_nothing_and_double_nothing(tmp_path: Path, seed: int) -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            bot = Bot(tmp_path, server)
            for question in QUESTIONS:
                for chat in range(1, CHATS + 1):
                    server.write(question, chat)
            total = len(QUESTIONS) * CHATS
            for kill in range(KILLS):
                process = await bot.start()
                # The first ones die while it starts and registers, the later ones in the middle of the load.
                wanted = (seed + 2 * kill) * total // (2 * KILLS + 2)
                try:
                    await server.until(lambda: bool(server.attempts), PATIENCE)
                    await server.until(lambda wanted=wanted: len(server.texts()) >= wanted, PATIENCE)
                finally:
                    await bot.end(process, signal.SIGKILL)
            process = await bot.start()
            try:
                await server.until(lambda: not server.queue, PATIENCE)
            finally:
                log = await bot.end(process, signal.SIGTERM)
            assert process.returncode == 0
            assert "Traceback" not in log
            assert TOKEN not in log
            assert not any(question in log for question in QUESTIONS)
            answers = {tuple(server.texts(chat)) for chat in range(1, CHATS + 1)}
            (answer,) = answers  # every chat has the same conversation, whenever the bot died
            assert len(answer) == len(QUESTIONS)
            assert "9.5亿元" in answer[2]
            assert set(bot.logged().values()) == {1}
            assert bot.logged().total() == total

    asyncio.run(scene())


def test_every_replica_takes_a_new_revision_while_it_answers(tmp_path: Path) -> None:
    """Two processes on one database: a publish is served by both, and /readyz says which revision; no message waits."""

    async def scene() -> None:
        root = Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))
        async with WebhookServer() as server:
            bots = [Bot(tmp_path, server, PARKBOT_CONTENT=str(root)) for _ in range(2)]
            processes = [await bot.start() for bot in bots]

            async def reach(number: int) -> None:
                """Ask all the while, one replica after the other, until both serve a revision."""
                async with asyncio.timeout(PATIENCE):
                    for turn in count():
                        assert server.hook is not None
                        server.hook["url"] = bots[turn % 2].url
                        asked = len(server.texts()) + 1
                        server.write(QUESTIONS[0])
                        await server.until(lambda n=asked: len(server.texts()) >= n, PATIENCE)
                        if all([(await bot.revision()).startswith(f"{number}-") for bot in bots]):
                            return

            def figures() -> list[str]:
                return [text.partition("</b>")[0].removeprefix("<b>") for text in server.texts()]

            try:
                await server.until(lambda: server.hook is not None, PATIENCE)
                await reach(1)
                started = len(server.attempts)
                file = root / "data" / "all.yaml"
                file.write_text(file.read_text(encoding="utf-8").replace('"37座"', '"39座"'), encoding="utf-8")
                assert (await asyncio.to_thread(bots[0].program.run, "publish")).code == 0
                await reach(2)
                seen = len(figures())
                for bot in bots:
                    server.hook["url"] = bot.url  # type: ignore[index]
                    server.write(QUESTIONS[0], 7)
                    await server.until(lambda: not server.queue, PATIENCE)
                assert figures()[seen:] == ["39座", "39座"]
                assert set(figures()) == {"37座", "39座"}
                assert {status for _, status in server.attempts[started:]} == {200}
            finally:
                logs = [await bot.end(one, signal.SIGTERM) for bot, one in zip(bots, processes, strict=True)]
            assert all("serving revision 2 (files" in log for log in logs)
            assert not any("Traceback" in log for log in logs)

    asyncio.run(scene())


def test_an_answer_lost_on_the_way_comes_again_from_another_process(tmp_path: Path) -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            bot = Bot(tmp_path, server)
            server.write(QUESTIONS[0])
            update = server.queue[0]
            process = await bot.start()
            await server.until(lambda: not server.queue, PATIENCE)
            await bot.end(process, signal.SIGKILL)
            process = await bot.start()
            server.again(update)
            await server.until(lambda: not server.queue, PATIENCE)
            await bot.end(process, signal.SIGTERM)
            first, second = server.answers
            assert first == second
            assert json.loads(first[1])["method"] == "sendMessage"
            assert bot.logged().total() == 1

    asyncio.run(scene())


def test_a_locked_database_is_told_and_waited_out_and_a_signal_stops_within_seconds(tmp_path: Path) -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            bot = Bot(tmp_path, server)
            process = await bot.start()
            await server.until(lambda: server.hook is not None, PATIENCE)
            with closing(sqlite3.connect(bot.database, isolation_level=None)) as holder:
                holder.execute("BEGIN IMMEDIATE")
                server.write(QUESTIONS[0])
                await server.until(lambda: 503 in [status for _, status in server.attempts], PATIENCE)
                assert server.texts() == []
                holder.execute("ROLLBACK")
            await server.until(lambda: len(server.texts()) == 1 and not server.queue, PATIENCE)
            status, ready = await get(f"http://127.0.0.1:{bot.port}/readyz")
            assert (status, ready["reason"]) == (200, "")
            started = time.monotonic()
            log = await bot.end(process, signal.SIGTERM)
            assert time.monotonic() - started < 8
            assert process.returncode == 0
            assert "cannot be recorded and is left to come again" in log
            assert bot.logged().total() == 1
            (line,) = [part for part in log.splitlines() if "update=" in part]
            assert "outcome=answer rule=" in line
            assert "way=response" in line

    asyncio.run(scene())
