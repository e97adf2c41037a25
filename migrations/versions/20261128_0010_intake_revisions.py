"""Intake: a correction keeps what it replaces."""

from migrations.script import run_script

revision = "20261128_0010"
down_revision = "20261128_0000"
branch_labels = None
depends_on = None

_REVISIONS = """
create table intake.dossier_revisions (
  dossier uuid not null, revision smallint not null, particulars jsonb, changed text[] not null, reason text,
  replaced_by text not null, replaced_at timestamptz not null,
  constraint pk_dossier_revisions primary key (dossier, revision),
  constraint fk_dossier_revisions_dossier_dossiers foreign key (dossier) references intake.dossiers (id));
"""


def upgrade() -> None:
    run_script(_REVISIONS)


def downgrade() -> None:
    raise NotImplementedError("what corrections replaced is kept")
