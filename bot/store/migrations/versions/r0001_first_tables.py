"""Answers, tickets, conversations, events, choices and ratings."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "answers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kept_at", Instant, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("deleted_at", Instant),
    )
    op.create_index("answers_kept_at", "answers", ["kept_at"])
    op.create_table(
        "tickets",
        sa.Column("ticket", sa.Text, primary_key=True),
        sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id"), primary_key=True),
    )
    op.create_index("tickets_answer_id", "tickets", ["answer_id"])
    op.create_table(
        "conversations",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("said_at", Instant, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
    )
    op.create_index("conversations_said_at", "conversations", ["said_at"])
    op.create_table(
        "events",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("leased_until", Instant, nullable=False),
        sa.Column("done_at", Instant),
    )
    op.create_index("events_leased_until", "events", ["leased_until"])
    op.create_table(
        "choices",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("language", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("era", sa.Text),
        sa.Column("chosen_at", Instant, nullable=False),
    )
    op.create_table(
        "ratings",
        sa.Column("answer_id", sa.Text, sa.ForeignKey("answers.id"), primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.Column("said_at", Instant, nullable=False),
    )
    op.create_index("ratings_person", "ratings", ["person"])


def downgrade() -> None:
    """Drop everything."""
    for table in ("ratings", "choices", "events", "conversations", "tickets", "answers"):
        op.drop_table(table)
