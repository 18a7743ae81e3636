"""Words that ask for a computation, and words that only sound like it."""

import pytest

from bot.matching.relations import Relation, relation, strip, units_named, without_units


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("哪个园区更大", Relation.LARGEST),
        ("谁的亩产最高", Relation.LARGEST),
        ("which is larger", Relation.LARGEST),
        ("哪个园区更小", Relation.SMALLEST),
        ("which is the smallest", Relation.SMALLEST),
        ("58号和158号相差多少", Relation.DIFFERENCE),
        ("158号比58号多多少公斤", Relation.DIFFERENCE),
        ("what is the difference between them", Relation.DIFFERENCE),
        ("49个占60个的百分之几", Relation.SHARE),
        ("目标完成率是多少", Relation.SHARE),
        ("what percentage of the target", Relation.SHARE),
        ("2023年是2022年的几倍", Relation.RATIO),
        ("how many times larger", Relation.RATIO),
        ("离目标还差几个", Relation.MISSING),
        ("how many more platforms are needed to reach the goal", Relation.MISSING),
        ("两个数加起来是多少", Relation.SUM),
        ("the two combined", Relation.SUM),
        ("平均每个平台服务多少项目", Relation.AVERAGE),
        ("158号比58号高百分之几", Relation.PERCENT_MORE),
        ("有多少个中试平台", None),
        ("亩产多少公斤", None),
        ("余国锋是谁", None),
        ("减少了什么", None),
        ("最多能做什么", None),
        ("how many platforms are there", None),
        ("至多多少个", None),
    ],
)
def test_relation(text: str, kind: Relation | None) -> None:
    assert relation(text) is kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("120亩是多少公顷", ["亩", "公顷"]),
        ("合多少英亩", ["英亩"]),
        ("多少平方公里", ["平方公里"]),
        ("381.8公斤是多少斤", ["公斤", "斤"]),
        ("how many acres", ["英亩"]),
        ("how many hectares is 120 mu", ["公顷", "亩"]),
        ("亩产多少", []),
        ("平均多少", []),
        ("公斤", ["公斤"]),
    ],
)
def test_units_named(text: str, names: list[str]) -> None:
    assert [u.name.zh for u in units_named(text)] == names


def test_what_is_left_names_the_figures() -> None:
    assert strip("金苗58号和金苗158号亩产相差多少").split() == ["金苗58号和金苗158号亩产", "多少"]
    assert "占地" in strip("哪个占地更大")
    assert "公顷" not in without_units("占地换算成公顷")
    assert "占地" in without_units("占地换算成公顷")
