"""Old records are deleted at the start and again and again, whatever the database does."""

import asyncio

import pytest

from bot.chat.housekeeping import keep_house
from bot.errors import StorageError


def test_it_goes_on_after_trouble_and_ends_when_told(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[int] = []

    def prune() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise StorageError("the database is locked")
        return 3

    async def scene() -> None:
        stop = asyncio.Event()
        keeping = asyncio.create_task(keep_house(prune, stop, every=0.01))
        async with asyncio.timeout(5):
            while len(calls) < 3:
                await asyncio.sleep(0.01)
            stop.set()
            await keeping

    with caplog.at_level("INFO", "bot.chat"):
        asyncio.run(scene())
    assert "locked" in caplog.text
    assert "3 old records are deleted" in caplog.text
