"""A service that echoes, an updates store in memory, and the bot running against the stand-in server."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from tempfile import TemporaryDirectory
from typing import Any

from bot.chat.administration import Administration
from bot.chat.app import ChatOptions, serve
from bot.chat.service import ChatService, Stores, Updates
from bot.desk import Found
from bot.domain.bilingual import Language
from bot.domain.turns import Context
from bot.errors import StorageError
from bot.pictures.pictures import Picture
from bot.reply.message import Button, Line, Message, Role
from bot.storage.chat_names import ChatNames
from bot.storage.database import Database
from bot.storage.updates import Arrival, Finished, Known, Standing, UpdateRecord, UpdateStatus
from bot.storage.work import CurrentWork, Work

from .telegram_server import TOKEN, TelegramServer

KEY = b"a key for tests"
name_of = ChatNames(KEY)


def one_line(text: str, *buttons: Button) -> Message:
    return Message("answer", (Line(Role.NOTE, text),), buttons)


class EchoService:
    """Answers "re: …". Notes what it was asked, and that it was never asked twice at once in one chat."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.slow: dict[str, float] = {}  # name of a chat: seconds an answer takes
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

    def at_hand(self, text: str, chat: str) -> Message | None:  # noqa: ARG002 - nothing is remembered
        return None

    def choose(self, target: str, chat: str, default: Language) -> Message:  # noqa: ARG002
        return one_line(f"chosen: {target}")

    def open(self, page: str, chat: str, language: Language) -> Message:  # noqa: ARG002
        return one_line(f"page: {page} {language}")

    def further(self, message: Message) -> tuple[Button, ...]:  # noqa: ARG002
        return ()

    def picture(self, facts: Sequence[str], language: Language) -> Picture | None:  # noqa: ARG002
        return None

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
        self.elsewhere: set[int] = set()  # what another process is at
        self.finished: dict[int, tuple[UpdateStatus, str]] = {}
        self.responses: dict[int, str] = {}
        self.trouble = 0  # calls that fail
        self.pruned: list[int] = []
        self._current = CurrentWork()

    def working(self, before: Mapping[str, Context | None] | None = None) -> AbstractContextManager[Work]:
        return self._current.working(before)

    def claim_all(self, arrivals: Sequence[Arrival]) -> list[Known]:
        self._fail()
        found = self.look(arrivals)
        self.claimed.update(a.update_id for a, k in zip(arrivals, found, strict=True) if k.standing is Standing.OURS)
        return found

    def look(self, arrivals: Sequence[Arrival]) -> list[Known]:
        self._fail()
        return [self._known(arrival.update_id) for arrival in arrivals]

    def finish(self, items: Sequence[Finished]) -> list[Known]:
        self._fail()
        known = [self._known(item.update_id, finishing=True) for item in items]
        for item, found in zip(items, known, strict=True):
            if found.standing is Standing.OURS:
                self.finished[item.update_id] = item.status, item.detail
                self.responses[item.update_id] = item.response
        return [
            self._known(i.update_id) if k.standing is not Standing.OURS else Known(Standing.OURS, i.response)
            for i, k in zip(items, known, strict=True)
        ]

    def renew(self, update_ids: Set[int]) -> None:
        pass

    def release(self, update_id: int) -> None:
        self.claimed.discard(update_id)

    def release_abandoned(self) -> int:
        count = len(self.claimed - set(self.finished))
        self.claimed.clear()
        return count

    def last(self) -> UpdateRecord | None:
        return None

    def prune(self, days: int) -> int:
        self.pruned.append(days)
        return 0

    def _known(self, update_id: int, finishing: bool = False) -> Known:
        if update_id in self.finished:
            return Known(Standing.FINISHED, self.responses.get(update_id, ""))
        taken = update_id in self.elsewhere or (update_id in self.claimed and not finishing)
        return Known(Standing.ELSEWHERE if taken else Standing.OURS)

    def _fail(self) -> None:
        if self.trouble:
            self.trouble -= 1
            raise StorageError("the database is locked")


class PartlyInMemory:
    """The stores of a database, with updates in memory; what asks whether it is there can be set."""

    def __init__(
        self, database: Database, updates: Updates | None = None, ping: Callable[[], None] | None = None
    ) -> None:
        self.votes = database.votes
        self.chat_settings = database.chat_settings
        self.relays = database.relays
        self.privacy = database.privacy
        self.chat_names = database.chat_names
        self.notes = database.notes
        self.updates = updates or MemoryUpdates()
        self._ping = ping or database.ping

    def ping(self) -> None:
        self._ping()


@contextmanager
def throwaway() -> Iterator[Database]:
    """A database that is gone afterwards; its names of chats are always the same."""
    with TemporaryDirectory() as folder, Database.open(f"sqlite:///{folder}/chat.sqlite3", hash_key=KEY) as database:
        yield database


@contextmanager
def stores(updates: MemoryUpdates | None = None, ping: Callable[[], None] | None = None) -> Iterator[Stores]:
    """Stores that are gone afterwards."""
    with throwaway() as database:
        yield PartlyInMemory(database, updates, ping)


@asynccontextmanager
async def running(
    server: TelegramServer,
    service: ChatService,
    updates: MemoryUpdates | None = None,
    kept: Stores | None = None,
    administration: Administration | None = None,
    **options: Any,
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot at work on the server; stopped at the end, within seconds, and its errors raised."""
    stop = asyncio.Event()
    chosen = ChatOptions(TOKEN, server.url, **{"poll_seconds": 5, **options})
    with nullcontext(kept) if kept is not None else stores(updates) as used:
        task = asyncio.create_task(serve(chosen, service, used, stop, lambda: "abc123", administration))
        try:
            yield task
        finally:
            stop.set()
            async with asyncio.timeout(10):
                await task
