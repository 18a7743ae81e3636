"""Tokens: what of a text counts for matching. Terms by meaning, left-over characters by themselves and in pairs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.lexicon import Kind, Meaning, Span
from bot.language.units import is_han, is_number

_INFORMATIVE = frozenset({Kind.NAME, Kind.CONCEPT, Kind.ABSENT, Kind.PLACE, Kind.STATUS, Kind.SOFT})
# A status or question word tells apart, but is seldom what a question is about.
STATUS_WEIGHT = 0.5
CHARACTER_WEIGHT = 0.45
NAME_WEIGHT = 1.5
ASKS_WEIGHT = 0.6
SOFT_WEIGHT = 0.15
LIGHT_WEIGHT = 0.35  # a general word, or one that is a filler elsewhere
LIGHT = "light:"
POST = "post:"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One piece of a text: `whole` are the tokens that explain it fully, `part` those that explain it in part."""

    span: Span
    text: str
    whole: frozenset[str]
    part: frozenset[str] = frozenset()
    weight: float = 1.0
    telling: float = 1.0  # how far an answer that does not know it must be about something else
    is_ask: bool = False  # a question word: it tells phrasings apart, but is nothing that must be explained


def token(meaning: Meaning) -> str | None:
    """The token of a meaning; None for what carries no information (fillers, question cues) or is a slot (parks)."""
    return f"{meaning.kind}:{meaning.id}" if meaning.kind in _INFORMATIVE else None


def _is_post(meaning: Meaning) -> bool:
    return meaning.kind is Kind.CONCEPT and meaning.id.startswith(POST)


def occurrences(units: tuple[str, ...], spans: list[Span], matches: list[list[Span]]) -> Iterator[Occurrence]:
    """The informative pieces of a segmented text, in order; `matches` are all its terms, overlapping ones too."""
    for span in spans:
        text = "".join(units[span.start : span.end])
        if span.meanings:
            whole = frozenset(t for m in span.meanings if (t := token(m)))
            kinds = span.ids(Kind.ASKS)
            if kinds and not whole:
                yield Occurrence(span, text, frozenset(f"asks:{k}" for k in kinds), weight=ASKS_WEIGHT, is_ask=True)
                yield from _inside(units, span, matches)
                continue
            if not whole or (span.has(Kind.FILLER) and not span.has(Kind.CONCEPT)):
                continue
            light = is_light(span)
            weight = NAME_WEIGHT if span.has(Kind.NAME) else 1.0
            if span.has(Kind.FILLER) and not span.has(Kind.NAME):
                weight = LIGHT_WEIGHT
            if all(m.kind is Kind.SOFT for m in span.meanings if token(m)):
                weight = SOFT_WEIGHT
            elif all(m.kind is Kind.STATUS for m in span.meanings if token(m)):
                weight = STATUS_WEIGHT
            yield Occurrence(span, text, whole, weight=weight, telling=LIGHT_WEIGHT if light else 1.0)
        elif is_han(text):
            i = span.start
            pairs = {
                f"pair:{a}{b}"
                for a, b in zip(units[max(0, i - 1) : i + 1], units[i : i + 2], strict=False)
                if is_han(a) and is_han(b)
            }
            yield Occurrence(span, text, frozenset(pairs), frozenset({f"char:{text}"}), CHARACTER_WEIGHT)
        elif is_number(text):
            yield Occurrence(span, text, frozenset({f"number:{text}"}), weight=0.8)
        elif text not in "%+?,":
            yield Occurrence(span, text, frozenset({f"word:{text}"}), weight=0.9)


def _inside(units: tuple[str, ...], asked: Span, matches: list[list[Span]]) -> Iterator[Occurrence]:
    """The content words within a question cue: 成立 of 什么时候成立, 高校 of 哪些高校."""
    i = asked.start
    while i < asked.end:
        within = [s for s in matches[i] if s.end <= asked.end and s != asked and s.has(Kind.CONCEPT)]
        longest = max(within, key=lambda s: s.end, default=None)
        # "Which university" asks for one, "how many countries" counts them; one Han unit is only a character.
        counted = units[i].isascii() and ("figure" in asked.ids(Kind.ASKS) or units[asked.start].startswith("which"))
        if longest and (longest.end - longest.start >= 2 or counted) and not longest.has(Kind.FILLER):
            whole = frozenset(t for m in longest.meanings if m.kind is Kind.CONCEPT and (t := token(m)))
            telling = LIGHT_WEIGHT if is_light(longest) else 1.0
            yield Occurrence(longest, "".join(units[longest.start : longest.end]), whole, telling=telling)
            i = longest.end
        else:
            i += 1


def ending(end: int, matches: Sequence[Sequence[Span]]) -> frozenset[str]:
    """The tokens of the concepts that end at a unit (高校 and 签约高校); `matches` are all terms of a text."""
    spans = (s for at in matches for s in at if s.end == end)
    return frozenset(t for s in spans for m in s.meanings if m.kind is Kind.CONCEPT and (t := token(m)))


def is_light(span: Span) -> bool:
    """Whether a span holds nothing but general words."""
    kinds = [m for m in span.meanings if token(m)]
    return bool(kinds) and all(m.kind is Kind.SOFT or m.id.startswith(LIGHT) for m in kinds)


def all_tokens(units: tuple[str, ...], segmented: list[Span], matches: list[list[Span]]) -> set[str]:
    """Every token that a text can explain: all terms in it, overlapping ones too, and all its characters and pairs.

    Parks and posts count only where they are no part of another: 北京大学 is not about 北京, a 副局长 is no 局长.
    """
    found = {t for spans in matches for span in spans for m in span.meanings if (t := token(m)) and not _is_post(m)}
    posts = [span for spans in matches for span in spans if any(map(_is_post, span.meanings))]
    alone = [s for s in posts if not any(o.start <= s.start and s.end <= o.end and o != s for o in posts)]
    found |= {t for span in alone for m in span.meanings if _is_post(m) and (t := token(m))}
    found |= {f"asks:{i}" for spans in matches for span in spans for i in span.ids(Kind.ASKS)}
    found |= {f"{Kind.PARK}:{i}" for span in segmented for i in span.ids(Kind.PARK)}
    for i, unit in enumerate(units):
        if is_han(unit):
            found.add(f"char:{unit}")
            if i and is_han(units[i - 1]):
                found.add(f"pair:{units[i - 1]}{unit}")
        elif is_number(unit):
            found.add(f"number:{unit}")
        elif unit not in "%+?,":
            found.add(f"word:{unit}")
    return found
