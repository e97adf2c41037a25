"""Intake: a register book may have several sheets, so a rejected row is known by its sheet and number."""

from migrations.script import run_script

revision = "20261124_1100"
down_revision = "20261124_1030"
branch_labels = None
depends_on = None

# The default serves a worker of the release before, which knows no sheet.
_SHEETS = """
alter table intake.register_rejects add column sheet text not null default '';
alter table intake.register_rejects drop constraint pk_register_rejects;
alter table intake.register_rejects add constraint pk_register_rejects primary key (register_import, sheet, row);
"""


def upgrade() -> None:
    run_script(_SHEETS)


def downgrade() -> None:
    raise NotImplementedError("rejected rows of several sheets cannot be told apart again")
