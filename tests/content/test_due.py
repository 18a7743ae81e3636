"""Dates in the files: how they may be written, and what is listed as due on which day."""

from datetime import date

import pytest

from bot.content.check import check, check_dates
from bot.content.load import load
from bot.content.report import lines
from bot.domain.bilingual import Language
from bot.domain.problems import Level
from bot.domain.validity import ALWAYS, Validity

from .conftest import FILES, Write

TODAY = date(2027, 6, 15)
SECOND = """\
articles:
  - id: east-again
    title: {zh: 东城园区再建平台, en: East Park builds on}
    newspaper: {zh: 日报, en: Daily}
    date: {value: "2025-03"}
    paragraphs: 2
    parks: [east-park]
    about: {zh: 平台, en: platforms}
facts:
  - id: east-platforms-again
    park: east-park
    indicator: platforms
    period: reported
    status: actual
    quantity: "55个"
    citation: {article: east-again, paragraphs: [1]}
"""
GAP = "gaps:\n  - id: east-gap\n    lacks: {zh: 租金, en: the rent}\n    phrasings: {zh: [租金多少], en: [the rent]}\n"


def with_date(line: str) -> dict[str, tuple[str, str]]:
    return {"data/facts.yaml": ("    status: target\n", f"    status: target\n    {line}\n")}


def codes(write: Write, line: str, **more: int) -> list[str]:
    return [p.code for p in check_dates(load(write(with_date(line))), TODAY, **more)]


@pytest.mark.parametrize("written", ["2027-06-30", '"2027-06-30"', "'2027-06-30'"])
def test_a_day_may_be_quoted_or_not(written: str, write: Write) -> None:
    root = write(with_date(f"expires: {written}"))
    assert check(root) == ()
    assert load(root).usable.facts["east-target"].validity == Validity(expires=date(2027, 6, 30))


def test_facts_entries_and_gaps_carry_dates(write: Write) -> None:
    dates = "    review: 2027-01-31\n    expires: 2027-06-30\n"
    root = write({"faq/east.yaml": FILES["faq/east.yaml"].replace("    asks", f"{dates}    asks") + GAP + dates})
    held, both = load(root).usable, Validity(date(2027, 1, 31), date(2027, 6, 30))
    assert (held.entries["east-zhang"].validity, held.gaps["east-gap"].validity) == (both, both)
    assert held.facts["east-platforms"].validity == ALWAYS


@pytest.mark.parametrize(
    ("line", "code", "zh", "en"),
    [
        ("expires: 2027-6-30", "day-form", "2027-06-30", "write it as 2027-06-30"),
        ("expires: 2027年6月30日", "day-form", "2027-06-30", "2027-06-30"),
        ("expires: 2027/6/3", "day-form", "2027-06-03", "2027-06-03"),
        ("expires: 2027-06", "day-form", "要写到哪一天", "one whole day"),
        ("expires: 2027", "day-form", "要写到哪一天", "one whole day"),
        ("review: soon", "day-form", "要写到哪一天", "one whole day"),
        ("review: 2027-06-31", "no-such-day", "日历上没有 2027-06-31", "no 2027-06-31 in the calendar"),
        ("expires:", "empty", "是空的", "is empty"),
        ("expires: [2027-06-30]", "wrong-form", "写法不对", "wrong form"),
        ("expire: 2027-06-30", "unknown-key", "expires", "did you mean “expires”"),
    ],
)
def test_a_mistaken_day_is_an_error_at_its_line(line: str, code: str, zh: str, en: str, write: Write) -> None:
    root = write(with_date(line))
    (problem,) = (p for p in check(root) if p.level is Level.ERROR)
    number = (root / "data/facts.yaml").read_text(encoding="utf-8").split("\n").index(f"    {line}") + 1
    assert (problem.code, problem.level, problem.place.line) == (code, Level.ERROR, number)
    assert zh in lines([problem], Language.SIMPLIFIED)[0]
    assert en.lower() in lines([problem], Language.ENGLISH)[0].lower()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("review: 2027-06-14", ["review-overdue"]),
        ("review: 2027-06-15", ["review-due"]),
        ("review: 2027-07-15", ["review-due"]),
        ("review: 2027-07-16", []),
        ("expires: 2027-06-14", ["expired"]),
        ("expires: 2027-06-15", ["expires-soon"]),
        ("expires: 2027-07-16", []),
        ("review: 2027-01-01\n    expires: 2027-06-14", ["expired"]),
    ],
)
def test_what_is_due_on_a_day(line: str, found: list[str], write: Write) -> None:
    assert codes(write, line) == found


def test_how_far_to_look_ahead(write: Write) -> None:
    assert codes(write, "review: 2027-09-01", days=78) == ["review-due"]
    assert codes(write, "review: 2027-09-01", days=77) == []


def test_articles_that_differ_are_named_with_both_places(write: Write) -> None:
    root = write({"data/again.yaml": SECOND})
    (problem,) = check_dates(load(root), TODAY)
    assert (problem.code, problem.level) == ("articles-differ", Level.WARNING)
    assert lines([problem], Language.ENGLISH)[0].startswith(
        "data/again.yaml:15:15  warning: the articles differ, and all are shown: “east-platforms-again” says 55个, "
        "“east-platforms” (data/facts.yaml:8:15) says 49个."
    )
    assert "各报道的数字不同" in lines([problem], Language.SIMPLIFIED)[0]


def test_a_figure_that_is_over_differs_from_none(write: Write) -> None:
    facts = FILES["data/facts.yaml"].replace('"49个"', '"49个"\n    expires: 2027-06-01')
    found = check_dates(load(write({"data/again.yaml": SECOND, "data/facts.yaml": facts})), TODAY)
    assert [p.code for p in found] == ["expired"]


def test_content_with_errors_is_looked_at_as_far_as_it_goes(write: Write) -> None:
    again = SECOND.replace("article: east-again", "article: nowhere")
    assert [p.code for p in check_dates(load(write({"data/again.yaml": again})), TODAY)] == ["articles-differ"]
