"""Typing errors in whole questions: mended where they sound alike, asked where a park was guessed, else left."""

import pytest
from builders import read, small

from bot.domain.outcomes import Answer, Choices, FactPart, Outcome, Unknown
from bot.matching.replies import Replier


def ask(text: str) -> Outcome:
    return Replier(small()).reply(text, None).outcome


def facts(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Answer), outcome
    return [p.fact.id for p in outcome.parts if isinstance(p, FactPart)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("已建成多少个中式平台", "已建成多少个中试平台"),
        ("西岸外冒总额多少", "西岸外贸总额多少"),
        ("余国峰是谁", "余国锋是谁"),
        ("中试跨月计划是什么", "中试跨越计划是什么"),
        ("西暗综保区占地", "西岸综保区占地"),
    ],
)
def test_mended(typed: str, meant: str) -> None:
    mended = small().mender.mend(read(typed))
    assert mended
    assert mended.text == read(meant).normal
    assert not mended.doubtful


@pytest.mark.parametrize("text", ["已建成多少个中试平台", "苏州有多少个平台", "how many platforms", "今天天气怎么样"])
def test_nothing_to_mend(text: str) -> None:
    assert small().mender.mend(read(text)) is None


def test_a_park_guessed_from_its_looks_is_doubtful() -> None:
    mended = small().mender.mend(read("西拿综保区占地多少"))
    assert mended
    assert mended.doubtful


def test_a_guessed_park_is_asked_never_assumed() -> None:
    outcome = ask("西拿综保区占地面积多少公顷")
    assert isinstance(outcome, Choices)
    assert [c.target for c in outcome.choices] == ["west-land"]


def test_a_homophone_is_answered() -> None:
    assert facts(ask("东领高新区已建成多少个中试平台")) == ["east-platforms"]
    assert facts(ask("2023年西岸综保区外冒总额多少")) == ["west-trade-2023"]


def test_a_known_other_place_is_no_typing_error() -> None:
    assert isinstance(ask("东莞高新区已建成多少个中试平台"), Unknown)
