"""What alembic runs to migrate: on the connection and inside the transaction that `bot.storage.schema` hands over."""

from alembic import context

# alembic takes SQLite for unable to roll back DDL; with our own BEGIN it is able to.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
