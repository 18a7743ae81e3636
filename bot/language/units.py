"""Text as matching units: a Chinese character, a stemmed Latin word, or a number."""

import re
from functools import cache

from snowballstemmer import stemmer  # type: ignore[import-untyped]

_UNIT = re.compile(r"\d+(?:\.\d+)?|[a-zà-žÀ-Ž]+|[\u3400-\u4dbf\u4e00-\u9fff]|[%+?,]|[^\W\d_]")


class Units:
    """Splits normal-form text into units; Latin words are stemmed (Porter2), each distinct word once."""

    def __init__(self) -> None:
        self._stem = cache(stemmer("english").stemWord)

    def __call__(self, text: str) -> tuple[str, ...]:
        return tuple(self.split(u) for u in _UNIT.findall(text))

    def positions(self, text: str) -> list[tuple[int, int]]:
        """Where each unit of a text stands in it."""
        return [m.span() for m in _UNIT.finditer(text)]

    def split(self, unit: str) -> str:
        return self._stem(unit) if unit.isascii() and unit.isalpha() and len(unit) > 3 else unit


def is_han(unit: str) -> bool:
    return len(unit) == 1 and "\u3400" <= unit <= "\u9fff"


def is_number(unit: str) -> bool:
    return unit[0].isdigit()
