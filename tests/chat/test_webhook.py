"""Webhook mode over real HTTP: the reply in the response, once, in order; hostile requests; repetitions; outages."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.chat.app import WebhookOptions
from bot.chat.callback_data import Choose, encode
from bot.chat.errors import ChatError
from bot.errors import StorageError
from bot.reply.message import Button
from bot.storage.updates import UpdateStatus

from .fakes import EchoService, MemoryUpdates, name_of, running, stores
from .telegram_server import TelegramServer
from .telegram_webhook import WebhookServer

SECRET = "a-secret_of_ours"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def hook_at(port: int, secret: str = SECRET) -> WebhookOptions:
    return WebhookOptions(f"http://127.0.0.1:{port}/telegram", secret, ("127.0.0.1", port))


@asynccontextmanager
async def hooked(
    server: WebhookServer,
    service: EchoService | None = None,
    updates: MemoryUpdates | None = None,
    **options: Any,
) -> AsyncIterator[str]:
    """The bot listening, its webhook set; yields the root of its address."""
    hook = options.pop("webhook", None) or hook_at(free_port())
    async with running(server, service or EchoService(), updates, webhook=hook, **options) as task:
        await server.until(lambda: server.hook is not None or task.done())
        yield hook.url.removesuffix("/telegram")


async def get(url: str) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        kind = response.headers.get("Content-Type", "")
        return response.status, await (response.json() if "json" in kind else response.text())


def test_a_question_gets_its_reply_in_the_response() -> None:
    async def scene() -> None:
        async with WebhookServer() as server, hooked(server):
            server.write("进出口多少？")
            await server.until(lambda: server.texts() == ["re: 进出口多少？"] and not server.queue)
            (answer,) = server.answers
            assert json.loads(answer[1]) == {
                "method": "sendMessage",
                "chat_id": 1,
                "text": "re: 进出口多少？",
                "parse_mode": "HTML",
                "link_preview_options": {"is_disabled": True},
                "reply_parameters": {"message_id": 1, "allow_sending_without_reply": True},
            }
            assert [c for c in server.calls if c.method == "sendMessage"] == [server.calls[-1]]

    asyncio.run(scene())


def test_what_waited_before_the_webhook_was_set_is_answered() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            server.write("before")
            async with hooked(server):
                await server.until(lambda: server.texts() == ["re: before"])

    asyncio.run(scene())


def test_buttons_are_sent_and_taps_are_acknowledged_and_answered() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service = EchoService()
            service.buttons = (Button("甲", "fact-a"),)
            async with hooked(server, service):
                server.write("@park_test_bot 哪个？", -5, message_thread_id=42, is_topic_message=True)
                await server.until(lambda: len(server.texts()) == 1)
                sent = server.obeyed()[0]
                assert sent["message_thread_id"] == 42
                button = sent["reply_markup"]["inline_keyboard"][0][0]
                server.tap(button["callback_data"])
                await server.until(lambda: len(server.texts()) == 2)
            assert server.texts()[1] == "chosen: fact-a"
            methods = [c.method for c in server.calls]
            assert methods.index("answerCallbackQuery") < len(methods) - 1

    asyncio.run(scene())


def test_a_stale_button_gets_a_toast_and_no_message() -> None:
    async def scene() -> None:
        async with WebhookServer() as server, hooked(server):
            server.tap("0:gone")
            await server.until(lambda: not server.queue)
            assert "out of date" in server.obeyed("answerCallbackQuery")[0]["text"]
            assert server.texts() == []
            assert server.answers[0][1] == ""

    asyncio.run(scene())


def test_an_edited_question_gets_a_new_reply() -> None:
    async def scene() -> None:
        async with WebhookServer() as server, hooked(server):
            message = server.message("2022年多少")
            server.put(message=message)
            server.put(edited_message={**message, "edit_date": 1_790_000_001})  # nothing a reader sees
            server.put(edited_message={**message, "edit_date": 1_790_000_002, "text": "2023年多少"})
            await server.until(lambda: not server.queue)
            assert server.texts() == ["re: 2022年多少", "re: 2023年多少"]
            assert server.obeyed("editMessageText") == []

    asyncio.run(scene())


def test_chats_run_side_by_side_and_each_in_order() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service = EchoService()
            service.slow = {name_of(chat): 0.05 for chat in range(1, 5)}
            async with hooked(server, service):
                started = time.monotonic()
                for number in range(5):
                    for chat in range(1, 5):
                        server.write(str(number), chat)
                await server.until(lambda: not server.queue)
                assert time.monotonic() - started < 0.9  # one after the other it takes a second
            for chat in range(1, 5):
                assert server.texts(chat) == [f"re: {n}" for n in range(5)]
            assert service.overlaps == 0

    asyncio.run(scene())


def test_a_tap_waits_for_the_message_of_its_chat() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service = EchoService()
            service.slow[name_of(1)] = 0.3
            async with hooked(server, service):
                server.write("slow")
                await server.until(lambda: bool(service.asked))
                server.tap(encode(Choose("fact-a")))
                await server.until(lambda: not server.queue)
            assert server.texts() == ["re: slow", "chosen: fact-a"]

    asyncio.run(scene())


def test_a_repeated_update_gets_the_same_response_and_is_asked_once() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service, updates = EchoService(), MemoryUpdates()
            async with hooked(server, service, updates):
                server.write("q")
                update = server.queue[0]
                await server.until(lambda: not server.queue)
                server.again(update)
                await server.until(lambda: not server.queue)
                first, second = server.answers
                assert first == second
                assert len(service.asked) == 1
            # The bot starts anew, as on another machine.
            async with hooked(server, service, updates):
                server.again(update)
                await server.until(lambda: not server.queue)
            assert server.answers[2] == first
            assert len(service.asked) == 1

    asyncio.run(scene())


def test_a_repetition_joins_what_is_under_way() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            server.patience = 0.1
            service = EchoService()
            service.slow[name_of(1)] = 0.5
            async with hooked(server, service):
                server.write("slow")
                await server.until(lambda: not server.queue)
            assert (len(service.asked), server.texts()) == (1, ["re: slow"])
            assert 0 in [status for _, status in server.attempts]

    asyncio.run(scene())


def test_of_two_replicas_one_answer_counts() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service, updates, port = EchoService(), MemoryUpdates(), free_port()
            service.slow[name_of(1)] = 0.3
            async with hooked(server, service, updates), hooked(server, service, updates, webhook=hook_at(port)):
                await server.until(lambda: str(port) in server.hook["url"])  # type: ignore[index]
                other = f"http://127.0.0.1:{port}/telegram"
                server.write("q")
                body = json.dumps(server.queue[0]).encode()
                await server.until(lambda: len(service.asked) == 1)
                async with aiohttp.ClientSession() as session:
                    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}
                    async with session.post(other, data=body, headers=headers) as response:
                        assert response.status == 200
                        theirs = await response.text()
                await server.until(lambda: not server.queue)
                assert server.answers[-1][1] == theirs
                assert len(updates.finished) == 1

    asyncio.run(scene())


def test_what_another_process_is_at_comes_again() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            updates = MemoryUpdates()
            async with hooked(server, updates=updates):
                updates.elsewhere.add(server._next + 1)
                theirs = server.write("theirs")
                await server.until(lambda: (theirs, 503) in server.attempts)
                updates.elsewhere.clear()
                await server.until(lambda: server.texts() == ["re: theirs"])

    asyncio.run(scene())


def test_while_nothing_can_be_recorded_updates_are_left_with_telegram() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service, updates = EchoService(), MemoryUpdates()
            async with hooked(server, service, updates):
                updates.trouble = 3
                asked = server.write("q")
                await server.until(lambda: not server.queue)
            assert [a for a in server.attempts if a[0] == asked] == [(asked, 503)] * 3 + [(asked, 200)]
            assert server.texts() == ["re: q"]

    asyncio.run(scene())


def test_a_service_without_its_database_is_no_answer() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service = EchoService()
            service.broken["q"] = [StorageError("locked")] * 3
            async with hooked(server, service):
                server.write("q")
                await server.until(lambda: not server.queue)
            assert server.texts() == ["re: q"]
            assert 503 in [status for _, status in server.attempts]

    asyncio.run(scene())


def test_a_failing_answer_is_told_recorded_and_passed_over() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service, updates = EchoService(), MemoryUpdates()
            service.broken["boom"] = [ValueError("a bug")]
            async with hooked(server, service, updates):
                bad = server.write("boom")
                server.write("after")
                await server.until(lambda: not server.queue)
            assert "抱歉" in server.texts()[0]
            assert server.texts()[1] == "re: after"
            assert updates.finished[bad] == (UpdateStatus.SKIPPED, "ValueError: a bug")

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X_Telegram_Bot_Api_Secret_Token": "wrong"}, 403),
        ({"X_Telegram_Bot_Api_Secret_Token": None}, 403),
        ({"X_Telegram_Bot_Api_Secret_Token": ""}, 403),
        ({"X_Telegram_Bot_Api_Secret_Token": SECRET + "x"}, 403),
        ({"X_Telegram_Bot_Api_Secret_Token": "密".encode().decode("latin-1")}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_who_is_not_telegram_is_refused(headers: dict[str, str | None], status: int) -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service = EchoService()
            async with hooked(server, service) as root:
                body = json.dumps({"update_id": 1, "message": server.message("q")}).encode()
                assert (await server.post(body, **headers))[0] == status
                assert service.asked == []
                assert "parkbot_webhook_refused_total{" in (await get(f"{root}/metrics"))[1]

    asyncio.run(scene())


def test_too_much_is_refused_before_it_is_read() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service = EchoService()
            async with hooked(server, service) as root:
                update = {"update_id": 1, "message": server.message("长" * 1_000_000)}
                assert (await server.post(json.dumps(update).encode()))[0] == 413

                async def endless() -> AsyncIterator[bytes]:
                    for _ in range(50):
                        yield b" " * 100_000

                async with aiohttp.ClientSession() as session:
                    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}
                    async with session.post(f"{root}/telegram", data=endless(), headers=headers) as response:
                        assert response.status == 413
                assert (await get(f"{root}/telegram"))[0] == 405
                assert (await get(f"{root}/elsewhere"))[0] == 404
                server.write("still there")
                await server.until(lambda: server.texts() == ["re: still there"])
            assert [text for _, text in service.asked] == ["still there"]

    asyncio.run(scene())


CHAT = {"id": 1, "type": "private"}
SOUND = {"message_id": 1, "date": 1_790_000_000, "chat": CHAT, "text": "q"}
TAP = {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": "a"}, "chat_instance": ""}
HOSTILE: list[bytes] = [
    b"", b" ", b"\0", b"{", b"}", b"[]", b"[[]]", b"null", b"true", b"1", b'"text"', b"{}", b"NaN", b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"[" * 100_000, b'{"a":' * 100_000, b"9" * 10_000, b'{"update_id": ' + b"9" * 5_000 + b"}", b"<xml/>", b"a=1&b=2",
    b'{"update_id": 1e400}', b"{'update_id': 1}", b'{"update_id": 1,}', b'{"update_id": 1', b'{"message": {}}',
    *(
        json.dumps({"update_id": bad, "message": SOUND}).encode()
        for bad in (None, True, "1", 1.5, -1, 2**63, 10**30, [], {}, [1], float("nan"), "", " 1")
    ),
    *(
        json.dumps({"update_id": 10_000 + number, **content}).encode()
        for number, content in enumerate(
            [
                {"message": 7}, {"message": "q"}, {"message": [SOUND]}, {"message": {}}, {"message": True},
                {"message": {**SOUND, "date": "yesterday"}}, {"message": {**SOUND, "date": 10**30}},
                {"message": {**SOUND, "chat": 1}}, {"message": {**SOUND, "chat": {}}},
                {"message": {**SOUND, "chat": {"id": "1", "type": "private"}}},
                {"message": {**SOUND, "chat": {"id": {"$gt": 0}, "type": "private"}}},
                {"message": {**SOUND, "chat": {"id": True, "type": "private"}}},
                {"message": {**SOUND, "chat": {"id": None, "type": "private"}}},
                {"message": {**SOUND, "text": 7}}, {"message": {**SOUND, "text": ["q"]}},
                {"message": {**SOUND, "text": {"q": "q"}}}, {"message": {**SOUND, "text": True}},
                {"message": {**SOUND, "message_id": "1; DROP TABLE updates"}},
                {"message": {**SOUND, "message_id": 1.5}},
                {"message": {**SOUND, "from": 5}}, {"message": {**SOUND, "from": {"id": "x"}}},
                {"message": {**SOUND, "from": {"id": "x", "is_bot": False, "first_name": "a"}}},
                {"message": {**SOUND, "entities": 5}}, {"message": {**SOUND, "entities": [{"type": "bold"}]}},
                {"message": {**SOUND, "reply_to_message": "me"}}, {"message": {**SOUND, "photo": "x"}},
                {"edited_message": {**SOUND, "edit_date": "x"}}, {"edited_message": 5},
                {"callback_query": 5}, {"callback_query": {}}, {"callback_query": {"id": 5}},
                {"callback_query": {**TAP, "from": {"id": "a", "is_bot": False, "first_name": "a"}}},
                {"callback_query": {**TAP, "data": 5}}, {"callback_query": {**TAP, "message": {**SOUND, "chat": 1}}},
            ]
        )
    ),
]  # fmt: skip


def test_nothing_hostile_stops_it_is_answered_or_goes_uncounted() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service, updates = EchoService(), MemoryUpdates()
            async with hooked(server, service, updates) as root:
                for body in HOSTILE:
                    assert await server.post(body) == (200, b""), body[:100]
                assert service.asked == []
                assert {status for status, _ in updates.finished.values()} == {UpdateStatus.SKIPPED}
                assert len(updates.finished) == len(HOSTILE)
                counted = (await get(f"{root}/metrics"))[1]
                assert f"parkbot_unreadable_updates_total {len(HOSTILE)}.0" in counted
                server.write("still there")
                await server.until(lambda: server.texts() == ["re: still there"])

    asyncio.run(scene())


def test_text_of_any_kind_is_answered_in_json_that_can_be_read() -> None:
    async def scene() -> None:
        async with WebhookServer() as server, hooked(server):
            for text in ("\ud83c", "\0", "🏭" * 2000, "<b>&", "a\u2028b"):
                server.write(text)
            await server.until(lambda: not server.queue and len(server.texts()) == 5)

    asyncio.run(scene())


def test_the_webhook_is_set_only_where_it_differs() -> None:
    async def scene() -> None:
        async with WebhookServer() as server, AsyncExitStack() as stack:
            kept = stack.enter_context(stores())
            port = free_port()
            for secret, times in ((SECRET, 1), (SECRET, 1), ("another-secret", 2)):
                async with running(server, EchoService(), kept=kept, webhook=hook_at(port, secret)):
                    await server.until(lambda: server.calls[-1:] != [] and server.calls[-1].method != "getMe")
                    server.write("q")
                    seen = len(server.texts())
                    await server.until(lambda seen=seen: len(server.texts()) > seen)
                assert len(server.obeyed("setWebhook")) == times
            hook = server.obeyed("setWebhook")[0]
            assert hook["url"] == f"http://127.0.0.1:{port}/telegram"
            assert hook["secret_token"] == SECRET
            assert {"message", "edited_message", "callback_query"} <= set(hook["allowed_updates"])
            assert "drop_pending_updates" not in hook

    asyncio.run(scene())


def test_a_webhook_that_telegram_does_not_take_ends_with_advice() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            server.refuse = "Bad Request: bad webhook: HTTPS url must be provided for webhook"
            with pytest.raises(ChatError, match="PARKBOT_WEBHOOK_URL must be an https address"):
                async with asyncio.timeout(10), running(server, EchoService(), webhook=hook_at(free_port())) as task:
                    await task

    asyncio.run(scene())


def test_an_address_in_use_ends_with_advice() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            with socket.create_server(("127.0.0.1", 0)) as taken:
                hook = hook_at(taken.getsockname()[1])
                with pytest.raises(ChatError, match="PARKBOT_WEBHOOK_LISTEN"):
                    async with asyncio.timeout(10), running(server, EchoService(), webhook=hook) as task:
                        await task

    asyncio.run(scene())


def test_stopping_finishes_what_is_being_handled() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service = EchoService()
            service.slow[name_of(1)] = 0.5
            started = time.monotonic()
            async with hooked(server, service):
                server.write("slow")
                await server.until(lambda: bool(service.asked))
            assert server.texts() == ["re: slow"]
            assert time.monotonic() - started < 4

    asyncio.run(scene())


def test_stopping_does_not_wait_for_ever_and_the_rest_comes_again() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            service, updates = EchoService(), MemoryUpdates()
            service.slow[name_of(1)] = 2.0
            async with hooked(server, service, updates, grace=0.3):
                server.write("slow")
                await server.until(lambda: bool(service.asked))
            assert updates.finished == {}
            service.slow.clear()
            async with hooked(server, service, updates):
                await server.until(lambda: server.texts() == ["re: slow"])

    asyncio.run(scene())


def test_polling_a_bot_with_a_webhook_needs_a_word() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            async with hooked(server):
                pass
            with pytest.raises(ChatError, match="--delete-webhook"):
                async with asyncio.timeout(10), running(server, EchoService()) as task:
                    await task
            server.write("q")
            async with running(server, EchoService(), delete_webhook=True):
                await server.until(lambda: server.texts() == ["re: q"])

    asyncio.run(scene())


def test_health_while_listening() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            updates = MemoryUpdates()
            async with hooked(server, updates=updates) as root:
                assert (await get(f"{root}/healthz"))[0] == 200
                status, ready = await get(f"{root}/readyz")
                assert (status, ready["reason"], ready["last_update"]) == (200, "", None)
                assert (ready["mode"], ready["revision"], ready["database"]) == ("webhook", "abc123", "ok")
                server.write("q")
                await server.until(lambda: not server.queue)
                assert (await get(f"{root}/readyz"))[1]["last_update"].endswith("+00:00")
                counted = (await get(f"{root}/metrics"))[1]
                assert "parkbot_update_seconds_count 1.0" in counted
                assert updates.pruned == [3]

    asyncio.run(scene())


def test_health_while_polling_tells_of_the_database_and_of_a_poll_that_died() -> None:
    class Mute(TelegramServer):
        async def _getUpdates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
            if int(parameters["timeout"]) and len([c for c in self.calls if c.method == "getUpdates"]) > 1:
                await asyncio.sleep(30)
            return []

    async def scene() -> None:
        async with Mute() as server, AsyncExitStack() as stack:
            port, broken = free_port(), [""]

            def ping() -> None:
                if broken[0]:
                    raise StorageError(broken[0])

            address = ("127.0.0.1", port)
            kept = stack.enter_context(stores(ping=ping))
            async with running(server, EchoService(), kept=kept, ops_listen=address, poll_seconds=1):
                await server.until(lambda: any(c.method == "getUpdates" and c.ok for c in server.calls))
                root = f"http://127.0.0.1:{port}"
                assert (await get(f"{root}/readyz"))[0] == 200
                broken[0] = "the disk is gone"
                status, ready = await get(f"{root}/readyz")
                assert (status, ready["reason"]) == (503, "the database: the disk is gone")
                broken[0] = ""
                assert "parkbot_last_poll_timestamp_seconds 1" in (await get(f"{root}/metrics"))[1]
                for _ in range(100):
                    status, ready = await get(f"{root}/readyz")
                    if status == 503:
                        break
                    await asyncio.sleep(0.05)
                assert "no getUpdates has finished" in ready["reason"]
                assert (await get(f"{root}/healthz"))[0] == 200

    asyncio.run(scene())


def test_without_telegram_it_lives_and_is_not_ready() -> None:
    async def scene() -> None:
        async with WebhookServer() as server:
            for _ in range(20):
                server.fail("getMe", 502, "Bad Gateway")
            hook = hook_at(free_port())
            async with running(server, EchoService(), webhook=hook):
                await server.until(lambda: len(server.calls) >= 2)
                root = hook.url.removesuffix("/telegram")
                assert (await get(f"{root}/healthz"))[0] == 200
                status, ready = await get(f"{root}/readyz")
                assert (status, ready["reason"]) == (503, "not connected to Telegram yet")
                server.hook = {"url": hook.url, "secret_token": SECRET}
                assert (await server.post(b"{}"))[0] == 503

    asyncio.run(scene())
