"""Exact arithmetic: decimals, units of area and mass, and qualifiers that a result keeps."""

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import with_quantity
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.facts import Fact
from bot.language.quantities import parse_quantity
from bot.matching.arithmetic import amount, converted, decimal_text, in_unit, is_rounded, joined
from bot.matching.relations import UNITS, Unit


def of(written: str) -> Fact:
    return with_quantity("east-land", written)


def unit(name: str) -> Unit:
    return next(u for _, u in UNITS if u.name.zh == name)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(295, 100), 2, "2.95"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(10), 2, "10"),
        (Fraction(100), 0, "100"),
        (Fraction(0), 2, "0"),
        (Fraction(12345, 10), 4, "1234.5"),
    ],
)
def test_decimals(value: Fraction, places: int, text: str) -> None:
    assert decimal_text(value, places) == text


@given(st.decimals("0", "100000000", places=2))
def test_two_decimals_come_back_exactly(value: Decimal) -> None:
    assert Decimal(decimal_text(Fraction(value))) == value
    assert not is_rounded(Fraction(value))


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("120亩", Fraction(80_000)),
        ("2.4公顷", Fraction(24_000)),
        ("1平方公里", Fraction(1_000_000)),
        ("134万平方米", Fraction(1_340_000)),
        ("2吨", Fraction(2000)),
        ("381.8公斤", Fraction(3818, 10)),
        ("3斤", Fraction(3, 2)),
        ("19亿元", Fraction(1_900_000_000)),
        ("49个", Fraction(49)),
    ],
)
def test_amounts_in_base_units(written: str, base: Fraction) -> None:
    assert amount(parse_quantity(written)) == base


@pytest.mark.parametrize(
    ("written", "to", "zh", "en"),
    [
        ("120亩", "公顷", "8公顷", "8 hectares"),
        ("2.4公顷", "亩", "36亩", "36 mu"),
        ("120亩", "平方米", "80000平方米（8万平方米）", "80000 square metres"),
        ("120亩", "英亩", "约19.7684英亩", "about 19.7684 acres"),
        ("约134万平方米", "公顷", "约134公顷", "about 134 hectares"),
        ("超30亩", "公顷", "超2公顷", "over 2 hectares"),
        ("近30亩", "公顷", "近2公顷", "nearly 2 hectares"),
        ("30至60亩", "公顷", "2公顷至4公顷", "2 hectares to 4 hectares"),
        ("384.75公斤", "斤", "769.5斤", "769.5 jin"),
        ("1000公斤", "吨", "1吨", "1 tonnes"),
    ],
)
def test_conversions(written: str, to: str, zh: str, en: str) -> None:
    result, _ = converted(of(written), unit(to))
    assert result.zh.removeprefix("约") == zh.removeprefix("约")
    assert ("约" in result.zh) == ("约" in zh) or "至" in zh
    assert result.en.removeprefix("about ") == en.removeprefix("about ")


@pytest.mark.parametrize(
    ("written", "to", "rate"),
    [("120亩", "公顷", "1公顷 = 15亩"), ("2.4公顷", "亩", "1公顷 = 15亩"), ("120亩", "英亩", "1英亩 ≈ 6.070285亩")],
)
def test_the_rate_is_shown(written: str, to: str, rate: str) -> None:
    assert converted(of(written), unit(to))[1].zh == rate


def test_at_least_stays_at_least_when_converted() -> None:
    """不少于30亩 is not 约2公顷: the qualifier is part of the figure."""
    result, _ = converted(of("不少于30亩"), unit("公顷"))
    assert "约" not in result.zh
    assert "不少于" in result.zh or "至少" in result.zh


@pytest.mark.parametrize(
    ("value", "like", "zh", "en"),
    [
        (Fraction(295, 100), "381.8公斤", "2.95公斤", "2.95 kg"),
        (Fraction(6_234_000_000), "162.34亿元", "62.34亿元", "RMB 6.234 billion"),
        (Fraction(11), "49个", "11个", "11"),
        (Fraction(34), "94%", "34个百分点", "34 percentage points"),
        (Fraction(20_000), "2.4公顷", "2公顷", "2 hectares"),
    ],
)
def test_results_in_the_unit_of_an_operand(value: Fraction, like: str, zh: str, en: str) -> None:
    result = in_unit(value, parse_quantity(like), [of(like)])
    assert (result.zh, result.en) == (zh, en)


def test_a_result_over_an_inexact_figure_is_about() -> None:
    assert in_unit(Fraction(62), parse_quantity("162亿元"), [of("162亿元"), of("超100亿元")]).zh.startswith("约")
    assert joined(Fraction(1, 3), "倍", [of("49个")]).zh == "约0.33倍"
    assert joined(Fraction(1, 2), "倍", [of("49个")]).zh == "0.5倍"
    assert joined(Fraction(1, 2), "倍", [of("近49个")]).en == "about 0.5倍"
