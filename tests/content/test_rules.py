"""Each rule passes the good content and finds its own fault in a spoiled one."""

from pathlib import Path

import pytest

from bot.content.check import check, load_checked
from bot.content.load import load
from bot.content.rules import RULES
from bot.domain.problems import Level
from bot.errors import ContentError

from .conftest import Write

Change = dict[str, str | bytes | tuple[str, str]]


def plain(text: str) -> str:
    return text.lower().replace(" ", "").rstrip("?？")


def codes(root: Path) -> list[tuple[str, str]]:
    return [(p.code, p.place.file) for p in check(root, normalise=plain)]


def test_good_content_has_no_problem(write: Write) -> None:
    assert check(write(), normalise=plain) == ()


LONG = "很长" * 90
SPOILED: list[tuple[Change, str, str]] = [
    ({"data/names.yaml": ("zhang-san", "Zhang_San")}, "id-form", "data/names.yaml"),
    ({"data/names.yaml": ("zhang-san", "z" * 49)}, "id-form", "data/names.yaml"),
    ({"data/facts.yaml": ("indicator: trade", "indicator: trades")}, "reference", "data/facts.yaml"),
    ({"data/facts.yaml": ("period: reported", "period: reported\n    item: li-si")}, "reference", "data/facts.yaml"),
    ({"faq/east.yaml": ("related: [east-target]", "related: [east-goal]")}, "reference", "faq/east.yaml"),
    ({"faq/east.yaml": ("park: east-park", "park: north-park")}, "reference", "faq/east.yaml"),
    ({"data/left-out.yaml": ("article: east", "article: north")}, "reference", "data/left-out.yaml"),
    ({"faq/east.yaml": ("管{east-platforms}", "管{east-platform}")}, "placeholder", "faq/east.yaml"),
    ({"faq/east.yaml": ("管{east-platforms}", "管east-platforms}")}, "placeholder", "faq/east.yaml"),
    ({"data/facts.yaml": ("paragraphs: [2]", "paragraphs: [4]")}, "paragraph", "data/facts.yaml"),
    ({"data/facts.yaml": ("paragraphs: [2]", "paragraphs: [2, 2]")}, "paragraph", "data/facts.yaml"),
    ({"data/left-out.yaml": ("paragraph: 3", "paragraph: 9")}, "paragraph", "data/left-out.yaml"),
    ({"data/facts.yaml": ("park: west-park", "park: east-park")}, "park-of-article", "data/facts.yaml"),
    ({"data/names.yaml": ("en: Zhang San", "en: 张三")}, "language", "data/names.yaml"),
    ({"faq/east.yaml": ("en: [who is Zhang San]", "en: []")}, "language", "faq/east.yaml"),
    ({"faq/east.yaml": ("zh: [张三是谁]", "zh: [张三是谁, 建成了几个平台？]")}, "phrasing-twice", "faq/east.yaml"),
    ({"data/parks.yaml": ("zh: [西城]", "zh: [西城, 东城]")}, "alias-twice", "data/parks.yaml"),
    ({"faq/east.yaml": ("张三管", f"张三管{LONG}")}, "answer-length", "faq/east.yaml"),
    ({"faq/east.yaml": ("管{east-platforms}", "管49个")}, "bare-figure", "faq/east.yaml"),
    ({"faq/east.yaml": ("asks: [who]", "asks: [who, when]")}, "when-without-date", "faq/east.yaml"),
    ({"faq/east.yaml": ("张三管", "今年张三管")}, "relative-time", "faq/east.yaml"),
    ({"data/articles.yaml": ('value: "2024-11-08"', 'value: "2024-02-30"')}, "article-date", "data/articles.yaml"),
    (
        {"data/articles.yaml": (", reason: {zh: 文中写11月, en: the text tells of November}", "")},
        "article-date",
        "data/articles.yaml",
    ),
    ({"data/facts.yaml": ('period: "2023-04"', 'period: "2023-02-30"')}, "article-date", "data/facts.yaml"),
    ({"data/indicators.yaml": ("id: trade", "id: exports")}, "unused", "data/indicators.yaml"),
    (
        {"faq/east.yaml": ("asks: [who]", "asks: [who]\n    review: 2027-07-01\n    expires: 2027-06-30")},
        "review-after-expiry",
        "faq/east.yaml",
    ),
]


@pytest.mark.parametrize(("changes", "code", "file"), SPOILED)
def test_a_spoiled_sample_is_found(write: Write, changes: Change, code: str, file: str) -> None:
    assert (code, file) in codes(write(changes))


def test_every_rule_has_a_spoiled_sample() -> None:
    import sys

    tested = {code for _, code, _ in SPOILED}
    assert {sys.modules[rule.__module__].CODE for rule in RULES} == tested  # type: ignore[attr-defined]


def test_every_rule_shows_a_good_and_a_bad_sample() -> None:
    import sys

    for rule in RULES:
        doc = sys.modules[rule.__module__].__doc__ or ""
        assert "Good:" in doc, rule.__module__
        assert "Bad:" in doc, rule.__module__


def test_the_same_words_may_ask_for_two_parks(write: Write) -> None:
    west = """\
park: west-park
entries:
  - id: west-zhang
    asks: [who]
    phrasings: {zh: [张三是谁], en: [who is Zhang San]}
    answer: {zh: 西城没有张三。, en: There is no Zhang San.}
    citations: [{article: west, paragraphs: [1]}]
"""
    assert codes(write({"faq/west.yaml": west})) == []


def test_a_faulty_item_is_not_also_reported_as_missing(write: Write) -> None:
    root = write({"data/indicators.yaml": ("name: {zh: 外贸总额, en: foreign trade}", "name: {zh: 外贸总额}")})
    assert [code for code, _ in codes(root)] == ["missing-key"]


def test_serving_refuses_errors_and_allows_warnings(write: Write) -> None:
    warned = write({"faq/east.yaml": ("管{east-platforms}", "管49个")})
    assert {p.level for p in check(warned, normalise=plain)} == {Level.WARNING}
    assert load_checked(warned, plain) == load(warned).revision
    with pytest.raises(ContentError, match=r"data/facts\.yaml:\d+:\d+"):
        load_checked(write({"data/facts.yaml": ("indicator: trade", "indicator: trades")}), plain)
