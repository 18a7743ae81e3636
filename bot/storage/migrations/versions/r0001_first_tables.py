"""The question log, the chats' last turns, the handled updates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    # Written out, not taken from tables.py: that one moves on, this step stays what it was.
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    time = sa.DateTime(timezone=True)
    op.create_table(
        "questions",
        sa.Column("id", key, primary_key=True),
        sa.Column("at", time, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("shown", json, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_at", "questions", ["at"])
    op.create_index("ix_questions_chat", "questions", ["chat"])
    op.create_table(
        "chats",
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("context", json, nullable=False),
        sa.Column("updated_at", time, nullable=False),
    )
    op.create_table(
        "updates",
        sa.Column("update_id", key, primary_key=True, autoincrement=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_index("ix_updates_at", "updates", ["at"])
