"""Text as units: a Chinese character, a stemmed Latin word, a number."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.units import Units, is_han, is_number

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
    places = units.positions(text)
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
