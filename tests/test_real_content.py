"""The real content, asked thousands of questions made from it: nothing is lost, and nothing is answered for another.

By default a fixed sample is asked; with ASK_EVERYTHING=1 in the environment every question is.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from typing_errors import homophones, slips

from bot.content.load import load
from bot.content.vocabulary import load_vocabulary
from bot.domain.entries import Entry
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import Answer, Choices, ComputedPart, EntryPart, FactPart, Part, Unknown
from bot.domain.revision import Revision
from bot.matching.about import Reply
from bot.matching.candidates import candidates
from bot.matching.memory import shown_in
from bot.matching.reading import Reading
from bot.matching.replies import Replier

EVERYTHING = bool(os.environ.get("ASK_EVERYTHING"))
SHOWN = 40  # failures that a message lists
YEARS = range(2019, 2027)
PLANNED = frozenset({Status.TARGET, Status.PLANNED, Status.FORECAST})
YEAR = re.compile(r"(?:19|20)\d\d(?=年)|(?<!\d)\d\d(?=年(?![内间期来以之多]))")

T = TypeVar("T")


@dataclass(frozen=True)
class Real:
    """The real content and the means to ask it."""

    reading: Reading
    replier: Replier

    @property
    def revision(self) -> Revision:
        return self.reading.revision

    def ask(self, text: str) -> Reply:
        return self.replier.reply(text, None)

    def parks_in(self, text: str) -> tuple[str, ...]:
        return self.reading.question(text).parks


@pytest.fixture(scope="session")
def real() -> Real:
    revision = load(Path(__file__).parents[1]).revision
    assert revision, "the content has errors: run parkbot check"
    reading = Reading.of(revision, load_vocabulary())
    return Real(reading, Replier(reading))


def sampled(items: Iterable[T], most: int) -> list[T]:
    """At most `most` of the items, always the same ones; all of them where everything is asked."""
    found = list(items)
    return found if EVERYTHING or len(found) <= most else Random(20).sample(found, most)


def report(failures: list[str], asked: int) -> str:
    listed = "\n".join(failures[:SHOWN])
    return f"{len(failures)} of {asked} questions:\n{listed}"


def parts_of(reply: Reply) -> tuple[Part, ...]:
    return reply.outcome.parts if isinstance(reply.outcome, Answer) else ()


def told(reply: Reply) -> str:
    """An outcome on one line, for failure messages."""
    ids = [
        getattr(getattr(p, "fact", None) or getattr(p, "entry", None), "id", type(p).__name__) for p in parts_of(reply)
    ]
    return f"{type(reply.outcome).__name__} {', '.join(ids)} [{reply.trace.rule}]"


# Every stored phrasing finds what it is stored with.


def holds(part: Part, target: Fact | Entry) -> bool:
    """Whether a part of a reply says what `target` says: itself, an entry that cites its figure, or the same figure."""
    match part:
        case FactPart():
            shown = (part.fact, *part.beside)
            if isinstance(target, Fact):
                return any(_same_figure(f, target) for f in shown)
            return any(f"{{{f.id}}}" in target.answer.zh or _states(target.answer.zh, f) for f in shown)
        case EntryPart():
            if isinstance(target, Fact):
                return f"{{{target.id}}}" in part.entry.answer.zh or _states(part.entry.answer.zh, target)
            return part.entry.id == target.id or target.id in part.entry.related or part.entry.id in target.related
        case ComputedPart():
            return isinstance(target, Fact) and target in part.operands
        case _:
            return False


def _same_figure(one: Fact, other: Fact) -> bool:
    return one.park == other.park and one.quantity == other.quantity and one.status == other.status


def _states(text: str, fact: Fact) -> bool:
    return fact.quantity.written in text


def test_every_stored_phrasing_finds_its_own(real: Real) -> None:
    targets = (*real.revision.facts.values(), *real.revision.entries.values())
    asked = sampled(((t, p) for t in targets for p in t.phrasings.all()), 4000)
    failures = []
    for target, phrasing in asked:
        reply = real.ask(phrasing)
        if not any(holds(part, target) for part in parts_of(reply)):
            failures.append(f"{target.id}: {phrasing} → {told(reply)}")
    assert not failures, report(failures, len(asked))


def test_every_fact_is_reached_by_three_phrasings(real: Real) -> None:
    reached: Counter[str] = Counter()
    for item in candidates(real.revision):
        if isinstance(item.target, Fact):
            for phrasing in dict.fromkeys((*item.target.phrasings.all(), *item.phrasings)):
                if any(holds(part, item.target) for part in parts_of(real.ask(phrasing))):
                    reached[item.id] += 1
                if reached[item.id] == 3:
                    break
    short = {id: reached[id] for id in real.revision.facts if reached[id] < 3}
    assert not short


# A figure never stands in for that of another park, year or status.


def _askable(fact: Fact, revision: Revision) -> Iterator[str]:
    """The Chinese ways to ask for a fact: its own phrasings, and the names of what it measures, in its unit too."""
    indicator = revision.indicators[fact.indicator]
    yield from fact.phrasings.zh
    item = revision.names[fact.item].name.zh if fact.item else ""
    for alias in dict.fromkeys((indicator.name.zh, *indicator.aliases.zh)):
        yield f"{item}{alias}是多少"
        yield f"{item}{alias}多少{fact.quantity.unit}"


def _with_park(text: str, own: str, name: str, revision: Revision) -> str:
    """The text about another park: its name in place of the fact's own, or before it."""
    park = revision.parks[own]
    for alias in sorted((park.name.zh, *park.aliases.zh), key=len, reverse=True):
        if alias in text:
            return text.replace(alias, name)
    return name + text


