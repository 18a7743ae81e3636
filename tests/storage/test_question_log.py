"""The question log keeps everything it is given, whatever people type."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from bot.ports import QuestionLog, QuestionRecord
from bot.storage.database import Database
from bot.storage.engine import parse_url
from bot.storage.transactions import Transactions

AT = datetime(2024, 11, 5, 8, 30, 0, 123456, tzinfo=UTC)


def record(question: str = "贵阳综保区2023年外贸额？", at: datetime = AT, chat: str = "-1001") -> QuestionRecord:
    return QuestionRecord(at, chat, question, "zh", "answer", "exact", 92.75, ("guiyang-trade", "guiyang-growth"))


def test_a_record_comes_back_as_it_was(database: Database) -> None:
    log: QuestionLog = database.questions
    log.record(record())
    assert database.questions.recent(5) == (record(),)


def test_the_newest_come_first_and_no_more_than_asked(database: Database) -> None:
    for minute in (2, 0, 1):
        database.questions.record(record(f"q{minute}", AT + timedelta(minutes=minute)))
    database.questions.record(record("q2 again", AT + timedelta(minutes=2)))
    assert [r.question for r in database.questions.recent(3)] == ["q2 again", "q2", "q1"]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(database: Database, limit: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        database.questions.recent(limit)


def test_times_come_out_in_utc(database: Database) -> None:
    beijing = timezone(timedelta(hours=8))
    database.questions.record(record(at=AT.astimezone(beijing)))
    (kept,) = database.questions.recent(1)
    assert kept.at == AT
    assert kept.at.tzinfo is UTC


def test_the_servers_own_time_zone_does_not_matter(postgres_database_url: str) -> None:
    with Database.open(postgres_database_url) as database:
        database.questions.record(record())
    owner = Transactions(parse_url(postgres_database_url))
    name = parse_url(postgres_database_url).database
    with owner.writing() as connection:
        connection.execute(text(f"ALTER DATABASE \"{name}\" SET timezone TO 'Asia/Shanghai'"))
    owner.close()
    with Database.open(postgres_database_url) as database:
        (kept,) = database.questions.recent(1)
    assert (kept.at, kept.at.tzinfo) == (AT, UTC)


def test_a_time_without_its_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without its zone"):
        database.questions.record(record(at=AT.replace(tzinfo=None)))
    assert database.questions.recent(1) == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("贵阳\0外贸", "贵阳␀外贸"),
        ("a\ud83db", "a\ufffdb"),
        ("\udc00", "\ufffd"),
        ("end \ud83d", "end \ufffd"),
        ("\ud83d\ude00", "😀"),
        ("\ufffe\ufeff\u200b𠮷'\";--%s:x\\", "\ufffe\ufeff\u200b𠮷'\";--%s:x\\"),
        ("", ""),
        ("长" * 50_000, "长" * 50_000),
    ],
)
def test_any_unicode_is_stored(database: Database, typed: str, kept: str) -> None:
    database.questions.record(QuestionRecord(AT, "c", typed, "zh", "unknown", typed, 0.0, (typed,)))
    (row,) = database.questions.recent(1)
    assert (row.question, row.rule, row.shown) == (kept, kept, (kept,))


def test_json_is_readable_with_sql(database: Database, database_url: str) -> None:
    database.questions.record(QuestionRecord(AT, "c", "q", "zh", "answer", "r", 1.0, ("亩产",)))
    reader = Transactions(parse_url(database_url))
    with reader.reading() as connection:
        assert connection.execute(text("SELECT CAST(shown AS TEXT) FROM questions")).scalar_one() == '["亩产"]'
    reader.close()


def test_ids_are_never_given_out_twice(database: Database, database_url: str) -> None:
    database.questions.record(record())
    other = Transactions(parse_url(database_url))
    with other.writing() as connection:
        first = connection.execute(text("SELECT id FROM questions")).scalar_one()
        connection.execute(text("DELETE FROM questions"))
    database.questions.record(record())
    with other.reading() as connection:
        assert connection.execute(text("SELECT id FROM questions")).scalar_one() > first
    other.close()


def test_many_threads_and_two_openings_write_at_once(database: Database, database_url: str) -> None:
    """Two openings, so that SQLite's own lock is met as well as our queue."""
    failures: list[BaseException] = []

    def write(target: Database, name: str) -> None:
        try:
            for number in range(25):
                target.questions.record(record(f"{name}-{number}"))
        except BaseException as error:
            failures.append(error)

    with Database.open(database_url) as second:
        threads = [
            Thread(target=write, args=(d, f"{i}{n}")) for i, d in enumerate((database, second)) for n in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
    assert len({r.question for r in database.questions.recent(1000)}) == 16 * 25


def test_the_questions_of_one_chat_come_oldest_first(database: Database) -> None:
    for number, chat in enumerate(("a", "b", "a", "a")):
        database.questions.record(QuestionRecord(AT, chat, f"q{number}", "zh", "answer", "r", 0.5, ()))
    assert [r.question for r in database.questions.of("a", 2)] == ["q2", "q3"]
    assert database.questions.of("c", 5) == ()


def test_of_several_that_advance_a_note_one_succeeds(database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda _: database.notes.advance("digest", "2025-03-04"), range(8)))
    assert got.count(True) == 1
    assert not database.notes.advance("digest", "2025-03-03")
    assert not database.notes.advance("digest", "2025-03-09", over="2025-03-04")
    assert database.notes.advance("digest", "2025-03-05")
    assert database.notes.get("digest") == "2025-03-05"
