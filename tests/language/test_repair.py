"""Mending typing errors against known terms: what is mended, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.pinyin import Pinyin
from bot.language.repair import Mending, Repairer, apply

TERMS = ("中试平台", "综保区", "贵阳综保区", "产业链", "贵阳", "余国锋", "专业气象台", "外贸总额")
REPAIRER = Repairer(TERMS, Pinyin())


def mended(text: str, known: str = "") -> str:
    """The text mended, where nothing but the characters of `known` is explained."""
    return apply(text, REPAIRER.mendings(text, [c not in known for c in text]))


@pytest.mark.parametrize(
    ("typed", "meant", "error"),
    [
        ("中式平台", "中试平台", "homophone"),
        ("宗宝区", "综保区", "several homophones"),
        ("桂阳", "贵阳", "homophone in two characters"),
        ("余国丰", "余国锋", "homophone in a name"),
        ("钟四频台", "中试平台", "near-homophones: zh/z, sh/s, n/ng"),
        ("中平试台", "中试平台", "swapped"),
        ("中试台", "中试平台", "dropped"),
        ("中试试平台", "中试平台", "doubled"),
        ("中试X台".replace("X", "拿"), "中试平台", "wrong character"),
        ("中拭平台有几个", "中试平台有几个", "inside a sentence"),
        ("zhongshipingtai有几个", "中试平台有几个", "typed in pinyin beside Chinese"),
        ("guiyang 有几个", "贵阳 有几个", "a park in pinyin"),
    ],
)
def test_mended(typed: str, meant: str, error: str) -> None:
    assert mended(typed, "有几个") == meant, error


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("今天天气", "like no term"),
        ("产链", "two characters, one dropped: too short to tell"),
        ("苏州", "another place"),
        ("tcar", "Latin alone may be English"),
        ("guiyang", "Latin alone may be English"),
        ("", "nothing there"),
        ("贵", "a single character"),
    ],
)
def test_left_alone(typed: str, reason: str) -> None:
    assert mended(typed) == typed, reason


def test_a_term_is_no_error() -> None:
    assert mended("中试平台", known="中试平台") == "中试平台"


def test_characters_that_are_explained_are_never_the_reason_to_mend() -> None:
    assert mended("中式平台", known="中式平台") == "中式平台"


def test_what_sounds_alike_is_told_apart_from_what_looks_alike() -> None:
    def only(text: str) -> Mending:
        (mending,) = REPAIRER.mendings(text, [True] * len(text))
        return mending

    assert only("中式平台") == Mending(0, 4, "中试平台", True)
    assert not only("中试拿台").sounds_alike


def test_mendings_do_not_overlap_and_apply_from_the_end() -> None:
    text = "桂阳宗宝区的中式平台"
    found = REPAIRER.mendings(text, [True] * len(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert apply(text, found) == "贵阳综保区的中试平台"
    assert apply(text, found, keep=lambda m: m.term == "中试平台") == "桂阳宗宝区的中试平台"


@given(st.text(alphabet="中试式平台综宗保宝区贵桂阳产业链余国锋丰专象x几个?", max_size=40), st.data())
def test_mendings_lie_inside_the_text_and_touch_odd_characters(text: str, data: st.DataObject) -> None:
    odd = data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    for mending in REPAIRER.mendings(text, odd):
        assert 0 <= mending.start < mending.end <= len(text)
        assert mending.term in TERMS
        assert any(odd[mending.start : mending.end]) or text[mending.start : mending.end].isascii()
