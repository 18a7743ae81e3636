"""The desk that every edge speaks to: texts in, messages in words out."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from bot.domain.bilingual import Language
from bot.domain.facts import Fact
from bot.domain.outcomes import Answer, Choice, Outcome, Trace
from bot.domain.revision import Revision
from bot.locales import language_of_code
from bot.matching.memory import ids_of, shown_in
from bot.pictures.pictures import Picture, Pictures
from bot.ports import QuestionRecord
from bot.reply.compose import NONE, Composer
from bot.reply.further import Further
from bot.reply.lists import ROOTS, articles_of
from bot.reply.message import Button, Message, Role
from bot.reply.pages import Pages
from bot.service import Answerer, Explained

_KEPT = 1024  # messages, and the buttons under them: what many people ask is worded once


@dataclass(frozen=True, slots=True)
class ExplainedMessage:
    """A message, how it came about, and the ids of the facts and entries it shows or offers."""

    message: Message
    trace: Trace
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A fact or entry that was looked for: `figure` is blank for entries, `source` the article's title.

    `version` changes with the content, and with what is said of its dates.
    """

    target: str
    title: str
    figure: str
    source: str
    message: Message
    version: str


class Desk:
    """An answerer and the words for its outcomes; without `pictures` none are offered.

    Methods may raise `StorageError` where a database is behind.
    """

    def __init__(self, answerer: Answerer, composer: Composer, pictures: Pictures | None = None) -> None:
        self._answerer = answerer
        self._pictures = pictures
        self._composer = composer
        self._revision = answerer.revision
        self._targets = frozenset({*self._revision.facts, *self._revision.entries, NONE})
        self._pages = Pages(self._revision, composer)
        # Of methods they would hold the desk in a circle, which only the garbage collector can break.
        self._worded = lru_cache(_KEPT)(partial(_worded, composer))
        self._buttons = lru_cache(_KEPT)(partial(_buttons, Further(self._revision, composer), pictures))

    def reply(self, text: str, chat: str) -> Message:
        """Answer one message of a chat."""
        return self._said(self._answerer.explain(text, chat))

    def at_hand(self, text: str, chat: str) -> Message | None:
        """As `reply`, where that asks no database and takes no time; None otherwise."""
        explained = self._answerer.at_hand(text, chat)
        return None if explained is None else self._said(explained)

    def explain(self, text: str, chat: str) -> ExplainedMessage:
        """Answer one message and say how."""
        return self._explained(self._answerer.explain(text, chat))

    def consider(self, text: str) -> ExplainedMessage:
        """As `explain`, of a question that stands alone. Nothing is remembered or logged."""
        return self._explained(self._answerer.consider(text))

    def again(self, records: Sequence[QuestionRecord]) -> tuple[ExplainedMessage, ...]:
        """As `explain`, of these questions of one chat, one after the other. Nothing is remembered or logged."""
        return tuple(self._explained(explained) for explained in self._answerer.again(records))

    def choose(self, target: str, chat: str, default: Language = Language.SIMPLIFIED) -> Message:
        """Answer a tapped or numbered choice, one of `targets()`.

        In the language of the chat's last question, or in `default` where there is none.
        """
        return self._said(self._answerer.chosen(target, chat, default=default))

    @property
    def revision(self) -> Revision:
        """The content that is answered from."""
        return self._revision

    @property
    def digest(self) -> str:
        """Identifies the content that is answered from."""
        return self._revision.digest

    def open(self, page: str, chat: str, language: Language) -> Message:
        """Show a page. A fact or entry on it is answered as if it had been asked for.

        For one that is not (or not any more) among `pages()` the first list there is.
        """
        if page not in self._pages.names():
            return self._pages.compose(ROOTS[0], language)
        target = self._pages.target(page)
        if target is None:
            return self._pages.compose(page, language)
        answer = self._said(self._answerer.chosen(target, chat, language))
        return replace(answer, buttons=(*answer.buttons, *self._pages.back(page, language).buttons))

    def further(self, message: Message) -> tuple[Button, ...]:
        """Buttons for what can be asked after an answer; none where it shows nothing."""
        return self._buttons(replace(message, question=""), self._composer.today())

    def picture(self, facts: Sequence[str], language: Language) -> Picture | None:
        """The picture of these facts; None where there is none (any more)."""
        return self._pictures.draw(facts, language) if self._pictures else None

    def search(self, text: str, language: Language, limit: int) -> tuple[Found, ...]:
        """What answers a text best, best first, in the text's language; for a blank one examples, in `language`.

        Nothing is remembered or logged.
        """
        if not text.strip():
            found = tuple(dict.fromkeys((*self._answerer.examples(), *self._pages.latest())))[:limit]
        else:
            language, found = self._answerer.look_up(text, limit)
        return tuple(self._found(target, language) for target in found)

    def start(self, language_code: str | None, chat: str) -> Message:  # noqa: ARG002 - every chat is greeted alike
        """Greet, and say what can be asked, in the language of a client or locale (Chinese where it says nothing)."""
        return self._composer.compose(self._answerer.start(language_of_code(language_code, Language.SIMPLIFIED)))

    def help(self, language_code: str | None, chat: str) -> Message:
        """Say what can be asked: the greeting says it."""
        return self.start(language_code, chat)

    def label(self, target: str, language: Language) -> str:
        """A fact, entry or gap in a few words, as on a button; blank where there is none."""
        if gap := self._revision.gaps.get(target):
            words = gap.lacks.get(language)
        elif self._revision.target(target) is not None:
            words = self._composer.label(Choice(target), language)
        else:
            return ""
        return self._composer.scripted(words, language)

    def targets(self) -> frozenset[str]:
        """What a choice may point at: the ids of facts and entries, and "none"."""
        return self._targets

    def pages(self) -> Set[str]:
        """The names of the pages that can be opened."""
        return self._pages.names()

    def roots(self, language: Language) -> tuple[Button, ...]:
        """Buttons for the lists to start from."""
        return self._pages.roots(language).buttons

    def _explained(self, explained: Explained) -> ExplainedMessage:
        return ExplainedMessage(self._composer.compose(explained.outcome), explained.trace, shown_in(explained.outcome))

    def _said(self, explained: Explained) -> Message:
        return replace(self._worded(explained.outcome, self._composer.today()), question=explained.key)

    def _found(self, id: str, language: Language) -> Found:
        target, part = self._revision.target(id), self._answerer.part(id)
        if target is None or part is None:
            raise KeyError(id)
        message = replace(self._composer.compose(Answer(language, (part,))), shown=ids_of(part))
        title = self._composer.scripted(self._composer.label(Choice(id), language), language)
        figures = self._composer.figures(target, language) if isinstance(target, Fact) else ""
        source = self._revision.articles[articles_of(target)[0]].title.get(language)
        # What is said of dates changes overnight: then it is another result.
        dated = "d" if message.lines[0].role is Role.NOTICE else ""
        return Found(id, title, figures, source, message, dated + self._revision.digest)


# What these two say follows from what they are given and the day, so that it can be kept.


def _worded(composer: Composer, outcome: Outcome, _today: date) -> Message:
    shown = shown_in(outcome) if isinstance(outcome, Answer) else ()
    return replace(composer.compose(outcome), shown=shown)


def _buttons(further: Further, pictures: Pictures | None, message: Message, _today: date) -> tuple[Button, ...]:
    return further.buttons(message, pictures.offered(message) if pictures else ())
