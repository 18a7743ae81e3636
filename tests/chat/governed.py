"""The bot with administrators: real content that is published, followed and changed; only Telegram is a stand-in."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, ClassVar

from program import SMALL_CONTENT

from bot import bootstrap
from bot.desk import Desk
from bot.domain.bilingual import Language
from bot.domain.revision import Revision
from bot.ports import QuestionRecord
from bot.publishing.administration import Administration
from bot.publishing.gentle import Gentle
from bot.publishing.live import Follower, LiveDesk
from bot.publishing.publisher import content_of
from bot.publishing.start import first_revision
from bot.settings import Settings
from bot.storage.database import Database, utc_now

from .fakes import MemoryUpdates, PartlyInMemory, name_of, running, throwaway
from .scenes import Stage
from .telegram_server import BOT, Json, TelegramServer

ADMIN = 7
ODD = "柳树湾打铁的屋子几间"


@dataclass
class Governed(Stage):
    """A stage with what is served, and the files it came from."""

    live: LiveDesk
    administration: Administration
    root: Path
    patience: ClassVar[float] = 60.0  # what would change is worked out while everything else goes on

    def asked(self, *texts: str, outcome: str = "unknown", chat: str = "someone") -> None:
        """Put questions into the log."""
        for text in texts:
            self.stores.questions.record(QuestionRecord(utc_now(), chat, text, "zh", outcome, "r", 0.1, ()))

    def newest(self, chat: int = ADMIN) -> Json:
        """The newest message of the bot in a chat, as it stands now, as one can reply to it."""
        found = next(m for (c, _), m in reversed(self.server.messages.items()) if c == chat and m["from"] == BOT)
        return {**found, "text": plain_text(found["text"])}

    def data(self, label: str, chat: int = ADMIN) -> str:
        """What the button labelled so carries, under the newest message of the bot."""
        rows = self.newest(chat)["reply_markup"]["inline_keyboard"]
        return next(str(b["callback_data"]) for row in rows for b in row if b["text"] == label)


def plain_text(html: str) -> str:
    """A text without its tags, as clients get it."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def replica(database: Database, root: Path) -> tuple[LiveDesk, Follower, Administration]:
    """A running bot on this database: what it serves, what follows new revisions, what its administrators do."""
    gentle, settings = Gentle(), Settings(content=root)

    def desk_of(revision: Revision) -> Desk:
        return bootstrap.core_of(revision).desk(database.contexts, database.questions, with_pictures=True)

    record = first_revision(database.revisions, root, Language.ENGLISH)
    live = LiveDesk(desk_of(content_of(database.revisions.files(record.number), record)), record.number, gentle)
    follower = Follower(live, database.revisions, desk_of, gentle, every=0.05)
    return live, follower, bootstrap.administration(settings, database, live, gentle)


@asynccontextmanager
async def governed(
    server: TelegramServer, folder: Path, prepare: Callable[[Path], None] = lambda _: None, **options: Any
) -> AsyncIterator[Governed]:
    """The bot at work on the small content, with one administrator."""
    root = Path(shutil.copytree(SMALL_CONTENT, folder / "content"))
    prepare(root)
    options.setdefault("administrators", frozenset({ADMIN}))
    with throwaway() as database:
        live, follower, administration = replica(database, root)
        database.chat_settings.set_language(name_of(ADMIN), Language.SIMPLIFIED)
        updates = MemoryUpdates()
        kept = PartlyInMemory(database, updates)
        with follower:
            async with running(server, live, kept=kept, administration=administration, **options):
                yield Governed(server, database, updates, live, administration, root)


def govern(
    scene: Callable[[Governed], Awaitable[None]],
    folder: Path,
    prepare: Callable[[Path], None] = lambda _: None,
    **options: Any,
) -> None:
    """Run the bot with an administrator, and play a scene."""

    async def run() -> None:
        async with TelegramServer() as server, governed(server, folder, prepare, **options) as stage:
            await scene(stage)

    asyncio.run(run())
