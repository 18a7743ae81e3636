"""Migrations: from blank, again, at once, failing, and too new."""

import multiprocessing
import shutil
import sqlite3
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Timer

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import bot.storage.migrations
from bot.errors import StorageError
from bot.storage.database import Database
from bot.storage.engine import parse_url
from bot.storage.schema import MIGRATIONS, migrate
from bot.storage.tables import metadata
from bot.storage.transactions import Transactions

TABLES = {"alembic_version", *metadata.tables}
CONFIG = Config()
CONFIG.set_main_option("script_location", MIGRATIONS)
HEAD = ScriptDirectory.from_config(CONFIG).get_current_head()

FIRST = """
from alembic import op
revision, down_revision = "0001", None
def upgrade():
    op.execute("CREATE TABLE first_step (a INTEGER)")
"""
FAILING = """
from alembic import op
revision, down_revision = "0002", "0001"
def upgrade():
    op.execute("CREATE TABLE second_step (a INTEGER)")
    op.execute("INSERT INTO second_step VALUES (1)")
    op.execute("SELECT * FROM nowhere")
"""


def tables(transactions: Transactions) -> set[str]:
    with transactions.reading() as connection:
        return set(inspect(connection).get_table_names())


def test_a_blank_database_gets_the_first_tables(transactions: Transactions) -> None:
    migrate(transactions)
    assert tables(transactions) == TABLES
    with transactions.reading() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == HEAD


def test_the_migrations_build_what_the_code_expects(transactions: Transactions) -> None:
    migrate(transactions)
    with transactions.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_opening_again_changes_nothing_and_keeps_the_rows(database_url: str) -> None:
    with Database.open(database_url) as database:
        database.updates.done(7)
    for _ in range(2):
        with Database.open(database_url) as database:
            assert database.updates.seen(7)


def test_opening_a_current_database_does_not_wait_for_a_writer(database_url: str) -> None:
    Database.open(database_url).close()
    holder = Transactions(parse_url(database_url))
    with holder.writing() as connection:
        connection.execute(text("DELETE FROM chats"))
        Database.open(database_url).close()  # would take half a minute, and fail
    holder.close()


def test_a_failing_migration_leaves_no_trace(transactions: Transactions, tmp_path: Path) -> None:
    folder = own_migrations(tmp_path, FIRST)
    migrate(transactions, str(folder))
    (folder / "versions" / "r0002.py").write_text(FAILING)
    with pytest.raises(StorageError):
        migrate(transactions, str(folder))
    assert tables(transactions) == {"alembic_version", "first_step"}
    with transactions.reading() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == "0001"


def test_a_database_of_a_newer_version_is_left_alone(transactions: Transactions) -> None:
    migrate(transactions)
    with transactions.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match=r"newer version \(schema 9999\)"):
        migrate(transactions)


def own_migrations(tmp_path: Path, first: str) -> Path:
    """A folder of migrations that starts with `first` and is run the way ours are."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    shutil.copy(Path(bot.storage.migrations.__path__[0]) / "env.py", folder)
    (folder / "versions" / "r0001.py").write_text(first)
    return folder


def open_together(url: str, barrier: Barrier, number: int) -> None:
    barrier.wait()
    with Database.open(url) as database:
        database.updates.done(number)


def test_processes_may_open_a_blank_database_at_once(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(4)
    processes = [spawn.Process(target=open_together, args=(database_url, barrier, n)) for n in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    with Database.open(database_url) as database:
        assert all(database.updates.seen(n) for n in range(4))


def test_postgresql_waits_for_whoever_is_migrating(postgres_database_url: str) -> None:
    """Somebody holds the lock, with the migration done but not committed; who waited must find nothing left to do."""
    name = parse_url(postgres_database_url).database
    with psycopg.connect(postgres_database_url) as server:  # with this default, who waited would see the old state
        server.execute(f"ALTER DATABASE \"{name}\" SET default_transaction_isolation TO 'repeatable read'")
    transactions = Transactions(parse_url(postgres_database_url))
    migrate(transactions)
    with transactions.writing() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    with psycopg.connect(postgres_database_url) as holder:
        holder.execute("SELECT pg_advisory_xact_lock(7205759403792793)")
        holder.execute(f"INSERT INTO alembic_version VALUES ('{HEAD}')")
        end = Timer(0.3, holder.commit)
        end.start()
        migrate(transactions)  # without the lock: the tables exist already
        end.join()
    with transactions.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == [(HEAD,)]
    transactions.close()


def test_a_newer_version_that_migrates_first_is_noticed(tmp_path: Path) -> None:
    """Two versions start at once on a blank database, and the newer one gets the lock."""
    transactions = Transactions(parse_url(f"sqlite:///{tmp_path / 'a'}"))
    with transactions.writing() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    holder = sqlite3.connect(tmp_path / "a", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    holder.execute("INSERT INTO alembic_version VALUES ('9999')")
    end = Timer(0.3, holder.execute, ["COMMIT"])
    end.start()
    with pytest.raises(StorageError, match="newer version"):
        migrate(transactions)
    end.join()
    holder.close()
    transactions.close()


def test_sqlite_waits_for_whoever_is_migrating(tmp_path: Path) -> None:
    transactions = Transactions(parse_url(f"sqlite:///{tmp_path / 'a'}"))
    migrate(transactions)
    with transactions.writing() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    holder = sqlite3.connect(tmp_path / "a", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    holder.execute(f"INSERT INTO alembic_version VALUES ('{HEAD}')")
    end = Timer(0.3, holder.execute, ["COMMIT"])
    end.start()
    migrate(transactions)
    end.join()
    assert holder.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    holder.close()
    transactions.close()
