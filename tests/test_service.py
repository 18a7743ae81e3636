"""Dialogues: follow-ups, their end, numbered choices, several questions, and what outlives a restart."""

from dataclasses import dataclass

import pytest
from builders import small
from dialogue import Chat, ids

from bot.domain.bilingual import Language
from bot.domain.outcomes import (
    Answer,
    Choices,
    ComputedPart,
    FactPart,
    Help,
    HelpTopic,
    LackKind,
    Unknown,
)
from bot.domain.turns import Context
from bot.service import Answerer, outcome_name


@pytest.fixture
def chat() -> Chat:
    return Chat()


@dataclass(frozen=True)
class Turns:
    """What is said, and what the last message gets."""

    said: tuple[str, ...]
    shown: list[str]


FOLLOW_UPS = [
    Turns(("西岸综保区占地多少", "那东岭呢"), ["east-land"]),
    Turns(("东岭高新区占地面积多少", "西岸呢？"), ["west-land"]),
    Turns(("2023年西岸综保区外贸总额多少", "那2022年呢"), ["west-trade-2022"]),
    Turns(("2022年西岸综保区外贸总额多少", "2023年呢"), ["west-trade-2023"]),
    Turns(("已经建成了多少个中试平台", "目标呢"), ["east-platforms-2025"]),
    Turns(("中试平台的建设目标是多少个", "实际建成多少"), ["east-platforms"]),
    Turns(("金苗58号亩产多少公斤", "那金苗158号呢"), ["east-yield-158"]),
    Turns(("余国锋是谁", "他是什么职务"), ["east-yu"]),
    Turns(("余国锋是谁", "范明月呢"), ["west-fan"]),
    Turns(("2023年西岸综保区外贸总额多少", "来源呢"), ["west-article"]),
    Turns(("已经建成了多少个中试平台", "出处是哪里"), ["east-article"]),
    Turns(("已经建成了多少个中试平台", "这是谁说的"), ["east-yu"]),
    Turns(("跨境交易中心在哪里", "那里有哪些商品"), ["west-goods"]),
    Turns(("what was West Shore's foreign trade in 2023", "and in 2022?"), ["west-trade-2022"]),
    Turns(("how many mu is Dongling", "what about West Shore"), ["west-land"]),
    Turns(("how many pilot platforms have been built", "and the target?"), ["east-platforms-2025"]),
    Turns(("2022年西岸综保区外贸总额多少", "那2023年呢", "同比增长多少"), ["west-trade-growth"]),
    Turns(("金苗58号亩产多少公斤", "那金苗158号呢", "相差多少"), ["east-yield-158", "east-yield-58"]),
    Turns(("已经建成了多少个中试平台", "离目标还差几个"), ["east-platforms", "east-platforms-2025"]),
]


@pytest.mark.parametrize("turns", FOLLOW_UPS, ids=lambda t: " / ".join(t.said))
def test_follow_ups(chat: Chat, turns: Turns) -> None:
    assert ids(chat.say(*turns.said)) == turns.shown


def test_a_filled_question_says_how_it_was_read(chat: Chat) -> None:
    outcome = chat.say("西岸综保区占地多少", "那东岭呢")
    assert isinstance(outcome, Answer)
    assert outcome.understood
    assert "东岭" in outcome.understood
    assert "占地" in outcome.understood


def test_a_full_question_is_not_commented(chat: Chat) -> None:
    outcome = chat.say("西岸综保区占地多少", "东岭高新区占地多少亩")
    assert isinstance(outcome, Answer)
    assert outcome.understood is None


@pytest.mark.parametrize("year", ["2021", "2020", "2026"])
def test_a_follow_up_to_a_year_that_is_not_held(chat: Chat, year: str) -> None:
    assert isinstance(chat.say("2023年西岸综保区外贸总额多少", f"那{year}年呢"), Unknown)


def test_a_follow_up_to_a_park_that_does_not_hold_it(chat: Chat) -> None:
    assert isinstance(chat.say("2023年西岸综保区外贸总额多少", "那东岭呢"), Unknown)
    assert isinstance(chat.say("2023年西岸综保区外贸总额多少", "那苏州呢"), Unknown)


def test_a_name_is_swapped_for_one_of_its_kind_or_starts_anew(chat: Chat) -> None:
    assert ids(chat.say("金苗58号亩产多少", "那金苗158号呢")) == ["east-yield-158"]
    assert ids(chat.say("金苗58号亩产多少", "那余国锋呢")) == ["east-yu"]


