"""Blanks of a draft: reported each at its line, with what belongs there; never served, never counted twice."""

from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.load import load
from bot.content.todo import CODE, blank, is_blank, suggested
from bot.domain.problems import Level

from .conftest import Write

FACTS, ARTICLES = "data/facts.yaml", "data/articles.yaml"


def found(root: Path) -> list[tuple[str, int, str]]:
    return [(p.code, p.place.line, p.what.en) for p in check(root, None, str.lower) if p.level is Level.ERROR]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "key"),
    [
        (FACTS, "status: target", "status: TODO", 15, "status"),
        (FACTS, "status: target", "status: TODO planned", 15, "status"),
        (FACTS, 'period: "2025"', "period: TODO 2025", 14, "period"),
        (FACTS, 'quantity: "60个"', 'quantity: "TODO 60个"', 16, "quantity"),
        (FACTS, "en: platforms built", "en: TODO", 5, "measures.en"),
        (FACTS, "en: [how many platforms are built]", "en: [TODO]", 10, "phrasings.en"),
        (ARTICLES, "reporters: [{zh: 李明, en: Li Ming}]", "reporters: TODO", 5, "reporters"),
        (ARTICLES, 'value: "2024-11-08"', "value: TODO", 14, "date.value"),
        ("faq/east.yaml", "asks: [who]", "asks: [TODO]", 4, "asks"),
    ],
)
def test_a_blank_is_reported_once_at_its_line(write: Write, file: str, old: str, new: str, line: int, key: str) -> None:
    problems = found(write({file: (old, new)}))
    assert [(code, number) for code, number, _ in problems] == [(CODE, line)]
    assert f"“{key}” of “" in problems[0][2]


def test_what_belongs_there_is_said_in_both_languages(write: Write) -> None:
    (problem,) = check(write({FACTS: ("status: target", "status: TODO planned")}), None, str.lower)
    assert problem.what.zh == "“east-target”的“status”待填"
    assert "actual, target, planned" in problem.mend.zh
    assert "草稿里的“planned”只供参考" in problem.mend.zh
    assert "“planned” is only a hint: check and correct it, then delete TODO" in problem.mend.en


def test_another_mistake_in_the_same_item_is_told_too(write: Write) -> None:
    text = 'status: TODO\n    quantity: "60个"\n    citation: {article: east, paragraphs: [two]}'
    root = write(
        {FACTS: ('status: target\n    quantity: "60个"\n    citation: {article: east, paragraphs: [2]}', text)}
    )
    assert [code for code, _, _ in found(root)] == [CODE, "wrong-form"]


def test_nothing_with_a_blank_is_used(write: Write) -> None:
    loaded = load(write({FACTS: ("status: target", "status: TODO")}))
    assert loaded.revision is None
    assert "east-target" not in loaded.usable.facts


@pytest.mark.parametrize("text", ["TODO", "TODO ", "TODO: x", "TODO x", "TODO：x"])
def test_the_mark_and_what_follows(text: str) -> None:
    assert is_blank(text)
    assert suggested(text) in ("", "x")


@pytest.mark.parametrize("text", ["TODOs", "to do", "x TODO", ""])
def test_other_texts_are_none(text: str) -> None:
    assert not is_blank(text)
    assert suggested(text) == text


def test_a_suggestion_comes_back() -> None:
    assert suggested(blank("2024")) == "2024"
    assert suggested(blank()) == ""
