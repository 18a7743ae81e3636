"""Sending under flood limits, bad markup, refusals and a broken network."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.chat.outgoing import Destination, Outgoing
from bot.chat.request import AiohttpRequest, ConnectTimedOut, NotConnected, ServerTrouble, environment_proxy
from bot.chat.sender import Sender
from bot.reply.message import Button, Line, Message, Role

from .fakes import one_line
from .telegram_server import TOKEN, TelegramServer

HERE = Destination(1)


def play(scene: Callable[[TelegramServer, Sender], Awaitable[None]], read_timeout: float = 5.0) -> TelegramServer:
    async def run() -> TelegramServer:
        async with TelegramServer() as server:
            request = AiohttpRequest(read_timeout=read_timeout)
            async with Bot(TOKEN, base_url=f"{server.url}/bot", request=request, get_updates_request=request) as bot:
                await scene(server, Sender(bot))
            return server

    return asyncio.run(run())


def sends(server: TelegramServer) -> int:
    return sum(c.method == "sendMessage" for c in server.calls)


def test_a_flood_limit_is_waited_out_in_its_chat_only() -> None:
    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
        started = time.monotonic()
        limited = asyncio.create_task(sender.send(HERE, one_line("one")))
        await server.until(lambda: sends(server) == 1)
        await sender.send(Destination(2), one_line("two"))
        assert time.monotonic() - started < 0.9
        await limited
        assert time.monotonic() - started >= 1.0
        await sender.send(HERE, one_line("three"))
        assert time.monotonic() - started < 1.9

    assert play(scene).texts() == ["two", "one", "three"]


@pytest.mark.parametrize("said", ["can't parse entities: unsupported start tag", "message is too long"])
def test_refused_markup_goes_as_plain_text(said: str) -> None:
    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendMessage", 400, f"Bad Request: {said}")
        lines = (Line(Role.HEADLINE, "a < b"), Line(Role.BODY, "长" * 5000), Line(Role.SOURCE, "来源"))
        assert await sender.send(HERE, Message("answer", lines, (Button("甲", "a"),)))

    server = play(scene)
    (sent,) = server.obeyed()
    assert "parse_mode" not in sent
    assert sent["text"].startswith("a < b\n长")
    assert sent["text"].endswith("…\n来源")
    assert len(sent["text"]) <= 4096
    assert sent["reply_markup"]["inline_keyboard"] == [[{"text": "甲", "callback_data": "1:a"}]]


@pytest.mark.parametrize(
    ("status", "said"), [(403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found")]
)
def test_who_does_not_want_messages_gets_none(status: int, said: str, caplog: pytest.LogCaptureFixture) -> None:
    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendMessage", status, said)
        with caplog.at_level("INFO", "bot.chat"):
            assert await sender.send(HERE, one_line("x")) is None

    assert sends(play(scene)) == 1
    assert said.split(": ")[1].lower() in caplog.text.lower()


def test_a_group_that_moved_is_followed() -> None:
    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005)
        assert await sender.send(Destination(-5, 8), one_line("x"))

    assert play(scene).texts(-1005) == ["x"]


def test_what_may_have_arrived_is_never_sent_again() -> None:
    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendMessage", 0, "done, but never answered")
        assert await sender.send(HERE, one_line("x")) is None

    server = play(scene, read_timeout=0.3)
    assert sends(server) == 1
    assert server.texts() == ["x"]


def test_a_server_that_says_it_failed_is_asked_again() -> None:
    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendMessage", 502, "Bad Gateway")
        assert await sender.send(HERE, one_line("x"))

    assert play(scene).texts() == ["x"]


def test_nothing_is_lost_while_there_is_no_connection() -> None:
    async def run() -> None:
        async with TelegramServer() as server:
            request = AiohttpRequest()
            bot = Bot(TOKEN, base_url=f"{server.url}/bot", request=request, get_updates_request=request)
            async with bot:
                await server._runner.cleanup()
                port = int(server.url.rsplit(":", 1)[1])
                sending = asyncio.create_task(Sender(bot).send(HERE, one_line("x")))
                await asyncio.sleep(0.6)
                assert not sending.done()
                await server.__aenter__(port)
                async with asyncio.timeout(5):
                    await sending
            assert server.texts() == ["x"]

    asyncio.run(run())


def test_how_failures_are_named() -> None:
    async def run() -> None:
        async with TelegramServer() as server:
            short = AiohttpRequest(read_timeout=0.5, connect_timeout=0.2, pool_timeout=0.1, connections=1)
            async with short as request:
                url = f"{server.url}/bot{TOKEN}"
                assert (await request.post(f"{url}/getMe"))["is_bot"]  # type: ignore[index,call-overload]
                server.fail("getMe", 500, "Internal Server Error")
                with pytest.raises(ServerTrouble):
                    await request.post(f"{url}/getMe")
                server.fail("getMe", 504, "Gateway Timeout")
                with pytest.raises(NetworkError) as gateway:
                    await request.post(f"{url}/getMe")
                assert type(gateway.value) is NetworkError  # it may have been done
                server.fail("getMe", 0, "never answered")
                server.fail("getMe", 0, "never answered")
                # One connection only: the second request waits for it in vain and is never sent.
                late, queued = await asyncio.gather(
                    request.post(f"{url}/getMe", read_timeout=1),
                    request.post(f"{url}/getMe"),
                    return_exceptions=True,
                )
                assert type(late) is TimedOut
                assert type(queued) is ConnectTimedOut
            with pytest.raises(NetworkError, match="not initialized"):
                await request.post(f"{url}/getMe")
            async with AiohttpRequest() as request:
                with pytest.raises(NotConnected) as refused:
                    await request.post(f"http://127.0.0.1:9/bot{TOKEN}/getMe")
                assert TOKEN not in str(refused.value)

    asyncio.run(run())


def test_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1,.internal")
    assert environment_proxy("https://api.telegram.org") is None
    monkeypatch.setenv("https_proxy", "http://proxy:3128")
    assert environment_proxy("https://api.telegram.org") == "http://proxy:3128"
    assert environment_proxy("http://127.0.0.1:8081") is None
    assert environment_proxy("https://bots.internal") is None


def test_a_proxy_that_is_not_there_is_no_connection() -> None:
    async def run() -> None:
        async with AiohttpRequest(proxy="http://127.0.0.1:9") as request:
            with pytest.raises(NotConnected):
                await request.post(f"https://telegram.invalid/bot{TOKEN}/getMe")

    asyncio.run(run())


def test_the_only_reply_waits_for_the_response_and_further_ones_go_through_the_api_in_order() -> None:
    claims: list[int] = []

    async def claim() -> None:
        claims.append(1)

    async def scene(server: TelegramServer, sender: Sender) -> None:
        with sender.responding(claim) as slot:
            assert await sender.send(HERE, one_line("only")) is None
        assert slot.message == Outgoing(HERE, one_line("only"), None)
        assert (sends(server), claims) == (0, [])
        with sender.responding(claim) as slot:
            for text in ("one", "two", "three"):
                await sender.send(HERE, one_line(text))
        assert (slot.message, slot.left, claims) == (None, True, [1])
        assert await sender.send(HERE, one_line("outside"))

    assert play(scene).texts() == ["one", "two", "three", "outside"]


def test_who_must_know_whether_a_reply_arrived_is_told_and_what_was_said_before_goes_first() -> None:
    async def claim() -> None:
        pass

    async def scene(_: TelegramServer, sender: Sender) -> None:
        with sender.responding(claim) as slot:
            await sender.send(HERE, one_line("one"))
            assert await sender.send_now(HERE, one_line("two"))
        assert (slot.message, slot.left) == (None, True)

    assert play(scene).texts() == ["one", "two"]


def test_a_chat_under_a_flood_limit_is_not_answered_in_the_response() -> None:
    async def claim() -> None:
        pass

    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
        limited = asyncio.create_task(sender.send(HERE, one_line("limited")))
        await server.until(lambda: sends(server) == 1)
        with sender.responding(claim) as slot:
            assert await sender.send(HERE, one_line("late"))
        assert slot.message is None
        await limited

    assert sorted(play(scene).texts()) == ["late", "limited"]


def test_nothing_is_sent_without_the_claim() -> None:
    async def refused() -> None:
        raise LookupError("another process is at it")

    async def scene(server: TelegramServer, sender: Sender) -> None:
        with sender.responding(refused) as slot:
            await sender.send(HERE, one_line("one"))
            with pytest.raises(LookupError):
                await sender.send(HERE, one_line("two"))
        assert not slot.left
        assert sends(server) == 0

    play(scene)
