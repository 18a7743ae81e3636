"""Published sources and the references into them."""

from dataclasses import dataclass

from bot.domain.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Reporter:
    name: Bilingual
    role: Bilingual | None = None  # "correspondent"; None for a staff reporter


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """What is known of an article's date: "2024-11", whether it is inferred, and from what."""

    value: str
    inferred: bool
    reason: Bilingual | None = None

    @property
    def year(self) -> int:
        return int(self.value[:4])


@dataclass(frozen=True, slots=True)
class Article:
    """A published source. `paragraphs` is how many it has; they are numbered from 1. Its text is not held here."""

    id: str
    title: Bilingual
    newspaper: Bilingual
    reporters: tuple[Reporter, ...]
    date: ArticleDate
    paragraphs: int
    parks: tuple[str, ...]
    about: Bilingual
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a figure or statement stands: an article id and paragraph numbers, from 1."""

    article: str
    paragraphs: tuple[int, ...]
