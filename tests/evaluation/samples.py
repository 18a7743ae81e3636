"""Questions and judged replies to evaluate, made short."""

from bot.evaluation.judge import Verdict
from bot.evaluation.run import Judged
from bot.evaluation.tables import Question
from bot.reply.message import Line, Message, Role


def question(
    id: str = "1",
    *,
    kind: str = "figure",
    expect: str = "answer",
    language: str = "zh",
    articles: tuple[str, ...] = ("a",),
    must: tuple[tuple[str, ...], ...] = (),
    must_not: tuple[str, ...] = (),
) -> Question:
    return Question("t", id, "c", f"question {id}", language, kind, expect, articles, must, must_not)


def judged(
    asked: Question,
    verdict: Verdict,
    *,
    outcome: str = "answer",
    score: float = 0.9,
    shown: tuple[str, ...] = ("f",),
) -> Judged:
    return Judged(asked, verdict, Message(outcome, (Line(Role.BODY, "text"),)), shown, "rule", score)
