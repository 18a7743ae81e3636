"""Questions with typos: mended against the content's vocabulary where nothing else explains what was typed."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.domain.revision import Revision
from bot.language.lexicon import Kind, Span
from bot.language.pinyin import Pinyin
from bot.language.repair import Mending, Repairer, apply
from bot.language.units import positions
from bot.matching.question import Question
from bot.matching.terms import Analyser

_ASKING = re.compile(r"多少|几|什么|谁|哪|多大")
_PAIRED = re.compile(r"(.).\1.")
_KEPT = re.compile(
    r"失败|退出|撤[回出]|推出|新[增谷]|[省市县国]级|[外民国]资|每一?[个家条名项所人座架支]|[去今明前后]年|正(?=[局处校院所厂]长|主任)"
)
_SCALES = frozenset("十百千万亿")
# The last are short for provinces: 黔桂 is not 黔渝.
_TELLING = frozenset("未没不非无最东西南北正副桂粤琼渝黔滇皖闽赣鄂湘豫鲁冀晋沪津")
_NUMERALS = frozenset("一二三四五六七八九两")
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Mended:
    """A question's text with typos mended. `doubtful` where a park was read into what does not sound like it."""

    text: str
    doubtful: bool


class Mender:
    """Built once for a revision."""

    def __init__(self, revision: Revision, analyser: Analyser) -> None:
        self._analyser = analyser
        self._parks = frozenset(
            analyser.normalise(t) for p in revision.parks.values() for t in (p.name.zh, *p.aliases.zh)
        )
        self._repairer = Repairer((t for text in _texts(revision) for t in _runs(analyser.normalise(text))), Pinyin())

    def mend(self, question: Question) -> Mended | None:
        """The question with its odd pieces read as terms they sound or look like; None: nothing to mend."""
        if any(span.has(Kind.PLACE) for span in question.spans):
            return None  # a known place is no typo of a park: 贵安 is not 贵阳
        text = question.normal
        # What nothing in the vocabulary explains may be a typo; a question word is none: 分成几个 is not 成绩.
        odd = self._marked(question, lambda s: not s.meanings)
        asking = self._marked(question, lambda s: s.has(Kind.ASKS))
        for kept in _KEPT.finditer(text):  # 每条投了多少 is no 每挑头了多少, 去年种的 no 去良种的
            asking[kept.start() : kept.end()] = [True] * len(kept.group())
        mendings = [
            m
            for m in self._repairer.mendings(text, odd)
            if self._sensible(m, text) and not any(asking[i] for i in _changed(m, text))
        ]
        if not mendings:
            return None
        doubtful = any(m.term in self._parks and not m.sounds_alike for m in mendings)
        return Mended(apply(text, mendings), doubtful)

    def _marked(self, question: Question, chosen: Callable[[Span], bool]) -> list[bool]:
        """For each character, whether it stands in one of the chosen spans."""
        marked = [False] * len(question.normal)
        places = positions(question.normal)
        for span in filter(chosen, question.spans):
            for start, end in places[span.start : span.end]:
                marked[start:end] = [True] * (end - start)
        return marked

    def _sensible(self, mending: Mending, text: str) -> bool:
        typed = text[mending.start : mending.end]
        if set(typed) & _SCALES != set(mending.term) & _SCALES:
            return False  # 超亿元 is not 千亿元: a figure is no typo
        if not mending.sounds_alike and set(typed) & _TELLING - set(mending.term):
            return False  # 未建成 is not 已建成, 银西 not 银东
        counts, meant = set(typed) & _NUMERALS, set(mending.term) & _NUMERALS
        if counts and meant and counts != meant:
            return False  # 五大准则 is not 两大准则
        if not mending.sounds_alike and _PAIRED.fullmatch(typed):
            return False  # 一园一策 is not 一企一策
        if text.startswith(mending.term, mending.start):
            return False  # 晋杂金苗1号: the term stands there as it is
        return not (mending.term in typed or (typed in mending.term and len(typed) < 3))


def _changed(mending: Mending, text: str) -> Iterable[int]:
    """Where the text would read differently: all of it where characters are added or left out."""
    places = range(mending.start, mending.end)
    if len(places) != len(mending.term):
        return places
    return (i for i, c in zip(places, mending.term, strict=True) if text[i] != c)


def _texts(revision: Revision) -> Iterator[str]:
    for park in revision.parks.values():
        yield from (park.name.zh, *park.aliases.zh)
    for name in revision.names.values():
        yield from (name.name.zh, *name.aliases.zh)
    for indicator in revision.indicators.values():
        yield from (t for t in (indicator.name.zh, *indicator.aliases.zh) if not _ASKING.search(t))
    for group in revision.synonyms:
        yield from (t for t in group.zh if not _ASKING.search(t))


def _runs(text: str) -> Iterator[str]:
    """A term and, where it holds digits or Latin letters, its runs of Chinese characters: 晋杂金苗 of 晋杂金苗58号."""
    runs: list[str] = [text] if text.isascii() and text.isalpha() else _HAN_RUN.findall(text)
    yield from (r for r in runs if r == text or len(r) >= 3)
