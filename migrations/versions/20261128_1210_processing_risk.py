"""Processing: what became of dossiers that were alike, counted anew every night."""

from migrations.script import run_script

revision = "20261128_1210"
down_revision = "20261128_1200"
branch_labels = None
depends_on = None

_CELLS = """
create table processing.risk_cells (
  likeness integer not null, place text not null, procedure text not null, stage text not null, bucket integer not null,
  total integer not null, late integer not null,
  constraint pk_risk_cells primary key (likeness, place, procedure, stage, bucket),
  constraint ck_risk_cells_parts check (late between 0 and total));
"""


def upgrade() -> None:
    run_script(_CELLS)


def downgrade() -> None:
    raise NotImplementedError("nothing is lost, but nobody needs it")
