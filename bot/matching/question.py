"""What is understood of a question: its slots, and the pieces of it that must be explained."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.bilingual import Language
from bot.domain.entries import Asks
from bot.language.lexicon import Kind, Span
from bot.language.quantities import find_quantities
from bot.language.units import is_han, positions
from bot.matching.counted import counted, measured
from bot.matching.terms import Analyser
from bot.matching.tokens import CHARACTER_WEIGHT, POST, Occurrence, occurrences
from bot.matching.wanted import Wanted, measure, rare_unit, wanted

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?![\d.%]|[个家条项名种公元亿万亩])")
_RELATIVE = {
    "今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2,
    "this year": 0, "last year": -1, "next year": 1, "previous year": -1,
}  # fmt: skip
_SMALL_COUNT = re.compile(
    r"(?<=哪)(?:10|\d)(?![\d.])|(?<![\d.第])(?:10|\d)(?=个|条|项|种|点|方面|家|位|句|大|字|样|步|者|类|词|名)"
)
# A plot number is a name, no count.
_NAMED_NUMBER = re.compile(r"\b(?:plot|phone|telephone|serial|licen[cs]e|registration|flight|account|id) number\b")
_HAS_HOW_MANY = re.compile(r"有多少[?,]?$")  # 中试人才有多少 counts people as 多少中试人才 does
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?![\d.]*\s?(?:million|billion|trillion|mn|bn)\b)")  # 9.5 billion is an amount
# 比上年涨了多少 is a growth, of whatever year.
_RELATIVE_PATTERN = re.compile(
    "(?<!投产)(?!(?<=[比较])[上去]年[涨增升降多高提下同])(?:"
    + "|".join(_RELATIVE)
    + ")(?!产(?!量|值|出)|同期|轻|龄|纪)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, read against the lexicon. Slots hold ids in the order they were spotted.

    `years` are years as written; `relative_years` offsets from the reader's "this year" (去年 is -1). `numbers` are all
    other numbers. `pieces` are the informative pieces left when the slots for parks are taken out.
    """

    language: Language
    normal: str
    units: tuple[str, ...]
    spans: tuple[Span, ...]
    pieces: tuple[Occurrence, ...]
    parks: tuple[str, ...]
    names: tuple[str, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]
    statuses: frozenset[str]
    asks: frozenset[Asks]
    is_yes_no: bool
    years: tuple[int, ...]
    relative_years: tuple[int, ...]
    numbers: tuple[Decimal, ...]
    amounts: tuple[Decimal, ...]  # figures with a scale (95亿), in plain units
    unborne: tuple[str, ...]  # numbers of a row of names (晋杂金苗1号) that none of them bears
    posts: tuple[str, ...]
    small_counts: frozenset[str]
    rare_unit: str
    measure: str
    wants: Wanted | None
    counted: frozenset[str]  # tokens of the noun that it counts
    measured: frozenset[str]  # tokens of the word for what it measures

    def spotted(self) -> tuple[str, ...]:
        """What was spotted, one line each, for `ask --why`."""
        lines = []
        for span in self.spans:
            text = "".join(self.units[span.start : span.end])
            kinds = ", ".join(f"{m.kind}:{m.id}" if m.id else str(m.kind) for m in span.meanings)
            lines.append(f"{text} [{kinds or 'not in the vocabulary'}]")
        return tuple(lines)


def content(question: Question) -> tuple[Occurrence, ...]:
    """The words of a question that say what it is about."""
    return tuple(p for p in question.pieces if p.weight >= 1.0 and not p.is_ask)


