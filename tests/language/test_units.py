"""Text as units: a Chinese character, a stemmed Latin word, a number."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.units import KEPT_STEMS, Units, is_han, is_number, positions

units = Units()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中试平台", ("中", "试", "平", "台")),
        ("381.8公斤", ("381.8", "公", "斤")),
        ("60%?", ("60", "%", "?")),
        ("tcar园", ("tcar", "园")),
        ("platforms", ("platform",)),
        ("companies company", ("compani", "compani")),
        ("car t", ("car", "t")),
        ("bus", ("bus",)),
        ("58号", ("58", "号")),
        ("c++", ("c", "+", "+")),
        ("", ()),
        ("·", ()),
    ],
)
def test_units(text: str, expected: tuple[str, ...]) -> None:
    assert units(text) == expected


@given(st.text(max_size=80))
def test_positions_are_those_of_the_units(text: str) -> None:
    text = text.lower()
    places = positions(text)
    assert len(places) == len(units(text))
    for (start, end), unit in zip(places, units(text), strict=True):
        assert units.split(text[start:end]) == unit
    assert all(a[1] <= b[0] for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("unit", "han", "number"),
    [("中", True, False), ("49", False, True), ("381.8", False, True), ("car", False, False), ("?", False, False)],
)
def test_kinds(unit: str, han: bool, number: bool) -> None:
    assert (is_han(unit), is_number(unit)) == (han, number)


def test_threads_may_share_the_units() -> None:
    words = [f"{start}{end}" for start in ("generat", "platform", "relat", "hop", "compan") for end in _endings()]
    expected = [units(word) for word in words]
    pause = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns within a word, not once in a while
    try:
        for _ in range(3):
            shared = Units()
            with ThreadPoolExecutor(8) as threads:
                for found in threads.map(lambda _, u=shared: [u(word) for word in words], range(8)):
                    assert found == expected
    finally:
        sys.setswitchinterval(pause)


def _endings() -> list[str]:
    return [
        f"{a}{b}" for a in ("ion", "ing", "ed", "ational", "fulness", "ies") for b in ("", "s", "ly", "izer", "ment")
    ]


def test_stems_are_kept_up_to_a_limit_for_each_instance() -> None:
    one, other = Units(), Units()
    one("platforms platforms")
    assert one._stem.cache_info().hits == 1
    assert one._stem.cache_info().maxsize == KEPT_STEMS
    assert other._stem.cache_info().currsize == 0
