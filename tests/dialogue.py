"""One chat with the made-up content, and what its answers show."""

from builders import small
from fakes import HandClock, MemoryContexts, MemoryLog

from bot.domain.bilingual import Language
from bot.domain.outcomes import Answer, ComputedPart, EntryPart, FactPart, LacksPart, Outcome, SourcePart
from bot.service import Answerer


class Chat:
    """One chat with the made-up content; `restart` puts a new Answerer in front of the same memory."""

    def __init__(self) -> None:
        self.contexts, self.log, self.clock = MemoryContexts(), MemoryLog(), HandClock()
        self.restart()

    def restart(self) -> None:
        self._answerer = Answerer(small(), self.contexts, self.log, self.clock)

    def say(self, *texts: str, chat: str = "7") -> Outcome:
        """Send messages in turn; the outcome of the last."""
        return [self._answerer.answer(text, chat) for text in texts][-1]

    def at_hand(self, text: str, chat: str = "7") -> Outcome | None:
        explained = self._answerer.at_hand(text, chat)
        return None if explained is None else explained.outcome

    def tap(self, target: str, chat: str = "7") -> Outcome:
        return self._answerer.choose(target, chat)

    def start(self, language: Language) -> Outcome:
        return self._answerer.start(language)


def ids(outcome: Outcome) -> list[str]:
    """What an answer shows, by id; the operands of a computation."""
    assert isinstance(outcome, Answer), outcome
    found: list[str] = []
    for part in outcome.parts:
        match part:
            case FactPart():
                found.append(part.fact.id)
            case EntryPart():
                found.append(part.entry.id)
            case ComputedPart():
                found += [f.id for f in part.operands]
            case SourcePart():
                found += part.articles
            case LacksPart():
                found.append("-")
    return found
