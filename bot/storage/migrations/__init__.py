"""The schema's history. `bot.storage.schema` runs it; alembic's command line is not used."""