def _facts_shown(reply: Reply) -> Iterator[Fact]:
    """The figures that a reply gives as its answer, also in another unit."""
    for part in parts_of(reply):
        if isinstance(part, FactPart) and part.verdict is None:
            yield part.fact
        elif isinstance(part, ComputedPart) and len(part.operands) == 1:
            yield part.operands[0]


def test_no_figure_of_another_park(real: Real) -> None:
    revision = real.revision
    made = (
        (fact, other, _with_park(text, fact.park, revision.parks[other].name.zh, revision))
        for fact in revision.facts.values()
        for text in _askable(fact, revision)
        for other in revision.parks
        if other != fact.park
    )
    asked, failures = sampled(made, 3000), []
    for _fact, other, text in asked:
        if real.parks_in(text) != (other,):
            continue  # the fact's own park stands in a name too: the question speaks of both
        reply = real.ask(text)
        for shown in _facts_shown(reply):
            if shown.park != other:
                failures.append(f"{text} → {shown.id} {shown.quantity.written} [{reply.trace.rule}]")
        for part in parts_of(reply):
            if isinstance(part, EntryPart) and part.entry.park != other and not _speaks_of(part.entry, other, revision):
                failures.append(f"{text} → {part.entry.id} [{reply.trace.rule}]")
    assert not failures, report(failures, len(asked))


def _speaks_of(entry: Entry, park: str, revision: Revision) -> bool:
    names = (revision.parks[park].name.zh, *revision.parks[park].aliases.zh)
    return any(name in text for name in names for text in (entry.answer.zh, *entry.phrasings.zh))


def _is_of_year(fact: Fact, year: int) -> bool:
    """Whether a figure is of a year: that of its period, or one that its own words name."""
    words = [*fact.phrasings.zh, *(t.zh for t in (fact.measures, fact.note, fact.period.wording) if t)]
    return fact.period.year == year or any(str(year) in w or f"{year % 100}年" in w for w in words)


def test_no_figure_of_another_year(real: Real) -> None:
    revision = real.revision
    made = (
        (year, YEAR.sub(str(year), text) if YEAR.search(text) else f"{name}{year}年{text}")
        for fact in revision.facts.values()
        for text in _askable(fact, revision)
        for name in ("", revision.parks[fact.park].name.zh)
        for year in YEARS
    )
    asked, failures = sampled(dict.fromkeys(made), 3000), []
    for year, text in asked:
        reply = real.ask(text)
        failures += [
            f"{text} → {shown.id} {shown.quantity.written} of {shown.period.year} [{reply.trace.rule}]"
            for shown in _facts_shown(reply)
            if not _is_of_year(shown, year)
        ]
    assert not failures, report(failures, len(asked))


def _words_of(fact: Fact, revision: Revision) -> str:
    texts = [revision.indicators[fact.indicator].name.zh, *fact.phrasings.zh]
    return "".join([*texts, *(t.zh for t in (fact.measures, fact.note) if t)])


