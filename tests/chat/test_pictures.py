"""The way to a picture: the button under a reply, the tap, the photo with its caption; and when it cannot be sent."""

import asyncio
from collections.abc import Sequence
from itertools import islice

import pytest

from bot.chat.callback_data import Draw, decode, encode
from bot.chat.sender import Sender
from bot.domain.bilingual import Language
from bot.pictures.pictures import Picture
from bot.reply.message import Button, Does, Line, Message, Role

from .fakes import EchoService, one_line
from .scenes import Stage, play, real_core
from .telegram_photo import photo_refused, png_size
from .telegram_server import TelegramServer
from .telegram_webhook import WebhookServer
from .test_sender import HERE
from .test_sender import play as send
from .test_webhook import hooked

BUILT = "成都高新区建成了多少个中试平台"


@pytest.mark.parametrize(
    ("question", "label", "caption"),
    [
        (BUILT, "📊 看图", "<b>已完成目标的约81.67%，还差11个</b>"),
        ("成都高新區建成了多少個中試平台", "📊 看圖", "<b>已完成目標的約81.67%，還差11個</b>"),
        (
            "How many pilot-scale platforms has Chengdu Hi-tech Zone built?",
            "📊 Picture",
            "<b>About 81.67% of the target reached; 11 more to go</b>",
        ),
        ("晋杂金苗58号和158号哪个亩产更高", "📊 看图", "384.75公斤"),
        ("贵阳综保区2023年外贸进出口总额多少", "📊 看图", "超100亿元"),
    ],
)
def test_a_tap_sends_the_picture_under_the_reply(question: str, label: str, caption: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(question)
        assert label in stage.server.labels()[0]
        await stage.press(label)

    server = play(scene, real_core())
    (sent,) = server.obeyed("sendPhoto")
    assert png_size(sent["photo"])[0] == 1200
    assert caption in sent["caption"]
    assert "<i>" in sent["caption"], "the source"
    answered = next(number for (_, number), m in server.messages.items() if "📊" in str(m.get("reply_markup")))
    assert sent["reply_parameters"]["message_id"] == answered
    methods = [c.method for c in server.calls if c.method in {"answerCallbackQuery", "sendPhoto"}]
    assert methods == ["answerCallbackQuery", "sendPhoto"]


@pytest.mark.parametrize("question", ["助力创新项目融资多少", "苏州工业园区的房价是多少", "你好"])
def test_a_reply_without_a_picture_offers_none(question: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(question)
        assert "📊" not in str(stage.server.labels())

    play(scene, real_core())


def test_a_picture_whose_facts_are_gone_is_told_to_be_out_of_date() -> None:
    async def scene(stage: Stage) -> None:
        stage.server.tap(encode(Draw(("chengdu-platforms-built", "gone-by-now"))))
        await stage.done()
        stage.server.tap(encode(Draw(("chengdu-platforms-built", "guiyang-entities"))))
        await stage.done()

    server = play(scene, real_core())
    assert server.obeyed("sendPhoto") == []
    assert [c.parameters.get("text", "") for c in server.calls if c.method == "answerCallbackQuery"] == [
        "This button is out of date. Please ask again.",
        "",
    ]
    assert server.texts() == ["This button is out of date. Please ask again."]


def test_the_data_of_a_picture_button_fits_and_is_found_again() -> None:
    targets = frozenset({*real_core().reading.revision.facts, "none"})
    ten = tuple(islice(sorted(targets), 10))
    data = encode(Draw(ten))
    assert len(data.encode()) <= 64
    assert decode(data, targets, frozenset()) == Draw(ten)
    assert decode(data, targets - {ten[3]}, frozenset()) is None
    assert decode(data[:-1], targets, frozenset()) is None
    assert decode("1p:", targets, frozenset()) is None


def test_the_names_of_facts_in_buttons_are_all_different() -> None:
    facts = [*real_core().reading.revision.facts, *(f"fact-{n}" for n in range(5000))]
    assert len({encode(Draw((id,))) for id in facts}) == len(facts)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1200).to_bytes(4, "big") + (700).to_bytes(4, "big")


def test_a_flood_limit_is_waited_out() -> None:
    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendPhoto", 429, "Too Many Requests: retry after 1", retry_after=1)
        assert await sender.send_picture(HERE, PNG, one_line("a < b"))

    server = send(scene)
    assert [c.ok for c in server.calls if c.method == "sendPhoto"] == [False, True]
    assert server.obeyed("sendPhoto")[0]["caption"] == "a &lt; b"


def test_where_no_photos_are_allowed_the_caption_says_it() -> None:
    async def scene(server: TelegramServer, sender: Sender) -> None:
        server.fail("sendPhoto", 400, "Bad Request: not enough rights to send photos to the chat")
        assert await sender.send_picture(HERE, PNG, one_line("49"))

    assert send(scene).texts() == ["49"]


def test_a_long_caption_is_cut_and_keeps_figure_and_source() -> None:
    lines = (Line(Role.HEADLINE, "49个"), *(Line(Role.BODY, "长<" * 300) for _ in range(4)), Line(Role.SOURCE, "来源"))

    async def scene(_: TelegramServer, sender: Sender) -> None:
        assert await sender.send_picture(HERE, PNG, Message("answer", lines))

    (sent,) = send(scene).obeyed("sendPhoto")
    assert sent["caption"].startswith("<b>49个</b>")
    assert sent["caption"].endswith("<i>来源</i>")


@pytest.mark.parametrize(
    "parameters",
    [
        {"caption": "no photo"},
        {"photo": PNG, "caption": "长" * 1025},
        {"photo": PNG, "caption": "<b>open", "parse_mode": "HTML"},
        {"photo": PNG, "caption": "<h1>a</h1>", "parse_mode": "HTML"},
        {"photo": b"GIF89a", "caption": ""},
    ],
)
def test_the_stand_in_is_as_strict_as_telegram(parameters: dict[str, object]) -> None:
    assert photo_refused(parameters)
    assert photo_refused({"photo": PNG, "caption": "<b>49</b> &lt;", "parse_mode": "HTML"}) is None


class WithPicture(EchoService):
    """Has one picture."""

    def picture(self, facts: Sequence[str], language: Language) -> Picture | None:  # noqa: ARG002
        return Picture(PNG, one_line("as text"))


def test_behind_a_webhook_it_goes_through_the_api() -> None:
    async def scene() -> None:
        service = WithPicture()
        service.buttons = (Button("📊", "fact-a none", Does.DRAW),)
        async with WebhookServer() as server, hooked(server, service):
            server.write("?")
            await server.until(lambda: len(server.texts()) == 1 and not server.queue)
            server.press("📊")
            await server.until(lambda: len(server.obeyed("sendPhoto")) == 1 and not server.queue)
            assert server.answers[-1][1] == ""

    asyncio.run(scene())
