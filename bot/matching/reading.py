"""Everything that is built once for a revision and then only read: analyser, matcher, small talk, reverse look-ups."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from bot.domain.bilingual import Bilingual, Language
from bot.domain.facts import Fact
from bot.domain.parks import NameKind
from bot.domain.revision import Revision
from bot.language.normalise import Normaliser
from bot.language.script import Scripts
from bot.language.vocabulary import Vocabulary
from bot.matching.gaps import Gaps
from bot.matching.matcher import Matcher
from bot.matching.mending import Mender
from bot.matching.question import Question, understand
from bot.matching.smalltalk import Smalltalk
from bot.matching.terms import Analyser
from bot.matching.weights import Weights

_UNDERSTOOD = 512  # questions kept


@dataclass(frozen=True)
class Reading:
    """One revision, made readable. A reload builds a new one and swaps the reference."""

    revision: Revision
    weights: Weights
    scripts: Scripts
    analyser: Analyser
    matcher: Matcher
    gaps: Gaps
    smalltalk: Smalltalk
    mender: Mender
    topics: Mapping[str, Bilingual]
    _people: Mapping[str, tuple[str, ...]]
    _understand: Callable[[str, Language | None], Question]

    @classmethod
    def of(cls, revision: Revision, vocabulary: Vocabulary, weights: Weights | None = None) -> "Reading":
        weights = weights or Weights()
        scripts = Scripts()
        normaliser = Normaliser(scripts.to_simplified)
        # The phrasings are read by the matcher, the gaps and the mender; each is brought into normal form once.
        analyser = Analyser(revision, vocabulary, lru_cache(None)(normaliser))
        answers = {
            e.id: understand(analyser.normalise(e.answer.zh), Language.SIMPLIFIED, analyser)
            for e in revision.entries.values()
        }

        # One message is understood several times on its way to a reply, as it was typed and in normal form.
        understood = lru_cache(_UNDERSTOOD)(partial(understand, analyser=analyser))

        @lru_cache(_UNDERSTOOD)
        def question(text: str, language: Language | None) -> Question:
            return understood(analyser.normalise(text), language or scripts.language_of(text))

        made = cls(
            revision,
            weights,
            scripts,
            analyser,
            Matcher(revision, analyser, weights),
            Gaps(revision, analyser),
            Smalltalk(vocabulary, analyser),
            Mender(revision, analyser),
            {t.id: t.name for t in vocabulary.topics},
            {i: tuple(n for n in q.names if revision.names[n].kind is NameKind.PERSON) for i, q in answers.items()},
            question,
        )
        analyser.normalise = normaliser
        return made

    def question(self, text: str, language: Language | None = None) -> Question:
        """Understand a text as typed (or a rewritten one, in `language`)."""
        return self._understand(text, language)

    def people_of(self, entry: str) -> tuple[str, ...]:
        """The people an entry's answer names, in order."""
        return self._people[entry]

    def topic_name(self, topic: str, language: Language) -> str:
        """What a topic nobody published is called in a reply."""
        name = self.topics.get(topic)
        return name.get(language) if name else topic

    def facts_with(self, number: Decimal) -> tuple[Fact, ...]:
        """The facts whose published figure is written with this number."""
        return tuple(f for f in self.revision.facts.values() if number in (f.quantity.value, f.quantity.amount))
