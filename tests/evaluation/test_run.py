"""Asking the questions of tables."""

from bot.desk import ExplainedMessage
from bot.domain.outcomes import CandidateTrace, Trace
from bot.evaluation.judge import Judge, Verdict
from bot.evaluation.run import ask_all
from bot.reply.message import Button, Line, Message, Role
from evaluation.samples import question


class Desk:
    """Always says 37, and remembers in which chats it was asked."""

    def __init__(self) -> None:
        self.chats: list[str] = []

    def explain(self, text: str, chat: str) -> ExplainedMessage:  # noqa: ARG002
        self.chats.append(chat)
        candidates = tuple(CandidateTrace(target, score, (), ()) for target, score in (("f", 0.5), ("g", 0.8)))
        message = Message("answer", (Line(Role.HEADLINE, "37"),), (Button("more", "f"),), ("a",))
        return ExplainedMessage(message, Trace("", (), candidates, "rule"), ("f",))


def test_replies_are_judged_with_their_labels_and_best_score() -> None:
    (one,) = ask_all([question(must=(("37",), ("more",)))], Desk(), Judge(str))
    assert (one.verdict, one.score, one.shown, one.rule) == (Verdict.RIGHT, 0.8, ("f",), "rule")


def test_context_is_asked_and_not_judged() -> None:
    desk = Desk()
    found = list(ask_all([question("1", expect="any"), question("2")], desk, Judge(str)))
    assert [one.question.id for one in found] == ["2"]
    assert len(desk.chats) == 2
    assert len(set(desk.chats)) == 1
