"""Intake: an office's own names for the columns of its register books, said once."""

from migrations.script import run_script

revision = "20261129_1320"
down_revision = "20261129_1310"
branch_labels = None
depends_on = None

_UP = """
create table intake.register_headings (
  office text not null, heading text not null, written text not null, "column" text not null,
  set_by text not null, set_at timestamptz not null,
  constraint pk_register_headings primary key (office, heading),
  constraint fk_register_headings_office_offices foreign key (office) references intake.offices (code));
"""


def upgrade() -> None:
    run_script(_UP)


def downgrade() -> None:
    run_script("drop table intake.register_headings;")
