"""Typos mended against the content's vocabulary: homophones, a wrong, missing, doubled or swapped character, pinyin.

Only pieces that the vocabulary does not explain are touched; what is mended is shown to the reader.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.language.pinyin import Pinyin

LONGEST = 12  # characters of a term that are looked for at once
_LATIN = 4  # letters from which on a word may be another one mistyped
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
# One character and where it goes: another character there is another verb, no slip (撒出去 is no 卖出去).
_DIRECTED = re.compile(r".[出进上下过回起][去来]")
_LATIN_RUN = re.compile(r"[a-z]{2,}(?: [a-z]{1,6})*")


@dataclass(frozen=True, slots=True)
class Mending:
    """One replacement: `start` to `end` of the text, the term meant, and whether it sounds like what was typed."""

    start: int
    end: int
    term: str
    sounds_alike: bool


class Repairer:
    """Finds the terms that odd pieces of a text may mean. Built once for a revision."""

    def __init__(self, terms: Iterable[str], pinyin: Pinyin) -> None:
        self._pinyin = pinyin
        self._terms = frozenset(terms)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._typed: dict[str, list[str]] = defaultdict(list)
        self._shapes: dict[str, list[str]] = defaultdict(list)
        self._latin = sorted(t for t in self._terms if t.isascii() and t.isalpha() and len(t) >= _LATIN)
        for term in sorted(self._terms, key=lambda t: (-len(t), t)):
            if not _HAN_RUN.fullmatch(term) or len(term) > LONGEST:
                continue
            for key in pinyin.keys(term):
                self._sounds[key].append(term)
            for key in pinyin.typed(term):
                self._typed[key].append(term)
            if len(term) >= 3 and not _DIRECTED.fullmatch(term):
                for i in range(len(term)):
                    self._shapes[term[:i] + term[i + 1 :]].append(term)

    def mendings(self, text: str, odd: Sequence[bool]) -> list[Mending]:
        """Replacements for the odd characters of a text (`odd[i]`: nothing explains it), in order, without overlaps."""
        found: list[tuple[tuple[int, int, int], Mending]] = []
        for run in _HAN_RUN.finditer(text):
            for start in range(run.start(), run.end() - 1):
                for end in range(min(run.end(), start + LONGEST + 1), start + 1, -1):
                    if any(odd[start:end]):
                        found += self._at(text[start:end], start, sum(odd[start:end]))
        if _HAN_RUN.search(text):
            for run in _LATIN_RUN.finditer(text):
                if not all(odd[run.start() : run.end()]):
                    continue
                for term in self._typed.get(run[0].replace(" ", ""), ())[:1]:
                    found.append(((9, len(term), 0), Mending(run.start(), run.end(), term, True)))
                for term in self._latin if len(run[0]) >= _LATIN else ():
                    # tcra; another first letter is another name.
                    if term[0] == run[0][0] and OSA.distance(term, run[0], score_cutoff=1) == 1:
                        found.append(((9, len(term) - 1, 0), Mending(run.start(), run.end(), term, False)))
        chosen: list[Mending] = []
        for _, mending in sorted(found, key=lambda f: f[0], reverse=True):
            if all(mending.end <= c.start or mending.start >= c.end for c in chosen):
                chosen.append(mending)
        return sorted(chosen, key=lambda m: m.start)

    def _at(self, window: str, start: int, odd: int) -> Iterable[tuple[tuple[int, int, int], Mending]]:
        if window in self._terms:
            return
        end = start + len(window)
        for key in self._pinyin.keys(window):
            for term in self._sounds.get(key, ()):
                same = sum(a == b for a, b in zip(window, term, strict=True))
                # Two characters that are both other ones must be typed alike: 参评 is no 产品.
                if same or len(term) > 2 or (odd == len(window) and self._is_typed_alike(window, term)):
                    yield (odd, len(term) + same, 1), Mending(start, end, term, True)
        if len(window) < 3:
            return
        keys = dict.fromkeys([window, *(window[:i] + window[i + 1 :] for i in range(len(window)))])
        for key in keys:
            # The window with a character too many is a term, with one too few it is a key, else one differs.
            for term in [key] if key in self._terms and len(key) >= 3 else self._shapes.get(key, ()):
                if term != window and OSA.distance(term, window, score_cutoff=1) <= 1:
                    yield (odd, len(term) - 1, 0), Mending(start, end, term, False)

    def _is_typed_alike(self, one: str, other: str) -> bool:
        return not set(self._pinyin.typed(one)).isdisjoint(self._pinyin.typed(other))


def apply(text: str, mendings: Iterable[Mending], keep: Callable[[Mending], bool] = lambda _: True) -> str:
    """The text with its mendings put in."""
    for mending in sorted(mendings, key=lambda m: m.start, reverse=True):
        if keep(mending):
            text = text[: mending.start] + mending.term + text[mending.end :]
    return text
