"""Forgetting, moving, pruning and hiding what is stored of chats, on both kinds of database."""

import pytest

from bot.domain.bilingual import Language
from bot.domain.marks import Mark
from bot.domain.turns import Context
from bot.ports import QuestionRecord
from bot.storage.database import Database
from bot.storage.decisions import Action, NewDecision

from .conftest import HandClock


def fill(database: Database, clock: HandClock, chat: str) -> None:
    """One record of a chat in every table."""
    database.questions.record(QuestionRecord(clock(), chat, "多少", "zh", "answer", "r", 1.0, (), f"key of {chat}"))
    database.contexts.save(chat, Context(clock(), question="多少"))
    database.votes.vote(f"key of {chat}", chat, Mark.HELPFUL)
    database.chat_settings.set_language(chat, Language.ENGLISH)
    database.relays.open(f"key of {chat}", chat, "5/1/")


def kept(database: Database, chat: str) -> list[bool]:
    return [
        any(record.chat == chat for record in database.questions.recent(99)),
        database.contexts.load(chat) is not None,
        database.chat_settings.language(chat) is not None,
        database.relays.question(f"key of {chat}", chat) is not None,
    ]


def test_a_chat_is_forgotten_with_its_topics_and_no_other(database: Database, clock: HandClock) -> None:
    for chat in ("a", "a/7", "ab", "a%"):
        fill(database, clock, chat)
    assert database.privacy.forget("a") == 10
    assert [any(kept(database, chat)) for chat in ("a", "a/7", "ab", "a%")] == [False, False, True, True]
    assert database.votes.of("key of a") == ()
    assert database.relays.address("key of a") is None
    assert database.privacy.forget("a") == 0


def test_a_chat_moves_with_its_topics_onto_what_is_there(database: Database, clock: HandClock) -> None:
    fill(database, clock, "a")
    fill(database, clock, "a/7")
    database.chat_settings.set_language("b", Language.TRADITIONAL)
    database.privacy.moved("a", "b")
    assert database.chat_settings.language("b") is Language.TRADITIONAL
    assert database.chat_settings.language("b/7") is Language.ENGLISH
    assert database.contexts.load("b") is not None
    assert {record.chat for record in database.questions.recent(9)} == {"b", "b/7"}
    assert database.votes.vote("key of a", "b", Mark.OUTDATED)
    assert database.votes.of("key of a") == (Mark.OUTDATED,)


def test_what_is_too_old_goes_and_a_language_stays(database: Database, clock: HandClock) -> None:
    fill(database, clock, "old")
    database.chat_settings.set_language("left", Language.ENGLISH)
    database.chat_settings.set_active("left", False)
    clock.forward(days=29)
    fill(database, clock, "new")
    clock.forward(days=2)
    assert database.privacy.prune(30) == 5
    assert kept(database, "new") == [True] * 4
    assert kept(database, "old") == [False, False, True, False]
    assert database.chat_settings.language("left") is None


def test_numbers_of_chats_get_names_once(database: Database, clock: HandClock) -> None:
    for chat in ("-1001", "-1001/7", "terminal", "jsonl 3"):
        fill(database, clock, chat)
    for _ in range(2):
        database.privacy.hide(database.chat_names)
    group, topic = database.chat_names(-1001), database.chat_names(-1001, 7)
    assert {record.chat for record in database.questions.recent(9)} == {group, topic, "terminal", "jsonl 3"}
    assert database.contexts.load(topic) is not None
    assert database.chat_settings.language(group) is Language.ENGLISH


@pytest.mark.parametrize("taken", [True, False])
def test_a_name_that_is_nothing_but_digits_is_never_taken_for_a_number(database: Database, taken: bool) -> None:
    name = "12345678901234567890123456789012"  # a fingerprint may look so
    database.chat_settings.set_active(name, taken)
    database.privacy.hide(database.chat_names)
    assert database.chat_settings.is_active(name) is taken


def test_a_question_is_passed_on_once_and_its_address_goes(database: Database, clock: HandClock) -> None:
    fill(database, clock, "a")
    assert database.relays.question("key of a", "b") is None
    assert database.relays.address("key of a") == "5/1/"
    database.relays.close("key of a")
    assert database.relays.address("key of a") is None
    assert not database.relays.open("key of a", "a", "5/1/")


def test_words_of_decisions_last_as_long_as_the_log_holds_them(database: Database, clock: HandClock) -> None:
    """The record of who decided what stays; a phrasing is content by then."""

    def decide(action: Action, question: str) -> None:
        database.decisions.record(NewDecision("li", action, question, ("f",), "zh", "x", 1))

    def words() -> list[str]:
        return [decision.question for decision in database.decisions.every()]

    for chat, question in (("a", "我叫张三"), ("a", "有路吗"), ("b", "有路吗"), ("a", "几条路")):
        database.questions.record(QuestionRecord(clock(), chat, question, "zh", "unknown", "r", 0.0, ()))
    decide(Action.IGNORE, "我叫张三")
    decide(Action.ENTRY, "有路吗")
    decide(Action.PHRASING, "几条路")
    database.privacy.forget("a")
    assert words() == ["", "有路吗", "几条路"]
    clock.forward(days=31)
    database.privacy.prune(30)
    assert words() == ["", "", "几条路"]
    assert [decision.author for decision in database.decisions.active()] == ["li"] * 3
