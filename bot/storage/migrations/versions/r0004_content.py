"""Published content: revisions, their files, what the files hold as tables, and the decisions of the review."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004_content"
down_revision = "0003_webhook"

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_TIME = sa.DateTime(timezone=True)
_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Columns of each table: "t" text, "o" optional text, "j" a list, "i" a number, "n" an optional one, "b" truth.
_SECTIONS = {
    "articles": "title_zh:t title_en:t newspaper_zh:t newspaper_en:t reporters:j date:t date_inferred:b paragraphs:i "
    "parks:j about_zh:t about_en:t url:o",
    "parks": "name_zh:t name_en:t place_zh:t place_en:t aliases_zh:j aliases_en:j",
    "names": "kind:t park:t name_zh:t name_en:t aliases_zh:j aliases_en:j",
    "indicators": "name_zh:t name_en:t aliases_zh:j aliases_en:j",
    "facts": "park:t indicator:t item:o part_of:o per:o measures_zh:o measures_en:o quantity:t amount:t "
    "upper_amount:o unit:t qualifier:t status:t period:t period_wording_zh:o period_wording_en:o year:n "
    "year_inferred:b article:t paragraphs:j note_zh:o note_en:o phrasings_zh:j phrasings_en:j",
    "entries": "park:t asks:j answer_zh:t answer_en:t citations:j related:j phrasings_zh:j phrasings_en:j",
    "gaps": "park:t lacks_zh:t lacks_en:t related:j phrasings_zh:j phrasings_en:j",
    "content_files": "text:t",
}


def upgrade() -> None:
    op.create_table(
        "revisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("restores", sa.Integer),
        sa.Column("changes", _JSON, nullable=False),
    )
    for name, columns in _SECTIONS.items():
        op.create_table(
            name,
            sa.Column("id", sa.Text, primary_key=True),
            *(_column(*column.split(":")) for column in columns.split()),
            sa.Column("since", sa.Integer, primary_key=True),
            sa.Column("until", sa.Integer),
        )
        op.create_index(f"ix_{name}_until", name, ["until"])
    op.create_table(
        "review_decisions",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("covers", _JSON, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("made", sa.Integer),
        sa.Column("undone_at", _TIME),
        sa.Column("undone_by", sa.Text),
        sqlite_autoincrement=True,
    )


def _column(name: str, kind: str) -> sa.Column[Any]:
    types: dict[str, Any] = {"j": _JSON, "i": sa.Integer(), "n": sa.Integer(), "b": sa.Boolean()}
    return sa.Column(name, types.get(kind, sa.Text()), nullable=kind in "on")
