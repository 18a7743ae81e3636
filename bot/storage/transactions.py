"""Transactions on either database, with errors a user can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StorageError
from bot.storage.engine import BEGIN_OPTION, PATIENCE_SECONDS, create, describe, is_sqlite

# A part of the driver's message, and how to mend what it says.
_MENDS = (
    ("unable to open database file", "Check that its folder exists and that this user may write to it."),
    ("readonly database", "Make the file and its folder writable for this user."),
    ("not a database", "The file is something else: set PARKBOT_DATABASE_URL to another file, or move this one away."),
    ("malformed", "The file is damaged: restore it from a backup."),
    ("database is locked", "Another process keeps it locked: end that process."),
    ("disk is full", "Free some disk space."),
    ("password authentication failed", "Check user and password in PARKBOT_DATABASE_URL."),
    ("no password supplied", "Add the password to PARKBOT_DATABASE_URL."),
    ('role "', "Check the user in PARKBOT_DATABASE_URL, or create it: createuser NAME."),
    ("does not exist", "Create it (createdb NAME), or check the name in PARKBOT_DATABASE_URL."),
    ("permission denied", "Grant this user the right to create and use tables there."),
    ("resolve host", "Check the host name in PARKBOT_DATABASE_URL."),
    ("Connection refused", "Check that the server runs and listens at that host and port."),
    ("No such file or directory", "Check that the server runs and that the socket folder is right."),
    ("timeout", "Check that the server can be reached from this machine."),
)
_OTHERWISE = "Check that the database runs, and PARKBOT_DATABASE_URL."


class Transactions:
    """Opens transactions on one database; safe for any number of threads. Commits at the end, rolls back on an error.

    Every error of the database itself leaves as a `StorageError`. Transactions must not be nested.
    """

    def __init__(self, url: URL, patience: float = PATIENCE_SECONDS) -> None:
        """Takes a URL from `parse_url`, and how many seconds to wait for other writers or a free connection.

        Raises:
            StorageError: a SQLite file's folder cannot be created.
        """
        self.engine = create(url, patience)
        self.where = describe(url)
        self._patience = patience
        self._secrets = _secrets(url)
        # SQLite lets one connection write at a time and makes the others poll; in one process we queue instead.
        self._turn = Lock() if is_sqlite(url) else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; on SQLite it never waits for writers."""
        with self._explained(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; on SQLite it holds the write lock from its start."""
        with self._explained(), self._queued(), self.engine.connect() as connection:
            # A transaction that reads first and writes later is refused when another wrote in between, so: IMMEDIATE.
            connection.execution_options(**{BEGIN_OPTION: "IMMEDIATE"})
            with connection.begin():
                yield connection

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _queued(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=self._patience):
            raise StorageError(f"The database {self.where} is busy: a write in this process has taken too long.")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout as error:
            raise StorageError(f"The database {self.where} is busy: every connection is in use. Try again.") from error
        except DBAPIError as error:
            raise StorageError(self._explain(error)) from error

    def _explain(self, error: DBAPIError) -> str:
        cause = next(iter(str(error.orig).splitlines()), type(error.orig).__name__)
        for secret in self._secrets:
            cause = cause.replace(secret, "***")
        mend = next((mend for part, mend in _MENDS if part in str(error.orig)), _OTHERWISE)
        return f"The database {self.where} cannot be used: {cause}. {mend}"


def _secrets(url: URL) -> tuple[str, ...]:
    """The passwords in a URL, its query included."""
    query = (str(value) for key, value in url.query.items() if "password" in key)
    return tuple(secret for secret in (str(url.password or ""), *query) if secret)
