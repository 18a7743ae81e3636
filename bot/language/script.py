"""Scripts: which language a question is in, and traditional characters in and out (OpenCC)."""

import re
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

from bot.domain.bilingual import Bilingual, Language

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which OpenCC refuses
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ž']{2,}")


def _keeping(texts: tuple[str, ...]) -> re.Pattern[str] | None:
    pattern = "|".join(re.escape(k) for k in sorted(set(texts), key=len, reverse=True) if k)
    return re.compile(f"({pattern})") if pattern else None


class Scripts:
    """Converts between simplified and traditional characters.

    `t2s` and `s2t` only: the phrase-converting configurations ("tw2sp") change correct mainland text (核心 → 内核).
    """

    def __init__(self) -> None:
        self._t2s = OpenCC("t2s")
        self._s2t = OpenCC("s2t")
        self._keeping = cache(_keeping)

    def to_simplified(self, text: str) -> str:
        text = _SURROGATE.sub("\ufffd", text)
        return str(self._t2s.convert(text)) if _HAN.search(text) else text

    def to_traditional(self, text: str, keep: Iterable[str] = ()) -> str:
        """Convert to traditional characters, leaving each text of `keep` (names, titles) as it stands."""
        if pattern := self._keeping(tuple(keep)):
            pieces = pattern.split(text)
            return "".join(p if i % 2 else str(self._s2t.convert(p)) for i, p in enumerate(pieces))
        return str(self._s2t.convert(text))

    def say(self, text: Bilingual, language: Language) -> str:
        """A text of the program's own for a reader of `language`."""
        said = text.get(language)
        return self.to_traditional(said) if language is Language.TRADITIONAL else said

    def language_of(self, text: str) -> Language:
        """Tell the language a reply should be in.

        English where Latin words outweigh Chinese characters (a park's Latin name in a Chinese sentence does not);
        traditional where any character is written otherwise in simplified script.
        """
        text = _SURROGATE.sub("\ufffd", text)
        han = len(_HAN.findall(text))
        words = len(_LATIN_WORD.findall(text))
        if words > han or (words and not han):
            return Language.ENGLISH
        # OpenCC leaves characters alone that both scripts share, so a change means traditional was typed.
        return Language.TRADITIONAL if han and self._t2s.convert(text) != text else Language.SIMPLIFIED
