"""Alembic's entry: runs on the connection the runner hands over, never on one of its own."""

from alembic import context

import models.tables  # noqa: F401 - registers every table
from models.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    # One transaction around all revisions; the runner owns it.
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
