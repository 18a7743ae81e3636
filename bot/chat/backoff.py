"""Waiting longer after each failure, with jitter, so that many clients do not come back at the same moment."""

from random import uniform


class Backoff:
    """Seconds to wait: doubling from `first` up to `most`, each time somewhere between half and all of it."""

    def __init__(self, first: float = 0.5, most: float = 30.0) -> None:
        self._first = first
        self._most = most
        self._failures = 0

    @property
    def failures(self) -> int:
        """Failures since the last `reset`."""
        return self._failures

    def next(self) -> float:
        """Count a failure; returns the seconds to wait now."""
        # The exponent is bounded because a long outage would overflow a float.
        longest = min(self._first * 2.0 ** min(self._failures, 20), self._most)
        self._failures += 1
        return uniform(longest / 2, longest)

    def reset(self) -> None:
        self._failures = 0
