"""Running the program as a process of its own, the way people do."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL_CONTENT = ROOT / "tests" / "small_content"
PATIENCE = 120  # seconds for one command, on a slow machine too


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Program:
    """`python -m bot` with the small content, a database and a folder of its own, and none of the operator's settings.

    The locale is the poorest there is, LANG=C, where no test asks for another.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ}
        ours = {
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PARKBOT_CONTENT": str(SMALL_CONTENT),
            "PARKBOT_DATABASE_URL": f"sqlite:///{self.folder / 'parkbot.sqlite3'}",
            "LANG": "C",
        }
        return kept | ours | dict(self.settings)

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "bot"]

    def run(self, *arguments: str, stdin: bytes = b"") -> "Finished":
        done = subprocess.run(
            [*self.command, *arguments],
            input=stdin, capture_output=True, cwd=self.folder, env=self.environment, timeout=PATIENCE, check=False,
        )  # fmt: skip
        return Finished(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*self.command, *arguments],
            preexec_fn=_hear_interrupts,  # started in the background, the tests themselves may ignore them
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=self.folder, env=self.environment,
        )  # fmt: skip

    def with_settings(self, **settings: str) -> "Program":
        return Program(self.folder, {**self.settings, **settings})


@dataclass(frozen=True)
class Finished:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> Sequence[str]:
        return self.out.splitlines()
