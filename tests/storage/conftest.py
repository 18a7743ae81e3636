"""A database to test, and a clock to turn by hand."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.database import Database
from bot.storage.engine import parse_url
from bot.storage.transactions import Transactions


class HandClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2024, 11, 5, 8, 30, 0, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def database(database_url: str, clock: HandClock) -> Iterator[Database]:
    with Database.open(database_url, clock) as opened:
        yield opened


@pytest.fixture
def transactions(database_url: str) -> Iterator[Transactions]:
    """Bare transactions on a blank database, without any schema."""
    opened = Transactions(parse_url(database_url))
    yield opened
    opened.close()
