"""What is said to what, in private chats and in groups, over real HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.chat.callback_data import Choose, encode
from bot.reply.message import Button

from .fakes import EchoService, MemoryUpdates, name_of, running
from .telegram_server import BOT, TelegramServer

ELSEWHERE = 999_999  # the chat in which a last question marks the end of a scene


def play(scene: Callable[[TelegramServer, EchoService], Awaitable[None]]) -> TelegramServer:
    """Run the bot, play a scene, and wait until everything queued is dealt with."""

    async def run() -> TelegramServer:
        async with TelegramServer() as server:
            service, updates = EchoService(), MemoryUpdates()
            async with running(server, service, updates):
                await scene(server, service)
                last = server.write("the last question", ELSEWHERE)
                await server.until(lambda: last in updates.finished and not server.queue)
            return server

    return asyncio.run(run())


def said(server: TelegramServer) -> list[str]:
    return [message["text"] for message in sent(server)]


def sent(server: TelegramServer, method: str = "sendMessage") -> list[dict[str, Any]]:
    return [m for m in server.obeyed(method) if m.get("chat_id") != str(ELSEWHERE)]


def reply_to(server: TelegramServer, sender: dict[str, Any]) -> dict[str, Any]:
    return {**server.message("earlier", -5), "from": sender}


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("/start", "start zh"),
        ("/start fact-a", "chosen: fact-a"),
        ("/start campaign7", "start zh"),
        ("/help", "help zh"),
        ("/HELP@park_test_bot", "help zh"),
        ("/nonsense", "help zh"),
        ("/help@other_bot", None),
        ("多少家企业？", "re: 多少家企业？"),
        ("/园区 有哪些", "re: /园区 有哪些"),
        ("a < b & c", "re: a &lt; b &amp; c"),
        ("@Park_Test_Bot 多少？", "re: 多少？"),
    ],
)
def test_private_texts(text: str, reply: str | None) -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        server.write(text)

    assert said(play(scene)) == ([] if reply is None else [reply])


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("大家好", None),
        ("多少家企业？", None),
        ("@park_test_bot 多少家？", "re: 多少家？"),
        ("问一下@park_test_bot多少家？", "re: 问一下 多少家？"),
        ("@park_test_bot_2 多少家？", None),
        ("write to me@park_test_bot", None),
        ("/start", "start zh"),
        ("/help@park_test_bot", "help zh"),
        ("/ban", None),
        ("/ban@park_test_bot", "help zh"),
        ("/help@other_bot", None),
    ],
)
def test_group_texts(text: str, reply: str | None) -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        server.write(text, -5)

    assert said(play(scene)) == ([] if reply is None else [reply])


def test_in_groups_replies_to_the_bot_are_for_it_and_replies_to_others_are_not() -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        server.write("那2022年呢", -5, reply_to_message=reply_to(server, BOT))
        server.write("不对吧", -5, reply_to_message=reply_to(server, {**BOT, "id": 77}))

    assert said(play(scene)) == ["re: 那2022年呢"]


def test_other_bots_are_not_answered_but_anonymous_administrators_are() -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        robot = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
        server.write("@park_test_bot loop", -5, **{"from": robot})
        server.write("@park_test_bot 多少", -5, **{"from": robot}, sender_chat={"id": -5, "type": "supergroup"})

    assert said(play(scene)) == ["re: 多少"]


def test_what_is_not_text() -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
        for _photo in range(3):
            server.write(None, 1, photo=photo, media_group_id="album")
        server.write(None, 1, photo=photo, caption="图里是哪个园区？")
        server.write(None, -5, photo=photo)
        server.write(None, 1, pinned_message=server.message("x"))
        english = {"id": 2, "is_bot": False, "first_name": "B", "language_code": "en"}
        server.write(None, 2, location={"latitude": 1.0, "longitude": 1.0}, **{"from": english})

    assert sorted(said(play(scene))) == [
        "I can only read text. Please type your question, for example the name of a park.",
        "re: 图里是哪个园区？",
        "我只看得懂文字，请把问题打出来，例如一个园区的名字。",
    ]


def test_topics_of_a_forum_are_answered_in_place_and_are_conversations_of_their_own() -> None:
    services: list[EchoService] = []

    async def scene(server: TelegramServer, service: EchoService) -> None:
        services.append(service)
        server.write("@park_test_bot 一", -5, message_thread_id=42, is_topic_message=True)
        server.write("@park_test_bot 二", -5, message_thread_id=43)  # a reply thread, not a topic

    assert [m.get("message_thread_id") for m in sent(play(scene))] == [42, None]
    assert [a for a in services[0].asked if a[0] != name_of(ELSEWHERE)] == [
        (name_of(-5, 42), "一"),
        (name_of(-5), "二"),
    ]


def test_buttons_carry_ids_and_a_tap_is_acknowledged_before_the_reply() -> None:
    async def scene(server: TelegramServer, service: EchoService) -> None:
        service.buttons = (Button("甲", "fact-a"), Button("很长", "长" * 40), Button("都不是", "none"))
        server.write("哪个？")
        await server.until(lambda: len(server.texts()) == 1)
        service.buttons = ()
        for (button,) in server.obeyed()[0]["reply_markup"]["inline_keyboard"]:
            assert len(button["callback_data"].encode()) <= 64
            server.tap(button["callback_data"])

    server = play(scene)
    assert said(server) == ["re: 哪个？", "chosen: fact-a", "chosen: " + "长" * 40, "chosen: none"]
    methods = [c.method for c in server.calls if str(c.parameters.get("chat_id")) != str(ELSEWHERE)]
    taps = [m for m in methods if m in {"answerCallbackQuery", "sendMessage"}][1:]
    assert taps == ["answerCallbackQuery", "sendMessage"] * 3
    assert all("text" not in answer for answer in server.obeyed("answerCallbackQuery"))


@pytest.mark.parametrize("data", ["1:fact-gone", "0:fact-a", "fact-a", "", "1:", "1:#00", "2:fact-a", "\ud83c\udfed"])
def test_stale_and_unknown_buttons_get_a_toast(data: str) -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        server.tap(data.encode("utf-16", "surrogatepass").decode("utf-16"))

    server = play(scene)
    assert said(server) == []
    assert server.obeyed("answerCallbackQuery")[0]["text"] == "This button is out of date. Please ask again."


def test_a_tap_is_answered_though_its_acknowledgement_comes_too_late() -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        server.fail("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
        server.tap(encode(Choose("fact-a")))

    assert said(play(scene)) == ["chosen: fact-a"]


def test_a_tap_on_a_message_too_old_to_be_seen() -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        old = {"message_id": 3, "date": 0, "chat": {"id": 1, "type": "private"}}
        server.tap(encode(Choose("fact-a")), message=old)

    server = play(scene)
    assert said(server) == ["chosen: fact-a"]
    assert sent(server)[0]["reply_parameters"]["message_id"] == 3


def test_an_edited_question_changes_the_earlier_reply() -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        message = server.message("2022年多少")
        server.put(message=message)
        server.put(edited_message={**message, "edit_date": 1_790_000_001})  # nothing a reader sees
        server.put(edited_message={**message, "edit_date": 1_790_000_002, "text": "2023年多少"})

    server = play(scene)
    assert said(server) == ["re: 2022年多少"]
    (edited,) = server.obeyed("editMessageText")
    assert edited["text"] == "re: 2023年多少"
    (reply,) = [c for c in server.calls if c.method == "sendMessage" and c.parameters["chat_id"] == "1"]
    assert edited["message_id"] == reply.result["message_id"]


def test_an_edit_that_cannot_be_made_becomes_a_reply() -> None:
    async def scene(server: TelegramServer, _: EchoService) -> None:
        server.fail("editMessageText", 400, "Bad Request: message to edit not found")
        message = server.message("一")
        server.put(message=message)
        server.put(edited_message={**message, "edit_date": 1_790_000_001, "text": "二"})
        server.put(edited_message={**server.message("三"), "edit_date": 1_790_000_001})  # asked before a restart

    assert said(play(scene)) == ["re: 一", "re: 二", "re: 三"]
