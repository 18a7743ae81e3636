"""Judging replies."""

import pytest

from bot.evaluation.judge import LONGEST, Judge, Verdict
from bot.language.script import Scripts
from evaluation.samples import question

RIGHT, WRONG, MISSED = Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Scripts().to_simplified)


@pytest.mark.parametrize(
    ("kind", "outcome", "verdict"),
    [
        ("general", "unknown", RIGHT),
        ("general", "help", RIGHT),
        ("general", "choices", WRONG),
        ("general", "answer", WRONG),
        ("near_miss", "choices", RIGHT),
        ("near_miss", "answer", WRONG),
        ("figure", "choices", WRONG),
    ],
)
def test_what_is_not_held_must_be_refused(judge: Judge, kind: str, outcome: str, verdict: Verdict) -> None:
    asked = question(kind=kind, expect="unknown", articles=())
    assert judge.verdict(asked, outcome, "whatever", ("a",)) is verdict


@pytest.mark.parametrize(
    ("kind", "outcome", "text", "verdict"),
    [
        ("figure", "answer", "37座", RIGHT),
        ("figure", "answer", "38座", WRONG),
        ("figure", "choices", "37座", MISSED),
        ("figure", "unknown", "37座", MISSED),
        ("figure", "help", "37座", MISSED),
        ("vague", "choices", "37座", RIGHT),
        ("vague", "help", "37座", RIGHT),
        ("browse", "unknown", "37座", MISSED),
        ("browse", "answer", "38座", WRONG),
        ("browse", "choices", "38座", MISSED),
    ],
)
def test_what_is_held_must_be_answered(judge: Judge, kind: str, outcome: str, text: str, verdict: Verdict) -> None:
    assert judge.verdict(question(kind=kind, must=(("37",),)), outcome, text, ("a",)) is verdict


def test_one_of_the_articles_must_be_cited_where_any_is_named(judge: Judge) -> None:
    assert judge.verdict(question(articles=("a", "b")), "answer", "", ("b", "c")) is RIGHT
    assert judge.verdict(question(articles=("a", "b")), "answer", "", ("c",)) is WRONG
    assert judge.verdict(question(articles=()), "answer", "", ()) is RIGHT


def test_every_group_must_be_said_and_nothing_forbidden(judge: Judge) -> None:
    asked = question(must=(("37", "三十七"), ("座",)), must_not=("目标",))
    assert judge.verdict(asked, "answer", "三十七座", ("a",)) is RIGHT
    assert judge.verdict(asked, "answer", "37家", ("a",)) is WRONG
    assert judge.verdict(asked, "answer", "37座（目标）", ("a",)) is WRONG


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("126,000 square metres", "about 126000 Square\nMetres"),
        ("中试平台", "中試平台"),
        ("中試平台", "中试平台"),
        ("37座", "３７ 座"),
        ("28.89%", "28.89％"),
        ("ab", "a\u200bb"),
    ],
)
def test_script_width_case_blanks_and_thousands_do_not_matter(judge: Judge, wanted: str, text: str) -> None:
    assert judge.verdict(question(must=((wanted,),)), "answer", text, ("a",)) is RIGHT


def test_a_comma_that_separates_no_thousands_matters(judge: Judge) -> None:
    assert judge.verdict(question(must=(("12",),)), "answer", "1,2", ("a",)) is WRONG


@pytest.mark.parametrize(("kind", "verdict"), [("figure", WRONG), ("who", WRONG), ("when", WRONG), ("list", RIGHT)])
def test_a_dump_is_no_answer_to_a_short_question(judge: Judge, kind: str, verdict: Verdict) -> None:
    assert judge.verdict(question(kind=kind), "answer", "字" * LONGEST, ("a",)) is RIGHT
    assert judge.verdict(question(kind=kind), "answer", "字" * (LONGEST + 1), ("a",)) is verdict
