"""The forms that the tables have had; Alembic goes from one to the next."""
