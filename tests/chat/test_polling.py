"""Updates over real HTTP: every one answered once, in order, side by side; the bad ones passed over."""

import asyncio
import time

import pytest

from bot.chat.app import ChatOptions, serve
from bot.chat.errors import ChatError
from bot.errors import StorageError
from bot.storage.database import Database
from bot.storage.updates import UpdateStatus

from .fakes import EchoService, MemoryUpdates, running, throwaway
from .telegram_server import TOKEN, TelegramServer


def test_a_question_gets_its_reply() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.write("进出口多少？")
            async with running(server, EchoService()):
                await server.until(lambda: len(server.texts()) == 1)
            (sent,) = server.obeyed()
            assert sent["text"] == "re: 进出口多少？"
            assert sent["parse_mode"] == "HTML"
            assert sent["link_preview_options"] == {"is_disabled": True}
            assert sent["reply_parameters"] == {"message_id": 1, "allow_sending_without_reply": True}
            assert server.queue == []  # confirmed, so that it does not come again

    asyncio.run(scene())


def test_order_is_kept_within_a_chat_and_chats_share_the_time() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.delay = lambda _: 0.02
            for number in range(15):
                for chat in range(1, 9):
                    server.write(f"{number}", chat)
            service = EchoService()
            started = time.monotonic()
            async with running(server, service):
                await server.until(lambda: len(server.texts()) == 120)
            # One after the other, the sending alone would take 2.4 seconds.
            assert time.monotonic() - started < 2.2
            for chat in range(1, 9):
                assert server.texts(chat) == [f"re: {n}" for n in range(15)]
            assert service.overlaps == 0

    asyncio.run(scene())


def test_a_slow_chat_does_not_hold_the_others() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.delay = lambda message: 3.0 if message["chat_id"] == "1" else 0.0
            server.write("slow", 1)
            async with running(server, EchoService()):
                await server.until(lambda: any(c.method == "sendMessage" for c in server.calls))
                started = time.monotonic()
                for chat in range(2, 12):
                    server.write("quick", chat)
                    await asyncio.sleep(0.02)
                await server.until(lambda: len(server.texts()) == 10)
                assert time.monotonic() - started < 2.0
                assert not server.texts(1)
                await server.until(lambda: len(server.texts(1)) == 1)
            assert len(server.texts()) == 11

    asyncio.run(scene())


def test_the_offset_waits_for_the_slow_one() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.delay = lambda message: 1.5 if message["chat_id"] == "1" else 0.0
            first = server.write("slow", 1)
            server.write("quick", 2)
            async with running(server, EchoService()):
                await server.until(lambda: len(server.texts(2)) == 1)
                await asyncio.sleep(1.0)
                assert not server.texts(1)
                assert first in [u["update_id"] for u in server.queue]
                polls = [c for c in server.calls if c.method == "getUpdates"]
                assert len(polls) < 6  # it asks now and then, it does not spin
                await server.until(lambda: not server.queue)
            assert len(server.texts()) == 2

    asyncio.run(scene())


@pytest.mark.parametrize(
    "poison",
    [
        {"message": {"message_id": 1, "chat": {"id": 1, "type": "private"}, "text": "no date"}},
        {"message": 7},
        {"callback_query": {"id": "1"}},
        {"message": {"message_id": 1, "date": "yesterday", "chat": {"id": 1, "type": "private"}}},
    ],
)
def test_a_poison_update_is_recorded_and_passed_over(poison: dict[str, object]) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            updates = MemoryUpdates()
            server.write("before")
            bad = server.put(**poison)
            server.write("after")
            async with running(server, EchoService(), updates):
                await server.until(lambda: len(server.texts()) == 2 and not server.queue)
            assert server.texts() == ["re: before", "re: after"]
            status, detail = updates.finished[bad]
            assert status is UpdateStatus.SKIPPED
            assert detail.startswith("cannot be parsed: ")

    asyncio.run(scene())


def test_an_unknown_kind_of_update_is_done_without_a_word() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            updates = MemoryUpdates()
            unknown = server.put(widget_query={"id": "1"})
            async with running(server, EchoService(), updates):
                await server.until(lambda: unknown in updates.finished)
            assert updates.finished[unknown][0] is UpdateStatus.HANDLED
            assert server.texts() == []

    asyncio.run(scene())


