"""Votes on replies, what is set for a chat, questions passed on to the staff, the key that hides chat ids."""

import sqlalchemy as sa
from alembic import op

revision = "0002_people"
down_revision = "0001"


def upgrade() -> None:
    # Written out, not taken from tables.py: that one moves on, this step stays what it was.
    time = sa.DateTime(timezone=True)
    op.add_column("questions", sa.Column("key", sa.Text))
    op.create_index("ix_questions_key", "questions", ["key"], unique=True)
    op.create_table(
        "votes",
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_index("ix_votes_chat", "votes", ["chat"])
    op.create_index("ix_votes_at", "votes", ["at"])
    op.create_table(
        "chat_settings",
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("language", sa.Text),
        sa.Column("inactive_since", time),
        sa.Column("updated_at", time, nullable=False),
    )
    op.create_table(
        "relays",
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("at", time, nullable=False),
    )
    op.create_index("ix_relays_chat", "relays", ["chat"])
    op.create_index("ix_relays_at", "relays", ["at"])
    op.create_table(
        "secrets",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