def extents(question: Question, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Where spans of a question begin and end in its normal form."""
    places = positions(question.normal)
    return [(places[s.start][0], places[s.end - 1][1]) for s in spans]


def wording(question: Question) -> tuple[Occurrence, ...]:
    """All that a question says, unknown characters too, but for its question words and what is light."""
    return tuple(p for p in question.pieces if p.weight >= CHARACTER_WEIGHT and not p.is_ask)


def content_words(question: Question) -> int:
    """How many words of a question say what it is about."""
    return len(content(question))


def is_empty(question: Question) -> bool:
    """Whether a message says nothing that any answer could be about, and asks nothing: 哈哈哈哈你真逗."""
    q = question
    slots = q.parks or q.names or q.places or q.topics or q.years or q.relative_years or q.numbers or q.statuses
    return not (slots or q.asks or q.is_yes_no or q.wants or wording(q))


def understand(normal: str, language: Language, analyser: Analyser) -> Question:
    """Read normal-form text against the lexicon."""
    units = analyser.units(normal)
    spans, matches = analyser.lexicon.segment(units)
    asked = _ids(spans if language.is_chinese else [s for s in spans if _asks_here(s, units)], Kind.ASKS)
    of_what = measured(units, spans, matches)
    how_many = counted(units, spans, matches, analyser.countable)
    if not how_many and _HAS_HOW_MANY.search(normal):
        how_many = analyser.countable & of_what
    years = tuple(dict.fromkeys(int(y) for y in _YEAR.findall(normal)))
    return Question(
        language=language,
        normal=normal,
        units=units,
        spans=tuple(spans),
        pieces=tuple(occurrences(units, spans, matches)),
        parks=_ids(spans, Kind.PARK),
        names=_ids(spans, Kind.NAME),
        places=_ids(spans, Kind.PLACE) + _invented(units, spans, analyser),
        topics=_ids(spans, Kind.ABSENT),
        statuses=frozenset(_ids(spans, Kind.STATUS)),
        asks=frozenset(a for a in Asks if a in asked and not (a is Asks.FIGURE and _NAMED_NUMBER.search(normal))),
        is_yes_no="yesno" in asked,
        years=years,
        relative_years=tuple(_RELATIVE[m] for m in _RELATIVE_PATTERN.findall(normal)),
        amounts=tuple(q.amount for _, _, q in find_quantities(normal) if q.scale),
        unborne=analyser.unborne(normal),
        posts=tuple(i.removeprefix(POST) for i in _ids(spans, Kind.CONCEPT) if i.startswith(POST)),
        rare_unit=rare_unit(normal),
        measure=measure(normal),
        small_counts=frozenset(_SMALL_COUNT.findall(normal)),
        wants=wanted(normal),
        counted=how_many,
        measured=of_what,
        numbers=tuple(Decimal(n) for n in _NUMBER.findall(normal) if int(Decimal(n)) not in years or "." in n),
    )


def _invented(units: tuple[str, ...], spans: Sequence[Span], analyser: Analyser) -> tuple[str, ...]:
    """Places that only their ending gives away: 云岭高新区, 成都高新综保区 (two zones in one name)."""
    found = []
    for number, span in enumerate(spans):
        text = "".join(units[span.start : span.end])
        if number == 0 or text not in analyser.place_suffixes:
            continue
        before = spans[number - 1]
        if before.has(Kind.PARK) and (span.has(Kind.PARK) or not span.meanings):
            if before.ids(Kind.PARK) != span.ids(Kind.PARK) and span.has(Kind.PARK):
                found.append("".join(units[before.start : span.end]))
            continue
        start = span.start - len(unknown_before(units, spans, span.start))
        # Only a name at the beginning: in 2023年起高新区 or 住进生物城 other words stand before the ending.
        if 2 <= span.start - start <= 4 and (start == 0 or units[start - 1] in "?,"):
            found.append("".join(units[start : span.end]))
    return tuple(found)


def unknown_before(units: Sequence[str], spans: Sequence[Span], end: int) -> str:
    """The characters just before a unit that nothing in the vocabulary knows."""
    unknown = {s.start for s in spans if s.end == s.start + 1 and not s.meanings and is_han(units[s.start])}
    start = end
    while start - 1 in unknown:
        start -= 1
    return "".join(units[start:end])


def _asks_here(span: Span, units: tuple[str, ...]) -> bool:
    """An English question word asks at the beginning, the end or after a pause; elsewhere "when" only joins clauses."""
    return span.start <= 3 or span.end >= len(units) - 2 or units[span.start - 1] in ("?", ",", "and")


def _ids(spans: Sequence[Span], kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for span in spans for i in span.ids(kind)))