@pytest.mark.parametrize(
    ("frame", "wanted", "own"),
    [
        ("{park}{name}的目标是多少", True, "目标|打算|力争|计划|规划|将"),
        ("{park}{name}的目标值", True, "目标|打算|力争|计划|规划|将"),
        ("{park}已建成的{name}是多少", False, "建成|已"),
        ("{park}{name}实际是多少", False, "实际"),
    ],
)
def test_no_figure_of_another_status(real: Real, frame: str, wanted: bool, own: str) -> None:
    revision, failures = real.revision, []
    asked = [
        (fact, frame.format(park=revision.parks[fact.park].name.zh, name=name))
        for fact in revision.facts.values()
        if (fact.status in PLANNED) != wanted
        for name in (revision.indicators[fact.indicator].name.zh, *revision.indicators[fact.indicator].aliases.zh)
        if not re.search("多少|几|目标|计划|规划|建成", name)
    ]
    asked = sampled(asked, 1500)
    for _, text in asked:
        reply = real.ask(text)
        for shown in _facts_shown(reply):
            if (shown.status in PLANNED) != wanted and not re.search(own, _words_of(shown, revision)):
                failures.append(f"{text} → {shown.id} {shown.quantity.written} {shown.status} [{reply.trace.rule}]")
    assert not failures, report(failures, len(asked))


# Typing errors never lead to another park.


def _typos(term: str) -> list[tuple[bool, str]]:
    """The term mistyped, and whether it still sounds the same."""
    random = Random(term)
    made = [(True, t) for t in homophones(term, random)] + [(False, t) for t in slips(term, random)]
    return [(sounds, t) for sounds, t in made if t != term]


def _about(reply: Reply) -> set[str]:
    """The parks that a reply answers about."""
    found = set()
    for part in parts_of(reply):
        match part:
            case FactPart():
                found.add(part.fact.park)
            case EntryPart():
                found.add(part.entry.park)
            case ComputedPart() if len(part.operands) == 1:  # a comparison names every park it is over
                found.add(part.operands[0].park)
    return found


@dataclass(frozen=True)
class Typed:
    """A mistyped question about one park."""

    park: str
    sounds: bool
    text: str


def _asked_with_typos(real: Real, asked: list[Typed]) -> tuple[list[str], Counter[bool]]:
    """Questions answered about another park, and how many that sound the same, or not, were answered right."""
    failures: list[str] = []
    right: Counter[bool] = Counter()
    for typed in asked:
        reply = real.ask(typed.text)
        others = _about(reply) - {typed.park}
        if others and not set(real.parks_in(typed.text)) & others:
            failures.append(f"{typed.text} ({typed.park}) → {told(reply)}")
        offered = isinstance(reply.outcome, Choices) and any(
            (real.revision.facts.get(c.target) or real.revision.entries[c.target]).park == typed.park
            for c in reply.outcome.choices
        )
        right[typed.sounds] += (bool(_about(reply)) and not others) or offered
    return failures, right


def test_mistyped_parks_lead_to_no_other_park(real: Real) -> None:
    revision = real.revision
    asked = [
        Typed(fact.park, sounds, f"{typo}{revision.indicators[fact.indicator].name.zh}是多少")
        for park in revision.parks.values()
        for fact in [f for f in revision.facts.values() if f.park == park.id]
        for name in (park.name.zh, *park.aliases.zh)
        if len(name) > 2
        for sounds, typo in _typos(name)
    ]
    asked = sampled(asked, 2500)
    failures, right = _asked_with_typos(real, asked)
    assert not failures, report(failures, len(asked))
    _assert_mostly_right(right, asked)


def test_mistyped_indicators_lead_to_no_other_park(real: Real) -> None:
    revision = real.revision
    asked = [
        Typed(fact.park, sounds, f"{revision.parks[fact.park].name.zh}{typo}是多少")
        for fact in revision.facts.values()
        for name in (revision.indicators[fact.indicator].name.zh, *revision.indicators[fact.indicator].aliases.zh)
        if len(name) > 2 and not re.search("多少|几|多大", name)
        for sounds, typo in _typos(name)
    ]
    asked = sampled(asked, 2500)
    failures, right = _asked_with_typos(real, asked)
    assert not failures, report(failures, len(asked))
    _assert_mostly_right(right, asked)


def _assert_mostly_right(right: Counter[bool], asked: list[Typed]) -> None:
    made = Counter(t.sounds for t in asked)
    shares = {sounds: right[sounds] / made[sounds] for sounds in made}
    assert shares[True] > 0.6, shares
    assert shares[False] > 0.5, shares


