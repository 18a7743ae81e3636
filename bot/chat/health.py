"""Whether the bot lives and can answer, for probes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.chat.metrics import Metrics
from bot.errors import StorageError


@dataclass(frozen=True, slots=True)
class Condition:
    """What a probe is told; `reason` says why the bot is not ready and is empty when it is. Seconds are of running."""

    reason: str
    mode: str
    revision: str
    database: str
    last_update: str | None
    seconds: int


@dataclass(slots=True)
class Health:
    """The state of one bot. `ping` asks the database and raises StorageError; `revision` names what is served."""

    mode: str  # "polling" or "webhook"
    ping: Callable[[], None]
    revision: Callable[[], str]
    metrics: Metrics
    poll_seconds: float = 30.0
    connected: bool = False
    stopping: bool = False
    _started: float = field(default_factory=time.monotonic)

    def condition(self) -> Condition:
        """The state now. Asks the database: call it in a thread."""
        database = "ok"
        try:
            self.ping()
        except StorageError as error:
            database = str(error)
        last = self.metrics.last_update
        return Condition(
            reason=self._reason(database),
            mode=self.mode,
            revision=self.revision(),
            database=database,
            last_update=None if last is None else last.isoformat(timespec="seconds"),
            seconds=int(time.monotonic() - self._started),
        )

    def _reason(self, database: str) -> str:
        if self.stopping:
            return "stopping"
        if database != "ok":
            return f"the database: {database}"
        if not self.connected:
            return "not connected to Telegram yet"
        if self.mode == "polling":
            polled = self.metrics.last_poll
            silent = time.monotonic() - (self._started if polled is None else polled)
            if silent > 2 * self.poll_seconds:
                return f"no getUpdates has finished for {silent:.0f} seconds"
        return ""
