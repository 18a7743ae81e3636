"""Asking every question of the tables, in order, and judging what comes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.desk import ExplainedMessage
from bot.evaluation.judge import Judge, Verdict
from bot.evaluation.tables import Question
from bot.reply.message import Message
from bot.reply.plain import plain


class Explains(Protocol):
    """What evaluation needs of the desk."""

    def explain(self, text: str, chat: str) -> ExplainedMessage: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """One scored question and what it got. `score` is that of the best candidate, 0 where none was looked for."""

    question: Question
    verdict: Verdict
    message: Message
    shown: tuple[str, ...]
    rule: str
    score: float

    @property
    def text(self) -> str:
        return plain(self.message)


def ask_all(questions: Iterable[Question], desk: Explains, judge: Judge) -> Iterator[Judged]:
    """Ask each question in its conversation; those that are context only are asked and not judged."""
    for question in questions:
        explained = desk.explain(question.text, f"{question.table} {question.chat}")
        if question.is_scored:
            message, trace = explained.message, explained.trace
            verdict = judge.verdict(question, message.outcome, plain(message), message.articles)
            score = max((c.score for c in trace.candidates), default=0.0)
            yield Judged(question, verdict, message, explained.shown, trace.rule, score)
