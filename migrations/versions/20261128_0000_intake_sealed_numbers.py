"""Intake: identity numbers lie sealed; a dossier says who handed it in, its fees, its result's way, how it is found."""

from migrations.script import run_script

revision = "20261128_0000"
down_revision = "20261127_2355"
branch_labels = None
depends_on = None

# Numbers of the release before stay readable in identity_number until the key job has sealed them.
_DOSSIERS = """
alter table intake.dossiers
  add column identity_sealed bytea, add column email text, add column born_on date, add column proxy jsonb,
  add column case_name text, add column fees jsonb not null default '[]', add column result_address text,
  add column marks text[] not null default '{}', add column filing uuid,
  add column revision smallint not null default 1, add column erased_at timestamptz;
create index ix_dossiers_marks on intake.dossiers using gin (marks);
"""


def upgrade() -> None:
    run_script(_DOSSIERS)


def downgrade() -> None:
    raise NotImplementedError("sealed numbers are not written in clear again")
