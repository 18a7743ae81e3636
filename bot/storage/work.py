"""What an update leaves behind, held back until it is finished: then all of it is stored at once, or none of it.

A process that dies over an update so leaves no trace of it, and whoever handles it again starts from the same state.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.domain.turns import Context
from bot.ports import QuestionRecord


@dataclass(frozen=True, slots=True)
class Work:
    """The last turn of each chat that spoke, and the questions asked, in order.

    `before` are the last turns of chats as they were read ahead, None where there was none.
    """

    contexts: dict[str, Context] = field(default_factory=dict)
    questions: list[QuestionRecord] = field(default_factory=list)
    before: Mapping[str, Context | None] = field(default_factory=dict)


class CurrentWork:
    """The work that this task or thread is at. Threads started with `asyncio.to_thread` share it with their task."""

    def __init__(self) -> None:
        self._current: ContextVar[Work | None] = ContextVar("work", default=None)

    def get(self) -> Work | None:
        return self._current.get()

    @contextmanager
    def working(self, before: Mapping[str, Context | None] | None = None) -> Iterator[Work]:
        """Hold back, inside the block, what is stored otherwise at once. `before` need not be read any more."""
        work = Work(before=before or {})
        token = self._current.set(work)
        try:
            yield work
        finally:
            self._current.reset(token)
