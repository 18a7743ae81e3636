"""Ports without a database: for single questions, batches and evaluation, which must not depend on what is stored."""

from bot.domain.turns import Context
from bot.ports import QuestionRecord


class MemoryContexts:
    """Implements `ports.Contexts`. Remembers the `size` chats that spoke last and forgets the others."""

    def __init__(self, size: int = 100_000) -> None:
        self._size = size
        self._kept: dict[str, Context] = {}

    def load(self, chat: str) -> Context | None:
        return self._kept.get(chat)

    def is_at_hand(self, chat: str) -> bool:  # noqa: ARG002
        return True

    def save(self, chat: str, context: Context) -> None:
        self._kept.pop(chat, None)  # a dict keeps the order of insertion: the chat moves to the end
        self._kept[chat] = context
        if len(self._kept) > self._size:
            del self._kept[next(iter(self._kept))]


class NoLog:
    """Implements `ports.QuestionLog` and keeps nothing."""

    def record(self, record: QuestionRecord) -> None:
        """Drop it: evaluation is no use of the bot."""
