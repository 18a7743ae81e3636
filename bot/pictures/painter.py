"""Draws charts as PNG files with Pillow."""

from collections.abc import Iterable
from io import BytesIO

from bot.matching.drawable import Kind
from bot.pictures.chart import Bar, Chart
from bot.pictures.letters import Letters, wrapped
from bot.pictures.sheet import (
    ACCENT,
    ALL,
    COLUMN_HEIGHT,
    CONTENT,
    GAP,
    INK,
    LEFT,
    MARGIN,
    PALE,
    QUIET,
    RIGHT,
    THICK,
    TRACK,
    UPPER,
    Sheet,
)  # fmt: skip

_COLUMNS = 6  # periods that stand side by side
_WIDEST = 200  # pixels of a column


class Painter:
    """Draws charts. Keeps only the font; may be used by several threads at once."""

    def __init__(self) -> None:
        self._letters = Letters()

    def covers(self, texts: Iterable[str]) -> bool:
        """Whether the font has every character of the texts."""
        return all(self._letters.covers(text) for text in texts)

    def paint(self, chart: Chart) -> bytes:
        """The picture as a PNG file."""
        sheet = Sheet(self._letters)
        sheet.write_large(chart.title, 42, INK)
        if chart.subtitle:
            sheet.write(chart.subtitle, 26, QUIET)
        if chart.headline:
            sheet.space(GAP // 2)
            sheet.write_large(chart.headline, 46, ACCENT)
        sheet.space(GAP)
        if chart.kind is Kind.PROGRESS:
            _progress(sheet, chart.bars)
        elif chart.kind is Kind.SERIES and len(chart.bars) <= _COLUMNS and _fit_columns(sheet, chart.bars):
            _columns(sheet, chart.bars)
        else:
            _rows(sheet, chart.bars)
        sheet.space(GAP)
        sheet.line()
        for text in (chart.note, *chart.sources):
            if text:
                sheet.write(text, 23, QUIET)
        file = BytesIO()
        sheet.finished().save(file, "PNG")
        return file.getvalue()


def _progress(sheet: Sheet, bars: tuple[Bar, ...]) -> None:
    """What is reached over its target, and below what the two are."""
    height = THICK * 3 // 2
    for bar in sorted(bars, key=lambda bar: -bar.share):
        corners = ALL if bar.share == 1 else LEFT
        sheet.bar(MARGIN, sheet.y, _length(bar, CONTENT), height, PALE if bar.aim else ACCENT, corners)
    sheet.space(height + GAP)
    swatch = 28
    for bar in bars:
        sheet.bar(MARGIN, sheet.y + 12, swatch, swatch, PALE if bar.aim else ACCENT)
        indent = swatch + 18
        sheet.write(bar.figure, 36, INK, indent)
        sheet.write(bar.label, 28, INK, indent)
        sheet.write(bar.detail, 24, QUIET, indent)
        sheet.space(GAP // 2)


def _rows(sheet: Sheet, bars: tuple[Bar, ...]) -> None:
    """Bars that lie below one another, each under its name and before its figure."""
    font = sheet.font(32)
    widest = max(int(font.getlength(bar.figure)) for bar in bars)
    beside = widest <= CONTENT * 45 // 100
    room = CONTENT - widest - 20 if beside else CONTENT
    for bar in bars:
        sheet.write(bar.label, 30, INK)
        if bar.detail:
            sheet.write(bar.detail, 24, QUIET)
        if not beside:
            sheet.write(bar.figure, 32, INK)
        sheet.space(4)
        length = _length(bar, room)
        sheet.bar(MARGIN, sheet.y, length, THICK, PALE if bar.aim else ACCENT, RIGHT)
        if beside:
            sheet.text(bar.figure, 32, INK, MARGIN + length + 16, sheet.y + THICK // 2, "lm")
        sheet.space(THICK + GAP * 3 // 4)


def _columns(sheet: Sheet, bars: tuple[Bar, ...]) -> None:
    """Bars that stand side by side, each under its figure and over its period."""
    slot = CONTENT // len(bars)
    above, below = sheet.font(32), sheet.font(28)
    lines = max(len(wrapped(bar.figure, above, slot - 24)) for bar in bars)
    foot = sheet.y + lines * 44 + COLUMN_HEIGHT
    width = min(_WIDEST, slot * 55 // 100)
    ends = []
    for number, bar in enumerate(bars):
        centre = MARGIN + number * slot + slot // 2
        height = _length(bar, COLUMN_HEIGHT)
        sheet.bar(centre - width // 2, foot - height, width, height, PALE if bar.aim else ACCENT, UPPER)
        for up, line in enumerate(reversed(wrapped(bar.figure, above, slot - 24))):
            sheet.text(line, 32, INK, centre, foot - height - 12 - up * 44, "md")
        end = foot + 14
        for text, font, size, colour in ((bar.label, below, 28, INK), (bar.detail, sheet.font(22), 22, QUIET)):
            for line in wrapped(text, font, slot - 24):
                sheet.text(line, size, colour, centre, end, "ma")
                end += size * 14 // 10
        ends.append(end)
    sheet.rule(foot, TRACK)
    sheet.space(max(ends) - sheet.y)


def _fit_columns(sheet: Sheet, bars: tuple[Bar, ...]) -> bool:
    """Whether no figure or period is wider than its column, nor taller than three lines."""
    slot, font = CONTENT // len(bars) - 24, sheet.font(32)
    broken = [wrapped(text, font, slot) for bar in bars for text in (bar.figure, bar.label)]
    return all(len(lines) <= 3 and all(font.getlength(line) <= slot for line in lines) for lines in broken)


def _length(bar: Bar, whole: int) -> int:
    """The pixels of a bar; whatever there is can be seen."""
    return max(int(bar.share * whole), 4) if bar.share else 0
