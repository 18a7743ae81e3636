"""Scripted conversations with the whole bot: real content, real database, real HTTP; only Telegram is a stand-in."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from program import SMALL_CONTENT

from bot.bootstrap import Core, load_core
from bot.domain.bilingual import Language
from bot.settings import Settings
from bot.storage.database import Database

from .fakes import MemoryUpdates, PartlyInMemory, running, throwaway
from .telegram_server import TelegramServer


@cache
def small_core() -> Core:
    return load_core(Settings(content=SMALL_CONTENT), Language.ENGLISH)


@dataclass
class Stage:
    """The bot at work. `done` waits until everything that was queued is dealt with."""

    server: TelegramServer
    stores: Database
    updates: MemoryUpdates
    patience: ClassVar[float] = 10.0  # seconds

    async def done(self) -> None:
        queued = {update["update_id"] for update in self.server.queue}
        await self.server.until(lambda: queued <= self.updates.finished.keys(), self.patience)
        skipped = {id: why for id, (status, why) in self.updates.finished.items() if status == "skipped"}
        assert not skipped

    async def write(self, text: str | None, chat: int = 1, **more: object) -> None:
        self.server.write(text, chat, **more)
        await self.done()

    async def press(self, label: str, chat: int = 1, **more: object) -> None:
        self.server.press(label, chat, **more)
        await self.done()


@cache
def real_core() -> Core:
    return load_core(Settings(), Language.ENGLISH)


def play(scene: Callable[[Stage], Awaitable[None]], core: Core | None = None, **options: int) -> TelegramServer:
    """Run the bot, with these options, and play a scene; with the small content where no other is given."""
    content = core or small_core()

    async def run() -> TelegramServer:
        async with TelegramServer() as server:
            with throwaway() as stores:
                updates = MemoryUpdates()
                desk = content.desk(stores.contexts, stores.questions, with_pictures=True)
                async with running(server, desk, kept=PartlyInMemory(stores, updates), **options):
                    await scene(Stage(server, stores, updates))
            return server

    return asyncio.run(run())
