"""Chinese numerals become digits in years, counts and percentages, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.numerals import chinese_number, numerals_to_digits

WRITTEN = [
    ("二零二二年", "2022年"),
    ("二〇二五年", "2025年"),
    ("23年外贸", "2023年外贸"),
    ("22年", "2022年"),
    ("四十九个", "49个"),
    ("一百五十个", "150个"),
    ("两千三百家", "2300家"),
    ("两批", "2批"),
    ("十条", "10条"),
    ("中试十条", "中试10条"),
    ("三种", "3种"),
    ("一号", "1号"),
    ("十三所", "13所"),
    ("百分之六十", "60%"),
    ("百分之二十八点八九", "28.89%"),
    ("百分之94", "94%"),
    ("六成", "60%"),
    ("七成半", "75%"),
    ("十一月七日", "11月7日"),
    ("十年后", "10年后"),
]
UNTOUCHED = [
    "一年两作",
    "统一",
    "第一步",
    "二十二年",
    "一个",
    "百亿",
    "千万",
    "上千个",
    "几十个",
    "数十家",
    "一万",
    "五花八门",
    "唯一",
    "三成立",
    "六成都",
    "一成果",
    "百分之几",
    "一企一策",
    "23年内",
    "123年",
    "2.22年",
    "一体化",
    "万一",
    "三农",
]


@pytest.mark.parametrize(("text", "digits"), WRITTEN)
def test_numerals_that_count(text: str, digits: str) -> None:
    assert numerals_to_digits(text) == digits


@pytest.mark.parametrize("text", UNTOUCHED)
def test_numerals_that_are_words(text: str) -> None:
    assert numerals_to_digits(text) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("四十九", 49),
        ("十", 10),
        ("十三", 13),
        ("一百五十", 150),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("二〇二三", 2023),
        ("零", 0),
        ("", None),
        ("平台", None),
        ("三四十", None),
    ],
)
def test_reading_a_numeral(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def _spelled(number: int) -> str:
    text = ""
    gap = False
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + mark
        gap = not digit
    return text or "零"


@given(st.integers(1, 9999))
def test_every_numeral_below_ten_thousand_is_read(number: int) -> None:
    assert chinese_number(_spelled(number)) == number


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿成年个条点分之百0123456789.", max_size=25))
def test_writing_digits_never_fails_and_keeps_all_else(text: str) -> None:
    assert numerals_to_digits(f"平台{text}").startswith("平台")
