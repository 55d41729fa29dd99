"""会議: 会議体, 任期, 委員, 開催, 出欠, 次第, 配付資料, 会議録; 資料 and 承知済み about them; 会議録の作成方針."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """New tables, and new columns in three; no row that is there changes."""
    op.create_table(
        "attached_file",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attached_file"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "committee",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("desired_state", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("quorum", sa.String(), nullable=False),
        sa.Column("quorum_count", sa.Integer(), nullable=True),
        sa.Column("scheme", sa.JSON(), nullable=False),
        sa.Column("number_per", sa.String(), nullable=False),
        sa.Column("speakers", sa.String(), nullable=False),
        sa.Column("member_word", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["committee.id"], name="fk_committee_parent_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_committee"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_committee_parent_id", "committee", ["parent_id"], unique=False)
    op.create_table(
        "organization",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organization"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kana", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting",
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("cumulative", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_note", sa.String(), nullable=False),
        sa.Column("postponed_to_id", sa.Integer(), nullable=True),
        sa.Column("observing", sa.String(), nullable=False),
        sa.Column("observing_reason", sa.String(), nullable=False),
        sa.Column("observers", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("next_day", sa.Date(), nullable=True),
        sa.Column("next_start", sa.Time(), nullable=True),
        sa.Column("next_place", sa.String(), nullable=False),
        sa.Column("next_note", sa.String(), nullable=False),
        sa.Column("report_summary", sa.String(), nullable=False),
        sa.Column("report_summary_checked", sa.Boolean(), nullable=False),
        sa.Column("report_decisions", sa.String(), nullable=False),
        sa.Column("report_decisions_checked", sa.Boolean(), nullable=False),
        sa.Column("scheme", sa.JSON(), nullable=False),
        sa.Column("speakers", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name="fk_meeting_committee_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["postponed_to_id"], ["meeting.id"], name="fk_meeting_postponed_to_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_committee_id", "meeting", ["committee_id"], unique=False)
    op.create_table(
        "secretariat_member",
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name="fk_secretariat_member_committee_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_secretariat_member_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_secretariat_member"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_secretariat_member_committee_id", "secretariat_member", ["committee_id"], unique=False
    )
    op.create_index("ix_secretariat_member_person_id", "secretariat_member", ["person_id"], unique=False)
    op.create_table(
        "term",
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name="fk_term_committee_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_term_committee_id", "term", ["committee_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("presenter", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["carried_from_id"],
            ["agenda_item.id"],
            name="fk_agenda_item_carried_from_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name="fk_agenda_item_committee_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_agenda_item_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["agenda_item.id"], name="fk_agenda_item_parent_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agenda_item_carried_from_id", "agenda_item", ["carried_from_id"], unique=False)
    op.create_index("ix_agenda_item_committee_id", "agenda_item", ["committee_id"], unique=False)
    op.create_index("ix_agenda_item_meeting_id", "agenda_item", ["meeting_id"], unique=False)
    op.create_index("ix_agenda_item_parent_id", "agenda_item", ["parent_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proxy", sa.String(), nullable=False),
        sa.Column("came_at", sa.Time(), nullable=True),
        sa.Column("left_at", sa.Time(), nullable=True),
        sa.Column("printed_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organization", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_attendance_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attendance_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attendance_meeting_id", "attendance", ["meeting_id"], unique=False)
    op.create_index("ix_attendance_person_id", "attendance", ["person_id"], unique=False)
    op.create_table(
        "confirmation",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("corrections", sa.String(), nullable=False),
        sa.Column("taken_over", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_confirmation_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_confirmation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_confirmation"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_confirmation_meeting_id", "confirmation", ["meeting_id"], unique=False)
    op.create_index("ix_confirmation_person_id", "confirmation", ["person_id"], unique=False)
    op.create_table(
        "handout",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("branch", sa.Integer(), nullable=True),
        sa.Column("list_title", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("replaced_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_handout_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["handout.id"], name="fk_handout_replaces_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handout"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handout_meeting_id", "handout", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_lock",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_meeting_lock_meeting_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_lock"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_lock_meeting_id", "meeting_lock", ["meeting_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("profession", sa.String(), nullable=False),
        sa.Column("selection", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("predecessor_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="fk_membership_organization_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_membership_person_id"),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["membership.id"], name="fk_membership_predecessor_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name="fk_membership_term_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_membership_organization_id", "membership", ["organization_id"], unique=False)
    op.create_index("ix_membership_person_id", "membership", ["person_id"], unique=False)
    op.create_index("ix_membership_predecessor_id", "membership", ["predecessor_id"], unique=False)
    op.create_index("ix_membership_term_id", "membership", ["term_id"], unique=False)
    op.create_table(
        "agenda_handout",
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("handout_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name="fk_agenda_handout_agenda_item_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["handout_id"], ["handout.id"], name="fk_agenda_handout_handout_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_handout"),
        sa.UniqueConstraint(
            "agenda_item_id", "handout_id", name="uq_agenda_handout_agenda_item_id_handout_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agenda_handout_handout_id", "agenda_handout", ["handout_id"], unique=False)
    op.create_table(
        "handout_part",
        sa.Column("handout_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_handout_part_document_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["attached_file.id"], name="fk_handout_part_file_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["handout_id"], ["handout.id"], name="fk_handout_part_handout_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_handout_part_meeting_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handout_part"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handout_part_document_id", "handout_part", ["document_id"], unique=False)
    op.create_index("ix_handout_part_file_id", "handout_part", ["file_id"], unique=False)
    op.create_index("ix_handout_part_handout_id", "handout_part", ["handout_id"], unique=False)
    op.create_index("ix_handout_part_meeting_id", "handout_part", ["meeting_id"], unique=False)
    op.create_table(
        "outline_block",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("full_text_only", sa.Boolean(), nullable=False),
        sa.Column("assignee", sa.String(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_note", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name="fk_outline_block_agenda_item_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["assignee_id"], ["person.id"], name="fk_outline_block_assignee_id"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_outline_block_meeting_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["person.id"], name="fk_outline_block_speaker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outline_block"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outline_block_agenda_item_id", "outline_block", ["agenda_item_id"], unique=False)
    op.create_index("ix_outline_block_assignee_id", "outline_block", ["assignee_id"], unique=False)
    op.create_index("ix_outline_block_meeting_id", "outline_block", ["meeting_id"], unique=False)
    op.create_index("ix_outline_block_speaker_id", "outline_block", ["speaker_id"], unique=False)
    for table in ("document", "acknowledgement"):
        with op.batch_alter_table(table, recreate="always", table_kwargs=KEPT) as batch:
            for name in ("meeting", "committee"):
                batch.add_column(sa.Column(f"{name}_id", sa.Integer(), nullable=True))
                batch.create_index(f"ix_{table}_{name}_id", [f"{name}_id"], unique=False)
                batch.create_foreign_key(f"fk_{table}_{name}_id", name, [f"{name}_id"], ["id"], ondelete="CASCADE")
    with op.batch_alter_table("municipality", recreate="always", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("minutes_policy", sa.String(), server_default="", nullable=False))
        batch.add_column(sa.Column("minutes_days", sa.Integer(), nullable=True))
    with op.batch_alter_table("municipality", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("minutes_policy", server_default=None)
