"""What is wrong with the content, where, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.bilingual import Bilingual


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a content file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the content: `what` is wrong and how to `mend` it, in both languages. `code` names the rule."""

    place: Place
    code: str
    what: Bilingual
    mend: Bilingual
    level: Level = Level.ERROR
