"""The tables, as SQLAlchemy Core sees them. Migrations build them; a test keeps the two in step."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    DateTime,
    Dialect,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A time with its zone, always UTC on the way out. SQLite has no zones: there it is stored as UTC without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts up and keeps rowid tables compact for INTEGER keys only; its INTEGER has 64 bits.
KEY = BigInteger().with_variant(Integer(), "sqlite")
JSON_TYPE = JSON().with_variant(postgresql.JSONB(), "postgresql")

metadata = MetaData()

questions = Table(
    "questions",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("chat", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", Double, nullable=False),
    Column("shown", JSON_TYPE, nullable=False),  # fact and entry ids
    Column("key", Text),  # the question's name outside: what a vote is for
    Index("ix_questions_key", "key", unique=True),
    Index("ix_questions_at", "at"),
    Index("ix_questions_chat", "chat"),
    sqlite_autoincrement=True,  # an id is never given out twice, even after deletions
)

chats = Table(
    "chats",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("context", JSON_TYPE, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

updates = Table(
    "updates",
    metadata,
    Column("update_id", KEY, primary_key=True, autoincrement=False),
    Column("status", Text, nullable=False),
    Column("detail", Text, nullable=False),  # why it was skipped; who holds it while it is claimed
    Column("response", Text, nullable=False, server_default=""),  # what a webhook was answered; "" is nothing
    Column("at", UtcDateTime, nullable=False),
    Index("ix_updates_at", "at"),
)

votes = Table(
    "votes",
    metadata,
    Column("question", Text, primary_key=True),  # its key
    Column("chat", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_votes_chat", "chat"),
    Index("ix_votes_at", "at"),
)

chat_settings = Table(
    "chat_settings",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("language", Text),  # chosen by its people; otherwise that of their Telegram
    Column("inactive_since", UtcDateTime),  # when the bot was blocked or removed
    Column("updated_at", UtcDateTime, nullable=False),
)

relays = Table(
    "relays",
    metadata,
    Column("question", Text, primary_key=True),  # its key
    Column("chat", Text, nullable=False),
    Column("address", Text),  # where the staff's reply goes: "chat/message/topic"; gone once it went
    Column("at", UtcDateTime, nullable=False),
    Index("ix_relays_chat", "chat"),
    Index("ix_relays_at", "at"),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def upsert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT into `table` that can be given an ON CONFLICT clause, in the database's own dialect."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
