"""Browsing without typing: pages change in place, lead back, and old buttons get a polite word."""

import pytest

from bot.chat.callback_data import Open, encode

from .scenes import Stage, play


def test_from_the_list_of_parks_to_a_figure_and_back() -> None:
    async def scene(stage: Stage) -> None:
        server = stage.server
        await stage.write("/parks")
        assert server.labels() == [["柳树湾产业园 (4)"], ["主题", "报道", "最新数据"]]
        await stage.press("柳树湾产业园 (4)")
        assert server.shown().startswith("<b>柳树湾产业园</b>\n柳江省柳湾市")
        await stage.press("厂房数量：37座")
        assert server.shown().startswith("<b>37座</b>")
        assert server.labels()[-1] == ["‹ 柳树湾产业园"]
        assert ["👍 有帮助", "👎 没帮助"] in server.labels()
        await stage.press("‹ 柳树湾产业园")
        await stage.press("‹ 园区")
        assert server.labels()[0] == ["柳树湾产业园 (4)"]

    server = play(scene)
    assert len(server.texts()) == 1, "one message, changed in place"
    assert len(server.obeyed("editMessageText")) == 4


def test_what_was_opened_can_be_followed_up() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("/latest")
        await stage.press("柳树湾产业园 · 出口额 · 2021年：超8亿元")
        await stage.write("2022年呢")
        assert "9.5亿元" in stage.server.shown()

    play(scene)


@pytest.mark.parametrize(
    ("command", "first"),
    [
        ("/topics", "出口额 (2)"),
        ("/articles", "柳树湾产业园稳步前行 (4)"),
        ("/latest", "柳树湾产业园 · 厂房数量：37座"),
        ("/start", "柳树湾产业园 · 厂房数量"),
    ],
)
def test_each_command_gives_something_to_tap(command: str, first: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(command)
        assert first in [label for row in stage.server.labels() for label in row]
        await stage.press(first)
        assert len(stage.server.shown()) > 5

    play(scene)


def test_the_welcome_leads_to_all_lists() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("/start")
        assert stage.server.labels()[-1] == ["园区", "主题", "报道", "最新数据"]
        await stage.press("主题")
        assert stage.server.labels()[-1] == ["园区", "报道", "最新数据"]

    play(scene)


def test_the_page_that_is_shown_can_be_tapped_again() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("/parks")
        stage.server.tap(encode(Open("parks")), message=stage.server.messages[1, 2])
        await stage.done()

    assert len(play(scene).texts()) == 1


@pytest.mark.parametrize("page", ["park/gone", "park/willow-bay:gone", "park/willow-bay@gone", "nonsense"])
def test_buttons_of_what_is_gone_get_a_toast(page: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.server.tap(encode(Open(page)))
        await stage.done()

    server = play(scene)
    assert server.obeyed("answerCallbackQuery")[0]["text"] == "This button is out of date. Please ask again."
    assert server.texts() == []


def test_a_page_in_a_message_too_old_to_be_changed_comes_anew() -> None:
    async def scene(stage: Stage) -> None:
        old = {"message_id": 3, "date": 0, "chat": {"id": 1, "type": "private"}}
        stage.server.tap(encode(Open("parks")), message=old)
        await stage.done()

    assert "<b>Parks</b>" in play(scene).texts()[0]