def test_a_failing_answer_is_told_recorded_and_passed_over() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            updates, service = MemoryUpdates(), EchoService()
            service.broken["boom"] = [ValueError("a bug")]
            bad = server.write("boom")
            server.write("after")
            async with running(server, service, updates):
                await server.until(lambda: len(server.texts()) == 2)
            assert "抱歉" in server.texts()[0]
            assert server.texts()[1] == "re: after"
            assert updates.finished[bad] == (UpdateStatus.SKIPPED, "ValueError: a bug")

    asyncio.run(scene())


def test_trouble_with_the_database_is_waited_out() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            updates, service = MemoryUpdates(), EchoService()
            updates.trouble = 2
            service.broken["q"] = [StorageError("locked")]
            server.write("q")
            async with running(server, service, updates):
                await server.until(lambda: len(server.texts()) == 1)
            assert server.texts() == ["re: q"]

    asyncio.run(scene())


def test_what_was_dealt_with_before_is_not_answered_again() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            updates = MemoryUpdates()
            updates.done(server.write("done before"))
            updates.claim(server.write("claimed by a process that died"))
            server.write("new")
            async with running(server, EchoService(), updates):
                await server.until(lambda: not server.queue)
            assert server.texts() == ["re: claimed by a process that died", "re: new"]

    asyncio.run(scene())


def test_what_another_process_is_at_is_left_on_the_server_until_it_is_finished() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            updates = MemoryUpdates()
            async with running(server, EchoService(), updates):
                await server.until(lambda: any(c.method == "getUpdates" for c in server.calls))
                updates.claim(server._next + 1)
                theirs = server.write("theirs")
                server.write("ours", 2)
                await server.until(lambda: server.texts() == ["re: ours"])
                await asyncio.sleep(0.8)
                assert theirs in [u["update_id"] for u in server.queue]
                updates.done(theirs)
                await server.until(lambda: not server.queue)
            assert server.texts() == ["re: ours"]

    asyncio.run(scene())


def test_numbers_may_start_anew() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.write("high")
            async with running(server, EchoService()):
                await server.until(lambda: len(server.texts()) == 1 and not server.queue)
                server._next = 10
                server.write("low")
                await server.until(lambda: len(server.texts()) == 2 and not server.queue)
                server.write("next")
                await server.until(lambda: len(server.texts()) == 3)
            assert server.texts() == ["re: high", "re: low", "re: next"]

    asyncio.run(scene())


def test_more_than_one_batch() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            for number in range(250):
                server.write(str(number), 1 + number % 40)
            updates = MemoryUpdates()
            async with running(server, EchoService(), updates, in_flight=8):
                await server.until(lambda: len(server.texts()) == 250)
            assert sorted(server.texts()) == sorted(f"re: {n}" for n in range(250))
            assert len(updates.finished) == 250

    asyncio.run(scene())


def test_network_trouble_is_waited_out() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.fail("getMe", 502, "Bad Gateway")
            server.fail("getUpdates", 500, "Internal Server Error")
            server.fail("getUpdates", 429, "Too Many Requests", retry_after=1)
            server.write("q")
            async with running(server, EchoService()):
                await server.until(lambda: len(server.texts()) == 1)

    asyncio.run(scene())


async def ends_with(server: TelegramServer, token: str = TOKEN) -> str:
    with pytest.raises(ChatError) as caught, throwaway() as stores:
        async with asyncio.timeout(5):
            await serve(ChatOptions(token, server.url), EchoService(), MemoryUpdates(), stores, asyncio.Event())
    assert token not in str(caught.value)
    assert caught.value.__cause__ is None  # it may hold the token
    return str(caught.value)


