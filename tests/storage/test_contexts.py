"""The last turn of a chat survives a restart; what cannot be read is no context, and said so."""

import json
import logging
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text

from bot.domain.turns import Context
from bot.ports import Contexts
from bot.storage.database import Database
from bot.storage.engine import parse_url
from bot.storage.transactions import Transactions

AT = datetime(2024, 11, 5, 8, 30, 0, 123456, tzinfo=UTC)
FULL = Context(
    at=AT,
    parks=("guiyang-ftz",),
    names=("zhang-san", "li-si"),
    indicator="foreign-trade",
    period="2023",
    shown=("guiyang-trade-2023",),
    offered=("a", "b", "c"),
    question="贵阳综保区2023年外贸额？",
)


def write_raw(url: str, stored: str) -> None:
    """Put something into chat "c" that this version would not write."""
    transactions = Transactions(parse_url(url))
    with transactions.writing() as connection:
        value = "CAST(:stored AS JSONB)" if connection.dialect.name == "postgresql" else ":stored"
        connection.execute(text(f"UPDATE chats SET context = {value}"), {"stored": stored})
    transactions.close()


def test_a_context_survives_a_restart(database_url: str) -> None:
    with Database.open(database_url) as database:
        database.contexts.save("c", FULL)
    with Database.open(database_url) as database:
        contexts: Contexts = database.contexts
        assert contexts.load("c") == FULL


def test_a_chat_without_turns_has_no_context(database: Database) -> None:
    database.contexts.save("c", FULL)
    assert database.contexts.load("d") is None


def test_the_smallest_context_comes_back_too(database: Database) -> None:
    database.contexts.save("c", Context(at=AT))
    assert database.contexts.load("c") == Context(at=AT)


def test_each_chat_keeps_its_last_turn_only(database: Database) -> None:
    later = Context(at=AT + timedelta(minutes=1), parks=("jinzhong-agri",))
    database.contexts.save("c", FULL)
    database.contexts.save("d", FULL)
    database.contexts.save("c", later)
    assert (database.contexts.load("c"), database.contexts.load("d")) == (later, FULL)


def test_times_come_out_in_utc(database: Database) -> None:
    database.contexts.save("c", Context(at=AT.astimezone(timezone(timedelta(hours=8)))))
    loaded = database.contexts.load("c")
    assert loaded is not None
    assert (loaded.at, loaded.at.utcoffset()) == (AT, timedelta(0))


def test_a_time_without_its_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="zone"):
        database.contexts.save("c", Context(at=AT.replace(tzinfo=None)))


def test_any_unicode_is_stored(database: Database) -> None:
    database.contexts.save("c\0\ud800", Context(at=AT, question="a\0b\ud83dc😀", shown=("\udc00",)))
    assert database.contexts.load("c\0\ud800") == Context(at=AT, question="a␀b\ufffdc😀", shown=("\ufffd",))


@pytest.mark.parametrize(
    "stored",
    [
        "null",
        "[]",
        "{}",
        '"text"',
        '{"version": 0, "at": "2024-11-05T08:30:00+00:00"}',
        '{"version": 1}',
        '{"version": 1, "at": "yesterday"}',
        '{"version": 1, "at": "2024-11-05T08:30:00"}',
        '{"version": 1, "at": "2024-11-05T08:30:00+00:00", "parks": "PRIVATE"}',
        '{"version": 1, "at": "2024-11-05T08:30:00+00:00", "question": ["PRIVATE"]}',
    ],
)
def test_what_cannot_be_read_is_no_context_and_logged(
    database: Database, database_url: str, stored: str, caplog: pytest.LogCaptureFixture
) -> None:
    database.contexts.save("c", FULL)
    write_raw(database_url, stored)
    with caplog.at_level(logging.WARNING, logger="bot.storage.contexts"):
        assert database.contexts.load("c") is None
    (entry,) = caplog.records
    assert "chat c is ignored" in entry.getMessage()
    assert "PRIVATE" not in entry.getMessage()
    database.contexts.save("c", FULL)  # the next turn mends it
    assert database.contexts.load("c") == FULL


@pytest.mark.parametrize("stored", ["", "{", "\x01"])
def test_broken_json_in_a_sqlite_file_is_no_context(
    tmp_path: object, stored: str, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path}/a"
    with Database.open(url) as database:
        database.contexts.save("c", FULL)
        write_raw(url, stored)
        assert database.contexts.load("c") is None
    assert len(caplog.records) == 1


def test_fields_of_another_minor_version_do_no_harm(database: Database, database_url: str) -> None:
    """A field that is not known yet is ignored, one that is missing takes its default: replicas update one by one."""
    database.contexts.save("c", FULL)
    write_raw(database_url, json.dumps({"version": 1, "at": AT.isoformat(), "parks": ["p"], "mood": "good"}))
    assert database.contexts.load("c") == Context(at=AT, parks=("p",))
