"""The product on one page: a message in, an outcome out, with the trace that explains it."""

from dataclasses import dataclass

from bot.domain.bilingual import Language
from bot.domain.outcomes import Answer, Help, HelpTopic, Outcome, Trace
from bot.domain.revision import Revision
from bot.domain.turns import Context
from bot.matching.about import Reply
from bot.matching.followup import fresh
from bot.matching.known import KnownReplies
from bot.matching.memory import part_of, remember, shown_in
from bot.matching.reading import Reading
from bot.matching.replies import Replier
from bot.ports import Clock, Contexts, QuestionLog, QuestionRecord


@dataclass(frozen=True, slots=True)
class Explained:
    """An outcome and how it came about."""

    outcome: Outcome
    trace: Trace


class Answerer:
    """Answers messages of chats from one revision.

    The order: a number or "none of these" after choices; small talk; overviews; the source of the last answer; then
    the questions of the message, each on its own, with empty slots filled from the chat's last turn.
    """

    def __init__(self, reading: Reading, contexts: Contexts, log: QuestionLog, clock: Clock) -> None:
        self._replier = KnownReplies(Replier(reading))
        self._reading = reading
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
        context = fresh(self._contexts.load(chat), self._clock())
        reply = self._replier.reply(question, context)
        self._keep(question, chat, reply, context)
        return Explained(reply.outcome, reply.trace)

    def choose(self, target: str, chat: str) -> Outcome:
        """Answer a tapped choice: a fact or entry id; an id that is gone gets an overview instead."""
        context = fresh(self._contexts.load(chat), self._clock())
        language = self._language(context)
        part = part_of(target, self.revision)
        outcome: Outcome = Answer(language, (part,)) if part else Help(language, HelpTopic.NONE_OF_THESE)
        resolved = context.question if context else target
        reply = Reply(outcome, Trace("", (), (), f"chosen: {target}"), resolved)
        self._keep(target, chat, reply, context)
        return outcome

    def start(self, language: Language) -> Outcome:
        """The welcome, with questions to tap."""
        return Help(language, HelpTopic.START, offers=self._replier.examples())

    def _language(self, context: Context | None) -> Language:
        return self._reading.scripts.language_of(context.question) if context else Language.SIMPLIFIED

    def _keep(self, question: str, chat: str, reply: Reply, context: Context | None) -> None:
        now = self._clock()
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
            )
        )


def outcome_name(outcome: Outcome) -> str:
    """ "answer", "choices", "unknown" or "help"."""
    return type(outcome).__name__.lower()
