"""The tables, alike in SQLite and PostgreSQL. They are made and changed by `migrations` only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Dialect, ForeignKey, Index, MetaData, Table, Text, TypeDecorator
from sqlalchemy.types import TypeEngine


class Instant(TypeDecorator[datetime]):
    """An aware moment; comes back in UTC. SQLite, which knows no time zones, holds it in UTC."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that the database has for it."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what is written; raises `ValueError` for a moment without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what was written."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

answers = Table(
    "answers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kept_at", Instant, nullable=False),
    Column("body", Text, nullable=False),  # JSON, see wire.py; empty once deleted
    Column("deleted_at", Instant),
    Index("answers_kept_at", "kept_at"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("ticket", Text, primary_key=True),
    Column("answer_id", Text, ForeignKey(answers.c.id), primary_key=True),
    Index("tickets_answer_id", "answer_id"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("said_at", Instant, nullable=False),
    Column("body", Text, nullable=False),  # JSON, see wire.py
    Column("people", Text, nullable=False),  # who took part, each between line breaks
    Index("conversations_said_at", "said_at"),
)

events = Table(
    "events",
    metadata,
    Column("key", Text, primary_key=True),
    Column("token", Text, nullable=False),
    Column("leased_until", Instant, nullable=False),
    Column("done_at", Instant),
    Index("events_leased_until", "leased_until"),
)

choices = Table(
    "choices",
    metadata,
    Column("person", Text, primary_key=True),
    Column("language", Text),
    Column("country", Text),
    Column("era", Text),
    Column("chosen_at", Instant, nullable=False),
)

ratings = Table(
    "ratings",
    metadata,
    Column("answer_id", Text, ForeignKey(answers.c.id), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("good", Boolean, nullable=False),
    Column("said_at", Instant, nullable=False),
    Index("ratings_person", "person"),
)
