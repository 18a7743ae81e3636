"""The product on one page: a message in, an outcome out, with the trace that explains it."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain import rules
from bot.domain.bilingual import Language
from bot.domain.outcomes import Answer, Help, HelpTopic, Outcome, Part, Trace
from bot.domain.revision import Revision
from bot.domain.standing import Standing
from bot.domain.turns import Context
from bot.domain.validity import day_of
from bot.matching.about import Reply
from bot.matching.dated import Dated
from bot.matching.followup import fresh
from bot.matching.memory import chosen_question, held, part_of, question_for, remember, shown_in
from bot.matching.reading import Reading
from bot.matching.remembered import KnownReplies
from bot.matching.replies import Replier
from bot.ports import Clock, Contexts, QuestionLog, QuestionRecord


@dataclass(frozen=True, slots=True)
class Explained:
    """An outcome, how it came about, and the key of the question in the log."""

    outcome: Outcome
    trace: Trace
    key: str


class Answerer:
    """Answers messages of chats from one revision.

    The order: a number or "none of these" after choices; small talk; overviews; the source of the last answer; then
    the questions of the message, each on its own, with empty slots filled from the chat's last turn.
    """

    def __init__(self, reading: Reading, contexts: Contexts, log: QuestionLog, clock: Clock) -> None:
        self._replier = KnownReplies(Replier(reading))
        self._reading = reading
        # After the memory of replies, which so holds nothing that a day changes.
        self._dated = Dated(reading.revision, Standing(reading.revision))
        self._contexts = contexts
        self._log = log
        self._clock = clock

    @property
    def revision(self) -> Revision:
        return self._reading.revision

    def answer(self, question: str, chat: str) -> Outcome:
        """Answer one message of a chat; any text gets an outcome."""
        return self.explain(question, chat).outcome

    def explain(self, question: str, chat: str) -> Explained:
        """Answer one message and say how."""
        context = self._context(chat)
        reply = self._replier.reply(question, context)
        return self._kept(question, chat, reply, context)

    def at_hand(self, question: str, chat: str) -> Explained | None:
        """As `explain`, where that takes no time: the last turn is at hand, and so is the reply. None otherwise."""
        if not self._contexts.is_at_hand(chat):
            return None
        context = self._context(chat)
        reply = self._replier.at_hand(question, context)
        return None if reply is None else self._kept(question, chat, reply, context)

    def choose(self, target: str, chat: str) -> Outcome:
        """Answer a tapped choice: a fact or entry id; an id that is gone gets an overview instead."""
        return self.chosen(target, chat).outcome

    def chosen(
        self, target: str, chat: str, language: Language | None = None, default: Language = Language.SIMPLIFIED
    ) -> Explained:
        """As `choose`, with how it came about.

        In `language`; without one in that of the chat's last question, or in `default` where there is none.
        """
        context = self._context(chat)
        language = language or (self._reading.scripts.language_of(context.question) if context else default)
        return self._kept(target, chat, self._tapped(target, context, language), context)

    def again(self, records: Sequence[QuestionRecord]) -> Iterator[Explained]:
        """How these questions of one chat, one after the other, would be answered now; nothing is kept or logged."""
        before: Context | None = None
        for record in records:
            fresh_one = fresh(before, record.at)
            context = None if fresh_one is None else held(fresh_one, self.revision)
            tap, language = record.rule.startswith(rules.CHOSEN), Language(record.language)
            reply = (
                self._tapped(record.question, context, language)
                if tap
                else self._replier.reply(record.question, context)
            )
            before = remember(reply.outcome, reply.resolved, context, record.at, self._reading)
            yield Explained(reply.outcome, reply.trace, record.key)

    def consider(self, question: str) -> Explained:
        """As `explain`, of a question that stands alone; nothing is kept or logged."""
        reply = self._replier.reply(question, None)
        return Explained(reply.outcome, reply.trace, "")

    def _tapped(self, target: str, context: Context | None, language: Language) -> Reply:
        part = part_of(target, self.revision)
        outcome: Outcome = Answer(language, (part,)) if part else Help(language, HelpTopic.NONE_OF_THESE)
        if context and part is None:
            resolved = context.question
        elif context and target in context.offered:
            resolved = chosen_question(target, context.question, language, self.revision)
        else:  # what was not offered on the last question has nothing to do with it
            resolved = question_for(target, language, self.revision)
        return Reply(outcome, Trace("", (), (), f"{rules.CHOSEN}{target}"), resolved)

    def start(self, language: Language) -> Outcome:
        """The welcome, with questions to tap."""
        return self._today(Help(language, HelpTopic.START, offers=self._replier.examples()))

    def look_up(self, text: str, limit: int) -> tuple[Language, tuple[str, ...]]:
        """The facts and entries that answer a text best, best first, and its language; nothing is remembered or logged.

        Candidates that disagree with the text (another year, another park) are left out.
        """
        reply = self._replier.reply(text, None)
        agreeing = (c.target for c in reply.trace.candidates if not c.caps and c.score >= self._reading.weights.choices)
        found = dict.fromkeys((*shown_in(self._today(reply.outcome)), *self._dated.ids(agreeing, self._day())))
        return reply.outcome.language, tuple(found)[:limit]

    def examples(self) -> tuple[str, ...]:
        """The ids of questions to start with."""
        return self._dated.ids((choice.target for choice in self._replier.examples()), self._day())

    def part(self, target: str) -> Part | None:
        """The answer that a fact or entry id stands for today; None where there is none (any more)."""
        part = part_of(target, self.revision)
        return self._dated.part(part, self._day()) if part else None

    def _day(self) -> date:
        return day_of(self._clock())

    def _today(self, outcome: Outcome) -> Outcome:
        return self._dated.outcome(outcome, self._day())

    def _context(self, chat: str) -> Context | None:
        """The chat's last turn, as far as it still holds."""
        context = fresh(self._contexts.load(chat), self._clock())
        return None if context is None else held(context, self.revision)

    def _kept(self, question: str, chat: str, reply: Reply, context: Context | None) -> Explained:
        now, key = self._clock(), secrets.token_urlsafe(9)
        reply = replace(reply, outcome=self._dated.outcome(reply.outcome, day_of(now)))
        self._contexts.save(chat, remember(reply.outcome, reply.resolved, context, now, self._reading))
        best = reply.trace.candidates[0].score if reply.trace.candidates else 0.0
        self._log.record(
            QuestionRecord(
                at=now,
                chat=chat,
                question=question,
                language=reply.outcome.language,
                outcome=outcome_name(reply.outcome),
                rule=reply.trace.rule,
                score=best,
                shown=shown_in(reply.outcome),
                key=key,
            )
        )
        return Explained(reply.outcome, reply.trace, key)


def outcome_name(outcome: Outcome) -> str:
    """ "answer", "choices", "unknown" or "help"."""
    return type(outcome).__name__.lower()
