"""The bars."""

from collections import Counter
from pathlib import Path

import pytest

from bot.errors import ParkbotError
from bot.evaluation.bars import Bar, below, read_bars
from bot.evaluation.judge import Verdict
from bot.settings import CHECKOUT

ROWS = {
    "figure": Counter({Verdict.RIGHT: 9, Verdict.WRONG: 1}),
    "article a": Counter({Verdict.RIGHT: 9, Verdict.MISSED: 1}),
    "article b": Counter({Verdict.RIGHT: 8, Verdict.MISSED: 2}),
}


@pytest.mark.parametrize(
    ("bar", "complaints"),
    [
        (Bar("figure", right=90, wrong=10), []),
        (Bar("figure", right=90.1), ["figure: 90.0 % right, the bar is 90.1 %"]),
        (Bar("figure", wrong=9), ["figure: 10.0 % wrong, the bar is 9 %"]),
        (
            Bar("figure", right=95, wrong=5),
            ["figure: 90.0 % right, the bar is 95 %", "figure: 10.0 % wrong, the bar is 5 %"],
        ),
        (Bar("each article", right=85), ["article b: 80.0 % right, the bar is 85 %"]),
        (Bar("typo", right=1), ["typo: no question asked"]),
    ],
)
def test_a_bar_is_reached_or_told(bar: Bar, complaints: list[str]) -> None:
    assert list(below([bar], ROWS)) == complaints


def test_articles_that_were_never_asked_about_are_told() -> None:
    assert list(below([Bar("each article", right=85)], {})) == ["each article: no question asked"]


def test_bars_are_read(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[tool.parkbot.bars]\nfigure = { right = 90, wrong = 2.5 }\n"each article" = { right = 85 }\n')
    assert read_bars(file) == (Bar("figure", 90, 2.5), Bar("each article", 85))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[tool.parkbot.bars]",
        "[tool.parkbot.bars]\nfigure = 90",
        "[tool.parkbot.bars]\nfigure = { rihgt = 9 }",
        '[tool.parkbot.bars]\nfigure = { right = "9" }',
    ],
)
def test_bars_of_another_form_are_an_error(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    with pytest.raises(ParkbotError, match="no usable bars"):
        read_bars(file)


def test_the_projects_own_bars_hold_every_article_and_both_groups() -> None:
    assert {"all", "plain", "unanswerable", "each article"} <= {
        bar.row for bar in read_bars(CHECKOUT / "pyproject.toml")
    }
