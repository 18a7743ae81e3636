"""Figures in words: exact, never without their qualifier, and in English with the published wording beside them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bilingual import Language
from bot.domain.figures import english, figure, number, plain
from bot.language.quantities import parse_quantity


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("49个", "49"),
        ("1883个", "1,883"),
        ("超19亿元", "over RMB 1.9 billion"),
        ("162.34亿元", "RMB 16.234 billion"),
        ("500万元", "RMB 5 million"),
        ("约134万平方米", "about 1.34 million square metres"),
        ("近70万平方米", "nearly 700,000 square metres"),
        ("4万平方米", "40,000 square metres"),
        ("2.41公顷", "2.41 hectares"),
        ("120亩", "120 mu"),
        ("381.8公斤", "381.8 kg"),
        ("28.89%", "28.89%"),
        ("20%左右", "about 20%"),
        ("40至50架", "40 to 50"),
        ("3分钟", "3 minutes"),
        ("1年", "1 year"),
        ("120余家", "over 120"),
        ("上千个", "a thousand or more"),
        ("几十个", "dozens"),
        ("不少于30家", "at least 30"),
    ],
)
def test_english(written: str, expected: str) -> None:
    assert english(parse_quantity(written)) == expected


def test_chinese_readers_see_what_was_published() -> None:
    for language in (Language.SIMPLIFIED, Language.TRADITIONAL):
        assert figure(parse_quantity("超19亿元"), language) == "超19亿元"


def test_english_readers_see_both() -> None:
    assert figure(parse_quantity("超19亿元"), Language.ENGLISH) == "over RMB 1.9 billion (超19亿元)"
    assert figure(parse_quantity("超19亿元"), Language.ENGLISH, with_original=False) == "over RMB 1.9 billion"
    assert figure(parse_quantity("60%"), Language.ENGLISH) == "60%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("7", "7"),
        ("381.8", "381.8"),
        ("9999", "9,999"),
        ("12345.5", "12,345.5"),
        ("1000000", "1 million"),
        ("1900000000", "1.9 billion"),
    ],
)
def test_numbers(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@given(st.decimals("0", "10000000000", places=3))
def test_no_digit_is_lost(value: Decimal) -> None:
    text = number(value).replace(",", "")
    size = {"billion": 10**9, "million": 10**6}.get(text.split(" ")[-1], 1)
    assert Decimal(text.split(" ")[0]) * size == value
    assert Decimal(plain(value)) == value
    assert "e" not in plain(value).lower()
