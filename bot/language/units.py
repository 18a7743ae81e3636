"""Text as matching units: a Chinese character, a stemmed Latin word, or a number."""

import re
from functools import lru_cache
from threading import Lock

from snowballstemmer import stemmer  # type: ignore[import-untyped]

_UNIT = re.compile(r"\d+(?:\.\d+)?|[a-zà-žÀ-Ž]+|[\u3400-\u4dbf\u4e00-\u9fff]|[%+?,]|[^\W\d_]")


KEPT_STEMS = 16_384  # many times the words of the content; anyone may send more words, so there is a limit


class Units:
    """Splits normal-form text into units; Latin words are stemmed (Porter2). Threads may share it."""

    def __init__(self) -> None:
        self._stemmer = stemmer("english")
        self._one_at_a_time = Lock()
        # Of the instance, not of the class: a cache on the method would keep every instance alive.
        self._stem = lru_cache(maxsize=KEPT_STEMS)(self._stem_word)

    def __call__(self, text: str) -> tuple[str, ...]:
        return tuple(self.split(u) for u in _UNIT.findall(text))

    def split(self, unit: str) -> str:
        return self._stem(unit) if unit.isascii() and unit.isalpha() and len(unit) > 3 else unit

    def _stem_word(self, word: str) -> str:
        # The stemmer keeps the word it works on in itself.
        with self._one_at_a_time:
            return str(self._stemmer.stemWord(word))


def positions(text: str) -> list[tuple[int, int]]:
    """Where each unit of a text stands in it."""
    return [m.span() for m in _UNIT.finditer(text)]


def is_han(unit: str) -> bool:
    return len(unit) == 1 and "\u3400" <= unit <= "\u9fff"


def is_number(unit: str) -> bool:
    return unit[0].isdigit()
