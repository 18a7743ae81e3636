"""A service that echoes, an updates store in memory, and the bot running against the stand-in server."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator, Set
from contextlib import asynccontextmanager, contextmanager, nullcontext
from tempfile import TemporaryDirectory

from bot.chat.app import ChatOptions, serve
from bot.chat.service import ChatService
from bot.desk import Found
from bot.domain.bilingual import Language
from bot.errors import StorageError
from bot.reply.message import Button, Line, Message, Role
from bot.storage.chat_names import ChatNames
from bot.storage.database import Database
from bot.storage.updates import UpdateStatus

from .telegram_server import TOKEN, TelegramServer

KEY = b"a key for tests"
name_of = ChatNames(KEY)


def one_line(text: str, *buttons: Button) -> Message:
    return Message("answer", (Line(Role.NOTE, text),), buttons)


class EchoService:
    """Answers "re: …". Notes what it was asked, and that it was never asked twice at once in one chat."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.slow: dict[str, float] = {}  # chat: seconds an answer takes
        self.broken: dict[str, list[Exception]] = {}  # text: what is raised, one after the other
        self.buttons: tuple[Button, ...] = ()
        self.overlaps = 0
        self._busy: set[str] = set()
        self._lock = threading.Lock()

    def reply(self, text: str, chat: str) -> Message:
        with self._lock:
            self.overlaps += chat in self._busy
            self._busy.add(chat)
            self.asked.append((chat, text))
        time.sleep(self.slow.get(chat, 0))
        with self._lock:
            self._busy.discard(chat)
        if self.broken.get(text):
            raise self.broken[text].pop(0)
        return one_line(f"re: {text}", *self.buttons)

    def choose(self, target: str, chat: str, default: Language) -> Message:  # noqa: ARG002
        return one_line(f"chosen: {target}")

    def open(self, page: str, chat: str, language: Language) -> Message:  # noqa: ARG002
        return one_line(f"page: {page} {language}")

    def further(self, message: Message) -> tuple[Button, ...]:  # noqa: ARG002
        return ()

    def roots(self, language: Language) -> tuple[Button, ...]:  # noqa: ARG002
        return ()

    def search(self, text: str, language: Language, limit: int) -> tuple[Found, ...]:  # noqa: ARG002
        return ()

    def pages(self) -> Set[str]:
        return {"parks", "topics", "articles", "latest"}

    def start(self, language_code: str | None, chat: str) -> Message:  # noqa: ARG002
        return one_line(f"start {language_code}")

    def help(self, language_code: str | None, chat: str) -> Message:  # noqa: ARG002
        return one_line(f"help {language_code}")

    def targets(self) -> Set[str]:
        return {"none", "fact-a", "长" * 40}


class MemoryUpdates:
    """The updates store, in memory."""

    def __init__(self) -> None:
        self.claimed: set[int] = set()
        self.finished: dict[int, tuple[UpdateStatus, str]] = {}
        self.trouble = 0  # calls of claim that fail

    def claim(self, update_id: int) -> bool:
        if self.trouble:
            self.trouble -= 1
            raise StorageError("the database is locked")
        if update_id in self.claimed or update_id in self.finished:
            return False
        self.claimed.add(update_id)
        return True

    def seen(self, update_id: int) -> bool:
        return update_id in self.finished

    def done(self, update_id: int) -> None:
        self.mark(update_id, UpdateStatus.HANDLED)

    def mark(self, update_id: int, status: UpdateStatus, detail: str = "") -> None:
        self.finished[update_id] = (status, detail)

    def release_abandoned(self) -> int:
        count = len(self.claimed - set(self.finished))
        self.claimed.clear()
        return count


@asynccontextmanager
async def running(
    server: TelegramServer,
    service: ChatService,
    updates: MemoryUpdates | None = None,
    stores: Database | None = None,
    **options: float,
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, polling the server; stopped at the end, within seconds, and its errors raised."""
    stop = asyncio.Event()
    chosen = ChatOptions(TOKEN, server.url, **{"poll_seconds": 5, **options})  # type: ignore[arg-type]
    with nullcontext(stores) if stores is not None else throwaway() as kept:
        task = asyncio.create_task(serve(chosen, service, updates or MemoryUpdates(), kept, stop))
        try:
            yield task
        finally:
            stop.set()
            async with asyncio.timeout(10):
                await task


@contextmanager
def throwaway() -> Iterator[Database]:
    """A database that is gone afterwards; its names of chats are always the same."""
    with TemporaryDirectory() as folder, Database.open(f"sqlite:///{folder}/chat.sqlite3", hash_key=KEY) as database:
        yield database
