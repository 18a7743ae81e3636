"""Old records are deleted at the start and again and again, whatever the database does."""

import asyncio

import pytest

from bot.chat.dealing import Claims
from bot.chat.upkeep import keep_up
from bot.errors import StorageError

from .fakes import MemoryUpdates


class Old:
    """A store of three old records a time, whose database is locked the first time."""

    def __init__(self) -> None:
        self.days: list[int] = []

    def prune(self, days: int) -> int:
        self.days.append(days)
        if len(self.days) == 1:
            raise StorageError("the database is locked")
        return 3


def test_it_goes_on_after_trouble(caplog: pytest.LogCaptureFixture) -> None:
    records = Old()

    async def scene() -> None:
        updates = MemoryUpdates()
        keeping = asyncio.create_task(keep_up(updates, records, 180, Claims(updates), every=0.01))
        async with asyncio.timeout(5):
            while len(records.days) < 3:
                await asyncio.sleep(0.01)
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping

    with caplog.at_level("INFO", "bot.chat"):
        asyncio.run(scene())
    assert set(records.days) == {180}
    assert "locked" in caplog.text
    assert "3 old records" in caplog.text
