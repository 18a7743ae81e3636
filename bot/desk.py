"""The desk that every edge speaks to: texts in, messages in words out."""

from dataclasses import dataclass

from bot.domain.bilingual import Language
from bot.domain.outcomes import Trace
from bot.locales import language_of_code
from bot.matching.memory import shown_in
from bot.reply.compose import NONE, Composer
from bot.reply.message import Message
from bot.service import Answerer


@dataclass(frozen=True, slots=True)
class ExplainedMessage:
    """A message, how it came about, and the ids of the facts and entries it shows or offers."""

    message: Message
    trace: Trace
    shown: tuple[str, ...]


class Desk:
    """An answerer and the words for its outcomes. Methods may raise `StorageError` where a database is behind."""

    def __init__(self, answerer: Answerer, composer: Composer) -> None:
        self._answerer = answerer
        self._composer = composer
        self._targets = frozenset({*answerer.revision.facts, *answerer.revision.entries, NONE})

    def reply(self, text: str, chat: str) -> Message:
        """Answer one message of a chat."""
        return self._composer.compose(self._answerer.answer(text, chat))

    def explain(self, text: str, chat: str) -> ExplainedMessage:
        """Answer one message and say how."""
        explained = self._answerer.explain(text, chat)
        return ExplainedMessage(self._composer.compose(explained.outcome), explained.trace, shown_in(explained.outcome))

    def choose(self, target: str, chat: str) -> Message:
        """Answer a tapped or numbered choice, one of `targets()`."""
        return self._composer.compose(self._answerer.choose(target, chat))

    def start(self, language_code: str | None, chat: str) -> Message:  # noqa: ARG002 - every chat is greeted alike
        """Greet, and say what can be asked, in the language of a client or locale (Chinese where it says nothing)."""
        return self._composer.compose(self._answerer.start(language_of_code(language_code, Language.SIMPLIFIED)))

    def help(self, language_code: str | None, chat: str) -> Message:
        """Say what can be asked: the greeting says it."""
        return self.start(language_code, chat)

    def targets(self) -> frozenset[str]:
        """What a choice may point at: the ids of facts and entries, and "none"."""
        return self._targets
