"""`parkbot run` as a process: the shipped wiring, from the environment to a message on (pretended) Telegram."""

import asyncio
import signal
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any

from chat.telegram_server import TOKEN, TelegramServer
from program import PATIENCE, Program


async def _start(program: Program, server: TelegramServer) -> Process:
    ready = program.with_settings(PARKBOT_TOKEN=TOKEN, PARKBOT_API_URL=server.url, NO_PROXY="127.0.0.1")
    return await asyncio.create_subprocess_exec(
        *program.command, "run", stdout=PIPE, stderr=PIPE, cwd=program.folder, env=ready.environment
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
