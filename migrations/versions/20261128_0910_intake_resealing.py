"""Intake: how far the walk of a key rotation has come, and the numbers that the release before left in clear."""

from migrations.script import run_script

revision = "20261128_0910"
down_revision = "20261128_0900"
branch_labels = None
depends_on = None

# The partial index costs a receipt nothing: the present release never writes a number in clear.
_RESEALING = """
create table intake.resealing (
  place text not null, key integer not null, walked_to uuid, walked bigint not null, changed bigint not null,
  started_at timestamptz not null, finished_at timestamptz,
  constraint pk_resealing primary key (place));
create index ix_dossiers_number_in_clear on intake.dossiers (id) where identity_number is not null;
"""


def upgrade() -> None:
    run_script(_RESEALING)


def downgrade() -> None:
    raise NotImplementedError("a walk under way is not forgotten")
