"""Typing errors, made systematically: homophones, and one character wrong, missing, doubled or swapped."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from random import Random

from pypinyin import lazy_pinyin


@cache
def common_characters() -> tuple[str, ...]:
    """The 3,755 characters of the first level of GB 2312, in pinyin order."""
    pairs = ((high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    decoded = (bytes(pair).decode("gb2312", "ignore") for pair in pairs)
    return tuple(c for c in decoded if c)


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    sounds = defaultdict(list)
    for character in common_characters():
        sounds[lazy_pinyin(character)[0]].append(character)
    return {sound: tuple(found) for sound, found in sounds.items()}


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def homophones(term: str, random: Random, each: int = 3) -> Iterator[str]:
    """The term with one character replaced by another that sounds the same, up to `each` for every character."""
    for i, character in enumerate(term):
        if is_han(character):
            same = [c for c in _by_sound().get(lazy_pinyin(character)[0], ()) if c != character]
            for other in random.sample(same, min(each, len(same))):
                yield term[:i] + other + term[i + 1 :]


def slips(term: str, random: Random) -> Iterator[str]:
    """The term with one character dropped, doubled, swapped with the next, or wrong."""
    for i, character in enumerate(term):
        if not is_han(character):
            continue
        if len(term) > 2:
            yield term[:i] + term[i + 1 :]
        yield term[:i] + character * 2 + term[i + 1 :]
        yield term[:i] + random.choice(common_characters()) + term[i + 1 :]
        if i + 1 < len(term) and term[i + 1] != character:
            yield term[:i] + term[i + 1] + character + term[i + 2 :]
