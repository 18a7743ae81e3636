"""Plots as inline SVG: stacked bars of days, and bars lying on their side. Colours are the page's style classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 960, 260
_LEFT, _BOTTOM, _TOP = 44, 24, 12
_STEPS = (1, 2, 5)
_DATES = 12  # labels below the days, at most
_ROW = 26
_LABEL, _NUMBER = 200, 90  # widths beside a lying bar
_LONGEST = 26  # characters of a label


@dataclass(frozen=True, slots=True)
class Series:
    """One part of each bar: its style class and its name."""

    style: str
    name: str


def days(labels: Sequence[str], values: Sequence[Mapping[str, int]], parts: Mapping[str, Series], name: str) -> str:
    """A bar for each day, its parts on top of each other; `values` are the numbers of a day by the keys of `parts`."""
    most = max((sum(day.values()) for day in values), default=0)
    step = _step(most)
    top = max(step, -(-most // step) * step)
    high, width = _HEIGHT - _TOP - _BOTTOM, (_WIDTH - _LEFT) / max(1, len(labels))
    made = [f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{_safe(name)}">']
    for mark in range(0, top + 1, step):
        y = _TOP + high - high * mark / top
        made.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        made.append(f'<text class="axis" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{mark}</text>')
    every = -(-len(labels) // _DATES)
    for number, (label, day) in enumerate(zip(labels, values, strict=True)):
        x, y = _LEFT + width * number, float(_TOP + high)
        told = [f"{part.name} {day[key]}" for key, part in parts.items() if day.get(key)]
        made.append(f"<g><title>{_safe(', '.join((label, *told)))}</title>")
        for key, part in parts.items():
            tall = high * day.get(key, 0) / top
            y -= tall
            if tall:
                made.append(
                    f'<rect class="{part.style}" x="{x + width * 0.1:.1f}" y="{y:.1f}" '
                    f'width="{width * 0.8:.1f}" height="{tall:.1f}"/>'
                )
        made.append("</g>")
        if number % every == 0:
            middle = x + width / 2
            made.append(
                f'<text class="axis" x="{middle:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{label[5:]}</text>'
            )
    return "\n".join((*made, "</svg>"))


def bars(rows: Sequence[tuple[str, int]], styles: Sequence[str], name: str) -> str:
    """A lying bar for each value with its number and its share of all; `styles` are taken in turn."""
    total, most = sum(n for _, n in rows), max((n for _, n in rows), default=1)
    room = _WIDTH / 2 - _LABEL - _NUMBER
    made = [f'<svg viewBox="0 0 {_WIDTH // 2} {_ROW * len(rows) + 4}" role="img" aria-label="{_safe(name)}">']
    for number, (label, value) in enumerate(rows):
        y, long = _ROW * number + 4, max(2.0, room * value / most)
        short = label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
        bar = f'x="{_LABEL}" y="{y + 2}" width="{long:.1f}" height="16"'
        made += [
            f"<g><title>{_safe(label)}</title>",
            f'<text x="{_LABEL - 8}" y="{y + 15}" text-anchor="end">{_safe(short)}</text>',
            f'<rect class="{styles[number % len(styles)]}" {bar}/>',
            f'<text class="axis" x="{_LABEL + long + 6:.1f}" y="{y + 15}">{value} · {100 * value / total:.0f}%</text>',
            "</g>",
        ]
    return "\n".join((*made, "</svg>"))


def _step(most: int) -> int:
    """The distance of the lines behind the bars: 1, 2 or 5 of a power of ten, six lines at most."""
    power = 1
    while True:
        for factor in _STEPS:
            if most <= 5 * factor * power:
                return factor * power
        power *= 10


def _safe(text: str) -> str:
    return escape(text, quote=True)
