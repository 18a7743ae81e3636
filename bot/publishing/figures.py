"""Figures of use as messages: for an administrator who asks, and for the staff once a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from bot.domain.bilingual import Bilingual, Language
from bot.domain.marks import Mark
from bot.domain.revision import Revision
from bot.explanation import Say
from bot.ports import Clock, QuestionRecord
from bot.publishing.stats import ASKED, Counts, Section, count, first_day, sections, start_of
from bot.reply.html import shortened
from bot.reply.message import Line, Message, Role

TOP = 8  # questions of each list in a message
DIGEST_TOP = 5
_IN_DIGEST = ("outcomes", "parks", "marks", "unanswered", "marked")
_LONGEST = 80  # UTF-16 units of a question in a list
_DAYS_SHOWN = 31
_TODAY = Bilingual("今天（{first}）", "Today ({first})")
_PERIOD = Bilingual("{days} 天（{first} 至 {last}）", "{days} days ({first} to {last})")
_DIGEST = Bilingual("昨天（{first}）", "Yesterday ({first})")
_WAITING = Bilingual("等着处理的问题：{count} 组", "groups of questions that wait for a decision: {count}")


class Questions(Protocol):
    def since(self, moment: datetime) -> tuple[QuestionRecord, ...]: ...


class Votes(Protocol):
    def since(self, moment: datetime) -> dict[str, tuple[Mark, ...]]: ...


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts the question log by days of a zone. Every method may raise `StorageError`."""

    questions: Questions
    votes: Votes
    clock: Clock
    zone: tzinfo
    say: Say = Bilingual.get

    def counts(self, content: Revision, days: int) -> Counts:
        """Of the last `days` days, today included."""
        since = start_of(first_day(self.clock(), days, self.zone), self.zone)
        return self._count(self.questions.since(since), content, since)

    def stats(self, content: Revision, days: int, language: Language) -> Message:
        """Those of `days` days as a message."""
        last = first_day(self.clock(), 1, self.zone)
        first = first_day(self.clock(), days, self.zone)
        title = self.say(_TODAY if days == 1 else _PERIOD, language).format(days=days, first=first, last=last)
        return self._message(title, self.counts(content, days), TOP, language)

    def yesterday(self, content: Revision, waiting: int, language: Language) -> Message:
        """Those of yesterday, and how many groups wait in the review."""
        today = first_day(self.clock(), 1, self.zone)
        day = today - timedelta(days=1)
        since, end = start_of(day, self.zone), start_of(today, self.zone)
        counts = self._count((r for r in self.questions.since(since) if r.at < end), content, since)
        left = Line(Role.NOTE, self.say(_WAITING, language).format(count=waiting))
        title = self.say(_DIGEST, language).format(first=day)
        message = self._message(title, counts, DIGEST_TOP, language, _IN_DIGEST)
        return Message("help", (*message.lines, left), language=language)

    def _count(self, records: Iterable[QuestionRecord], content: Revision, since: datetime) -> Counts:
        return count(records, content, self.votes.since(since), self.zone)

    def _message(
        self, title: str, counts: Counts, top: int, language: Language, names: tuple[str, ...] | None = None
    ) -> Message:
        asked = self.say(ASKED, language).format(count=counts.asked, chats=len(counts.chats))
        found = [s for s in sections(counts, top, language, self.say) if names is None or s.name in names]
        lines = (line for section in found for line in _lines(section))
        return Message("help", (Line(Role.HEADLINE, title), Line(Role.NOTE, asked), *lines), language=language)


def _lines(section: Section) -> Iterator[Line]:
    yield Line(Role.HEADLINE, section.title)
    for value, number in section.rows[-_DAYS_SHOWN:]:
        yield Line(Role.NOTE, f"{number} × {shortened(' '.join(value.split()), _LONGEST)}")
