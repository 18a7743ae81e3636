"""The daily digest: at its time, once for all replicas, not again after a restart, and again after a failure."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.chat.digest import Digest, DigestTime
from bot.chat.sender import Sender
from bot.domain.bilingual import Language
from bot.ports import QuestionRecord
from bot.publishing.figures import Figures
from bot.storage.database import Database, utc_now

from .fakes import throwaway
from .governed import Governed, governed, replica
from .telegram_server import TOKEN, TelegramServer

STAFF = -900
SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = DigestTime(time(9), SHANGHAI)


@dataclass
class Clock:
    now: datetime = datetime(2025, 3, 4, 0, 59, tzinfo=UTC)  # 08:59 in Shanghai
    zone: ZoneInfo = field(default=SHANGHAI)

    def __call__(self) -> datetime:
        return self.now


def digest(bot: Bot, database: Database, folder: Path, clock: Clock) -> Digest:
    _, _, administration = replica(database, folder)
    figures = Figures(database.questions, database.votes, clock, SHANGHAI)
    administration._figures = figures
    return Digest(Sender(bot), database, administration, STAFF, NINE, clock)


@asynccontextmanager
async def at_ten() -> AsyncIterator[tuple[TelegramServer, Database, Clock, Digest]]:
    """A digest that looks an hour after its time."""
    from program import SMALL_CONTENT

    clock = Clock()
    clock.now += timedelta(hours=1)
    async with TelegramServer() as server, Bot(TOKEN, f"{server.url}/bot") as bot:
        with throwaway() as database:
            yield server, database, clock, digest(bot, database, SMALL_CONTENT, clock)


def test_it_comes_once_a_day_with_several_replicas_and_restarts() -> None:
    from program import SMALL_CONTENT

    async def scene() -> None:
        clock = Clock()
        async with TelegramServer() as server, Bot(TOKEN, f"{server.url}/bot") as bot, AsyncExitStack() as stack:
            database = stack.enter_context(throwaway())
            # A minute after and before a midnight in Shanghai, which is at 16:00 in UTC.
            for day, minute, text in ((2, 961, "昨天问的"), (2, 959, "前天问的"), (3, 961, "今天问的")):
                at = datetime(2025, 3, day, tzinfo=UTC) + timedelta(minutes=minute)
                database.questions.record(QuestionRecord(at, "c", text, "zh", "unknown", "r", 0.1, ()))
            replicas = [digest(bot, database, SMALL_CONTENT, clock) for _ in range(3)]
            assert not any([await one.look() for one in replicas])  # not yet
            clock.now += timedelta(minutes=1)
            assert sum(await asyncio.gather(*(one.look() for one in replicas))) == 1
            restarted = digest(bot, database, SMALL_CONTENT, clock)
            assert not await restarted.look()
            (text,) = server.texts(STAFF)
            assert text.startswith("<b>昨天（2025-03-03）</b>\n提问 1 次，来自 1 个会话")
            assert "1 × 昨天问的" in text
            assert "前天" not in text
            assert "今天" not in text
            assert text.endswith("等着处理的问题：3 组")
            clock.now += timedelta(days=1)
            assert await restarted.look()
            assert len(server.texts(STAFF)) == 2

    asyncio.run(scene())


def test_what_could_not_be_sent_is_tried_again_and_what_was_refused_is_not() -> None:
    async def scene() -> None:
        async with at_ten() as (server, database, clock, one):
            server.fail("sendMessage", 401, "Unauthorized")
            with pytest.raises(TelegramError):
                await one.look()
            assert database.notes.get("digest") is None
            assert await one.look()
            clock.now += timedelta(days=1)
            server.fail("sendMessage", 403, "Forbidden: bot was kicked from the group chat")
            assert not await one.look()
            assert not await one.look()
            assert len(server.texts(STAFF)) == 1

    asyncio.run(scene())


def test_the_claim_of_a_process_that_was_killed_runs_out() -> None:
    async def scene() -> None:
        async with at_ten() as (server, database, clock, one):
            # What a process leaves behind that is killed before it has sent anything.
            assert database.notes.advance("digest claim", clock().isoformat(timespec="seconds"))
            clock.now += timedelta(minutes=4)
            assert not await one.look()
            clock.now += timedelta(minutes=2)
            assert await one.look()
            clock.now += timedelta(minutes=6)
            assert not await one.look()
            assert len(server.texts(STAFF)) == 1

    asyncio.run(scene())


def test_the_running_bot_sends_it_and_a_restart_does_not(tmp_path: Path) -> None:
    async def scene() -> None:
        always = DigestTime(time(0), SHANGHAI)
        async with TelegramServer() as server:
            async with governed(server, tmp_path, staff_chat=STAFF, digest=always) as stage:
                await server.until(lambda: bool(server.texts(STAFF)))
                await _asked(stage)
            assert len(server.texts(STAFF)) == 1

    asyncio.run(scene())


async def _asked(stage: Governed) -> None:
    """The bot goes on answering."""
    await stage.write("柳树湾产业园有多少座厂房", 1)
    assert "37座" in stage.server.shown(1)
    assert stage.stores.notes.get("digest") == utc_now().astimezone(SHANGHAI).date().isoformat()
    assert stage.stores.chat_settings.language("nobody") is not Language.ENGLISH
