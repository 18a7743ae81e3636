"""Work in a thread of its own beside the bot: begun and ended with a block."""

from abc import ABC, abstractmethod
from threading import Event, Thread

STOP_SECONDS = 1.0


class Background(ABC):
    """Runs `_run` in a daemon thread while its block lasts; `_run` returns when `_stop` is set."""

    def __init__(self, name: str) -> None:
        self._stop = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(STOP_SECONDS)  # a daemon: a build that takes longer is not waited for

    @abstractmethod
    def _run(self) -> None: ...
