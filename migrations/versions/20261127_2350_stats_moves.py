"""Stats: where a dossier was before it moved, and moves between offices by day."""

from migrations.script import run_script

revision = "20261127_2350"
down_revision = "20261127_2345"
branch_labels = None
depends_on = None

_MOVES = """
alter table stats.dossiers add column was_at text[];
alter table stats.dossiers add column moved_on date[];
create index ix_dossiers_was_at on stats.dossiers using gin (was_at) where was_at is not null;
create index ix_offices_successor on stats.offices (successor);
create table stats.moves (
  office_from text not null, office_to text not null, procedure text not null, channel text not null,
  day date not null, dossiers integer not null,
  constraint pk_moves primary key (office_from, office_to, procedure, channel, day));
create index ix_moves_office_to_day on stats.moves (office_to, day);
create index ix_moves_day on stats.moves (day);
"""


def upgrade() -> None:
    run_script(_MOVES)


def downgrade() -> None:
    raise NotImplementedError("history is not taken back")
