"""Intake: imports of register books can be cancelled and listed, and what is odd about taken rows is counted."""

from migrations.script import run_script

revision = "20261128_0020"
down_revision = "20261128_0010"
branch_labels = None
depends_on = None

# The default serves a worker of the release before, which counts no doubts.
_UP = """
alter table intake.register_imports add column doubtful integer not null default 0;
alter table intake.register_imports drop constraint ck_register_imports_state;
alter table intake.register_imports add constraint ck_register_imports_state
  check (state in ('waiting', 'reading', 'writing', 'done', 'failed', 'cancelled'));
create index ix_register_imports_created_at_id on intake.register_imports (created_at, id);
drop index intake.ix_register_imports_created_at;
create table intake.register_doubts (
  register_import uuid not null, doubt text not null, rows integer not null, places jsonb not null,
  constraint pk_register_doubts primary key (register_import, doubt),
  constraint fk_register_doubts_register_import_register_imports
    foreign key (register_import) references intake.register_imports (id));
"""


def upgrade() -> None:
    run_script(_UP)


def downgrade() -> None:
    raise NotImplementedError("an import that was cancelled has no state in the release before")
