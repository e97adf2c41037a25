"""Intake: how long the people of a procedure's dossiers are kept, and what was erased on which ground."""

from migrations.script import run_script

revision = "20261128_0930"
down_revision = "20261128_0920"
branch_labels = None
depends_on = None

_RETENTION = """
create table intake.retentions (
  procedure text not null, months integer not null, basis text not null, decided_on date not null,
  set_by text not null, set_at timestamptz not null,
  constraint pk_retentions primary key (procedure),
  constraint ck_retentions_months check (months > 0));
create table intake.erasures (
  gid bigint generated always as identity, id uuid not null, dossier uuid not null, at timestamptz not null,
  ground text not null, basis text not null, reason text, erased_by text not null,
  constraint pk_erasures primary key (gid),
  constraint uq_erasures_id unique (id));
create index ix_erasures_dossier on intake.erasures (dossier);
create trigger erasures_are_append_only before update or delete on intake.erasures
  for each row execute function intake.refuse_rewriting();
create trigger erasures_are_not_truncated before truncate on intake.erasures
  for each statement execute function intake.refuse_rewriting();
revoke update, delete on intake.erasures from motcua_intake;
create index ix_dossiers_procedure_accepted_at_kept on intake.dossiers (procedure, accepted_at)
  where erased_at is null;
"""


def upgrade() -> None:
    run_script(_RETENTION)


def downgrade() -> None:
    raise NotImplementedError("what was erased does not come back")