def test_a_number_that_is_not_held_is_said_before_the_park_of_the_last_turn(chat: Chat) -> None:
    outcome = chat.say("东岭有多少个中试平台", "金苗258号亩产多少")
    assert isinstance(outcome, Unknown)
    assert (outcome.lack.kind, outcome.lack.subject) == (LackKind.NUMBER, "258")


# What ends a context.


def test_a_context_holds_for_half_an_hour(chat: Chat) -> None:
    chat.say("西岸综保区占地多少")
    chat.clock.pass_by(minutes=30)
    assert ids(chat.say("那东岭呢")) == ["east-land"]


@pytest.mark.parametrize("text", ["那2022年呢", "来源呢", "那东岭呢"])
def test_after_half_an_hour_it_is_forgotten(chat: Chat, text: str) -> None:
    chat.say("2023年西岸综保区外贸总额多少")
    chat.clock.pass_by(minutes=30, seconds=1)
    outcome = chat.say(text)
    assert not isinstance(outcome, Answer)


def test_every_turn_begins_the_half_hour_anew(chat: Chat) -> None:
    chat.say("西岸综保区占地多少")
    chat.clock.pass_by(minutes=20)
    chat.say("那东岭呢")
    chat.clock.pass_by(minutes=20)
    assert ids(chat.say("那西岸呢")) == ["west-land"]


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("2022年西岸综保区外贸总额多少", "东岭高新区已经建成了多少个中试平台", ["east-platforms"]),
        ("2022年西岸综保区外贸总额多少", "余国锋是谁", ["east-yu"]),
        ("西岸入驻了多少家商户", "中试跨越计划是什么", ["east-plan"]),
        ("到2025年要建成多少个中试平台", "已经建成了多少个中试平台", ["east-platforms"]),
        ("金苗58号亩产多少公斤", "东岭高新区占地多少亩", ["east-land"]),
        ("余国锋是谁", "2023年西岸综保区外贸总额多少", ["west-trade-2023"]),
    ],
)
def test_a_change_of_topic_carries_nothing_over(chat: Chat, before: str, now: str, shown: list[str]) -> None:
    alone = chat.say(now, chat="alone")
    after = chat.say(before, now)
    assert ids(after) == ids(alone) == shown
    assert isinstance(after, Answer)
    assert after.understood is None


def test_the_growth_of_another_year_than_the_one_last_shown_is_offered_not_given(chat: Chat) -> None:
    outcome = chat.say("2023年西岸综保区外贸总额多少", "那2022年呢", "同比增长多少")
    assert isinstance(outcome, Unknown)
    assert "west-trade-growth" in [o.target for o in outcome.offers]


def test_chats_do_not_hear_each_other(chat: Chat) -> None:
    chat.say("2023年西岸综保区外贸总额多少", chat="one")
    assert not isinstance(chat.say("那2022年呢", chat="two"), Answer)


def test_a_restart_forgets_nothing(chat: Chat) -> None:
    chat.say("2023年西岸综保区外贸总额多少")
    chat.restart()
    assert ids(chat.say("那2022年呢")) == ["west-trade-2022"]
    chat.restart()
    assert ids(chat.say("来源呢")) == ["west-article"]


def test_what_was_asked_before_is_at_hand(chat: Chat) -> None:
    question = "2023年西岸综保区外贸总额多少"
    assert chat.at_hand(question, "one") is None
    told = chat.say(question, chat="one")
    assert chat.at_hand(question, "two") == told
    assert [record.chat for record in chat.log.records] == ["one", "two"]
    # Kept and followed up as any other; and another turn before it makes it another question.
    assert ids(chat.say("那2022年呢", chat="two")) == ["west-trade-2022"]
    assert chat.at_hand("那2022年呢", "three") is None


def test_nothing_is_at_hand_where_the_last_turn_must_be_fetched(chat: Chat) -> None:
    question = "2023年西岸综保区外贸总额多少"
    chat.say(question, chat="one")
    chat.contexts.far.add("two")
    assert chat.at_hand(question, "two") is None
    assert len(chat.log.records) == 1


def test_ids_that_are_gone_are_forgotten(chat: Chat) -> None:
    """A context kept before a reload may speak of what the content no longer holds."""
    gone = ("gone",)
    chat.contexts.kept["7"] = Context(
        chat.clock(), parks=gone, names=gone, indicator="gone", shown=gone, offered=gone, question="消失了的问题"
    )
    for text in ("1", "那东岭呢", "来源呢", "他是谁", "谁说的", "目标呢", "哪个更大", "都不是"):
        kept = chat.contexts.kept["7"]
        assert chat.say(text)
        chat.contexts.kept["7"] = kept


