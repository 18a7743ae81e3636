"""Pictures of the real content, in every language: what they say, how large they are, how long they take."""

from collections.abc import Sequence
from functools import cache
from time import perf_counter

import pytest
from fakes import HandClock

from bot.bootstrap import load_core
from bot.domain.bilingual import Language
from bot.domain.figures import figure
from bot.domain.outcomes import Answer, FactPart
from bot.matching.drawable import picture_of
from bot.pictures.chart import Chart
from bot.pictures.painter import Painter
from bot.pictures.pictures import Pictures
from bot.reply.compose import Composer
from bot.reply.message import Message
from bot.settings import Settings


class Paper:
    """Keeps the charts instead of drawing them; can write everything except `lacking`."""

    def __init__(self, lacking: str = "") -> None:
        self.charts: list[Chart] = []
        self._lacking = set(lacking)

    def covers(self, texts: Sequence[str]) -> bool:
        return not self._lacking & set("".join(texts))

    def paint(self, chart: Chart) -> bytes:
        self.charts.append(chart)
        return b"png"


CORE = load_core(Settings(), Language.ENGLISH)
REVISION, COMPOSER = CORE.reading.revision, CORE.composer
BUILT, AIM = "chengdu-platforms-built", "chengdu-platforms-target-2025"


@cache
def drawings() -> tuple[tuple[str, ...], ...]:
    """The facts of every picture that a figure of the content has."""
    found = [picture for fact in REVISION.facts.values() if (picture := picture_of([fact], REVISION))]
    return tuple(dict.fromkeys(tuple(fact.id for fact in picture.facts) for picture in found))


def drawn(facts: Sequence[str], language: Language) -> tuple[Chart, Message]:
    paper = Paper()
    picture = Pictures(REVISION, COMPOSER, paper).draw(facts, language)
    assert picture is not None
    return paper.charts[0], picture.caption


def answer(id: str, language: Language = Language.SIMPLIFIED) -> Message:
    message = COMPOSER.compose(Answer(language, (FactPart(REVISION.facts[id]),)))
    return Message("answer", message.lines, (), message.articles, language, (id,))


@pytest.mark.parametrize("language", list(Language))
def test_a_picture_is_small_and_soon_drawn(language: Language) -> None:
    pictures = Pictures(REVISION, COMPOSER, Painter())
    assert len(drawings()) >= 3
    for facts in drawings():
        times = []
        for _ in range(3):
            started = perf_counter()
            picture = pictures.draw(facts, language)
            times.append(perf_counter() - started)
            assert picture is not None
            assert len(picture.png) < 100_000
        assert min(times) < 0.5, "0.15 on a machine that has nothing else to do"


@pytest.mark.parametrize("language", list(Language))
def test_figures_periods_and_sources_are_those_of_the_text(language: Language) -> None:
    for ids in drawings():
        chart, caption = drawn(ids, language)
        text = "\n".join(line.text for line in caption.lines)
        for id, bar in zip(ids, chart.bars, strict=True):
            fact = REVISION.facts[id]
            assert bar.figure == COMPOSER.scripted(figure(fact.quantity, language), language)
            assert bar.figure in text
            article = REVISION.articles[fact.citation.article]
            assert any(article.title.zh in source and article.date.value[:4] in source for source in chart.sources)
            assert article.title.zh in text


def test_progress_in_three_languages() -> None:
    chart, caption = drawn((BUILT, AIM), Language.SIMPLIFIED)
    assert (chart.title, chart.headline) == ("成都高新区 · 中试平台数量", "已完成目标的约81.67%，还差11个")
    assert [(b.figure, b.detail, b.aim) for b in chart.bars] == [
        ("49个", "截至报道时（推断为2024年11月） · 实际值", False),
        ("60个", "2025年 · 目标值", True),
    ]
    assert chart.sources[0].endswith("，科技日报，刘侠、滕继濮，推断为2024年11月")
    assert caption.lines[-1].text.endswith("第2、3、11段")
    chart, _ = drawn((BUILT, AIM), Language.TRADITIONAL)
    assert [b.detail for b in chart.bars] == ["截至報道時（推斷爲2024年11月） · 實際值", "2025年 · 目標值"]
    chart, _ = drawn((BUILT, AIM), Language.ENGLISH)
    assert (chart.title, chart.bars[1].detail) == (
        "Chengdu Hi-tech Zone: number of pilot-scale platforms",
        "2025, target",
    )
    assert "《成都高新区：构建“中试+”生态体系 赋能科技成果转化》" in chart.sources[0]
    assert "“" not in chart.sources[0].replace("“中试+”", "")


def test_how_exact_a_figure_is_stands_in_the_picture() -> None:
    chart, _ = drawn(("guiyang-trade-2022", "guiyang-trade-2023"), Language.ENGLISH)
    assert [b.figure for b in chart.bars] == ["over RMB 10 billion (超100亿元)", "RMB 16.234 billion (162.34亿元)"]


def test_a_reply_offers_what_belongs_to_it() -> None:
    pictures = Pictures(REVISION, COMPOSER, Paper())
    assert [f.id for f in pictures.offered(answer(AIM))] == [BUILT, AIM]
    assert pictures.offered(answer("chengdu-project-financing")) == ()
    assert pictures.offered(answer("guiyang-trade-reported")) == ()
    assert pictures.offered(Message("answer", (), shown=("gone",))) == ()
    assert pictures.offered(Message("answer", ())) == ()


def test_what_the_font_lacks_is_neither_offered_nor_drawn() -> None:
    pictures = Pictures(REVISION, COMPOSER, Paper("投"))
    assert pictures.offered(answer(BUILT)) == ()
    assert pictures.draw((BUILT, AIM), Language.SIMPLIFIED) is None
    assert pictures.draw((BUILT, AIM), Language.ENGLISH) is not None


def test_what_is_gone_or_may_not_be_compared_is_not_drawn() -> None:
    pictures = Pictures(REVISION, Composer(REVISION, CORE.reading.scripts, HandClock()), Paper())
    for facts in ((BUILT,), (BUILT, "gone"), (BUILT, "guiyang-entities"), ()):
        assert pictures.draw(facts, Language.SIMPLIFIED) is None
