"""Either-or questions: 是5月还是6月开通的, 是张玉飞还是姚延锋说的. The one that is stated is told, or neither."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.bilingual import Bilingual, Language
from bot.language.lexicon import Kind
from bot.matching.computed.named_facts import EXTREMES
from bot.matching.decide import clear_answer
from bot.matching.question import Question, extents, wording
from bot.matching.reading import Reading
from bot.matching.relations import relation

_OR = re.compile(r",? ?还是说?|,? ?\bor\b ?")
_WHICH, _WHO = Bilingual("哪个", "which"), Bilingual("谁", "who")
_END = re.compile(r"[?,]|$")
_ASKING = re.compile(r"[呢啊呀吗的了嘛]+$")
# What an alternative begins behind: 是获批还是获评, 叫…还是叫….
_BEGINS = re.compile(r"是不是|到底|究竟|[是在属叫归由靠为算给向]|\b(?:is|are|was|were|it|in|by)\b")
# A date, a figure or a year, with its unit.
_FIGURE = re.compile(
    r"(?:[今去前]年|\d+(?:\.\d+)?)(?:年|月|日|号|余|多|%|[亿万]?(?:元|[个家条项种架名所座支期])?)*(?:[初底末份])?"
)


@dataclass(frozen=True, slots=True)
class _Sides:
    """An either-or question taken apart: `{before}{one} or {other}{after}`; `words`: they are no figures or names."""

    before: str
    one: str
    other: str
    after: str
    words: bool = False

    def read_as(self, side: str) -> str:
        return f"{self.before}{side}{self.after}"


def either(question: Question) -> bool:
    """Whether a question names alternatives: 全国还是甘肃. No yes is asked for."""
    return bool(_OR.search(question.normal))


def settled(question: Question, reading: Reading) -> tuple[str, Question] | None:
    """The id of what states one of two alternatives and not the other, and the question with that one alone.

    None: no two alternatives are named, or what is held does not tell between them.
    """
    match = _OR.search(question.normal)
    if match is None or len(_OR.findall(question.normal)) > 1 or relation(question.normal) in EXTREMES:
        return None
    for sides in _readings(question, match):
        if found := _settled(sides, question.language, reading):
            return found
    return None


def _settled(sides: _Sides, language: Language, reading: Reading) -> tuple[str, Question] | None:
    rivals = [reading.question(side, language) for side in (sides.one, sides.other)]

    def stated(side: str) -> tuple[str, Question, list[bool]] | None:
        read = reading.question(sides.read_as(side), language)
        if (found := clear_answer(read, reading)) is None:
            return None
        return found.candidate.id, read, [_states(found.candidate.id, r, sides.words, reading) for r in rivals]

    told = [t for n, side in enumerate((sides.one, sides.other)) if (t := stated(side)) and t[2][n]]
    if len(told) != 1 and not sides.words:  # 是张玉飞还是姚延锋说的: both said something
        told = [t for ask in (_WHO, _WHICH) if (t := stated(ask.get(language)))][:1]
    return told[0][:2] if len(told) == 1 and told[0][2].count(True) == 1 else None


def _states(target: str, side: Question, whole: bool, reading: Reading) -> bool:
    known = reading.matcher.known(target)
    words = wording(side)
    told = (p.whole & known.stated or (not whole and p.part & known.stated) for p in words)
    named = any(p.span.meanings for p in words) if whole else bool(words)
    return named and all(told) and set(side.numbers) <= known.numbers


def _readings(question: Question, match: re.Match[str]) -> Iterator[_Sides]:
    """The ways to take a question apart, the surest first: two figures, two names, two words behind 是."""
    text, start, end = question.normal, match.start(), match.end()
    stop = _END.search(text, end)
    last = stop.start() if stop else len(text)
    left = list(_FIGURE.finditer(text[:start]))
    right = _FIGURE.match(text, _skip(text, end))
    if left and right and left[-1].start() and left[-1][0] != right[0]:  # 49个还是60个: of what?
        yield _Sides(
            text[: left[-1].start()], left[-1][0], right[0], text[left[-1].end() : start] + text[right.end() :]
        )
    for kind in (Kind.NAME, Kind.PARK):
        places = extents(question, (s for s in question.spans if s.has(kind)))
        ones, others = [p for p in places if p[1] <= start], [p for p in places if p[0] >= end]
        if ones and others and others[0][0] <= _skip(text, end):
            (a, b), (c, d) = ones[-1], others[0]
            yield _Sides(text[:a], text[a:b], text[c:d], text[b:start] + text[d:])
    begins = [m.end() for m in _BEGINS.finditer(text[:start])]
    if begins:
        first, other_start = begins[-1], _skip(text, end)
        other = _ASKING.sub("", text[other_start:last])
        yield _Sides(text[:first], text[first:start], other, text[last:], words=True)


def _skip(text: str, start: int) -> int:
    """Where the second alternative begins: behind a second 是."""
    match = _BEGINS.match(text, start)
    return match.end() if match else start
