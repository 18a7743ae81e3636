"""Review and expiry dates of published facts, entries and gaps."""

import sqlalchemy as sa
from alembic import op

revision = "0005_validity"
down_revision = "0004_content"


def upgrade() -> None:
    for table in ("facts", "entries", "gaps"):
        for column in ("review", "expires"):
            op.add_column(table, sa.Column(column, sa.Text))
