"""Several questions in a message, and one question that only looks like several."""

import pytest
from builders import read, small

from bot.matching.split import conjuncts, questions_of, says_each


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("东岭有多少个中试平台？西岸外贸总额多少？", 2),
        ("东岭有多少个中试平台，西岸外贸总额多少", 2),
        ("余国锋是谁？范明月是谁？跨境交易中心在哪里？", 3),
        ("东岭有多少个中试平台，另外西岸外贸总额多少", 2),
        ("how many pilot platforms are there? who is Yu Guofeng?", 2),
        ("东岭有多少个中试平台", 1),
        ("我想问，东岭有多少个中试平台", 1),
        ("东岭有多少个中试平台？西岸是什么角色？", 2),
        ("东岭高新区的平台，有多少个", 1),
        ("你好，东岭有多少个中试平台？谢谢", 1),
        ("东岭有多少个中试平台？东岭有多少个中试平台？", 1),
        ("381.8公斤是哪个品种的亩产", 1),
    ],
)
def test_questions_of_a_message(text: str, count: int) -> None:
    assert len(questions_of(read(text), small())) == count


def test_a_message_of_many_questions_is_cut() -> None:
    text = "？".join(f"2023年西岸外贸总额多少{n}" for n in "甲乙丙丁戊己")
    assert len(questions_of(read(text), small())) == 4


def test_what_asks_nothing_goes_with_the_next_question() -> None:
    (only,) = questions_of(read("关于东岭高新区，有多少个中试平台"), small())
    assert only.parks == ("east",)


def test_joined_parts_share_the_year_of_the_first() -> None:
    first, second = conjuncts(read("西岸综保区2022年商户数量和占地面积是多少"), small())
    assert first.years == second.years == (2022,)


def test_joined_subjects_share_their_question_words() -> None:
    found = conjuncts(read("余国锋和范明月是谁"), small())
    assert [q.names for q in found] == [("yu",), ("fan",)]
    assert all(q.asks for q in found)


@pytest.mark.parametrize("text", ["有多少个中试平台", "和谁合作", "多少和什么"])
def test_nothing_joined(text: str) -> None:
    assert conjuncts(read(text), small()) == ()


@pytest.mark.parametrize(
    ("text", "each"),
    [("分别是多少", True), ("各是多少", True), ("respectively", True), ("各种商品", False), ("是多少", False)],
)
def test_saying_each(text: str, each: bool) -> None:
    assert says_each(read(text)) == each
