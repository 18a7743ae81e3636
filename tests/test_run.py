"""`parkbot run` as a process: the shipped wiring, from the environment to a message on (pretended) Telegram."""

import asyncio
import shutil
import signal
import sqlite3
from asyncio.subprocess import PIPE, Process
from contextlib import closing
from pathlib import Path
from typing import Any

from chat.telegram_server import TOKEN, TelegramServer
from program import PATIENCE, SMALL_CONTENT, Program


async def _start(program: Program, server: TelegramServer, *options: str) -> Process:
    ready = program.with_settings(PARKBOT_TOKEN=TOKEN, PARKBOT_API_URL=server.url, NO_PROXY="127.0.0.1")
    return await asyncio.create_subprocess_exec(
        *program.command, "run", *options, stdout=PIPE, stderr=PIPE, cwd=program.folder, env=ready.environment
    )


async def _stop(process: Process) -> tuple[int | None, str]:
    process.send_signal(signal.SIGINT)
    async with asyncio.timeout(PATIENCE):
        _, log = await process.communicate()
    return process.returncode, log.decode()


def _data(message: dict[str, Any], row: int) -> str:
    return str(message["reply_markup"]["inline_keyboard"][row][0]["callback_data"])


def test_questions_taps_and_follow_ups_are_answered_over_a_restart(tmp_path: Path) -> None:
    async def scene() -> None:
        program = Program(tmp_path)
        async with TelegramServer() as server:
            server.write("/start")
            server.write("柳树湾出口额")
            process = await _start(program, server)
            await server.until(lambda: len(server.texts()) == 2, PATIENCE)
            welcome, choices = server.obeyed()
            assert "柳树湾产业园" in welcome["text"]
            server.tap(_data(choices, 0))
            await server.until(lambda: len(server.texts()) == 3, PATIENCE)
            assert server.texts()[2].startswith("<b>超8亿元</b>\n")
            code, log = await _stop(process)
            assert code == 0
            assert TOKEN not in log
            assert "Traceback" not in log

            server.write("2022年呢")  # what it is about was said before the restart
            process = await _start(program, server)
            await server.until(lambda: len(server.texts()) == 4, PATIENCE)
            assert "9.5亿元" in server.texts()[3]
            assert "柳树湾产业园稳步前行" in server.texts()[3]
            await _stop(process)

    asyncio.run(scene())


def test_a_visit_from_the_first_command_to_being_forgotten(tmp_path: Path) -> None:
    """The whole of it with the shipped wiring: browsing, a mark, the staff, and what the database holds at the end."""

    async def scene() -> None:
        program = Program(tmp_path).with_settings(PARKBOT_STAFF_CHAT="-900", PARKBOT_RETENTION_DAYS="30")
        database = tmp_path / "parkbot.sqlite3"
        async with TelegramServer() as server:

            async def step(count: int, method: str = "sendMessage") -> None:
                await server.until(lambda: len(server.obeyed(method)) == count, PATIENCE)

            server.write("/parks", 41)
            process = await _start(program, server)
            await step(1)
            server.press("柳树湾产业园 (4)", 41)
            await step(1, "editMessageText")
            server.press("厂房数量：37座", 41)
            await step(2, "editMessageText")
            assert server.shown(41).startswith("<b>37座</b>")
            server.press("👎 没帮助", 41)
            await step(1, "editMessageReplyMarkup")
            server.press("转给工作人员", 41)
            await step(2)
            server.press("转给他们", 41)
            await step(3)
            passed_on = next(m for (chat, _), m in server.messages.items() if chat == -900)
            server.write("共37座，另有两座在建。", -900, reply_to_message=passed_on)
            await step(5)
            assert server.texts(41)[-1].endswith("共37座，另有两座在建。")
            await _stop(process)
            with closing(sqlite3.connect(database)) as connection:
                assert connection.execute("SELECT mark FROM votes").fetchall() == [("not-helpful",)]
                # What an earlier version stored: the number itself, and long ago.
                row = "INSERT INTO questions VALUES (?, ?, '41', ?, 'zh', 'x', 'x', 0, '[]', NULL)"
                old, new = (90, "2020-01-01 00:00:00", "旧"), (91, "2099-01-01 00:00:00", "新")
                connection.executemany(row, [old, new])
                connection.commit()

            process = await _start(program, server)
            server.write("/privacy", 41)
            await step(6)
            assert "30天" in server.texts(41)[-1]
            await _stop(process)
            with closing(sqlite3.connect(database)) as connection:
                left = connection.execute("SELECT DISTINCT question FROM questions").fetchall()
                assert left == [("willow-workshops",), ("新",)]
                assert len(connection.execute("SELECT DISTINCT chat FROM questions").fetchall()) == 1
            done = await asyncio.to_thread(program.run, "forget", "41")
            # Two questions, the last turn, the mark, what was passed on.
            assert (done.code, done.out) == (0, "5 records deleted\n")
            assert (await asyncio.to_thread(program.run, "forget", "-41")).out == "0 records deleted\n"

    asyncio.run(scene())


def test_a_revision_is_taken_while_the_bot_runs(tmp_path: Path) -> None:
    """The first start publishes the content; a publish and a rollback are served without a restart."""

    async def scene() -> None:
        root = Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))
        program = Program(tmp_path).with_settings(PARKBOT_CONTENT=str(root))
        async with TelegramServer() as server:
            process = await _start(program, server)
            await _figure(server, "37座")
            file = root / "data" / "all.yaml"
            file.write_text(file.read_text(encoding="utf-8").replace('"37座"', '"39座"'), encoding="utf-8")
            assert (await asyncio.to_thread(program.run, "publish")).code == 0
            await _figure(server, "39座")
            assert (await asyncio.to_thread(program.run, "rollback", "1")).code == 0
            await _figure(server, "37座")
            file.write_text("facts: [", encoding="utf-8")  # the files are only a draft
            _, log = await _stop(process)
            assert "is now revision 1" in log
            assert "serving revision 3 (rollback" in log

            process = await _start(program, server)
            await _figure(server, "37座")
            _, log = await _stop(process)
            assert "serving revision 3" in log

    asyncio.run(scene())


def test_edits_go_live_by_themselves_with_watch(tmp_path: Path) -> None:
    async def scene() -> None:
        root = Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))
        program = Program(tmp_path).with_settings(PARKBOT_CONTENT=str(root))
        async with TelegramServer() as server:
            process = await _start(program, server, "--watch")
            await _figure(server, "37座")
            file = root / "data" / "all.yaml"
            good = file.read_text(encoding="utf-8")
            file.write_text(good.replace('quantity: "37座"', "quantity：37座"), encoding="utf-8")
            await asyncio.sleep(1.5)
            file.write_text(good.replace('"37座"', '"39座"'), encoding="utf-8")
            await _figure(server, "39座")
            _, log = await _stop(process)
            assert "data/all.yaml:39:" in log
            assert "published revision 2" in log

    asyncio.run(scene())


async def _figure(server: TelegramServer, wanted: str) -> None:
    """Ask until this figure is the answer; no question goes without one."""
    async with asyncio.timeout(PATIENCE):
        while True:
            asked = len(server.texts()) + 1
            server.write("柳树湾产业园有多少座厂房")
            await server.until(lambda n=asked: len(server.texts()) >= n, PATIENCE)
            if server.texts()[-1].startswith(f"<b>{wanted}</b>\n"):
                return
            await asyncio.sleep(0.2)