def test_an_unknown_park_is_said_to_be_unknown(real: Real) -> None:
    """Cities that no article is about: no figure is given for them, whatever is asked."""
    revision = real.revision
    asked = [
        f"{place}{alias}是多少"
        for place in ("苏州", "苏州工业园区", "深圳", "雄安新区", "郑州")
        for fact in revision.facts.values()
        for alias in (revision.indicators[fact.indicator].name.zh,)
    ]
    failures = [f"{text} → {told(r)}" for text in asked if not isinstance((r := real.ask(text)).outcome, Unknown)]
    assert not failures, report(failures, len(asked))


@pytest.mark.parametrize(
    "text",
    [
        "What share of Guiyang Comprehensive Bonded Zone's 16.234 billion yuan trade was exports?",
        "高蜂巢鸟中试平台哪年成立的",
        "成都高新天使母基金盘子有多大",
        "晋杂谷1号平均亩产是多少",
    ],
)
def test_a_figure_nobody_published_is_not_taken_from_what_stands_beside_it(real: Real, text: str) -> None:
    assert isinstance(real.ask(text).outcome, Unknown)


@pytest.mark.parametrize(
    "text",
    ["园博二期总建筑面积是占地的几倍", "培育人才数是就业人数的几倍", "跨境电商交易中心的商品种类大约是品牌数的几倍"],
)
def test_two_terms_are_set_against_each_other(real: Real, text: str) -> None:
    assert any(isinstance(p, ComputedPart) for p in parts_of(real.ask(text)))


@pytest.mark.parametrize(
    "text",
    [
        "“中试十条”的第三条具体写了啥",
        "成都高新区先进微球材料中试平台是几月几号揭牌的",
        "高蜂巢鸟中试平台的老板是哪位",
        "中试基金投的那28个项目分别叫什么名字",
        "1883个创新项目里，最后没做成的有多少个",
        "跨境电商交易中心一天能进多少客人",
        "贵阳综保区2023年出口额是多少",
        "成都高新区49个中试平台里高校主导的占几成",
    ],
)
def test_a_detail_beyond_what_is_told_has_no_answer(real: Real, text: str) -> None:
    assert not isinstance(real.ask(text).outcome, Answer)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("成都高新区离60个中试平台的目标还差几个", "还差11个"),
        ("成都中试基金已经投出去几成", "22.11%"),
        ("49个平台里企业主导的大约是几个", "约46个"),
        ("天府国际生物城7条生产线投了1个亿，平均一条线多少钱", "1428.57万元"),
        ("两个谷子品种亩产加起来多少公斤", "766.55公斤"),
        ("晋杂金苗158号每公顷能收多少公斤", "5771.25公斤"),
        ("贵阳2023年外贸162.34亿元等于多少万元", "1623400万元"),
        ("外贸实绩超千万的企业比超亿元的多几家", "相差55家"),
        ("园博二期占地和Tcar占地加起来多少公顷", "10.41公顷"),
        ("晋中谷子亩产和贵阳外贸额哪个更多", "不能直接比较"),
    ],
)
def test_what_is_worked_out_of_two_figures(real: Real, text: str, said: str) -> None:
    outcome = real.ask(text).outcome
    assert isinstance(outcome, Answer)
    parts = [p for p in outcome.parts if isinstance(p, ComputedPart)]
    assert [p for p in parts if said in p.headline.zh], parts


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("“中试十条”是今年5月出的吧", "chengdu-ten-measures"),
        ("范明月是不是园博产业园的园长呀", "yuanbo-fan-mingyue"),
        ("Tcar以前是造飞机的厂子？", "tcar-former-life"),
        ("Was the Tcar park in Hangzhou once a bus factory?", "tcar-former-life"),
        ("6018还是6019，园博二期到底哪块地", "yuanbo-phase-two-location"),
    ],
)
def test_what_a_question_takes_for_something_else_is_put_right(real: Real, text: str, target: str) -> None:
    assert target in shown_in(real.ask(text).outcome)


def test_every_known_gap_is_told_as_one(real: Real) -> None:
    """What no article tells is never answered, however it was foreseen to be asked."""
    asked = [(gap, text) for gap in real.revision.gaps.values() for text in gap.phrasings.all()]
    failures = [f"{text} → {told(r)}" for _, text in asked if isinstance((r := real.ask(text)).outcome, Answer)]
    assert not failures, report(failures, len(asked))