@pytest.mark.parametrize(
    ("method", "status", "said", "advice"),
    [
        ("getUpdates", 409, "Conflict: terminated by other getUpdates request", "Stop the other one"),
        ("getUpdates", 409, "Conflict: can't use getUpdates method while webhook is active", "deleteWebhook"),
        ("getUpdates", 401, "Unauthorized", "@BotFather"),
        ("getUpdates", 404, "Not Found", "@BotFather"),
        ("getMe", 404, "Not Found", "@BotFather"),
    ],
)
def test_what_cannot_be_mended_by_waiting_ends_with_advice(method: str, status: int, said: str, advice: str) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.fail(method, status, said)
            assert advice in await ends_with(server)

    asyncio.run(scene())


@pytest.mark.parametrize("token", ["999:unknown", "", "123:a/../b", "123 : a"])
def test_a_bad_token_ends_with_advice(token: str) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            if token:
                assert "@BotFather" in await ends_with(server, token)
            else:
                with pytest.raises(ChatError, match="BotFather"), throwaway() as stores:
                    await serve(ChatOptions("", server.url), EchoService(), MemoryUpdates(), stores, asyncio.Event())

    asyncio.run(scene())


def test_a_second_bot_ends_the_first() -> None:
    async def scene(stores: Database) -> None:
        async with TelegramServer() as server:
            stop = asyncio.Event()
            options = ChatOptions(TOKEN, server.url, poll_seconds=5)
            first = asyncio.create_task(serve(options, EchoService(), MemoryUpdates(), stores, stop))
            await server.until(lambda: any(c.method == "getUpdates" for c in server.calls))
            async with running(server, EchoService()) as second:
                with pytest.raises(ChatError, match="Another program"):
                    async with asyncio.timeout(5):
                        await first
                server.write("still answered")
                await server.until(lambda: server.texts() == ["re: still answered"])
                assert not second.done()

    with throwaway() as stores:
        asyncio.run(scene(stores))


def test_the_command_menus_are_set_once() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            for _ in range(2):
                async with running(server, EchoService()):
                    await server.until(lambda: server.calls[-1:] and server.calls[-1].method == "getUpdates")
                server.calls[-1].method = "seen"
            assert [c["command"] for c in server.menus["zh"]][:2] == ["start", "parks"]
            assert server.menus["zh"] != server.menus["en"] == server.menus[""]
            assert len(server.obeyed("setMyCommands")) == 3

    asyncio.run(scene())


@pytest.mark.parametrize("answered", [5, None, True, "ok", {"commands": []}, ["start"], [{"command": "start"}], [5]])
def test_the_bot_works_where_the_menus_cannot_be_read(answered: object, caplog: pytest.LogCaptureFixture) -> None:
    class OddServer(TelegramServer):
        async def _getMyCommands(self, _: object) -> object:  # type: ignore[override]
            return answered

    async def scene() -> None:
        async with OddServer() as server, running(server, EchoService()):
            server.write("hello")
            await server.until(lambda: server.texts() == ["re: hello"])

    asyncio.run(scene())
    assert sum("the command menu" in r.message for r in caplog.records) == 3


def test_stopping_finishes_what_is_being_handled_and_leaves_the_rest_on_the_server() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.delay = lambda _: 0.5
            updates = MemoryUpdates()
            for number in range(5):
                server.write(str(number))
            started = time.monotonic()
            async with running(server, EchoService(), updates):
                await server.until(lambda: any(c.method == "sendMessage" for c in server.calls))
            assert time.monotonic() - started < 3
            assert server.texts() == ["re: 0"]
            assert [u["message"]["text"] for u in server.queue] == ["1", "2", "3", "4"]
            async with running(server, EchoService(), updates):
                await server.until(lambda: len(server.texts()) == 5)
            assert server.texts() == [f"re: {n}" for n in range(5)]

    asyncio.run(scene())


def test_stopping_does_not_wait_for_a_flood_limit_and_loses_nothing() -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            server.fail("sendMessage", 429, "Too Many Requests", retry_after=60)
            updates = MemoryUpdates()
            server.write("q")
            async with running(server, EchoService(), updates, grace=0.3):
                await server.until(lambda: any(c.method == "sendMessage" for c in server.calls))
            assert server.texts() == []
            async with running(server, EchoService(), updates):
                await server.until(lambda: server.texts() == ["re: q"])

    asyncio.run(scene())
