"""Gaps: what readers ask next and no article tells, known as such, so that nothing near it is offered as the answer."""

from dataclasses import dataclass

from bot.domain.bilingual import Bilingual, Names
from bot.domain.validity import ALWAYS, Validity


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that the articles on a park leave out. `lacks` completes "the sources do not say …"; `related` are the
    ids of facts and entries that come nearest."""

    id: str
    park: str
    lacks: Bilingual
    phrasings: Names
    related: tuple[str, ...] = ()
    validity: Validity = ALWAYS
