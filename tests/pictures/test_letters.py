"""The font has what is written, and lines break where they may."""

from collections.abc import Iterator
from functools import cache

import pytest
from builders import FACTS
from fontTools.ttLib import TTFont

from bot.bootstrap import Core, load_core
from bot.domain.bilingual import Language
from bot.domain.figures import figure
from bot.domain.outcomes import Choice
from bot.language.script import Scripts
from bot.pictures.letters import Letters, wrapped
from bot.reply.wording import STATUSES, Frames
from bot.settings import PACKAGE, Settings

LETTERS = Letters()
FONT = LETTERS.font(30)


@cache
def real() -> Core:
    return load_core(Settings(), Language.ENGLISH)


@cache
def characters() -> frozenset[int]:
    """What the font's own table says it has."""
    (file,) = (PACKAGE / "pictures" / "font").glob("*.ttf")
    return frozenset(TTFont(file).getBestCmap())


def labels(language: Language) -> Iterator[str]:
    """Whatever of the content can stand in a picture."""
    revision, composer = real().reading.revision, real().composer
    for fact in revision.facts.values():
        yield composer.describe(fact, language)
        yield composer.label(Choice(fact.id), language, with_figure=True)
        yield figure(fact.quantity, language)
    for named in (*revision.names.values(), *revision.parks.values(), *revision.indicators.values()):
        yield named.name.get(language)
    for article in revision.articles.values():
        yield composer.dated(article, language)
    frames = Frames()
    for text in (*STATUSES.values(), *(getattr(frames, name) for name in frames.__slots__)):
        yield text.get(language)


@pytest.mark.parametrize("language", list(Language))
def test_every_character_of_the_content_is_in_the_font(language: Language) -> None:
    emoji = set("📊")  # on a button, in no picture
    for text in labels(language):
        for said in (text, real().composer.scripted(text, language)):
            assert {c for c in said if ord(c) not in characters()} <= emoji, said


def test_every_common_character_is_in_the_font_in_both_scripts() -> None:
    level_one = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    common = "".join(c.decode("gb2312", "ignore") for c in level_one)
    assert len(common) == 3755
    assert {c for c in common + Scripts().to_traditional(common) if ord(c) not in characters()} == set()


def test_what_the_font_lacks_is_known() -> None:
    assert LETTERS.covers("成都高新区 · 49个（實際值）“a” Lü −≈×%\n")
    for lacking in "📊𠮷ก":
        assert ord(lacking) not in characters()
        assert not LETTERS.covers(f"成都{lacking}")


@pytest.mark.parametrize("fact", FACTS[:5], ids=lambda fact: fact.id)
def test_nothing_is_lost_in_lines(fact: object) -> None:
    text = f"{fact}，以及《很长的标题：第一章》 and some English words"
    lines = wrapped(text, FONT, 300)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_lines_are_as_wide_as_they_may_be_and_never_begin_with_what_closes() -> None:
    text = "关于推动制造业中试创新发展的实施方案（2023年），由“科技日报”发布。" * 5
    lines = wrapped(text, FONT, 420)
    assert all(FONT.getlength(line) <= 420 for line in lines)
    assert all(FONT.getlength(line) > 300 for line in lines[:-1])
    assert not any(line.startswith(tuple("，。）”》、：")) for line in lines)
    assert not any(line.endswith(tuple("（“《")) for line in lines)


def test_figures_and_words_are_not_broken() -> None:
    lines = wrapped("超162.34亿元 over RMB 16.234 billion at the Comprehensive Zone", FONT, 200)
    words = {word for line in lines for word in line.split()}
    assert {"16.234", "billion", "Comprehensive"} <= words
    assert any("162.34" in line for line in lines)
    assert wrapped("  ", FONT, 200) == []
