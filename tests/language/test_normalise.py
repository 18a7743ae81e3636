"""The normal form: each rule where it applies and where it must not; any text survives it, twice the same as once."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.normalise import LONGEST, Normaliser

normalise = Normaliser()

APPLIED = [
    ("ＴＣＡＲ２０２３", "tcar2023", "compatibility characters are folded"),
    ("成\u200b都\ufeff高\u00ad新", "成都高新", "invisible characters vanish"),
    ("成\x00都\x07", "成都", "control characters vanish"),
    ("成都\n高新\t区", "成都高新区", "line ends are blanks"),
    ("貴陽綜保區", "贵阳综保区", "traditional characters are simplified"),
    ("Guiyang FTZ", "guiyang ftz", "lower case"),
    ("1,883个", "1883个", "thousands commas go"),
    ("1，883个", "1883个", "full-width thousands commas go"),
    ("12,345,678", "12345678", "every thousands comma goes"),
    ("Guiyang's trade", "guiyang trade", "possessives go"),
    ("40-50架", "40至50架", "a dash between numbers is a range"),
    ("40～50架", "40至50架", "so is a wave"),
    ("40—50架", "40至50架", "so is a long dash"),
    ("Hi-tech", "hi tech", "a dash inside Latin words is a blank"),
    ("CAR-T", "car t", "also before a single letter"),
    ("多少？", "多少?", "a sentence end is a question mark"),
    ("有吗！有。", "有吗?有?", "so are full stops and exclamation marks"),
    ("平台、项目：几个", "平台,项目,几个", "pauses are commas"),
    ("“中试十条”是《什么》", "中试10条 是 什么".replace(" ", ""), "quotation marks go"),
    ("有几个？？！", "有几个?", "repeated ends are one"),
    ("中 试 平 台", "中试平台", "blanks between Chinese characters go"),
    ("2023 年", "2023年", "and between digit and character"),
    ("平台🏭几个", "平台几个", "emoji go"),
    ("  平台  ", "平台", "blanks at the ends go"),
    ("二〇二三年", "2023年", "Chinese years become digits"),
]
KEPT = [
    ("381.8公斤", "381.8公斤", "a decimal point is no sentence end"),
    ("162.34", "162.34", "not at the end either"),
    ("28.89%", "28.89%", "a percent sign stays"),
    ("２８．８９％", "28.89%", "a full-width one too"),
    ("1,88个", "1,88个", "no thousands: two digits"),
    ("1,2345", "1,2345", "no thousands: four digits"),
    ("49个,60个", "49个,60个", "a comma between figures is a pause"),
    ("2023,2024", "2023,2024", "years in a list are no thousands"),
    ("c++", "c++", "plus signs stay"),
    ("is it guiyang ftz", "is it guiyang ftz", "blanks between Latin words stay"),
    ("核心", "核心", "mainland words keep their characters"),
    ("余国锋 范明月", "余国锋范明月", "names keep their characters"),
    ("一年两作", "一年两作", "an idiom with numerals stays"),
    ("统一", "统一", "a word with a numeral in it stays"),
]


@pytest.mark.parametrize(("text", "normal", "rule"), [*APPLIED, *KEPT])
def test_rules(text: str, normal: str, rule: str) -> None:
    assert normalise(text) == normal, rule


def test_a_sentence_end_after_a_figure() -> None:
    assert normalise("yield is 381.8.") == "yield is 381.8?"


@given(st.text(max_size=300))
@example("²²̷ ")
@example("１．。")
@example("二〇二三〇年")
@example("ｶﾞ'ｓ")
@example("İ's")
@example("百分之百分之五")
@example("1 ,234")
@example("1\u200b,234")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


PIECES = st.sampled_from(
    [*list("年月个百分之十两点二〇三零.,，%-~'s_/ ?？!。、:abzＡ１２①²㎡ﬁ￥́\u200d🏭龍龙"), "2023", "百分之", "亿"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_normalising_twice_for_texts_of_the_rules_own_characters(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.characters(), max_size=200), st.integers(1, 600))
def test_the_normal_form_is_short_and_clean(text: str, times: int) -> None:
    normal = normalise(text * times)
    assert len(normal) <= LONGEST
    assert normal == normal.strip()
    assert not any("\ud800" <= c <= "\udfff" or c < " " or "\u200b" <= c <= "\u200f" for c in normal)


def test_only_the_beginning_is_read() -> None:
    read: list[int] = []

    def counting(text: str) -> str:
        read.append(len(text))
        return text

    Normaliser(counting)("成" * 100_000)
    assert 0 < sum(read) <= LONGEST * 4 * 6
