"""A revision: one immutable state of all content. What the bot serves is always exactly one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.articles import Article
from bot.domain.bilingual import Bilingual
from bot.domain.entries import Entry
from bot.domain.facts import Fact, Indicator
from bot.domain.gaps import Gap
from bot.domain.parks import Name, Park


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words that mean the same to a reader, in both languages."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    light: bool = False  # general words: lacking one hardly shows that an answer is about something else


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure of an article that no fact carries, with the reason."""

    article: str
    paragraph: int
    figure: str
    reason: Bilingual


@dataclass(frozen=True)
class Revision:
    """All content, by id, in file order. `digest` identifies the state (SHA-256 over the files, hexadecimal)."""

    articles: Mapping[str, Article]
    parks: Mapping[str, Park]
    names: Mapping[str, Name]
    indicators: Mapping[str, Indicator]
    facts: Mapping[str, Fact]
    entries: Mapping[str, Entry]
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    synonyms: tuple[Synonyms, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    digest: str = field(default="")

    def target(self, id: str) -> Fact | Entry | None:
        """The fact or entry with this id; None where there is none (any more)."""
        return self.facts.get(id) or self.entries.get(id)
