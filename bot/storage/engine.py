"""From a database URL to an engine: SQLite file or PostgreSQL, the only two that are supported."""

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StorageError

PATIENCE_SECONDS = 30.0  # how long to wait for other writers (SQLite) and for a free connection before giving up
CONNECT_SECONDS = 10  # how long PostgreSQL may take to accept a connection
BEGIN_OPTION = "parkbot_begin"  # execution option: which BEGIN a SQLite transaction starts with

_SHAPES = "sqlite:///path/to/file.sqlite3 or postgresql://user:password@host:5432/database"


def parse_url(text: str) -> URL:
    """Read a database URL and settle its driver. Nothing is opened.

    Raises:
        StorageError: the URL is malformed or names a database that is not supported; its text is never repeated,
            since it may hold a password.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # "from None": the cause may quote a part of the password (a port that is no number, for one).
        raise StorageError(
            f"The database URL cannot be read. It should look like {_SHAPES}; write @ : / in a password as %40 %3A %2F."
        ) from None
    match url.drivername:
        case "sqlite" | "sqlite+pysqlite":
            return _sqlite_url(url)
        case "postgresql" | "postgres" | "postgresql+psycopg":
            if "@" in (url.host or ""):
                raise StorageError("The password in the database URL holds an @. Write it as %40.")
            return url.set(drivername="postgresql+psycopg")
    raise StorageError(f"The database {url.drivername} is not supported. The URL should look like {_SHAPES}.")


def describe(url: URL) -> str:
    """Name a database for messages: the file, or user, host and name. Never the password, never the query."""
    if is_sqlite(url):
        return str(url.database)
    user = f"{url.username}@" if url.username else ""
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{user}{url.host or ''}{port}/{url.database or ''}"


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def create(url: URL, patience: float) -> Engine:
    """Make the engine of a URL from `parse_url`. Creates a SQLite file's folder; connects to nothing yet.

    `patience` is how many seconds to wait for another process's write (SQLite) and for a free connection.

    Raises:
        StorageError: the folder cannot be created.
    """
    return _sqlite_engine(url, patience) if is_sqlite(url) else _postgres_engine(url, patience)


def _sqlite_url(url: URL) -> URL:
    if url.host or not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise StorageError("The SQLite URL must name a file, for example sqlite:///data/parkbot.sqlite3.")
    return url.set(drivername="sqlite+pysqlite", database=str(Path(url.database).expanduser()))


def _sqlite_engine(url: URL, patience: float) -> Engine:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} for the database cannot be created ({error.strerror}). "
            "Make it writable, or set PARKBOT_DATABASE_URL to another place."
        ) from error
    engine = create_engine(url, connect_args={"timeout": patience}, **_common(patience))

    def configure(connection: sqlite3.Connection, _record: object) -> None:
        # None: sqlite3 starts no transaction of its own (it would leave out DDL); `_begin_sqlite` starts all of them.
        connection.isolation_level = None
        _use_wal(connection, patience)
        connection.execute("PRAGMA foreign_keys=ON")
        # With WAL, NORMAL survives the death of the process; a power cut may take the last commits, never the file.
        connection.execute("PRAGMA synchronous=NORMAL")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres_engine(url: URL, patience: float) -> Engine:
    # Chinese text must survive whatever PGCLIENTENCODING says on the machine.
    arguments: dict[str, Any] = {"client_encoding": "utf8"}
    if "connect_timeout" not in url.query:
        arguments["connect_timeout"] = CONNECT_SECONDS
    # pre_ping: a connection that died with a restarted server is replaced before it is used.
    # READ COMMITTED, whatever the server's default: who waited for a lock must see what its holder committed.
    return create_engine(
        url, connect_args=arguments, pool_pre_ping=True, isolation_level="READ COMMITTED", **_common(patience)
    )


def _common(patience: float) -> dict[str, Any]:
    dump: Callable[[object], str] = _dump_json
    # hide_parameters: people's questions have no place in tracebacks.
    return {"json_serializer": dump, "hide_parameters": True, "pool_timeout": patience}


def _dump_json(value: object) -> str:
    """Readable Chinese in the JSON columns, instead of escapes."""
    return json.dumps(value, ensure_ascii=False)


def _use_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Switch the file to WAL unless it is already (the mode is kept in the file)."""
    deadline = time.monotonic() + patience
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return  # A file system without WAL answers with another mode; SQLite still works there, with more waiting.
        except sqlite3.OperationalError as error:
            # The switch does not wait for the busy timeout, so that two first openings would fail here.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get(BEGIN_OPTION, 'DEFERRED')}")
