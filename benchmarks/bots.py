"""The bots that are compared: each a process of its own, and what is needed to start, watch and stop it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import CHECKOUT

TOKEN = "123456789:AAE-stand-in-token-of-thirty-five-chars"
SECRET = "a-secret_of_ours"
ECHO = """
import sys
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters
async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_text(update.effective_message.text)
api, token, secret, mode, port = sys.argv[1:]
app = Application.builder().token(token).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot").build()
app.add_handler(MessageHandler(filters.TEXT, echo))
if mode == "webhook":
    app.run_webhook("127.0.0.1", int(port), "telegram", webhook_url=f"http://127.0.0.1:{port}/telegram",
                    secret_token=secret)
else:
    app.run_polling()
"""


@dataclass(frozen=True)
class Process:
    """A bot at work; its webhook is at `port`."""

    pid: int
    port: int
    log: Path

    def cpu(self) -> float:
        """Seconds of CPU so far, or NaN where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(name: str, mode: str, api: str, core: int | None, folder: Path) -> Iterator[Process]:
    """A bot, "parkbot" or "echo", in a mode, "webhook" or "polling"; stopped at the end."""
    port = free_port()
    settings = {
        "PARKBOT_TOKEN": TOKEN, "PARKBOT_API_URL": api, "PARKBOT_CONTENT": str(CHECKOUT),
        "PARKBOT_DATABASE_URL": f"sqlite:///{folder / 'parkbot.sqlite3'}",
        "PYTHONPATH": str(CHECKOUT), "NO_PROXY": "127.0.0.1",
    }  # fmt: skip
    if mode == "webhook":
        settings |= {
            "PARKBOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "PARKBOT_WEBHOOK_SECRET": SECRET,
            "PARKBOT_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        }  # fmt: skip
    arguments = ["-m", "bot", "run"] if name == "parkbot" else ["-c", ECHO, api, TOKEN, SECRET, mode, str(port)]
    inherited = {key: value for key, value in os.environ.items() if not key.upper().startswith("PARKBOT_")}
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments], stdout=output, stderr=output, env=inherited | settings,
            preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),
        )  # fmt: skip
        try:
            yield Process(process.pid, port, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def pin(core: int) -> bool:
    """Keep this process on one core; False where that cannot be done."""
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2:
        return False
    os.sched_setaffinity(0, {core})
    return True


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="parkbot-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def wait_until_at(port: int, seconds: float = 60.0) -> None:
    """Wait until something listens at a port of this machine."""
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
