"""The bot's own words in three languages, chosen and remembered, and what Telegram shows of the bot."""

import asyncio

import pytest
from program import Program

from bot.chat import admin_wording, wording
from bot.chat.wording import Wording, language_of
from bot.domain.bilingual import Bilingual, Language
from bot.language.script import Scripts

from .scenes import Stage, play
from .telegram_server import TOKEN, TelegramServer


def person(code: str | None) -> dict[str, object]:
    known = {} if code is None else {"language_code": code}
    return {"from": {"id": 1, "is_bot": False, "first_name": "甲", **known}}


@pytest.mark.parametrize(
    ("code", "title"),
    [(None, "园区"), ("zh-hans", "园区"), ("zh-hant", "園區"), ("zh-TW", "園區"), ("en-GB", "Parks"), ("fr", "Parks")],
)
def test_the_language_is_that_of_the_readers_telegram(code: str | None, title: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("/parks", **person(code))
        assert stage.server.shown().startswith(f"<b>{title}</b>")

    play(scene)


def test_a_language_is_chosen_remembered_and_changed() -> None:
    async def scene(stage: Stage) -> None:
        server = stage.server
        await stage.write("/language")
        assert server.labels() == [["简体中文"], ["繁體中文"], ["English"]]
        await stage.press("繁體中文")
        assert "選單" in server.shown() or "菜單" in server.shown()
        await stage.write("/parks")
        assert server.shown().startswith("<b>園區</b>")
        await stage.write("/help")
        assert "園區" in server.shown()
        assert [c["description"] for c in server.menus["chat1:"]][1] == "按園區瀏覽"
        await stage.write("柳树湾产业园有多少座厂房")
        assert server.labels()[-1] == ["👍 有帮助", "👎 没帮助"], "a reply is in the language of the question"
        await stage.write("/language")
        await stage.press("English")
        await stage.write("/topics")
        assert server.shown().startswith("<b>Topics</b>")
        await stage.write("/parks", 2)
        assert server.shown(2).startswith("<b>园区</b>")

    play(scene)


def test_a_language_can_be_written_after_the_command() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("/language en")
        await stage.write("/parks")
        assert stage.server.shown().startswith("<b>Parks</b>")
        await stage.write("/language klingon")
        assert stage.server.labels()[0] == ["简体中文"]

    play(scene)


def test_every_text_is_there_in_both_languages() -> None:
    texts = [value for value in vars(wording).values() if isinstance(value, Bilingual)]
    texts += [value for value in vars(admin_wording).values() if isinstance(value, Bilingual)]
    texts += [*wording.COMMANDS.values(), *wording.MARKS.values()]
    texts += [*admin_wording.ADMIN_COMMANDS.values(), *admin_wording.DAYS.values()]
    assert len(texts) > 15
    say = Wording(Scripts()).say
    for text in texts:
        assert all(say(text, language).strip() for language in Language)
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
        assert not any("\u4e00" <= character <= "\u9fff" for character in text.en)


@pytest.mark.parametrize(("code", "language"), [("zh-hk", Language.TRADITIONAL), ("ZH", Language.SIMPLIFIED)])
def test_codes_of_clients(code: str, language: Language) -> None:
    assert language_of(code) is language


def test_setup_telegram_sets_what_differs_and_says_so(tmp_path: object) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            program = Program(tmp_path).with_settings(  # type: ignore[arg-type]
                PARKBOT_TOKEN=TOKEN, PARKBOT_API_URL=server.url, NO_PROXY="127.0.0.1"
            )
            first = await asyncio.to_thread(program.run, "setup-telegram")
            assert (first.code, first.err) == (0, "")
            assert len(first.lines) == 12
            assert "set: menu in groups (zh)" in first.lines
            assert [c["command"] for c in server.menus["all_group_chats:zh"]] == ["parks", "latest", "help"]
            assert server.descriptions["zh"].startswith("问我")
            assert server.descriptions[""] == server.descriptions["en"]
            assert len(server.short_descriptions) == 3
            again = await asyncio.to_thread(program.run, "setup-telegram")
            assert (again.code, again.out) == (0, "everything is as it should be\n")
            server.descriptions["en"] = "changed by hand"
            mended = await asyncio.to_thread(program.run, "setup-telegram")
            assert mended.lines == ["set: description (en)"]
            server.fail("getMyDescription", 400, "Bad Request: no")
            failed = await asyncio.to_thread(program.run, "setup-telegram")
            assert (failed.code, failed.lines) == (1, [])
            assert "no" in failed.err

    asyncio.run(scene())


def test_setup_telegram_needs_a_token_that_telegram_knows(tmp_path: object) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            program = Program(tmp_path)  # type: ignore[arg-type]
            assert "@BotFather" in program.run("setup-telegram").err
            wrong = program.with_settings(PARKBOT_TOKEN="1:wrong", PARKBOT_API_URL=server.url, NO_PROXY="127.0.0.1")
            finished = await asyncio.to_thread(wrong.run, "setup-telegram")
            assert finished.code == 1
            assert "@BotFather" in finished.err
            assert "1:wrong" not in finished.err

    asyncio.run(scene())


def test_setup_telegram_gives_administrators_their_menu_and_takes_it_back(tmp_path: object) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            program = Program(tmp_path).with_settings(  # type: ignore[arg-type]
                PARKBOT_TOKEN=TOKEN, PARKBOT_API_URL=server.url, NO_PROXY="127.0.0.1", PARKBOT_ADMINS="7,8"
            )
            first = await asyncio.to_thread(program.run, "setup-telegram")
            assert (first.code, first.err) == (0, "")
            assert {"set: menu of administrator 7", "set: menu of administrator 8"} <= set(first.lines)
            names = [c["command"] for c in server.menus["chat7:zh"]]
            assert names[-3:] == ["review", "stats", "why"]
            assert not [key for key, menu in server.menus.items() if "review" in str(menu) and "chat" not in key]
            again = await asyncio.to_thread(program.run, "setup-telegram")
            assert again.out == "everything is as it should be\n"
            fewer = program.with_settings(PARKBOT_ADMINS="8,9")
            server.fail("getMyCommands", 400, "Bad Request: chat not found")  # of the common menu: all fails
            failed = await asyncio.to_thread(fewer.run, "setup-telegram")
            assert failed.code == 1
            changed = await asyncio.to_thread(fewer.run, "setup-telegram")
            assert changed.lines == ["set: menu of administrator 9", "set: menu of 7, no administrator any more"]
            assert not [key for key in server.menus if key.startswith("chat7")]

    asyncio.run(scene())


def test_an_administrator_who_never_wrote_is_named(tmp_path: object) -> None:
    async def scene() -> None:
        async with TelegramServer() as server:
            program = Program(tmp_path).with_settings(  # type: ignore[arg-type]
                PARKBOT_TOKEN=TOKEN, PARKBOT_API_URL=server.url, NO_PROXY="127.0.0.1"
            )
            await asyncio.to_thread(program.run, "setup-telegram")
            server.fail("setMyCommands", 400, "Bad Request: chat not found")
            ready = program.with_settings(PARKBOT_ADMINS="7")
            failed = await asyncio.to_thread(ready.run, "setup-telegram")
            assert failed.code == 1
            assert "7 (Chat not found)" in failed.err or "7 (chat not found)" in failed.err.lower()
            assert "must write to the bot once" in failed.err
            assert (await asyncio.to_thread(ready.run, "setup-telegram")).lines == ["set: menu of administrator 7"]

    asyncio.run(scene())
