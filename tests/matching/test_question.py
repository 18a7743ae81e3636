"""What is understood of a question: parks, names, years, numbers, status, what is asked and wanted."""

from decimal import Decimal

import pytest
from builders import read

from bot.domain.bilingual import Language
from bot.domain.entries import Asks
from bot.matching.wanted import Wanted


@pytest.mark.parametrize(
    ("text", "parks"),
    [
        ("东岭高新区有多少个中试平台", ("east",)),
        ("东岭有多少个", ("east",)),
        ("东岭高新技术产业开发区", ("east",)),
        ("东岭和西岸比", ("east", "west")),
        ("how big is Dongling", ("east",)),
        ("how big is West Shore Zone", ("west",)),
        ("有多少个中试平台", ()),
        ("東嶺高新區", ("east",)),
    ],
)
def test_parks(text: str, parks: tuple[str, ...]) -> None:
    assert read(text).parks == parks


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("余国锋是谁", ("yu",)),
        ("余主任是谁", ("yu",)),
        ("金苗58号亩产", ("millet-58",)),
        ("金苗158号亩产", ("millet-158",)),
        ("一企一策", ()),
        ("谁是主任", ()),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    """A coined term is a word, not a thing that must agree."""
    assert read(text).names == names


@pytest.mark.parametrize(
    ("text", "years", "relative", "numbers"),
    [
        ("2023年外贸多少", (2023,), (), ()),
        ("23年外贸多少", (2023,), (), ()),
        ("二〇二三年外贸多少", (2023,), (), ()),
        ("2022和2023年", (2022, 2023), (), ()),
        ("trade in 2023", (2023,), (), ()),
        ("2023个项目", (), (), (Decimal(2023),)),
        ("2300家", (), (), (Decimal(2300),)),
        ("49个还是60个", (), (), (Decimal(49), Decimal(60))),
        ("381.8公斤", (), (), (Decimal("381.8"),)),
        ("162.34亿", (), (), (Decimal("162.34"),)),
        ("1,883个", (), (), (Decimal(1883),)),
        ("去年外贸多少", (), (-1,), ()),
        ("今年外贸多少", (), (0,), ()),
        ("明年和前年", (), (1, -2), ()),
        ("trade last year", (), (-1,), ()),
        ("有几个", (), (), ()),
    ],
)
def test_years_and_numbers(
    text: str, years: tuple[int, ...], relative: tuple[int, ...], numbers: tuple[Decimal, ...]
) -> None:
    question = read(text)
    assert (question.years, question.relative_years, question.numbers) == (years, relative, numbers)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("有多少个平台", Asks.FIGURE),
        ("余国锋是谁", Asks.WHO),
        ("什么时候成立", Asks.WHEN),
        ("交易中心在哪里", Asks.WHERE),
        ("有哪些商品", Asks.LIST),
        ("为什么要推出", Asks.WHY),
        ("怎么做到的", Asks.HOW),
        ("什么是中试跨越计划", Asks.WHAT),
        ("how many platforms", Asks.FIGURE),
        ("who is Yu Guofeng", Asks.WHO),
        ("when was it set up", Asks.WHEN),
        ("where is the trading centre", Asks.WHERE),
        ("why was it started", Asks.WHY),
    ],
)
def test_what_is_asked(text: str, asks: Asks) -> None:
    assert asks in read(text).asks


def test_yes_or_no_and_status() -> None:
    assert read("建成49个平台了吗").is_yes_no
    assert not read("建成了多少个平台").is_yes_no
    assert "target" in read("平台的目标是多少").statuses
    assert "actual" in read("已建成多少个平台").statuses
    assert not read("有多少个平台").statuses


def test_another_place_a_post_and_a_topic() -> None:
    assert read("苏州有多少个平台").places == ("苏州",)
    assert not read("东岭有多少个平台").places
    assert read("租金多少").topics[0].startswith("rent")
    assert not read("平台多少").topics
    assert "副局长" in read("副局长是谁").posts
    assert "局长" not in read("副局长是谁").posts


def test_wants_and_small_counts() -> None:
    assert read("融资多少亿元").wants is Wanted.MONEY
    assert read("有几层").rare_unit == "层"
    assert read("这3个条件是什么").small_counts == {"3"}
    assert read("49个平台").small_counts == frozenset()


def test_the_language_is_that_of_the_reader() -> None:
    assert read("平台", Language.TRADITIONAL).language is Language.TRADITIONAL


def test_spotted_lines_name_every_piece() -> None:
    lines = read("东岭有龘").spotted()
    assert lines[0] == "东岭 [park:east]"
    assert lines[-1] == "龘 [not in the vocabulary]"
