"""URLs, what the engines are set to, and errors that say how to mend."""

import os
import socket
import sqlite3
import threading
import traceback
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from bot.errors import StorageError
from bot.settings import default_database_url
from bot.storage.database import Database
from bot.storage.engine import describe, parse_url
from bot.storage.transactions import Transactions

SECRET = "hunter2"


def whole(error: BaseException) -> str:
    """An error as a log would show it: with all its causes."""
    return "".join(traceback.format_exception(error))


def refusal(url: str) -> StorageError:
    with pytest.raises(StorageError) as caught:
        Database.open(url).close()
    return caught.value


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_uses_psycopg(scheme: str) -> None:
    assert parse_url(f"{scheme}://a@h/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://u:{SECRET}@h:port/d",
        f"postgresql://u:p@{SECRET}:x@h/d",
        f"postgresql://u:p@{SECRET}@h/d",
        f"postgresql://u:p@p:{SECRET}@h/d",
        f"mysql://u:{SECRET}@h/d",
        f"postgresql+asyncpg://u:{SECRET}@h/d",
        f"{SECRET}",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?uri=true",
        "sqlite://host/file",
    ],
)
def test_a_bad_url_is_refused_without_repeating_the_password(url: str) -> None:
    error = refusal(url)
    assert "RL" in str(error)
    assert SECRET not in whole(error)


def test_a_description_holds_neither_password_nor_query() -> None:
    url = parse_url(f"postgres://u:{SECRET}@h:1/d?password={SECRET}")
    assert describe(url) == "postgresql://u@h:1/d"


def test_an_encoded_at_sign_in_the_password_is_taken() -> None:
    assert parse_url("postgresql://u:p%40ss@h/d").password == "p@ss"


def test_no_server_says_what_to_check_and_hides_the_password() -> None:
    with socket.socket() as held:  # bound but not listening: refuses connections, and nobody else gets the port
        held.bind(("127.0.0.1", 0))
        error = refusal(f"postgresql://u:{SECRET}@127.0.0.1:{held.getsockname()[1]}/d?sslpassword={SECRET}")
    assert "Check that the server runs" in str(error)
    assert "postgresql://u@127.0.0.1" in str(error)
    assert SECRET not in whole(error)


def test_a_missing_postgresql_database_says_how_to_create_it(postgres_url: str) -> None:
    url = make_url(postgres_url).set(database="nowhere", password=SECRET).render_as_string(hide_password=False)
    error = refusal(url)
    assert "createdb" in str(error)
    assert SECRET not in whole(error)


def test_an_unknown_postgresql_user_is_named(postgres_url: str) -> None:
    error = refusal(make_url(postgres_url).set(username="nobody_at_all").render_as_string())
    assert "Check the user" in str(error)


def test_a_postgresql_that_cannot_hold_chinese_is_refused(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    error = refusal(make_url(postgres_url).set(database="latin").render_as_string())
    assert "LATIN1" in str(error)
    assert "--encoding=UTF8" in str(error)


def test_a_password_is_masked_even_if_the_driver_repeats_it(postgres_url: str) -> None:
    transactions = Transactions(parse_url(postgres_url).set(password=SECRET))
    with pytest.raises(StorageError) as caught, transactions.reading() as connection:
        connection.execute(text(f"SELECT {SECRET}"))
    assert SECRET not in str(caught.value)
    assert "***" in str(caught.value)
    transactions.close()


def test_a_missing_folder_is_created(tmp_path: Path) -> None:
    Database.open(f"sqlite:///{tmp_path}/a/b/c.sqlite3").close()
    assert (tmp_path / "a/b/c.sqlite3").is_file()


def test_a_folder_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    error = refusal(f"sqlite:///{tmp_path}/file/folder/a.sqlite3")
    assert f"{tmp_path}/file/folder" in str(error)
    assert "PARKBOT_DATABASE_URL" in str(error)


def test_a_home_sign_in_the_path_is_resolved() -> None:
    assert parse_url("sqlite:///~/a.sqlite3").database == str(Path.home() / "a.sqlite3")


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir or Madam, " * 100)
    error = refusal(f"sqlite:///{file}")
    assert "something else" in str(error)
    assert file.read_text().startswith("Dear Sir")


def test_a_folder_instead_of_a_file_is_explained(tmp_path: Path) -> None:
    assert "folder exists" in str(refusal(f"sqlite:///{tmp_path}"))


def test_sqlite_connections_are_set_up_for_many_readers_and_a_writer(tmp_path: Path) -> None:
    transactions = Transactions(parse_url(f"sqlite:///{tmp_path / 'a'}"))
    with transactions.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    transactions.close()
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 30_000}


