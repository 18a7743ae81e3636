"""Questions passed on to the staff and replies back, only with consent; what is kept, and forgetting it."""

import re

from bot.storage.tables import metadata

from .fakes import name_of
from .scenes import Stage, play
from .telegram_server import BOT, Json

STAFF = -900
UNKNOWN = "苏州工业园区的房价是多少"


def everything(stage: Stage) -> str:
    """All that is stored, as one text."""
    with stage.stores._transactions.reading() as connection:
        return repr([connection.execute(table.select()).all() for table in metadata.sorted_tables])


async def staff_reply(stage: Stage, words: str | None, **more: object) -> None:
    there = [m for (chat, _), m in stage.server.messages.items() if chat == STAFF and m["from"] == BOT]
    asked = next(m for m in reversed(there) if "#" in m["text"])
    stage.server.write(words, STAFF, reply_to_message=asked, **more)
    await stage.done()


def test_a_question_goes_to_the_staff_after_two_taps_and_their_reply_comes_back() -> None:
    async def scene(stage: Stage) -> None:
        server = stage.server
        await stage.write(UNKNOWN, 4242)
        await stage.press("转给工作人员", 4242)
        assert server.texts(STAFF) == []
        assert UNKNOWN in server.shown(4242)
        assert "4242" not in everything(stage)
        await stage.press("转给他们", 4242)
        assert server.shown(4242) == "已转给工作人员，有答复会发到这里。"
        assert "4242/" in everything(stage)
        (passed,) = server.texts(STAFF)
        assert re.match(r"提问 #\S+\n", passed)
        assert UNKNOWN in passed
        await staff_reply(stage, "我们没有 <这个> 数字。")
        assert server.texts(4242)[-1] == "<b>工作人员答复：</b>\n我们没有 &lt;这个&gt; 数字。"
        assert server.texts(STAFF)[-1] == "已转给提问者。"
        assert "4242" not in everything(stage)
        await staff_reply(stage, "还有一句")
        assert server.texts(STAFF)[-1].startswith("这个问题已经答复过")

    play(scene, staff_chat=STAFF)


def test_nothing_is_passed_on_without_consent_and_nothing_twice() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(UNKNOWN)
        await stage.press("转给工作人员")
        await stage.press("不用了")
        assert stage.server.shown() == "好的，什么也没做。"
        assert stage.server.texts(STAFF) == []
        (unknown,) = [m for m in stage.server.messages.values() if m.get("reply_markup") and m["from"] == BOT]
        for _ in range(2):
            buttons = [button for row in unknown["reply_markup"]["inline_keyboard"] for button in row]
            stage.server.tap(next(b["callback_data"] for b in buttons if "转" in b["text"]), message=unknown)
            await stage.done()
            await stage.press("转给他们")
        assert stage.server.shown() == "这个问题已经转给工作人员了。"
        assert len(stage.server.texts(STAFF)) == 1

    play(scene, staff_chat=STAFF)


def test_without_a_staff_chat_nobody_is_offered_one() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(UNKNOWN)
        await stage.press("👎 没帮助")
        assert stage.server.labels()[-1] == ["数字不对", "过时了", "答非所问"]
        await stage.write("/privacy")
        assert "工作人员" not in stage.server.shown()

    assert "转给工作人员" not in str(play(scene).calls)


def test_the_staff_can_be_asked_after_an_answer_that_did_not_help() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("柳树湾产业园有多少座厂房")
        await stage.press("👎 没帮助")
        assert stage.server.labels()[-1] == ["转给工作人员"]
        await stage.press("数字不对")
        assert ["转给工作人员"] not in stage.server.labels()

    play(scene, staff_chat=STAFF)


def test_other_talk_in_the_staffs_chat_goes_nowhere() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(UNKNOWN)
        await stage.press("转给工作人员")
        await stage.press("转给他们")
        await stage.write("今天谁值班", STAFF)
        forged: Json = {**stage.server.message("提问 #aaaaaaaaaaaa\nx", STAFF), "from": {**BOT, "id": 5}}
        await stage.write("假的", STAFF, reply_to_message=forged)
        await staff_reply(stage, None, photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}])
        assert stage.server.texts(STAFF)[-1] == "只能转文字，请用文字回复。"
        assert len(stage.server.texts(1)) == 2

    play(scene, staff_chat=STAFF)


def test_privacy_says_what_is_kept_and_forget_deletes_it() -> None:
    async def scene(stage: Stage) -> None:
        server = stage.server
        await stage.write("/privacy")
        assert "180天" in server.shown()
        await stage.write("/language en")
        await stage.write("柳树湾产业园有多少座厂房")
        await stage.press("👍 有帮助")
        await stage.write(UNKNOWN)
        await stage.press("转给工作人员")
        await stage.press("转给他们")
        await stage.write("柳树湾产业园有多少座厂房", 2)
        await stage.write("/forget")
        assert server.labels() == [["Delete all", "No, thanks"]]
        await stage.press("Delete all")
        # Two questions, a last turn, a mark, a language, a question passed on.
        assert server.shown() == "Everything kept of this chat is deleted (6 records)."
        assert name_of(1) not in everything(stage)
        assert name_of(2) in everything(stage)
        assert "chat1:" not in server.menus
        await staff_reply(stage, "答复")
        assert server.texts(STAFF)[-1].startswith("这个问题已经答复过，或提问者已删除记录")

    play(scene, staff_chat=STAFF)


def test_in_groups_only_administrators_delete() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("@park_test_bot 柳树湾产业园有多少座厂房", -5, message_thread_id=3, is_topic_message=True)
        for deleted in (False, True):
            stage.server.administrators = {5} if deleted else set()
            await stage.write("/forget", -5)
            await stage.press("全部删除", -5)
            assert (name_of(-5) in everything(stage)) is not deleted
        assert stage.server.shown(-5) == "已删除本聊天的全部记录（2条）。"

    play(scene)


def test_no_number_of_a_chat_is_stored() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("柳树湾产业园有多少座厂房", 77_777_777)
        await stage.press("👍 有帮助", 77_777_777)
        await stage.write("/language en", 77_777_777)
        assert "77777777" not in everything(stage)

    play(scene)
