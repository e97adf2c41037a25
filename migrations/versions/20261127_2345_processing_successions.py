"""Processing: which office continues which, who therefore reaches what an ended one left, and where a dossier was."""

from migrations.script import run_script

revision = "20261127_2345"
down_revision = "20261124_1100"
branch_labels = None
depends_on = None

# Defaults serve the release before, which writes neither heirs nor moves.
_SUCCESSIONS = """
create table processing.successions (
  office text not null, successor text not null, on_day date not null,
  constraint pk_successions primary key (office));
create index ix_successions_successor on processing.successions (successor);
alter table processing.offices add column heirs text[] not null default '{}';
alter table processing.offices add column reach text[] generated always as (path || heirs) stored;
create index ix_offices_reach on processing.offices using gin (reach);
alter table processing.dossiers add column moves jsonb not null default '[]';
"""


def upgrade() -> None:
    run_script(_SUCCESSIONS)


def downgrade() -> None:
    raise NotImplementedError("dossiers that moved are not taken back")
