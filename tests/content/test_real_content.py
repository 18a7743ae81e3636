"""The content that is shipped: it loads, keeps every rule, and is proved where the article texts are at hand."""

from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.load import load
from bot.content.report import lines
from bot.domain.bilingual import Language
from bot.domain.problems import Level

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT.parent / "shared" / "source"


def test_it_loads() -> None:
    loaded = load(ROOT)
    assert loaded.revision is not None, "\n".join(lines(loaded.problems, Language.ENGLISH))
    assert len(loaded.revision.articles) == 6
    assert len(loaded.revision.facts) > 50


def test_it_keeps_every_rule() -> None:
    problems = [p for p in check(ROOT) if p.level is Level.ERROR]
    assert problems == [], "\n".join(lines(problems, Language.ENGLISH))


def test_it_is_proved_against_the_articles() -> None:
    if not SOURCE.is_dir():
        pytest.skip("the article texts are not kept in the repository")
    problems = [p for p in check(ROOT, SOURCE) if p.level is Level.ERROR]
    assert problems == [], "\n".join(lines(problems, Language.ENGLISH))
