"""Processing: what was late, and what ever waited, is found among all that ended, however much that is."""

from migrations.script import run_script

revision = "20261129_1047"
down_revision = "20261129_0930"
branch_labels = None
depends_on = None

# Few are late and few wait, so the indexes are small, and other acts do not touch them.
_LATE = """
create index ix_dossiers_late on processing.dossiers (office, ended_at)
  where outcome in ('result', 'refusal') and case when counts_by = 'hour' then ended_at > due_at
    else (ended_at at time zone 'Asia/Ho_Chi_Minh')::date > due_on end;
create index ix_dossiers_waited on processing.dossiers (id) where waits <> '[]';
create index ix_steps_late on processing.steps (office, ended_at)
  where ending = 'done' and case when counts_by = 'hour' then ended_at > due_at
    else (ended_at at time zone 'Asia/Ho_Chi_Minh')::date > due_on end;
"""


def upgrade() -> None:
    run_script(_LATE)


def downgrade() -> None:
    raise NotImplementedError("nothing is lost, but nobody needs it")
