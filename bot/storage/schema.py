"""Bring a database to the newest schema.

Migrations are the files of `migrations/versions`, written by hand: give a new one the next number as its revision, name
the one before as `down_revision`, build in `upgrade()` what `tables.py` describes. A published migration never changes.
There is no way down: an operator goes back with a backup.
"""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from bot.errors import StorageError
from bot.storage.transactions import Transactions

MIGRATIONS = "bot.storage:migrations"
_LOCK = 7_205_759_403_792_793  # any number, the same in every version: names the lock of this program


def migrate(transactions: Transactions, location: str = MIGRATIONS) -> None:
    """Upgrade to the newest revision, all in one transaction: on an error nothing has changed, on SQLite too.

    Any number of processes and threads may do this at once: one migrates, the others wait and find nothing to do.

    Raises:
        StorageError: the database cannot be reached, or a newer version of the program has migrated it.
    """
    config = Config()
    config.set_main_option("script_location", location.replace("%", "%%"))
    with transactions.reading() as connection:
        _require_utf8(connection, transactions.where)
        if _is_current(connection, config, transactions.where):
            return
    # On SQLite the writing transaction is the lock.
    with transactions.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        # Asked again: whoever held the lock may have migrated, and may be a newer version.
        if not _is_current(connection, config, transactions.where):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _is_current(connection: Connection, config: Config, where: str) -> bool:
    script = ScriptDirectory.from_config(config)
    present = MigrationContext.configure(connection).get_current_heads()
    for revision in present:
        try:
            script.get_revision(revision)
        except CommandError as error:
            raise StorageError(
                f"The database {where} was written by a newer version (schema {revision}). "
                "Install that version again, or restore a backup made before it."
            ) from error
    return set(present) == set(script.get_heads())


def _require_utf8(connection: Connection, where: str) -> None:
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StorageError(
            f"The database {where} has the encoding {encoding}, which cannot hold Chinese text. "
            "Create one with: createdb --encoding=UTF8 --template=template0 NAME"
        )