def test_a_failed_transaction_leaves_nothing_not_even_a_table(transactions: Transactions) -> None:
    def fail() -> None:
        with transactions.writing() as connection:
            connection.execute(text("CREATE TABLE gone (a INTEGER)"))
            connection.execute(text("INSERT INTO gone VALUES (1)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with pytest.raises(StorageError), transactions.reading() as connection:
        connection.execute(text("SELECT * FROM gone"))


def test_a_reader_is_not_held_up_by_a_writer(transactions: Transactions) -> None:
    with transactions.writing() as connection:
        connection.execute(text("CREATE TABLE numbers (a INTEGER)"))
    with transactions.writing() as writer:
        writer.execute(text("INSERT INTO numbers VALUES (1)"))
        with transactions.reading() as reader:
            assert reader.execute(text("SELECT count(*) FROM numbers")).scalar_one() == 0


def test_reading_before_writing_waits_for_another_process_instead_of_failing(tmp_path: Path) -> None:
    """The case for BEGIN IMMEDIATE: with a deferred one SQLite refuses the write at once, whatever the timeout."""
    file = tmp_path / "a"
    transactions = Transactions(parse_url(f"sqlite:///{file}"))
    with transactions.writing() as connection:
        connection.execute(text("CREATE TABLE numbers (a INTEGER)"))
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO numbers VALUES (1)")
    end = threading.Timer(0.3, other.execute, ["COMMIT"])
    end.start()
    with transactions.writing() as connection:
        count = connection.execute(text("SELECT count(*) FROM numbers")).scalar_one()
        connection.execute(text("INSERT INTO numbers VALUES (:count)"), {"count": count + 1})
    end.join()
    assert other.execute("SELECT a FROM numbers").fetchall() == [(1,), (2,)]
    other.close()
    transactions.close()


def test_the_first_opening_waits_until_the_file_can_be_switched_to_wal(tmp_path: Path) -> None:
    """SQLite refuses the switch at once while anybody reads; two first openings would fail on each other."""
    other = sqlite3.connect(tmp_path / "a", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE numbers (a INTEGER)")
    other.execute("BEGIN")
    other.execute("SELECT * FROM numbers").fetchall()
    end = threading.Timer(0.3, other.execute, ["COMMIT"])
    end.start()
    Database.open(f"sqlite:///{tmp_path / 'a'}").close()
    end.join()
    other.close()
    fresh = sqlite3.connect(tmp_path / "a")
    assert fresh.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    fresh.close()


def test_waiting_for_another_process_has_an_end(tmp_path: Path) -> None:
    transactions = Transactions(parse_url(f"sqlite:///{tmp_path / 'a'}"), patience=0.1)
    other = sqlite3.connect(tmp_path / "a", isolation_level=None)
    with transactions.reading():
        pass  # the file is in WAL mode from here on
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="end that process"), transactions.writing():
        pass
    other.close()
    transactions.close()


def test_waiting_for_the_switch_to_wal_has_an_end(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a", isolation_level=None)
    other.execute("CREATE TABLE numbers (a INTEGER)")
    other.execute("BEGIN")
    other.execute("SELECT * FROM numbers").fetchall()
    transactions = Transactions(parse_url(f"sqlite:///{tmp_path / 'a'}"), patience=0.1)
    with pytest.raises(StorageError, match="end that process"), transactions.reading():
        pass
    other.close()
    transactions.close()


def test_waiting_for_another_thread_has_an_end(tmp_path: Path) -> None:
    transactions = Transactions(parse_url(f"sqlite:///{tmp_path / 'a'}"), patience=0.1)
    with (
        transactions.writing(),
        pytest.raises(StorageError, match="a write in this process"),
        transactions.writing(),
    ):
        pass
    with transactions.writing():
        pass  # the turn was given back
    transactions.close()


def test_waiting_for_a_free_connection_has_an_end(transactions: Transactions) -> None:
    impatient = Transactions(transactions.engine.url, patience=0.1)
    with ExitStack() as held:
        for _ in range(15):  # SQLAlchemy's pool: 5 kept, 10 more
            held.enter_context(impatient.reading())
        with pytest.raises(StorageError, match="every connection is in use"):
            held.enter_context(impatient.reading())
    impatient.close()


def test_errors_do_not_repeat_what_people_asked(transactions: Transactions) -> None:
    words = " ".join(["my", "private", "words"])  # not in this file as one, for tracebacks show the source
    with pytest.raises(StorageError) as caught, transactions.writing() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": words})
    assert words not in whole(caught.value)


def test_a_restarted_server_is_noticed_before_it_is_used(postgres_database_url: str) -> None:
    with Database.open(postgres_database_url) as database:
        assert database.updates.last() is None  # leaves a connection in the pool
        with psycopg.connect(postgres_database_url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert database.updates.last() is None


def test_tests_cannot_open_the_real_database_nor_see_a_token() -> None:
    assert "PARKBOT_TOKEN" not in os.environ
    assert os.environ["PARKBOT_DATABASE_URL"] != default_database_url()
    with pytest.raises(PermissionError, match="real database"):
        Database.open(default_database_url())
