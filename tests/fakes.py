"""Tiny stand-ins for what the service needs from outside: contexts and log in memory, a clock that is set by hand."""

from datetime import UTC, datetime, timedelta

from bot.domain.turns import Context
from bot.ports import QuestionRecord


class MemoryContexts:
    """The last turn of each chat, in memory; outlives the Answerer that wrote it, as the database does."""

    def __init__(self) -> None:
        self.kept: dict[str, Context] = {}
        self.far: set[str] = set()  # chats whose last turn is not at hand

    def load(self, chat: str) -> Context | None:
        return self.kept.get(chat)

    def is_at_hand(self, chat: str) -> bool:
        return chat not in self.far

    def save(self, chat: str, context: Context) -> None:
        self.kept[chat] = context


class MemoryLog:
    """Every record, in order."""

    def __init__(self) -> None:
        self.records: list[QuestionRecord] = []

    def record(self, record: QuestionRecord) -> None:
        self.records.append(record)


class HandClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        """Move on by minutes, seconds … as `timedelta` takes them."""
        self.now += timedelta(**time)
