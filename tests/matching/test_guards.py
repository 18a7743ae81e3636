"""Each guard objects where question and candidate disagree, and only there."""

import pytest
from builders import entry, read, revision, small

from bot.content.vocabulary import load_vocabulary
from bot.domain.entries import Asks
from bot.domain.outcomes import LackKind
from bot.matching.guards import agreement
from bot.matching.known import Objection
from bot.matching.question import Question
from bot.matching.reading import Reading

PLACE, PARK, TOPIC, PERIOD, NAME, POST, NUMBER, STATUS, DETAIL = (
    LackKind.PLACE,
    LackKind.NAME,
    LackKind.TOPIC,
    LackKind.PERIOD,
    LackKind.NAME,
    LackKind.TOPIC,
    LackKind.NUMBER,
    LackKind.STATUS,
    LackKind.DETAIL,
)

# question, candidate, the objection's kind and subject
DISAGREE = [
    ("苏州有多少个中试平台", "east-platforms", PLACE, "苏州"),
    ("西岸有多少个中试平台", "east-platforms", PARK, "西岸综保区"),
    ("东岭外贸总额多少", "west-trade-2023", PARK, "东岭高新区"),
    ("中试平台的租金多少", "east-platforms", TOPIC, "rent"),
    ("2022年外贸总额多少", "west-trade-2023", PERIOD, "2022"),
    ("2023年中试平台多少个", "east-platforms", PERIOD, "2023"),
    ("2020年占地多少亩", "east-land", PERIOD, "2020"),
    ("去年外贸总额多少", "west-trade-2023", PERIOD, "year-1"),
    ("今年外贸总额多少", "west-trade-2022", PERIOD, "year+0"),
    ("今年建成多少个中试平台", "east-platforms", PERIOD, "year+0"),  # how many there are is not how many were built
    ("1998年跨境交易中心在哪里", "west-centre", PERIOD, "1998"),
    ("金苗158号亩产多少公斤", "east-yield-58", NAME, "金苗158号"),
    ("余国锋介绍的外贸多少", "west-trade-2023", NAME, "余国锋"),
    ("局长是谁", "west-fan", POST, "局长"),
    ("建成50个中试平台了吗", "east-platforms", NUMBER, "50"),
    ("1.5亿元融资", "east-financing", NUMBER, "1.5"),
    ("2023年外贸总额多少", "west-trade-growth", DETAIL, "figure"),
    ("目标是多少个中试平台", "east-platforms", STATUS, "target"),
    ("已经建成多少个中试平台", "east-platforms-2025", STATUS, "actual"),
    ("西岸综保区什么时候成立的", "west-shops", DETAIL, "when"),
    ("谁介绍了跨境交易中心", "west-goods", DETAIL, "who"),
    ("在哪里中试跨越计划", "east-plan-why", DETAIL, "where"),
    ("为什么建成中试平台", "east-platforms", DETAIL, "why"),
    ("跨境交易中心有哪些商品", "west-founded", DETAIL, "list"),
    ("中试平台多少钱", "east-platforms", DETAIL, "money"),
    ("中试平台有几层", "east-platforms", DETAIL, ""),
    ("中试跨越计划有多少", "east-plan-why", DETAIL, "figure"),
    ("除了中试平台还有什么", "east-platforms", DETAIL, "other"),
]
AGREE = [
    ("南省有多少个中试平台", "east-platforms"),
    ("东岭有多少个中试平台", "east-platforms"),
    ("有多少个中试平台", "east-platforms"),
    ("西岸外贸总额多少", "west-trade-2023"),
    ("2023年外贸总额多少", "west-trade-2023"),
    ("2024年中试平台多少个", "east-platforms"),
    ("今年中试平台多少个", "east-platforms"),
    ("2013年成立的是西岸综保区吗", "west-founded"),
    ("2024年跨境交易中心在哪里", "west-centre"),
    ("金苗58号亩产多少公斤", "east-yield-58"),
    ("亩产多少公斤", "east-yield-58"),
    ("余国锋是谁", "east-yu"),
    ("副局长是谁", "west-fan"),
    ("建成49个中试平台了吗", "east-platforms"),
    ("外贸162.34亿元是哪年", "west-trade-2023"),
    ("2023年外贸同比增长多少", "west-trade-growth"),
    ("外贸百分之几", "west-trade-growth"),
    ("已经建成多少个中试平台", "east-platforms"),
    ("中试平台的目标是多少个", "east-platforms-2025"),
    ("西岸综保区什么时候成立的", "west-founded"),
    ("外贸总额162.34亿元是什么时候", "west-trade-2023"),
    ("跨境交易中心在哪里", "west-centre"),
    ("为什么要推出中试跨越计划", "east-plan-why"),
    ("跨境交易中心有哪些商品", "west-goods"),
    ("助力项目融资多少钱", "east-financing"),
    ("占地多少亩", "east-land"),
    ("入驻了多少家商户", "west-shops"),
    ("中试平台有多少个", "east-platforms"),
]


def objections(question: Question, candidate: str, reading: Reading) -> tuple[Objection, ...]:
    return agreement.objections(
        question, reading.matcher.known(candidate), reading.revision, agreement.checks_for(question)
    )


@pytest.mark.parametrize(("text", "candidate", "kind", "subject"), DISAGREE)
def test_objects(text: str, candidate: str, kind: LackKind, subject: str) -> None:
    reading = small()
    found = objections(read(text), candidate, reading)
    assert [o for o in found if o.kind is kind and o.subject.startswith(subject)], found


@pytest.mark.parametrize(("text", "candidate"), AGREE)
def test_does_not_object(text: str, candidate: str) -> None:
    reading = small()
    assert objections(read(text), candidate, reading) == ()


def test_a_target_where_only_the_actual_figure_is_held_is_not_given() -> None:
    """The built area is no target, whether or not a target is published."""
    reading = small()
    found = objections(read("占地面积的目标是多少亩"), "east-land", reading)
    assert STATUS in {o.kind for o in found}


def test_another_park_may_be_spoken_of_in_an_answer() -> None:
    both = entry(
        "east-visit",
        "east",
        (Asks.WHAT,),
        ("东岭向谁学习",),
        ("东岭向西岸综保区学习。", "Dongling learns from West Shore."),
    )
    reading = Reading.of(revision(entries=[both]), load_vocabulary())
    question = reading.question("西岸综保区被谁学习")
    assert not [o for o in objections(question, "east-visit", reading) if o.kind is PARK]


def test_what_an_answer_says_is_missing_it_does_not_know() -> None:
    silent = entry(
        "east-silent",
        "east",
        (Asks.WHAT,),
        ("金苗158号是什么",),
        (
            "金苗158号是谷子。报道没有写2019年的产量。",
            "Jinmiao 158 is a millet. The article does not say the yield of 2019.",
        ),
    )
    reading = Reading.of(revision(entries=[silent]), load_vocabulary())
    question = reading.question("2019年金苗158号是什么")
    assert PERIOD in {o.kind for o in objections(question, "east-silent", reading)}
