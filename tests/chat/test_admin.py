"""Administrators on Telegram: the review, figures of use, why; and that for others none of it exists."""

import asyncio
import json
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chat.digest import DigestTime
from bot.domain.bilingual import Language

from .fakes import name_of
from .governed import ADMIN, ODD, Governed, govern, governed, replica
from .telegram_webhook import WebhookServer
from .test_webhook import free_port, hook_at

_ZH = Language.SIMPLIFIED
STAFF = -900
QUESTION = "柳树湾产业园有多少座厂房"


def workshops(stage: Governed) -> str:
    """The label of the button for the workshops."""
    found = [row[0] for row in stage.server.labels(ADMIN) if "厂房" in row[0]]
    assert found, stage.server.labels(ADMIN)
    return found[0]


async def served(stage: Governed, number: int) -> None:
    async with asyncio.timeout(10):
        while stage.live.number != number:
            await asyncio.sleep(0.02)


def test_a_question_becomes_a_phrasing_that_serves_at_once_everywhere_and_is_taken_back(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        server = stage.server
        other, following, _ = replica(stage.stores, stage.root)
        with following:
            await stage.write(ODD, 1)
            await stage.write(ODD, 2)
            stage.asked("天气如何呢今天")
            await stage.write("/review", ADMIN)
            assert ODD in server.shown(ADMIN)
            assert "没答上 2 次 · 第 1 组，共 2 组" in server.shown(ADMIN)
            assert server.labels(ADMIN)[-2:] == [["忽略", "新建问答"], ["下一组 ›"]]
            await stage.press(workshops(stage), ADMIN)
            assert f"数据 willow-workshops：新增问法 {ODD}" in server.shown(ADMIN)
            assert server.labels(ADMIN) == [["✓ 确认生效", "‹ 返回"]]
            assert stage.stores.revisions.live_number() == 1  # looking changes nothing
            user = {"id": ADMIN, "is_bot": False, "first_name": "李", "username": "li_jing", "language_code": "zh"}
            await stage.press("✓ 确认生效", ADMIN, **{"from": user})
            assert "已生效，版本 2" in server.shown(ADMIN)
            (decision,) = stage.stores.decisions.active()
            assert (decision.author, decision.revision, decision.made) == ("telegram 7 @li_jing", 1, 2)
            assert decision.target == "willow-workshops"
            assert stage.stores.revisions.record(2).author == "telegram 7 @li_jing"
            await served(stage, 2)
            await stage.write(ODD, 3)
            assert "<b>37座</b>" in server.shown(3)
            async with asyncio.timeout(10):
                while other.number != 2:
                    await asyncio.sleep(0.02)
            assert other.reply(ODD, "x").lines[0].text == "37座"

            await stage.press("↩ 撤销", ADMIN)
            assert server.shown(ADMIN) == f"已撤销：“{ODD}”"
            await served(stage, 3)
            assert stage.stores.decisions.every()[0].undone_by == "telegram 7"
            await stage.press("下一组 ›", ADMIN)
            assert ODD in server.shown(ADMIN)
        working = [e["text"] for e in server.obeyed("editMessageText") if e["text"].startswith("⏳")]
        assert len(working) == 3  # tried, made, undone

    govern(scene, tmp_path)


def test_table_questions_that_flip_are_shown_before(tmp_path: Path) -> None:
    def prepare(root: Path) -> None:
        (root / "questions").mkdir()
        row = {"id": "1", "chat": "1", "text": ODD, "lang": "zh", "kind": "figure", "expect": "unknown"}
        (root / "questions" / "plain.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")

    async def scene(stage: Governed) -> None:
        await stage.write(ODD, 1)
        await stage.write("/review", ADMIN)
        await stage.press(workshops(stage), ADMIN)
        assert f"问“{ODD}”（对→错）" in stage.server.shown(ADMIN)
        await stage.press("‹ 返回", ADMIN)
        assert stage.server.labels(ADMIN)[-1] == ["忽略", "新建问答"]

    govern(scene, tmp_path, prepare)


def test_a_collision_is_refused_in_words(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        await stage.write(QUESTION, 1)
        await stage.press("👎 没帮助", 1)
        await stage.write("/review", ADMIN)
        assert "评价不好 1 次" in stage.server.shown(ADMIN)
        case = stage.newest()
        await stage.write("willow-founder", ADMIN, reply_to_message=case)
        assert stage.server.shown(ADMIN).startswith("<b>没有改变什么：</b>")
        assert "willow-workshops" in stage.server.shown(ADMIN)
        await stage.write("willow-nothing", ADMIN, reply_to_message=case)
        assert stage.server.shown(ADMIN) == "现行版本里已经没有这一条了。"
        await stage.write("willow-workshops", ADMIN, reply_to_message=case)
        assert "这一条已有这个问法。" in stage.server.shown(ADMIN)
        assert stage.stores.revisions.live_number() == 1

    govern(scene, tmp_path)


def test_ignoring_going_on_and_stale_buttons(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        server = stage.server
        stage.asked("天气如何呢今天", "天气如何呢今天", "游泳池有没有")
        await stage.write("/review", ADMIN)
        ignore, form = stage.data("忽略"), stage.data("新建问答")
        await stage.press("忽略", ADMIN)
        assert server.shown(ADMIN) == "已忽略：“天气如何呢今天”"
        undo = stage.data("↩ 撤销")
        for data in (ignore, form):
            server.tap(data, ADMIN)
            await stage.done()
            assert "这一组已经处理过了" in server.shown(ADMIN)
        assert len(stage.stores.decisions.every()) == 1
        await stage.press("下一组 ›", ADMIN)
        assert "游泳池有没有" in server.shown(ADMIN)
        assert server.labels(ADMIN)[-1] == ["忽略", "新建问答"]  # the only one left: there is no next
        for said in ("已撤销", "这个决定已经撤销过了。"):
            server.tap(undo, ADMIN)
            await stage.done()
            assert said in server.shown(ADMIN)
        (decision,) = stage.stores.decisions.every()
        assert (decision.author, decision.undone_by) == ("telegram 7", "telegram 7")

    govern(scene, tmp_path)


def test_what_another_revision_made_stale_is_shown_again_before_it_is_made(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        await stage.write(ODD, 1)
        stage.asked("柳树湾的厂子总共有几间屋")
        await stage.write("/review", ADMIN)
        await stage.press(workshops(stage), ADMIN)
        confirm = stage.newest()
        case = stage.administration.case("", _ZH)
        assert case is not None
        second = stage.administration.case(case.after, _ZH)
        assert second is not None
        trial = stage.administration.try_phrasing(second.key, "willow-workshops", _ZH)
        assert trial is not None
        stage.administration.attach(second.key, "willow-workshops", trial.on, _ZH, "terminal")
        stage.server.tap(_confirming(confirm), ADMIN, message=confirm)
        await stage.done()
        assert stage.server.shown(ADMIN).startswith("这期间发布了别的版本")
        assert stage.stores.revisions.live_number() == 2
        await stage.press("✓ 确认生效", ADMIN)
        assert stage.stores.revisions.live_number() == 3

    govern(scene, tmp_path)


def _confirming(message: dict) -> str:  # type: ignore[type-arg]
    return str(message["reply_markup"]["inline_keyboard"][0][0]["callback_data"])


def test_an_entry_is_written_from_a_filled_in_form(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        server = stage.server
        stage.asked("为什么建柳树湾")
        await stage.write("/review", ADMIN)
        await stage.press("新建问答", ADMIN)
        form = stage.newest()
        assert "phrasings.zh: 为什么建柳树湾" in form["text"]
        assert "willow-bay" in form["text"]
        await stage.write("id: willow why\npark: willow-bay\nasks: why", ADMIN, reply_to_message=form)
        again = server.shown(ADMIN)
        assert again.startswith("<b>还没有写入，先改这些：</b>\nid: 只用小写字母")
        assert "answer.zh: 这一项要填" in again
        filled = (
            "id: willow-why\npark：willow-bay\nasks: why\nphrasings.zh: 为什么建柳树湾\n"
            "phrasings.en: why was it built\nanswer.zh: 为了办厂。\n"
            "answer.en: For workshops,\nand for work.\narticle: willow\nparagraphs: 1"
        )
        await stage.write(filled, ADMIN, reply_to_message=stage.newest())
        assert "willow-why 已写入 faq/willow.yaml" in server.shown(ADMIN)
        text = (stage.root / "faq" / "willow.yaml").read_text(encoding="utf-8")
        assert 'en: "For workshops, and for work."' in text or "For workshops, and for work." in text
        (decision,) = stage.stores.decisions.active()
        assert (decision.action, decision.target, decision.author) == ("entry", "willow-why", "telegram 7")
        await stage.write("/review", ADMIN)
        assert server.shown(ADMIN) == "没有等着处理的问题。"

    govern(scene, tmp_path)


def test_figures_of_today_and_of_longer(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        server = stage.server
        await stage.write(QUESTION, 1)
        await stage.press("👍 有帮助", 1)
        stage.asked(*["<b>天气 & 电话13912345678"] * 2)
        await stage.write("/stats", ADMIN)
        assert server.labels(ADMIN) == [["• 今天 •", "7 天", "30 天"]]
        shown = server.shown(ADMIN)
        assert "提问 3 次，来自 2 个会话" in shown
        assert "2 × &lt;b&gt;天气 &amp; 电话•••" in shown
        assert "1 × 有帮助" in shown
        assert "1 × willow-bay" in shown
        await stage.press("30 天", ADMIN)
        assert server.shown(ADMIN).startswith("<b>30 天（")
        assert server.labels(ADMIN) == [["今天", "7 天", "• 30 天 •"]]

    govern(scene, tmp_path)


def test_why_of_the_last_reply_of_an_earlier_one_and_of_a_question(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        server = stage.server
        await stage.write("柳树湾出口额", ADMIN)
        choices = stage.newest()
        await stage.write("2022年呢", ADMIN)
        followed = stage.newest()
        await stage.write("苏州的房价", ADMIN)
        unknown = stage.newest()
        await stage.write("你好", ADMIN)
        greeting = stage.newest()

        async def why(**more: object) -> str:
            await stage.write("/why", ADMIN, **more)
            return server.shown(ADMIN)

        assert (await why()).startswith("<b>问：你好</b>")
        for message, asked in ((choices, "柳树湾出口额"), (unknown, "苏州的房价"), (greeting, "你好")):
            assert (await why(reply_to_message=message)).startswith(f"<b>问：{asked}</b>"), asked
        said = await why(reply_to_message=followed)
        assert said.startswith("<b>问：2022年呢</b>\n版本 1\n依据：")
        # The turns before it are part of the explanation: alone the question would be about nothing.
        assert "willow-exports-2022 = " in said
        assert "读作：" in said
        stranger = {**greeting, "text": "从没说过的话"}
        assert (await why(reply_to_message=stranger)).startswith("找不到这条答复对应的提问")
        await stage.write(f"/why {QUESTION}", ADMIN)
        assert "willow-workshops = " in server.shown(ADMIN)

    govern(scene, tmp_path)


def test_for_others_the_commands_do_not_exist(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        server = stage.server
        await stage.write("/nosuchthing", 1)
        unknown = server.shown(1)
        for command in ("/review", "/stats", "/why", "/why 柳树湾", "/review@park_test_bot"):
            await stage.write(command, 1)
            assert server.shown(1) == unknown
        # In a group all would see it: there they are nobody's.
        before = len(server.texts(-5))
        await stage.write("/review", -5, **{"from": {"id": ADMIN, "is_bot": False, "first_name": "李"}})
        assert len(server.texts(-5)) == before
        menus = json.dumps(server.menus, ensure_ascii=False)
        assert "review" not in menus

    govern(scene, tmp_path)


def test_forged_buttons_do_nothing(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        server = stage.server
        await stage.write(ODD, 1)
        await stage.write("/review", ADMIN)
        label = workshops(stage)
        stolen = [stage.data(text) for text in (label, "忽略", "新建问答")]
        await stage.press(label, ADMIN)
        stolen.append(stage.data("✓ 确认生效"))
        calls = len(server.obeyed()) + len(server.obeyed("editMessageText"))
        for data in (*stolen, "1a:g", "1a:s30", "1a:u1"):
            server.tap(data, 1)
            # A message in a group, tapped by an administrator: the others of the group would see it.
            server.tap(data, -5, **{"from": {"id": ADMIN, "is_bot": False, "first_name": "李"}})
            # A member of the administrator's chat cannot be: only the number of the chat was forged.
            server.tap(data, ADMIN, **{"from": {"id": 1, "is_bot": False, "first_name": "甲"}})
        await stage.done()
        assert len(server.obeyed()) + len(server.obeyed("editMessageText")) == calls
        answered = server.obeyed("answerCallbackQuery")[-3 * len((*stolen, 1, 2, 3)) :]
        assert {answer["text"] for answer in answered} <= {
            "This button is out of date. Please ask again.", "这个按钮已经过期，请再问一次。",
        }  # fmt: skip
        assert stage.stores.decisions.every() == ()
        # Nonsense from an administrator is stale like any other.
        for data in ("1a:", "1a:x", "1a:g12", "1a:u", "1a:y000000000000000000000000000", "1a:s0", "2a:g", "1a:gé"):
            server.tap(data, ADMIN)
        await stage.done()
        assert len(server.obeyed()) + len(server.obeyed("editMessageText")) == calls
        # A stolen reply to a case is a question like any other.
        case = {**stage.newest(), "chat": {"id": 1, "type": "private"}}
        await stage.write("willow-workshops", 1, reply_to_message=case)
        assert stage.stores.decisions.every() == ()

    govern(scene, tmp_path)


def test_without_administrators_nobody_is_one(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        await stage.write("/nosuchthing", ADMIN)
        unknown = stage.server.shown(ADMIN)
        await stage.write("/review", ADMIN)
        assert stage.server.shown(ADMIN) == unknown
        await stage.write("/privacy", ADMIN)
        assert "管理员是工作人员" not in stage.server.shown(ADMIN)

    govern(scene, tmp_path, administrators=frozenset())


def test_privacy_says_that_decisions_name_their_administrator(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        await stage.write("/privacy", 1)
        assert "管理员是工作人员" in stage.server.shown(1)
        await stage.write("/language en", ADMIN)
        assert "review" in [c["command"] for c in stage.server.menus[f"chat{ADMIN}:"]]
        await stage.write("/review", ADMIN)
        assert stage.server.shown(ADMIN) == "No question waits for a decision."
        await stage.write("/language en", 1)
        assert "review" not in [c["command"] for c in stage.server.menus["chat1:"]]

    govern(scene, tmp_path)


def test_the_review_by_webhook(tmp_path: Path) -> None:
    async def scene() -> None:
        async with WebhookServer() as server, governed(server, tmp_path, webhook=hook_at(free_port())) as stage:
            await server.until(lambda: server.hook is not None)
            stage.asked(ODD)
            server.write("/review", ADMIN)
            await server.until(lambda: ODD in "".join(server.texts(ADMIN)))
            server.press(workshops(stage), ADMIN)
            await server.until(lambda: "新增问法" in server.shown(ADMIN))
            server.tap(stage.data("✓ 确认生效"), 1)  # forged
            server.press("✓ 确认生效", ADMIN)
            await server.until(lambda: "已生效，版本 2" in server.shown(ADMIN))
            await server.until(lambda: not server.waiting)
            (decision,) = stage.stores.decisions.every()
            assert decision.author == "telegram 7"
            # A tap that comes twice makes nothing twice.
            server.tap("1a:u" + str(decision.id), ADMIN)
            server.tap("1a:u" + str(decision.id), ADMIN)
            await server.until(lambda: not server.waiting)
            assert stage.stores.revisions.live_number() == 3

    asyncio.run(scene())


def test_figures_and_explanations_by_webhook(tmp_path: Path) -> None:
    async def scene() -> None:
        hook, always = hook_at(free_port()), DigestTime(time(0), ZoneInfo("Asia/Shanghai"))
        async with (
            WebhookServer() as server,
            governed(server, tmp_path, webhook=hook, staff_chat=STAFF, digest=always),
        ):
            await server.until(lambda: server.hook is not None)
            server.write(QUESTION, 1)
            await server.until(lambda: bool(server.texts(1)))
            server.write("/stats", ADMIN)
            await server.until(lambda: "提问 1 次，来自 1 个会话" in "".join(server.texts(ADMIN)))
            server.write(f"/why {QUESTION}", ADMIN)
            await server.until(lambda: "willow-workshops = " in "".join(server.texts(ADMIN)))
            await server.until(lambda: server.texts(STAFF)[-1:] != [] and "昨天" in server.texts(STAFF)[-1])
            server.write("/stats", 1)  # for others it does not exist
            await server.until(lambda: len(server.texts(1)) == 2)
            assert "提问" not in server.texts(1)[-1]

    asyncio.run(scene())


def test_names_of_the_chat_are_not_in_decisions(tmp_path: Path) -> None:
    async def scene(stage: Governed) -> None:
        await stage.write(ODD, 4242)
        await stage.write("/review", ADMIN)
        await stage.press("忽略", ADMIN)
        assert name_of(4242) not in repr(stage.stores.decisions.every())
        assert "4242" not in repr(stage.stores.decisions.every())

    govern(scene, tmp_path)
