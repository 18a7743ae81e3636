"""FAQ entries: what is asked, in several phrasings, and what is answered."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.articles import Citation
from bot.domain.bilingual import Bilingual, Names
from bot.domain.validity import ALWAYS, Validity


class Asks(StrEnum):
    """What a question wants to know."""

    FIGURE = "figure"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
    LIST = "list"
    WHY = "why"
    HOW = "how"


@dataclass(frozen=True, slots=True)
class Entry:
    """One FAQ entry. `answer` may hold `{fact-id}`, replaced by that fact's figure in the reader's language."""

    id: str
    park: str
    asks: frozenset[Asks]
    phrasings: Names
    answer: Bilingual
    citations: tuple[Citation, ...]
    related: tuple[str, ...] = ()
    validity: Validity = ALWAYS

    def names(self, id: str) -> bool:
        """Whether it gives a fact's figure, or names a fact or entry as related."""
        return f"{{{id}}}" in self.answer.zh or id in self.related
