"""Toneless pinyin, folded so that near-homophones are the same: zh/z, ch/c, sh/s, n/ng, l/n."""

import re
from functools import cache
from itertools import islice, product

from pypinyin import Style, pinyin

READINGS = 3  # of a character, most common first
COMBINATIONS = 8  # of readings of one term
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
_FINAL = re.compile(r"ng$")


def fold(syllable: str) -> str:
    """A syllable with the distinctions taken out that speakers and keyboards often miss."""
    for written, folded in _INITIALS:
        if syllable.startswith(written):
            syllable = folded + syllable.removeprefix(written)
            break
    return _FINAL.sub("n", syllable)


class Pinyin:
    """Readings of characters; each distinct character is looked up once."""

    def __init__(self) -> None:
        self._readings = cache(_readings)

    def keys(self, text: str) -> list[str]:
        """The folded readings of a text of Chinese characters, syllables joined by "-"; empty where one has none."""
        readings = [tuple(dict.fromkeys(fold(r) for r in self._readings(c))) for c in text]
        if not all(readings):
            return []
        return ["-".join(p) for p in islice(product(*readings), COMBINATIONS)]

    def typed(self, text: str) -> list[str]:
        """What someone types for a text on a Latin keyboard: "zhongshi"."""
        readings = [self._readings(c) for c in text]
        return ["".join(p) for p in islice(product(*readings), COMBINATIONS)] if all(readings) else []


def _readings(character: str) -> tuple[str, ...]:
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(found[0][:READINGS])) if found else ()