# Choices.


def offered(chat: Chat) -> tuple[str, ...]:
    """A message that gets choices or offers; what is offered, in the order of the numbers."""
    outcome = chat.say("西拿综保区占地面积多少公顷")
    assert isinstance(outcome, Choices)
    return tuple(c.target for c in outcome.choices)


@pytest.mark.parametrize("number", ["1", "１", "第一个", "①", "第1个", " 1。"])
def test_a_choice_by_number(chat: Chat, number: str) -> None:
    first = offered(chat)[0]
    assert ids(chat.say(number)) == [first]


@pytest.mark.parametrize("number", ["4", "9", "0"])
def test_a_number_that_was_not_offered_chooses_nothing(chat: Chat, number: str) -> None:
    offered(chat)
    assert not isinstance(chat.say(number), Answer)


def test_a_number_without_choices_is_no_choice(chat: Chat) -> None:
    assert not isinstance(chat.say("1"), Answer)
    assert not isinstance(chat.say("西岸综保区占地多少", "1"), Answer)


def test_after_a_choice_another_of_them_can_be_chosen_until_something_else_is_asked(chat: Chat) -> None:
    assert isinstance(chat.say("西岸外贸"), Choices)
    assert ids(chat.say("1")) == ["west-trade-2022"]
    assert ids(chat.say("2")) == ["west-trade-2023"]
    assert ids(chat.say("1")) == ["west-trade-2022"]
    chat.say("西岸综保区占地多少")
    assert not isinstance(chat.say("1"), Answer)


def test_a_chosen_answer_can_be_followed_up(chat: Chat) -> None:
    offered(chat)
    chat.say("1")
    assert ids(chat.say("来源呢")) == ["west-article"]


@pytest.mark.parametrize("text", ["都不是", "none of these", "都不是。"])
def test_none_of_these(chat: Chat, text: str) -> None:
    offered(chat)
    outcome = chat.say(text)
    assert isinstance(outcome, Help)
    assert outcome.topic is HelpTopic.NONE_OF_THESE
    assert not isinstance(chat.say("1"), Answer)


def test_offers_can_be_chosen_by_number(chat: Chat) -> None:
    outcome = chat.say("苏州有多少个中试平台")
    assert isinstance(outcome, Unknown)
    assert ids(chat.say("2")) == [outcome.offers[1].target]


def test_a_tapped_choice(chat: Chat) -> None:
    offered(chat)
    assert ids(chat.tap("west-land")) == ["west-land"]
    assert ids(chat.tap("east-yu")) == ["east-yu"]
    assert ids(chat.say("来源呢")) == ["east-article"]


def test_a_tap_on_something_gone(chat: Chat) -> None:
    outcome = chat.tap("gone")
    assert isinstance(outcome, Help)


def test_a_tap_answers_in_the_language_of_the_question(chat: Chat) -> None:
    chat.say("how many platforms does Suzhou have")
    assert chat.tap("east-platforms").language is Language.ENGLISH


# Several questions.


def test_several_questions_get_several_answers(chat: Chat) -> None:
    outcome = chat.say("东岭已经建成了多少个中试平台？2023年西岸综保区外贸总额多少？")
    assert ids(outcome) == ["east-platforms", "west-trade-2023"]


def test_one_of_several_questions_may_have_no_answer(chat: Chat) -> None:
    outcome = chat.say("东岭已经建成了多少个中试平台？苏州的房价是多少？")
    assert ids(outcome) == ["east-platforms", "-"]


def test_a_later_question_takes_its_park_from_an_earlier_one(chat: Chat) -> None:
    assert ids(chat.say("西岸综保区什么时候成立的？占地面积是多少？")) == ["west-founded", "west-land"]


@pytest.mark.parametrize(
    "text",
    [
        "2019年外贸总额多少，增长多少",
        "2021年东岭占地多少亩，建成了多少个中试平台",
        "2021年中试平台盖好了几个、企业主导占几成",
    ],
)
def test_a_later_question_takes_its_year_from_an_earlier_one(chat: Chat, text: str) -> None:
    """No figure of another year is given, neither for the first question nor for the second."""
    outcome = chat.say(text)
    assert not (isinstance(outcome, Answer) and any(isinstance(p, FactPart) for p in outcome.parts))


