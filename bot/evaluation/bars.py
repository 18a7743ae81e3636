"""The bars that a change must not fall below, from `[tool.parkbot.bars]` in pyproject.toml."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ParkbotError
from bot.evaluation.judge import Verdict
from bot.evaluation.report import Tally, share

EACH_ARTICLE = "each article"


@dataclass(frozen=True, slots=True)
class Bar:
    """For one row of the table (or "each article"): at least `right` and at most `wrong` percent."""

    row: str
    right: float = 0.0
    wrong: float = 100.0


def read_bars(path: Path) -> tuple[Bar, ...]:
    """Read the bars.

    Raises:
        ParkbotError: there are none, or one is not of the form `figure = {right = 90, wrong = 2}`.
    """
    try:
        section = tomllib.loads(path.read_text(encoding="utf-8"))["tool"]["parkbot"]["bars"]
        bars = tuple(Bar(row, **limits) for row, limits in section.items())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ParkbotError(f"{path} holds no usable bars under [tool.parkbot.bars]: {error}") from error
    if not bars or not all(isinstance(n, int | float) for bar in bars for n in (bar.right, bar.wrong)):
        raise ParkbotError(f"{path} holds no usable bars under [tool.parkbot.bars]: right and wrong are percentages")
    return bars


def below(bars: Iterable[Bar], rows: Mapping[str, Tally]) -> Iterator[str]:
    """One line for each bar that is not reached. A bar whose row was never asked about is not reached either."""
    for bar in bars:
        named = [r for r in rows if r.startswith("article ")] if bar.row == EACH_ARTICLE else [bar.row]
        if not named or not all(rows.get(row) for row in named):
            yield f"{bar.row}: no question asked"
            continue
        for row in named:
            right, wrong = share(rows[row], Verdict.RIGHT), share(rows[row], Verdict.WRONG)
            if right < bar.right:
                yield f"{row}: {right:.1f} % right, the bar is {bar.right:g} %"
            if wrong > bar.wrong:
                yield f"{row}: {wrong:.1f} % wrong, the bar is {bar.wrong:g} %"
