"""What a published figure says to a supposed one: yes, no, or not so precise."""

from decimal import Decimal

import pytest
from builders import with_quantity

from bot.domain.outcomes import Verdict
from bot.language.quantities import parse_quantity
from bot.matching.verdicts import bounds, premises, verdict

YES, NO, UNCERTAIN = Verdict.YES, Verdict.NO, Verdict.UNCERTAIN


@pytest.mark.parametrize(
    ("held", "question", "supposed", "expected"),
    [
        ("49个", "有49个吗", "49个", YES),
        ("49个", "有60个吗", "60个", NO),
        ("49个", "超过40个吗", "40个", YES),
        ("49个", "超过60个吗", "60个", NO),
        ("49个", "不到60个吗", "60个", YES),
        ("49个", "不到40个吗", "40个", NO),
        ("超100亿元", "过100亿元了吗", "100亿元", YES),
        ("超100亿元", "超过80亿元了吗", "80亿元", YES),
        ("超100亿元", "超过120亿元了吗", "120亿元", UNCERTAIN),
        ("超100亿元", "是100亿元吗", "100亿元", YES),
        ("超100亿元", "是120亿元吗", "120亿元", UNCERTAIN),
        ("超100亿元", "是80亿元吗", "80亿元", NO),
        ("超100亿元", "不到90亿元吗", "90亿元", NO),
        ("约90亿元", "超过80亿元吗", "80亿元", YES),
        ("约90亿元", "超过90亿元吗", "90亿元", UNCERTAIN),
        ("约90亿元", "超过100亿元吗", "100亿元", NO),
        ("近70万平方米", "超过70万平方米吗", "70万平方米", NO),
        ("近70万平方米", "有60万平方米吗", "60万平方米", NO),
        ("40至50架", "有45架吗", "45架", UNCERTAIN),
        ("40至50架", "超过30架吗", "30架", YES),
        ("40至50架", "超过50架吗", "50架", NO),
        ("40至50架", "不到60架吗", "60架", YES),
    ],
)
def test_verdict(held: str, question: str, supposed: str, expected: Verdict) -> None:
    assert verdict(question, parse_quantity(supposed), with_quantity("east-platforms", held)) is expected


def test_different_things_have_no_verdict() -> None:
    assert verdict("有60亩吗", parse_quantity("60亩"), with_quantity("east-platforms", "49个")) is None


def test_a_number_without_a_unit_has_one() -> None:
    assert verdict("有49吗", parse_quantity("49"), with_quantity("east-land", "49亩")) is YES


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("49个", "49", "49"),
        ("超19亿元", "1900000000", None),
        ("约134万平方米", "1273000", "1407000"),
        ("近70万平方米", "630000", "700000"),
        ("40至50架", "40", "50"),
        ("上千个", "1000", None),
        ("不少于30家", "30", None),
    ],
)
def test_bounds(written: str, low: str, high: str | None) -> None:
    assert bounds(parse_quantity(written)) == (Decimal(low), None if high is None else Decimal(high))


def test_premises_of_a_question() -> None:
    assert [p.written for p in premises("是49个还是60个")] == ["49个", "60个"]
    assert premises("2023年有多少个") == ()
