"""Pinyin: near-homophones have the same key, others do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.pinyin import COMBINATIONS, Pinyin, fold

pinyin = Pinyin()


@pytest.mark.parametrize(
    ("syllable", "folded"),
    [
        ("zhong", "zon"),
        ("zong", "zon"),
        ("chang", "can"),
        ("shi", "si"),
        ("si", "si"),
        ("ling", "nin"),
        ("nin", "nin"),
        ("ping", "pin"),
        ("tai", "tai"),
        ("ge", "ge"),
        ("er", "er"),
        ("zhu", "zu"),
        ("lan", "nan"),
    ],
)
def test_folding(syllable: str, folded: str) -> None:
    assert fold(syllable) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("中试", "中式"), ("中试", "宗四"), ("贵阳", "桂阳"), ("平台", "频台"), ("蓝", "南"), ("综保区", "宗宝区")],
)
def test_sounding_alike(one: str, other: str) -> None:
    assert set(pinyin.keys(one)) & set(pinyin.keys(other))


@pytest.mark.parametrize(("one", "other"), [("贵阳", "贵安"), ("成都", "重庆"), ("平台", "平面"), ("白银", "黄金")])
def test_not_sounding_alike(one: str, other: str) -> None:
    assert not set(pinyin.keys(one)) & set(pinyin.keys(other))


def test_every_reading_of_a_character_counts() -> None:
    assert {"can-pin", "zan-pin"} & set(pinyin.keys("长品"))
    assert len(pinyin.keys("长")) == 2


def test_typed_on_a_keyboard() -> None:
    assert "zhongshi" in pinyin.typed("中试")
    assert "guiyang" in pinyin.typed("贵阳")


@pytest.mark.parametrize("text", ["tcar", "中t", "49"])
def test_no_reading_no_key(text: str) -> None:
    assert pinyin.keys(text) == []
    assert pinyin.typed(text) == []


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), min_size=1, max_size=40))
def test_there_are_never_many_keys(text: str) -> None:
    assert len(pinyin.keys(text)) <= COMBINATIONS
    assert len(pinyin.typed(text)) <= COMBINATIONS
