"""Buttons under replies: marks, what can be asked next, sharing."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from bot.domain.marks import Mark

from .fakes import name_of
from .scenes import Stage, play

MARKS = ["👍 有帮助", "👎 没帮助"]


def test_an_answer_can_be_marked_and_marked_again() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("柳树湾产业园有多少座厂房")
        (asked,) = stage.stores.questions.recent(1)
        assert stage.server.labels()[-1] == MARKS
        await stage.press("👍 有帮助")
        assert stage.server.labels()[-1] == ["✓ 谢谢您的反馈"]
        assert stage.stores.votes.of(asked.key) == (Mark.HELPFUL,)
        await stage.press("✓ 谢谢您的反馈")
        assert stage.server.labels()[-1] == MARKS
        await stage.press("👎 没帮助")
        assert stage.stores.votes.of(asked.key) == (Mark.NOT_HELPFUL,)
        assert stage.server.labels()[-1] == ["数字不对", "过时了", "答非所问"]
        await stage.press("过时了")
        assert stage.server.labels()[-1] == ["✓ 谢谢您的反馈"]
        assert stage.stores.votes.of(asked.key) == (Mark.OUTDATED,)

    server = play(scene)
    # Each press is answered before anything else is done about it, and changes only the buttons.
    methods = [c.method for c in server.calls if c.method in {"answerCallbackQuery", "editMessageReplyMarkup"}]
    assert methods == ["answerCallbackQuery", "editMessageReplyMarkup"] * 4
    assert len(server.texts()) == 1
    assert server.labels()[0] == ["这篇报道", "分享"], "the other buttons stay"


def test_a_reply_that_knows_nothing_can_be_marked_and_choices_cannot() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("苏州工业园区的房价是多少")
        assert stage.server.labels()[-1] == MARKS
        await stage.write("柳树湾出口额")
        assert MARKS not in stage.server.labels()
        await stage.write("你好")
        assert MARKS not in stage.server.labels()

    play(scene)


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("How many workshops does Willow Bay have", ["👍 Helpful", "👎 Not helpful"]),
        ("柳樹灣產業園有多少座廠房", ["👍 有幫助", "👎 沒幫助"]),
    ],
)
def test_the_marks_are_in_the_language_of_the_question(question: str, labels: list[str]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(question)
        assert stage.server.labels()[-1] == labels
        await stage.press(labels[1])
        assert stage.server.labels()[-1][0] in {"Wrong figure", "數字不對"}

    play(scene)


def test_a_mark_for_a_question_that_is_not_kept_takes_the_marks_away() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("柳树湾产业园有多少座厂房")
        with stage.stores._transactions.writing() as connection:
            connection.execute(text("DELETE FROM questions"))
        await stage.press("👍 有帮助")
        assert stage.server.labels() == [["这篇报道", "分享"], ["更多：柳树湾产业园"], ["柳树湾产业园是谁创办的"]]

    play(scene)


def test_what_is_offered_next_has_an_answer_and_comes_as_a_message_of_its_own() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("柳树湾产业园2021年出口额是多少")
        assert ["柳树湾产业园 · 出口额 · 2022年"] in stage.server.labels()
        await stage.press("柳树湾产业园 · 出口额 · 2022年")
        assert stage.server.shown().startswith("<b>9.5亿元</b>")
        await stage.press("这篇报道")
        assert "柳湾晚报" in stage.server.shown()
        assert len(stage.server.texts()) == 3

    assert play(scene).obeyed("editMessageText") == []


def test_an_answer_can_be_shared() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("柳树湾产业园有多少座厂房")

    server = play(scene)
    (share,) = [b for row in server.obeyed()[0]["reply_markup"]["inline_keyboard"] for b in row if "url" in b]
    asked = parse_qs(urlsplit(share["url"]).query)
    assert asked["url"] == ["https://t.me/park_test_bot?start=willow-workshops"]
    assert asked["text"][0].startswith("37座")


def test_the_marks_of_one_chat_are_not_anothers() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("柳树湾产业园有多少座厂房", 1)
        (asked,) = stage.stores.questions.recent(1)
        assert asked.chat == name_of(1)
        assert not stage.stores.votes.vote(asked.key, name_of(2), Mark.HELPFUL)
        assert stage.stores.votes.of(asked.key) == ()

    play(scene)
