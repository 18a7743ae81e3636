"""The drawn picture: its size, its margins, how long its bars are."""

from fractions import Fraction
from io import BytesIO
from itertools import product

import pytest
from PIL import Image, ImageColor

from bot.matching.drawable import Kind
from bot.pictures.chart import Bar, Chart
from bot.pictures.painter import Painter
from bot.pictures.sheet import ACCENT, CONTENT, MARGIN, PALE, WIDTH

PAINTER = Painter()
LONG_ZH = "成都高新区关于推动制造业中试创新发展的实施方案到2025年建成的各类中试平台（含面向制造的专业平台）"
LONG_EN = "pilot-scale platforms to be built by 2025 under the Implementation Plan for Promoting Innovative Development"


def bar(share: str, figure: str = "49个", label: str = "已建成", detail: str = "", aim: bool = False) -> Bar:
    return Bar(label, detail, figure, Fraction(share), aim)


def chart(kind: Kind, *bars: Bar, title: str = "成都高新区 · 中试平台数量", headline: str = "") -> Chart:
    return Chart(kind, title, "实际值", headline, "", bars, ("来源：《标题》，科技日报，2024年11月",))


def painted(made: Chart) -> Image.Image:
    image = Image.open(BytesIO(PAINTER.paint(made)))
    assert image.format == "PNG"
    return image.convert("RGB")


def wide(image: Image.Image, colour: str) -> int:
    """The most pixels of one colour in a row."""
    wanted = ImageColor.getrgb(colour)
    rows = (image.crop((0, y, WIDTH, y + 1)).getcolors(WIDTH) for y in range(image.height))
    return max(count for row in rows for count, found in row or () if found == wanted)


def test_a_progress_bar_is_as_long_as_what_is_reached() -> None:
    made = chart(
        Kind.PROGRESS, bar("49/60"), bar("1", "60个", "到2025年", aim=True), headline="已完成目标的约81.67%，还差11个"
    )
    image = painted(made)
    assert image.size[0] == WIDTH
    assert 600 < image.size[1] < 900
    reached = CONTENT * 49 // 60
    assert abs(wide(image, ACCENT) - reached) <= 1
    assert abs(wide(image, PALE) - (CONTENT - reached)) <= 1


def test_more_than_the_target_is_longer_than_the_target() -> None:
    image = painted(chart(Kind.PROGRESS, bar("1"), bar("1/2", aim=True)))
    assert abs(wide(image, PALE) - CONTENT // 2) <= 1, "the shorter one lies on top"


@pytest.mark.parametrize("kind", [Kind.COMPARISON, Kind.SERIES])
def test_bars_are_to_scale(kind: Kind) -> None:
    image = painted(chart(kind, *(bar(f"{n}/8", label=f"第{n}") for n in (8, 4, 2, 1, 1, 1, 1))))
    longest = wide(image, ACCENT)
    shorter = painted(chart(kind, bar("1/2"), *(bar("1/8", label=f"第{n}") for n in range(6))))
    assert abs(wide(shorter, ACCENT) * 2 - longest) <= 2


@pytest.mark.parametrize(("kind", "count", "label"), list(product(Kind, [2, 6, 10], [LONG_ZH, LONG_EN])))
def test_nothing_runs_into_the_margins(kind: Kind, count: int, label: str) -> None:
    figure = "over RMB 16.234 billion (超162.34亿元)" if label is LONG_EN else "超过162.34亿元"
    bars = [bar("1", figure, label, label, aim=True), *(bar("1/2", figure, label, label),) * (count - 1)]
    image = painted(chart(kind, *bars, title=label, headline=label))
    width, height = image.size
    assert width == WIDTH
    assert width + height <= 10_000
    for edge in ((0, 0, MARGIN - 2, height), (WIDTH - MARGIN + 2, 0, WIDTH, height), (0, height - 20, width, height)):
        assert image.crop(edge).getextrema() == ((255, 255),) * 3
