"""What Alembic runs: every missing migration, in the transaction that `bot.store.migrate` has begun."""

from __future__ import annotations

from alembic import context

from bot.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