def test_a_later_question_takes_its_park_from_an_unanswered_one(chat: Chat) -> None:
    outcome = chat.say("西岸为什么推出中试跨越计划，有几个中试平台")
    assert not (isinstance(outcome, Answer) and "east-platforms" in ids(outcome))


def test_joined_subjects(chat: Chat) -> None:
    assert ids(chat.say("金苗58号和金苗158号亩产分别是多少")) == ["east-yield-58", "east-yield-158"]


# Yes or no, computing.


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("中试平台建成49个了吗", "yes"),
        ("中试平台建成50个了吗", "no"),
        ("2022年西岸外贸总额超过120亿元了吗", "uncertain"),
    ],
)
def test_yes_or_no(chat: Chat, text: str, verdict: str) -> None:
    outcome = chat.say(text)
    assert isinstance(outcome, Answer)
    (part,) = outcome.parts
    assert isinstance(part, FactPart)
    assert part.verdict == verdict


@pytest.mark.parametrize(
    ("text", "operands"),
    [
        ("金苗58号和金苗158号亩产相差多少", {"east-yield-58", "east-yield-158"}),
        ("东岭和西岸哪个占地更大", {"east-land", "west-land"}),
        ("东岭高新区占地是多少公顷", {"east-land"}),
        ("中试平台离目标还差几个", {"east-platforms", "east-platforms-2025"}),
        ("西岸2023年外贸总额比2022年多多少", {"west-trade-2022", "west-trade-2023"}),
    ],
)
def test_computed(chat: Chat, text: str, operands: set[str]) -> None:
    outcome = chat.say(text)
    assert isinstance(outcome, Answer)
    (part,) = outcome.parts
    assert isinstance(part, ComputedPart)
    assert {f.id for f in part.operands} == operands


# No question at all, and the log.


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("", HelpTopic.EMPTY),
        ("？！", HelpTopic.EMPTY),
        ("🏭🏭", HelpTopic.EMPTY),
        ("你好", HelpTopic.GREETING),
        ("thanks", HelpTopic.THANKS),
        ("你是谁", HelpTopic.ABOUT),
    ],
)
def test_help(chat: Chat, text: str, topic: HelpTopic) -> None:
    outcome = chat.say(text)
    assert isinstance(outcome, Help)
    assert outcome.topic is topic


def test_small_talk_between_does_not_lose_the_thread(chat: Chat) -> None:
    assert ids(chat.say("2023年西岸综保区外贸总额多少", "谢谢", "那2022年呢")) == ["west-trade-2022"]


@pytest.mark.parametrize("language", list(Language))
def test_the_welcome_offers_questions(chat: Chat, language: Language) -> None:
    outcome = chat.start(language)
    assert isinstance(outcome, Help)
    assert outcome.topic is HelpTopic.START
    assert outcome.language is language
    assert outcome.offers
    assert all(c.target in small().revision.facts for c in outcome.offers)


def test_the_language_is_that_of_the_question(chat: Chat) -> None:
    assert chat.say("東嶺高新區佔地多少畝").language is Language.TRADITIONAL
    assert chat.say("how many mu is Dongling").language is Language.ENGLISH
    assert chat.say("东岭高新区占地多少亩").language is Language.SIMPLIFIED


def test_every_message_is_logged(chat: Chat) -> None:
    chat.say("2023年西岸综保区外贸总额多少", "苏州有多少个中试平台", "你好")
    chat.tap("east-yu")
    answered, unknown, helped, tapped = chat.log.records
    assert (answered.chat, answered.question, answered.outcome) == ("7", "2023年西岸综保区外贸总额多少", "answer")
    assert answered.shown == ("west-trade-2023",)
    assert answered.at == chat.clock()
    assert answered.score > 0.5
    assert (unknown.outcome, unknown.shown) == ("unknown", ())
    assert (helped.outcome, helped.score) == ("help", 0.0)
    assert (tapped.question, tapped.outcome, tapped.shown) == ("east-yu", "answer", ("east-yu",))


def test_a_trace_explains_an_answer(chat: Chat) -> None:
    explained = Answerer(small(), chat.contexts, chat.log, chat.clock).explain(
        "２０２３年西岸綜保區外貿總額多少？", "7"
    )
    assert outcome_name(explained.outcome) == "answer"
    assert explained.trace.normalised == "2023年西岸综保区外贸总额多少?"
    assert explained.trace.candidates[0].target == "west-trade-2023"
    assert explained.trace.rule
    assert "西岸综保区 [park:west]" in explained.trace.spotted
    best = explained.trace.candidates[0]
    assert best.score == pytest.approx(sum(p.value for p in best.parts))
