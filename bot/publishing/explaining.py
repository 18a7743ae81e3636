"""Why a reply was what it was: the questions of its chat, answered again up to it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.desk import ExplainedMessage
from bot.domain.bilingual import Bilingual, Language
from bot.domain.cases import ReplyHint
from bot.explanation import Say, why
from bot.ports import QuestionRecord
from bot.reply.message import Line, Message, Role
from bot.reply.plain import plain

_LOOKED_AT = 200  # questions of a chat among which the one is looked for
_COMPARED = 60  # of which the replies are worked out again, to look for words
_REPLAYED = 12  # questions before it that are answered again: more than a follow-up looks back
_CANDIDATES = 8
_ASKED = Bilingual("问：{question}", "Asked: {question}")
_THEN = Bilingual(
    "当时的依据是：{rule}。内容或对话已经变了，以下按现在的版本 {revision}。",
    "It was decided by: {rule}. Content or conversation have changed; what follows is of revision {revision}, now.",
)
_NOW = Bilingual("版本 {revision}", "revision {revision}")


class Log(Protocol):
    def of(self, chat: str, limit: int) -> tuple[QuestionRecord, ...]: ...


class Explains(Protocol):
    @property
    def number(self) -> int: ...

    def consider(self, text: str) -> ExplainedMessage: ...

    def again(self, records: Sequence[QuestionRecord]) -> Sequence[ExplainedMessage]: ...


class Explaining:
    """Explains replies from the question log, so that a restart or another replica changes nothing."""

    def __init__(self, log: Log, desk: Explains, say: Say = Bilingual.get) -> None:
        self._log = log
        self._desk = desk
        self._say = say

    def alone(self, question: str, language: Language) -> Message:
        """How a question that stands alone is answered."""
        return self._message(question, None, self._desk.consider(question), language)

    def reply(self, chat: str, hint: ReplyHint, language: Language) -> Message | None:
        """How a chat's question came to its reply; None where it is not kept."""
        records = self._log.of(chat, _LOOKED_AT)
        wanted = self._wanted(records, hint)
        if wanted is None:
            return None
        turns = records[max(0, wanted - _REPLAYED) : wanted + 1]
        return self._message(turns[-1].question, turns[-1], self._desk.again(turns)[-1], language)

    def _wanted(self, records: Sequence[QuestionRecord], hint: ReplyHint) -> int | None:
        """The place of the question: by its key, else by what was offered, else by the words of the reply."""
        newest = range(len(records) - 1, -1, -1)
        if hint.key:
            return next((n for n in newest if records[n].key == hint.key), None)
        offered = (n for n in newest if hint.offered and frozenset(records[n].shown) == hint.offered)
        if (found := next(offered, None)) is not None:
            return found
        if not hint.text:
            return None if hint.offered else next(iter(newest), None)
        said = [_words(plain(replace(one.message, buttons=()))) for one in self._desk.again(records[-_COMPARED:])]
        at = next((n for n in reversed(range(len(said))) if said[n] == _words(hint.text)), None)
        return None if at is None else at + max(0, len(records) - _COMPARED)

    def _message(
        self, question: str, record: QuestionRecord | None, explained: ExplainedMessage, language: Language
    ) -> Message:
        revision = self._desk.number
        lines = [Line(Role.HEADLINE, self._say(_ASKED, language).format(question=question))]
        if record is not None and record.rule != explained.trace.rule:
            then = self._say(_THEN, language).format(rule=record.rule, revision=revision)
            lines.append(Line(Role.NOTE, then))
        else:
            lines.append(Line(Role.NOTE, self._say(_NOW, language).format(revision=revision)))
        said = list(why(explained.trace, language, _CANDIDATES, self._say))
        # The rule stands at the end of the explanation, and is what must not be cut off.
        lines += [Line(Role.NOTE, said[-1]), *(Line(Role.BODY, text) for text in said[:-1])]
        return Message("help", tuple(lines), language=language)


def _words(text: str) -> str:
    return " ".join(text.split())
