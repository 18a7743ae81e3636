"""A picture before it is drawn: words and lengths only."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bot.matching.drawable import Kind


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: what it is, a `detail` of it, the `figure` as published, and its `share` of the longest bar.

    An `aim` is not reached yet, and is drawn pale.
    """

    label: str
    detail: str
    figure: str
    share: Fraction
    aim: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: `subtitle`, `headline` (something computed) and `note` (that it is) may be blank."""

    kind: Kind
    title: str
    subtitle: str
    headline: str
    note: str
    bars: tuple[Bar, ...]
    sources: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Everything that is written in it."""
        yield from (self.title, self.subtitle, self.headline, self.note, *self.sources)
        for bar in self.bars:
            yield from (bar.label, bar.detail, bar.figure)
