"""Marks, what is set for a chat, and the names of chats."""

from bot.domain.bilingual import Language
from bot.domain.marks import Mark
from bot.ports import QuestionRecord
from bot.storage.chat_names import ChatNames
from bot.storage.database import Database

from .conftest import HandClock


def ask(database: Database, clock: HandClock, key: str, chat: str = "a") -> None:
    database.questions.record(QuestionRecord(clock(), chat, "多少", "zh", "answer", "r", 1.0, (), key))


def test_a_chat_has_one_mark_for_a_question_and_can_change_it(database: Database, clock: HandClock) -> None:
    ask(database, clock, "k1")
    ask(database, clock, "k2")
    assert database.votes.vote("k1", "a", Mark.HELPFUL)
    assert database.votes.vote("k1", "a", Mark.OUTDATED)
    assert database.votes.vote("k2", "a", Mark.HELPFUL)
    assert database.votes.of("k1") == (Mark.OUTDATED,)


def test_only_what_a_chat_asked_can_be_marked_by_it(database: Database, clock: HandClock) -> None:
    ask(database, clock, "k1")
    assert not database.votes.vote("k1", "b", Mark.HELPFUL)
    assert not database.votes.vote("k\0", "a", Mark.HELPFUL)
    assert database.votes.of("k1") == ()


def test_a_chat_keeps_its_language_and_whether_the_bot_may_write(database: Database) -> None:
    settings = database.chat_settings
    assert (settings.language("a"), settings.is_active("a")) == (None, True)
    settings.set_language("a", Language.TRADITIONAL)
    settings.set_active("a", False)
    assert (settings.language("a"), settings.is_active("a")) == (Language.TRADITIONAL, False)
    settings.set_active("a", True)
    assert (settings.language("a"), settings.is_active("a")) == (Language.TRADITIONAL, True)
    assert settings.language("b") is None


def test_names_of_chats_last_and_are_a_databases_own(database_url: str, tmp_path: object) -> None:
    with Database.open(database_url) as database:
        name = database.chat_names(-1001)
        assert database.chat_names(-1001, 7) == f"{name}/7"
        assert "1001" not in name
        assert name != database.chat_names(1001)
    with Database.open(database_url) as database:
        assert database.chat_names(-1001) == name
    with Database.open(f"sqlite:///{tmp_path}/other.sqlite3") as other:
        assert other.chat_names(-1001) != name


def test_a_key_of_ones_own_comes_first(database_url: str) -> None:
    with Database.open(database_url, hash_key=b"own") as database:
        assert database.chat_names(5) == ChatNames(b"own")(5)
