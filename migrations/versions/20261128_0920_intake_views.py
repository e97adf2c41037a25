"""Intake: who saw which dossier, who searched by number or telephone, who took an export. Append-only."""

from migrations.script import run_script

revision = "20261128_0920"
down_revision = "20261128_0910"
branch_labels = None
depends_on = None

_VIEWS = """
create table intake.views (
  gid bigint generated always as identity, at timestamptz not null, subject text not null, roles text[] not null,
  offices text[] not null, dossier uuid, what text not null, rows integer, asked jsonb,
  constraint pk_views primary key (gid));
create index ix_views_dossier_gid on intake.views (dossier, gid);
create index ix_views_subject_at on intake.views (subject, at);
create index ix_views_at_gid on intake.views (at, gid);
create trigger views_are_append_only before update or delete on intake.views
  for each row execute function intake.refuse_rewriting();
create trigger views_are_not_truncated before truncate on intake.views
  for each statement execute function intake.refuse_rewriting();
revoke update, delete on intake.views from motcua_intake;
"""


def upgrade() -> None:
    run_script(_VIEWS)


def downgrade() -> None:
    raise NotImplementedError("who saw what is not forgotten")
