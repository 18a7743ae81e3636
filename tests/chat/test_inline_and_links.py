"""The bot in other chats: inline results and links that open it at a park, a fact or an entry."""

from typing import Any

import pytest

from .scenes import Stage, play


def inline(text: str, code: str = "zh-hans") -> dict[str, Any]:
    person = {"id": 9, "is_bot": False, "first_name": "乙", "language_code": code}
    return {"id": f"i-{text}-{code}", "from": person, "query": text, "offset": ""}


def answers_to(*queries: dict[str, Any]) -> list[dict[str, Any]]:
    kept: list[int] = []

    async def scene(stage: Stage) -> None:
        for query in queries:
            stage.server.put(inline_query=query)
            await stage.done()
        kept.append(len(stage.stores.questions.recent(5)))

    server = play(scene)
    assert kept == [0], "what is typed in other chats is not logged"
    assert server.texts() == []
    return server.obeyed("answerInlineQuery")


def test_results_have_figure_title_source_and_the_whole_answer() -> None:
    (answer,) = answers_to(inline("柳树湾2022年出口额"))
    first = answer["results"][0]
    assert first["title"] == "9.5亿元 · 柳树湾产业园 · 出口额 · 2022年"
    assert first["description"] == "柳树湾产业园稳步前行"
    assert first["input_message_content"]["message_text"].startswith("<b>9.5亿元</b>\n")
    assert "柳湾晚报" in first["input_message_content"]["message_text"]
    assert first["input_message_content"]["parse_mode"] == "HTML"
    (link,) = first["reply_markup"]["inline_keyboard"][0]
    assert link["url"] == "https://t.me/park_test_bot?start=willow-exports-2022"
    assert (answer["is_personal"], answer["cache_time"]) == (False, 60)
    assert not any("2021" in result["title"] for result in answer["results"]), "another year is no answer"


def test_without_words_there_are_examples_in_the_readers_language() -> None:
    chinese, english = answers_to(inline(" "), inline("", "en"))
    assert [len(a["results"]) for a in (chinese, english)] == [3, 3]
    assert chinese["results"][0]["title"].startswith("37座")
    assert english["results"][0]["title"].startswith("37")
    assert "Willow Bay" in english["results"][0]["title"]
    assert chinese["is_personal"] is english["is_personal"] is True
    assert chinese["results"][0]["id"] != english["results"][0]["id"]


def test_words_are_answered_in_their_own_language_for_everybody() -> None:
    chinese, english = answers_to(inline("柳樹灣廠房", "en"), inline("Willow Bay workshops", "zh-hans"))
    assert "柳樹灣" in chinese["results"][0]["title"] or "柳树湾" in chinese["results"][0]["title"]
    assert "Willow Bay" in english["results"][0]["title"]
    assert english["button"]["text"] == "Ask the bot"
    assert chinese["is_personal"] is english["is_personal"] is False


@pytest.mark.parametrize("text", ["苏州房价", "?", "x" * 256, "\ud83c\udfed", "<b>"])
def test_what_is_not_held_gets_no_results_but_a_way_to_the_bot(text: str) -> None:
    (answer,) = answers_to(inline(text))
    assert answer["results"] == []
    assert answer["button"]["start_parameter"] == "inline"


def test_an_answer_that_comes_too_late_stops_nothing() -> None:
    async def scene(stage: Stage) -> None:
        stage.server.fail("answerInlineQuery", 400, "Bad Request: query is too old")
        stage.server.put(inline_query=inline("厂房"))
        await stage.write("柳树湾产业园有多少座厂房")

    assert play(scene).texts()[0].startswith("<b>37座")


@pytest.mark.parametrize(
    ("payload", "shown"),
    [
        ("willow-workshops", "<b>37座</b>"),
        ("willow-founder", "<b>柳树湾产业园由渔民合作社创办"),
        ("park_willow-bay", "<b>柳树湾产业园</b>"),
        ("article_willow", "<b>柳树湾产业园稳步前行</b>"),
        ("park_gone", "<b>您好"),
        ("inline", "<b>您好"),
        ("%%%", "<b>您好"),
    ],
)
def test_links_open_the_bot_where_they_say(payload: str, shown: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(f"/start {payload}")
        await stage.write(f"/start@park_test_bot {payload}", -5)

    server = play(scene)
    assert [text.startswith(shown) for text in server.texts()] == [True, True]


def test_the_bot_asks_telegram_for_inline_queries_and_membership() -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("/start")

    polls = [c.parameters["allowed_updates"] for c in play(scene).calls if c.method == "getUpdates"]
    assert {"inline_query", "my_chat_member"} <= set(polls[0])
