"""Which language a question is in, and traditional characters in and out."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.bilingual import Language
from bot.language.script import Scripts

scripts = Scripts()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("成都高新区有多少个中试平台", Language.SIMPLIFIED),
        ("貴陽綜保區外貿總額是多少", Language.TRADITIONAL),
        ("how many platforms are there", Language.ENGLISH),
        ("Tcar产业园占地多少", Language.SIMPLIFIED),
        ("Tcar產業園佔地多少", Language.TRADITIONAL),
        ("what is 中试", Language.SIMPLIFIED),
        ("what is the meaning of 中试", Language.ENGLISH),
        ("CAR-T细胞疗法是什么", Language.SIMPLIFIED),
        ("eVTOL一年产多少架", Language.SIMPLIFIED),
        ("Tcar", Language.ENGLISH),
        ("hi", Language.ENGLISH),
        ("2023", Language.SIMPLIFIED),
        ("", Language.SIMPLIFIED),
        ("🏭", Language.SIMPLIFIED),
        ("余国锋", Language.SIMPLIFIED),
        ("1883 projects?", Language.ENGLISH),
    ],
)
def test_language(text: str, language: Language) -> None:
    assert scripts.language_of(text) is language


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("貴陽綜保區", "贵阳综保区"),
        ("軟件", "软件"),
        ("核心", "核心"),
        ("後年", "后年"),
        ("計畫", "计划"),
        ("Tcar 2023", "Tcar 2023"),
    ],
)
def test_to_simplified(traditional: str, simplified: str) -> None:
    assert scripts.to_simplified(traditional) == simplified


def test_to_traditional() -> None:
    assert scripts.to_traditional("贵阳综保区外贸总额") == "貴陽綜保區外貿總額"


@pytest.mark.parametrize("name", ["余国锋", "范明月"])
def test_kept_names_stay_as_they_are_written(name: str) -> None:
    kept = scripts.to_traditional(f"{name}说，园区外贸{name}", keep=(name,))
    assert kept == f"{name}說，園區外貿{name}"


def test_without_keeping_a_name_would_be_misspelt() -> None:
    assert scripts.to_traditional("余国锋说") != "余国锋說"


def test_a_longer_name_is_kept_before_a_shorter_one_in_it() -> None:
    assert scripts.to_traditional("贵阳综保区的贵阳", keep=("贵阳", "贵阳综保区")) == "贵阳综保区的贵阳"
    assert scripts.to_traditional("贵阳综保区的贵阳", keep=("贵阳综保区",)) == "贵阳综保区的貴陽"


def test_an_empty_name_keeps_nothing() -> None:
    assert scripts.to_traditional("贵阳", keep=("",)) == "貴陽"


@given(st.text(alphabet=st.characters(), max_size=100))
@example("\ud800有多少\udfff")
def test_any_text_has_a_language(text: str) -> None:
    assert scripts.language_of(text) in Language


@given(st.text(max_size=60), st.text(min_size=1, max_size=8))
def test_a_kept_text_is_never_lost(text: str, name: str) -> None:
    assert name in scripts.to_traditional(text + name, keep=(name,))
