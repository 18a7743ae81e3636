"""Problems as lines: where, what, how to mend; errors first."""

from bot.content.problems import error, warning
from bot.content.report import lines
from bot.domain.bilingual import Language
from bot.domain.problems import Place

PROBLEMS = (
    warning(Place("a.yaml", 1, 1), "x", ("小事", "a trifle"), ("可改", "you may mend it")),
    error(Place("b.yaml", 10, 2), "x", ("大事", "it is wrong"), ("改掉", "mend it")),
    error(Place("b.yaml", 9, 2), "x", ("大事", "it is wrong"), ("改掉", "mend it")),
    error(Place("b.yaml", 9, 2), "x", ("大事", "it is wrong"), ("改掉", "mend it")),
    error(Place("c.yaml"), "x", ("整个文件", "all of it"), ("是不是“甲”？", "did you mean “a”?")),
)


def test_chinese() -> None:
    assert lines(PROBLEMS, Language.SIMPLIFIED) == (
        "b.yaml:9:2  大事。改掉。",
        "b.yaml:10:2  大事。改掉。",
        "c.yaml  整个文件。是不是“甲”？",
        "a.yaml:1:1  提醒：小事。可改。",
    )


def test_english() -> None:
    assert lines(PROBLEMS, Language.ENGLISH) == (
        "b.yaml:9:2  it is wrong. Mend it.",
        "b.yaml:10:2  it is wrong. Mend it.",
        "c.yaml  all of it. Did you mean “a”?",
        "a.yaml:1:1  warning: a trifle. You may mend it.",
    )
