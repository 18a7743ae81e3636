"""What the service needs from outside, as small protocols; storage implements them, tests use tiny fakes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.turns import Context


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """One question and what it got: what the log keeps. `shown` are the fact and entry ids of the reply.

    `key` names the question outside the log, for a vote on its reply; no two questions have the same.
    """

    at: datetime
    chat: str
    question: str
    language: str
    outcome: str
    rule: str
    score: float
    shown: tuple[str, ...]
    key: str = ""


class QuestionLog(Protocol):
    def record(self, record: QuestionRecord) -> None:
        """Keep one question and its outcome."""


class Contexts(Protocol):
    """The last turn of each chat."""

    def load(self, chat: str) -> Context | None: ...

    def is_at_hand(self, chat: str) -> bool:
        """Whether `load` takes no time for this chat."""

    def save(self, chat: str, context: Context) -> None: ...


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The time now, with its time zone (UTC)."""
