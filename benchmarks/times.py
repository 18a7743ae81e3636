"""Timing single calls."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Times:
    """Seconds, one number for each timed call."""

    seconds: list[float] = field(default_factory=list)

    def time(self, call: Callable[[], object]) -> None:
        started = time.perf_counter()
        call()
        self.seconds.append(time.perf_counter() - started)

    def median(self) -> float:
        return statistics.median(self.seconds)

    def p99(self) -> float:
        """The least of the times that 99 in 100 calls do not exceed."""
        ordered = sorted(self.seconds)
        return ordered[-(-len(ordered) * 99 // 100) - 1]

    def mean(self) -> float:
        return statistics.mean(self.seconds)

    def total(self) -> float:
        return sum(self.seconds)

    def row(self, name: str) -> str:
        """Name, median, p99 and mean in milliseconds, as one line of a table."""
        return f"{name:36}{1000 * self.median():9.3f}{1000 * self.p99():9.3f}{1000 * self.mean():9.3f}"


def heading(title: str) -> str:
    """The line above such rows."""
    return f"{title:36}{'median':>9}{'p99':>9}{'mean':>9}"
