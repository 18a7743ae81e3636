"""Questions that are known to have no answer: found by their phrasings, as entries are."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from bot.domain.bilingual import Language
from bot.domain.entries import Asks
from bot.domain.gaps import Gap
from bot.domain.revision import Revision
from bot.language.lexicon import Kind
from bot.matching.index import Index
from bot.matching.question import Question, content_words, understand
from bot.matching.terms import Analyser
from bot.matching.wanted import Wanted

# Kinds of question that are not exchanged for one another: when something began is not how it came about.
_OTHER_KIND = -0.15  # what a gap loses that is asked for with no measure word where the question has one
_TELLING = frozenset({Asks.WHEN, Asks.WHO, Asks.WHERE, Asks.WHY})


@dataclass(frozen=True, slots=True)
class _Phrased:
    """A gap as the index reads it: nothing is known of it but its phrasings."""

    phrasings: tuple[str, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """The gap nearest to a question: `merit` is how far its best phrasing and the question agree both ways (0 to 1),
    `explained` how much of the question the gap explains."""

    gap: Gap
    merit: float
    explained: float


class Gaps:
    """Built once for a revision."""

    def __init__(self, revision: Revision, analyser: Analyser) -> None:
        # A gap stands once for each kind of question it is asked with: 合同是几月签的 makes it none of 哪一年承接的.
        grouped = [(gap, *group) for gap in revision.gaps.values() for group in _by_kind(gap, analyser)]
        self._gaps = tuple(gap for gap, _, _ in grouped)
        self._wants = tuple(wants for _, wants, _ in grouped)
        self._of_no_kind = np.array([_OTHER_KIND if wants is None else 0.0 for wants in self._wants])
        self._exact = {analyser.normalise(p).strip(" ?,"): g for g in revision.gaps.values() for p in g.phrasings.all()}
        self._index = Index(tuple(_Phrased(texts) for _, _, texts in grouped), analyser)

    def exact(self, normal: str) -> Gap | None:
        """The gap that is stored with just this phrasing, without punctuation around it."""
        return self._exact.get(normal)

    def nearest(self, question: Question) -> Near | None:
        """The nearest gap that agrees with the kind, parks, names and places of the question; None where none does."""
        if not self._gaps or not (question.parks or question.names or content_words(question) > 1):
            return None  # 面积 alone means many things
        recalled = self._index.recall(question.pieces, english=question.language is Language.ENGLISH)
        merit = 2 * recalled.asked * recalled.covered / np.maximum(recalled.asked + recalled.covered, 1e-9)
        if question.wants and question.wants is not Wanted.COUNT:  # 多少钱 is a question of cost before anything else
            merit += self._of_no_kind
        for i in np.argsort(-merit, kind="stable")[:3]:
            if self._agrees(int(i), question):
                return Near(self._gaps[i], float(merit[i]), float(recalled.known[i]))
        return None

    def _agrees(self, number: int, question: Question) -> bool:
        known = self._index.known[number]
        if question.parks and self._gaps[number].park not in question.parks:
            return False
        wants = self._wants[number]
        if question.wants and wants and question.wants is not wants:
            return False  # how long the works took is not what they cost
        slots = [f"{Kind.NAME}:{n}" for n in question.names]
        slots += [f"{Kind.PLACE}:{p}" for p in question.places]
        slots += [f"asks:{kind}" for kind in question.asks & _TELLING]
        return all(s in known for s in slots)


def _by_kind(gap: Gap, analyser: Analyser) -> tuple[tuple[Wanted | None, tuple[str, ...]], ...]:
    """The phrasings of a gap, those that ask for the same kinds of thing together, with the figure that they want."""
    groups: dict[tuple[frozenset[Asks], Wanted | None], list[str]] = defaultdict(list)
    for language, texts in ((Language.SIMPLIFIED, gap.phrasings.zh), (Language.ENGLISH, gap.phrasings.en)):
        for text in texts:
            question = understand(analyser.normalise(text), language, analyser)
            groups[question.asks & _TELLING, question.wants].append(text)
    return tuple((wants, tuple(texts)) for (_, wants), texts in groups.items())
