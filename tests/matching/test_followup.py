"""Reading a follow-up with the question before it."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import read, small

from bot.domain.turns import Context
from bot.matching import followup

NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "kept"), [(0, True), (29, True), (30, True), (31, False), (600, False)])
def test_a_context_lasts_half_an_hour(minutes: int, kept: bool) -> None:
    context = Context(NOW - timedelta(minutes=minutes))
    assert (followup.fresh(context, NOW) is context) == kept


def test_no_context_is_none() -> None:
    assert followup.fresh(None, NOW) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("那西岸呢", "西岸"),
        ("那么2022年呢?", "2022年"),
        ("what about west shore", "west shore"),
        ("西岸", "西岸"),
        ("还有目标呢", "目标"),
    ],
)
def test_the_bare_follow_up(text: str, left: str) -> None:
    assert followup.bare(text) == left


@pytest.mark.parametrize(
    ("text", "elliptic"),
    [
        ("那西岸呢", True),
        ("目标呢", True),
        ("他是什么职务", True),
        ("它占地多少", True),
        ("what about 2022", True),
        ("and the target?", True),
        ("东岭有多少个中试平台", False),
        ("who is yu guofeng", False),
        ("其他商品有哪些", False),
    ],
)
def test_elliptic(text: str, elliptic: bool) -> None:
    assert followup.is_elliptic(read(text)) == elliptic


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("西岸", True),
        ("2022年", True),
        ("目标", True),
        ("余国锋", True),
        ("58", True),
        ("外贸总额", False),
        ("东岭中试平台", False),
    ],
)
def test_only_slots(text: str, only: bool) -> None:
    assert followup.only_slots(read(text)) == only


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        ("西岸综保区占地多少", "东岭", "东岭高新区占地多少"),
        ("占地多少", "东岭", "东岭高新区 占地多少"),
        ("2023年西岸外贸总额多少", "2022年", "2022年西岸外贸总额多少"),
        ("西岸外贸总额多少", "2022年", "2022年西岸外贸总额多少"),
        ("金苗58号亩产多少", "金苗158号", "金苗158号亩产多少"),
        ("how many mu is dongling", "west shore", "how many mu is west shore bonded zone"),
    ],
)
def test_slots_are_replaced(before: str, now: str, text: str) -> None:
    question = small().question  # in the language it is typed in
    assert followup.replace_slots(question(before), question(now), small().revision) == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("来源", True),
        ("出处是哪里", True),
        ("来源是什么", True),
        ("哪篇报道", True),
        ("source", True),
        ("where does that come from", True),
        ("资金来源是什么", False),
        ("余国锋是谁", False),
        ("商品来源地有哪些", False),
        ("who is the source of funding for platforms", False),
    ],
)
def test_asking_for_the_source(text: str, source: bool) -> None:
    assert followup.asks_source(read(text).normal) == source


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("这话是谁说的", True),
        ("谁说的", True),
        ("who said that", True),
        ("谁说中试平台重要", False),
        ("谁介绍了中试平台", False),
    ],
)
def test_asking_who_said_it(text: str, speaker: bool) -> None:
    assert followup.asks_speaker(read(text).normal) == speaker


def test_pronouns() -> None:
    assert followup.refers_to_person("他是谁")
    assert not followup.refers_to_person("她们" if False else "平台多少")
    assert followup.replace_person("他是什么职务", "余国锋") == "余国锋是什么职务"
    assert followup.replace_person("what did he say", "yu guofeng") == "what did yu guofeng say"


@pytest.mark.parametrize("text", ["其他平台", "吉他", "the", "chef", "there"])
def test_no_pronouns(text: str) -> None:
    """其他 and words that merely hold the letters speak of no one."""
    assert not followup.refers_to_person(text)
