"""What is counted or measured: 几所大学 counts universities, 出口多少 measures exports.

A figure of projects is no answer to the one, whoever runs them, and a yield is none to the other.
"""

import re
from collections.abc import Sequence

from bot.domain.facts import Fact
from bot.domain.revision import Revision
from bot.language.lexicon import Kind, Span
from bot.matching.terms import Analyser
from bot.matching.tokens import ending, is_light

_AND = re.compile(r"[、和及与]|[（(][^）)]*[）)]")
_NUMBER_OF = re.compile(r"的?(?:总?数量?|总数|个数|家数|数目|[(（][^)）]*[)）])$")  # 机器人企业数量 counts companies
_HOW_MUCH = re.compile(r"多少|多大|几")
_ANYTHING = frozenset({"东西", "货"})  # words that count goods and products alike
_WORD = 2  # characters of a word
_MANY = re.compile(r"多少|几|howmani")  # stems in English


def heads(fact: Fact, revision: Revision, analyser: Analyser) -> frozenset[str]:
    """The tokens of what a figure counts: the nouns that end the words for what it measures (入驻的企业: 企业)."""
    texts = [t.zh for t in (fact.measures, revision.indicators[fact.indicator].name) if t]
    found: set[str] = set()
    for part in (_NUMBER_OF.sub("", p) for text in texts for p in _AND.split(text) if p):
        units = analyser.units(analyser.normalise(part))
        found |= ending(len(units), analyser.lexicon.matches(units))
    return frozenset(found)


def counted(
    units: Sequence[str], spans: Sequence[Span], matches: Sequence[Sequence[Span]], nouns: frozenset[str]
) -> frozenset[str]:
    """The tokens of the noun that a question counts, one of `nouns`: what stands behind 多少 or 几."""
    found: frozenset[str] = frozenset()
    asked = named = False
    for span in spans:
        if "".join(units[span.start : span.end]) in _ANYTHING:
            return frozenset()
        if span.has(Kind.ASKS) and _MANY.search("".join(units[span.start : span.end])):
            asked, found = True, ending(span.end, matches) & nouns  # how many companies is one cue
        elif asked and "".join(units[span.start : span.end]) == "的":
            found = frozenset()  # 多少个院校的成果 counts what comes after
        elif asked and (found or named) and (span.has(Kind.FILLER) or not span.has(Kind.CONCEPT)):
            return found  # 几家企业用了平台
        elif asked and not span.has(Kind.FILLER):
            named = named or span.has(Kind.CONCEPT)
            found = ending(span.end, matches) & nouns  # of a row (高校项目) the last
    return found


def measured(units: Sequence[str], spans: Sequence[Span], matches: Sequence[Sequence[Span]]) -> frozenset[str]:
    """The tokens of the word before 多少, 多大 or 几, which says what is measured; empty where it says little."""
    before: Span | None = None
    for span in spans:
        text = "".join(units[span.start : span.end])
        if span.has(Kind.ASKS) and (asked := _HOW_MUCH.search(text)):
            if asked.start() >= _WORD:  # 规模多大 is one cue
                return ending(span.start + asked.start(), [[s for s in matches[span.start] if s.end < span.end]])
            if before is None or before.has(Kind.NAME) or is_light(before):
                return frozenset()
            return ending(before.end, [[before]])
        if not span.has(Kind.FILLER) or span.has(Kind.CONCEPT):
            before = span
    return frozenset()
