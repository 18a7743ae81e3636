"""What webhooks were answered, and single values to keep."""

import sqlalchemy as sa
from alembic import op

revision = "0003_webhook"
down_revision = "0002_people"


def upgrade() -> None:
    op.add_column("updates", sa.Column("response", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "notes",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
