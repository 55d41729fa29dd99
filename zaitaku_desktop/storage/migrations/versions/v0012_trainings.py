"""研修: 職種, 事業, シリーズ, 研修 with their days, 講師 and participants; 承知済み about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """New tables, and a new column of 承知済み; no row that is there changes."""
    op.create_table(
        "participant_kind",
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["participant_kind.id"], name="fk_participant_kind_parent_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_participant_kind"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_participant_kind_parent_id", "participant_kind", ["parent_id"], unique=False)
    op.create_table(
        "training_programme",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lecturer_note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_training_programme"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "training_series",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("naming", sa.String(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["training_programme.id"], name="fk_training_series_programme_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_training_series"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_training_series_programme_id", "training_series", ["programme_id"], unique=False)
    op.create_table(
        "training_session",
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("cumulative", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("typed_total", sa.Integer(), nullable=True),
        sa.Column("collected", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("satisfied", sa.Integer(), nullable=True),
        sa.Column("typed_of_collected", sa.Integer(), nullable=True),
        sa.Column("typed_of_answered", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["training_programme.id"], name="fk_training_session_programme_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["series_id"], ["training_series.id"], name="fk_training_session_series_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_training_session"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_training_session_fiscal_year", "training_session", ["fiscal_year"], unique=False)
    op.create_index("ix_training_session_programme_id", "training_session", ["programme_id"], unique=False)
    op.create_index("ix_training_session_series_id", "training_session", ["series_id"], unique=False)
    op.create_table(
        "training_day",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["training_session.id"], name="fk_training_day_session_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_training_day"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_training_day_session_id", "training_day", ["session_id"], unique=False)
    op.create_table(
        "training_lecturer",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("affiliation", sa.String(), nullable=False),
        sa.Column("profession", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name="fk_training_lecturer_committee_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_training_lecturer_person_id"),
        sa.ForeignKeyConstraint(["session_id"], ["training_session.id"], name="fk_training_lecturer_session_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_training_lecturer"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_training_lecturer_committee_id", "training_lecturer", ["committee_id"], unique=False)
    op.create_index("ix_training_lecturer_person_id", "training_lecturer", ["person_id"], unique=False)
    op.create_index("ix_training_lecturer_session_id", "training_lecturer", ["session_id"], unique=False)
    op.create_table(
        "participant_count",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["kind_id"], ["participant_kind.id"], name="fk_participant_count_kind_id"),
        sa.ForeignKeyConstraint(["session_id"], ["training_session.id"], name="fk_participant_count_session_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_participant_count"),
        sa.UniqueConstraint("session_id", "kind_id", name="uq_participant_count_session_id_kind_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_participant_count_kind_id", "participant_count", ["kind_id"], unique=False)
    with op.batch_alter_table("acknowledgement", recreate="always", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("training_id", sa.Integer(), nullable=True))
        batch.create_index("ix_acknowledgement_training_id", ["training_id"], unique=False)
        batch.create_foreign_key(
            "fk_acknowledgement_training_id", "training_session", ["training_id"], ["id"], ondelete="CASCADE"
        )
