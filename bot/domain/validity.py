"""How long content holds: the day on which somebody should look at it again, and the last day on which it is valid."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

# The parks, their articles and those who set the dates are in China: a day ends there for readers everywhere.
# Its clocks have not been put forward since 1991, so that no time zone database is needed.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Validity:
    """Of a fact, entry or gap. Without dates it holds until it is changed."""

    review: date | None = None
    expires: date | None = None

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed; on that day it still holds."""
        return self.expires is not None and today > self.expires


ALWAYS = Validity()


def day_of(moment: datetime) -> date:
    """The day in China at a moment, which has its time zone."""
    return moment.astimezone(CHINA).date()
