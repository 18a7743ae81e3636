"""Groups: silent unless addressed; a new number, being removed and let in again."""

import pytest

from bot.domain.bilingual import Language

from .fakes import name_of
from .scenes import Stage, play
from .telegram_server import BOT

QUESTION = "柳树湾产业园有多少座厂房"


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"entities": [{"type": kind, "offset": offset, "length": length, **more}]}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (f"@park_test_bot {QUESTION}", {}),
        (f"@park_test_bot{QUESTION}", {}),
        (f"🏭🏭 Parkbot {QUESTION}", entity("text_mention", 5, 7, user=BOT)),
    ],
)
def test_who_names_the_bot_is_answered(text: str, more: dict[str, object]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(text, -5, **more)
        (asked,) = stage.stores.questions.recent(1)
        assert asked.question.replace("🏭", "").strip() == QUESTION

    assert play(scene).texts()[0].startswith("<b>37座</b>")


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("https://x.org/@park_test_bot", entity("url", 0, 28)),
        ("run @park_test_bot now", entity("code", 4, 14)),
        ("🏭 run @park_test_bot", entity("pre", 3, 18)),
        ("Parkbot 多少", entity("text_mention", 0, 7, user={**BOT, "id": 5})),
        ("苏州房价多少", {}),
        ("/ban", {}),
    ],
)
def test_everybody_else_is_left_alone(text: str, more: dict[str, object]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(text, -5, **more)
        assert stage.stores.questions.recent(1) == ()

    assert play(scene).texts() == []


def test_topics_have_conversations_of_their_own_and_one_language() -> None:
    async def scene(stage: Stage) -> None:
        topic = {"message_thread_id": 7, "is_topic_message": True}
        await stage.write("/language@park_test_bot en", -5, **topic)
        await stage.write("/parks@park_test_bot", -5)
        assert stage.server.shown(-5).startswith("<b>Parks</b>")
        await stage.write("@park_test_bot 柳树湾产业园2021年出口额是多少", -5, **topic)
        await stage.write("@park_test_bot 2022年呢", -5)
        assert "9.5亿元" not in stage.server.shown(-5)
        await stage.write("@park_test_bot 2022年呢", -5, **topic)
        assert "9.5亿元" in stage.server.shown(-5)

    assert play(scene).obeyed()[-1]["message_thread_id"] == 7


def test_a_group_that_becomes_a_supergroup_takes_everything_along() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("/language en", -5)
        await stage.write("@park_test_bot 柳树湾产业园2021年出口额是多少", -5)
        await stage.write(None, -5, migrate_to_chat_id=-1005)
        assert stage.stores.chat_settings.language(name_of(-1005)) is Language.ENGLISH
        assert stage.stores.chat_settings.language(name_of(-5)) is None
        await stage.write("@park_test_bot 2022年呢", -1005)
        assert "9.5亿元" in stage.server.shown(-1005)

    play(scene)


@pytest.mark.parametrize(("status", "active"), [("kicked", False), ("left", False), ("member", True)])
def test_who_blocks_the_bot_or_lets_it_in_is_known(status: str, active: bool) -> None:
    async def scene(stage: Stage) -> None:
        old = {"status": "member", "user": BOT}
        new = {"status": status, "user": BOT, **({"until_date": 0} if status == "kicked" else {})}
        message = stage.server.message("x", 8)
        change = {"chat": message["chat"], "from": message["from"], "date": message["date"]}
        stage.stores.chat_settings.set_active(name_of(8), not active)
        stage.server.put(my_chat_member={**change, "old_chat_member": old, "new_chat_member": new})
        await stage.done()
        assert stage.stores.chat_settings.is_active(name_of(8)) is active

    assert play(scene).texts() == []
