"""Messages about the conversation: choices by number, small talk, overviews, the source of the last reply."""

import re
from dataclasses import dataclass

from bot.domain import rules
from bot.domain.articles import Citation
from bot.domain.bilingual import Language
from bot.domain.entries import Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import Answer, Choice, EntryPart, Help, HelpTopic, Outcome, Part, SourcePart, Trace
from bot.domain.turns import Context
from bot.matching import followup
from bot.matching.asking import Asker, Result, score
from bot.matching.browse import browsed, speaks_of_each_article
from bot.matching.memory import chosen_question, part_of
from bot.matching.question import Question
from bot.matching.reading import Reading

EXAMPLES = 3
_YOU = re.compile(r"[你您]|\byou|\bbot\b")
SURE = 0.85  # the score of an answer that is preferred to an overview
_NUMBERS = {
    "1": 0,
    "2": 1,
    "3": 2,
    "第1个": 0,
    "第2个": 1,
    "第3个": 2,
    "第一个": 0,
    "第二个": 1,
    "第三个": 2,
    "①": 0,
    "②": 1,
    "③": 2,
    "first": 0,
    "second": 1,
    "third": 2,
}
_NONE = frozenset({"都不是", "没有", "都不对", "none", "none of these", "neither", "以上都不是"})


@dataclass(frozen=True, slots=True)
class Reply:
    """An outcome with its trace; `resolved` is the question with its empty slots filled."""

    outcome: Outcome
    trace: Trace
    resolved: str


class Chat:
    """Answers what is about the chat or about the bot itself."""

    def __init__(self, reading: Reading, asker: Asker) -> None:
        self._reading = reading
        self._revision = reading.revision
        self._asker = asker

    def reply(self, question: Question, context: Context | None) -> Reply | None:
        """The reply; None where the message is a question about the content."""
        language, bare = question.language, question.normal.strip(" ?,")
        if not any(u.isalnum() for u in question.units):
            return say(Help(language, HelpTopic.EMPTY, offers=self.examples()), question, "nothing to read")
        if context and context.offered:
            if bare in _NONE:
                return say(Help(language, HelpTopic.NONE_OF_THESE), question, rules.NONE_OF_THESE)
            number = _NUMBERS.get(bare.replace(" ", ""))
            if number is not None and number < len(context.offered):
                part = part_of(context.offered[number], self._revision)
                if part:
                    spoken = self._reading.scripts.language_of(context.question)
                    resolved = chosen_question(context.offered[number], context.question, spoken, self._revision)
                    return say(Answer(spoken, (part,)), question, "choice by number", resolved)
        if bare.isdigit() and len(bare) < 3:
            return say(Help(language, HelpTopic.EMPTY, offers=self.examples()), question, "a number of nothing offered")
        if topic := self._reading.smalltalk.topic(question):
            return say(Help(language, topic, offers=self.examples()), question, f"small talk: {topic}")
        if context and context.shown:
            if followup.asks_source(question.normal):
                return self._source(question, context)
            if followup.asks_speaker(question.normal):
                if said := self._speaker(context):
                    return say(Answer(language, (said,)), question, "who said it", context.question)
                return self._source(question, context)  # nobody is quoted: the article itself says so
        topic = browsed(question)
        if topic is None or (context and followup.is_elliptic(question)):
            return None
        plain = self._asker.alone(question)
        if topic is HelpTopic.ARTICLE:
            return self._article(question, plain)
        own = _YOU.search(question.normal) or speaks_of_each_article(question.normal)
        of_all = topic in (HelpTopic.PARKS, HelpTopic.ARTICLES) and own
        if plain.part and score(plain) >= SURE and not of_all:
            return None  # 介绍一下X, where an entry does just that
        return self._browse(topic, question)

    def _source(self, question: Question, context: Context) -> Reply:
        targets = [self._revision.target(i) for i in context.shown[:1]]
        facts = tuple(t for t in targets if isinstance(t, Fact))
        entries = tuple(t for t in targets if isinstance(t, Entry))
        cited = [f.citation for f in facts] + [c for e in entries for c in e.citations]
        part = SourcePart(tuple(dict.fromkeys(c.article for c in cited)), facts, entries)
        return say(Answer(question.language, (part,)), question, "source of the last answer", context.question)

    def _article(self, question: Question, plain: Result) -> Reply | None:
        """The article that is about what the question names: 和农业有关的是哪篇."""
        for scored in plain.scored:
            if not scored.objections and scored.score >= self._reading.weights.choices:
                target = scored.candidate.target
                cited = target.citation if isinstance(target, Fact) else target.citations[0]
                part = SourcePart((cited.article,))
                return say(Answer(question.language, (part,)), question, "the article on it")
        return None

    def _speaker(self, context: Context) -> Part | None:
        """The entry on the person who is quoted in the paragraph of the last answer."""
        target = self._revision.target(context.shown[0])
        if target is None:
            return None
        cited = (target.citation,) if isinstance(target, Fact) else target.citations
        best, most = None, 0.0
        about = self._reading.question(f"{context.question} 谁说的", Language.SIMPLIFIED)
        for scored in self._reading.matcher.match(about, lambda c: _quotes(c.target, cited, self._reading)):
            if scored.score > most:
                best, most = scored.candidate.target, scored.score
        return EntryPart(best) if isinstance(best, Entry) else None

    def _browse(self, topic: HelpTopic, question: Question) -> Reply:
        offers: tuple[Choice, ...] = self.examples()
        if topic is HelpTopic.PARK:
            of_park = [f.id for f in self._revision.facts.values() if f.park in question.parks]
            of_park += [e.id for e in self._revision.entries.values() if e.park in question.parks]
            offers = tuple(Choice(i) for i in of_park[:EXAMPLES])
        return say(Help(question.language, topic, question.parks, offers), question, f"overview: {topic}")

    def examples(self) -> tuple[Choice, ...]:
        """Questions to start with: one fact of each of the first parks that have any."""
        firsts: dict[str, str] = {}
        for fact in self._revision.facts.values():
            firsts.setdefault(fact.park, fact.id)
        return tuple(Choice(i) for i in list(firsts.values())[:EXAMPLES])


def say(outcome: Outcome, question: Question, rule: str, resolved: str | None = None) -> Reply:
    """A reply that needed no candidates."""
    return Reply(outcome, Trace(question.normal, question.spotted(), (), rule), resolved or question.normal)


def _quotes(target: Fact | Entry, cited: tuple[Citation, ...], reading: Reading) -> bool:
    """Whether an entry is on someone who speaks in one of the cited paragraphs."""
    if not isinstance(target, Entry) or "who" not in target.asks:
        return False
    places = {(c.article, p) for c in cited for p in c.paragraphs}
    return bool(reading.people_of(target.id)) and any(
        (c.article, p) in places for c in target.citations for p in c.paragraphs
    )
