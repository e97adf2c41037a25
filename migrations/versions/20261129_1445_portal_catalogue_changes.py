"""Portal: what its catalogue would change in ours."""

from migrations.script import run_script

revision = "20261129_1445"
down_revision = "20261129_1400"
branch_labels = None
depends_on = None

_UP = """
create table portal.catalogue_changes (
  number bigint generated always as identity, connection text not null, procedure text not null, kind text not null,
  mark text not null, sentence text not null, removed text[] not null, added text[] not null, state text not null,
  found_at timestamptz not null, decided_by text, decided_at timestamptz, reason text, decision uuid,
  constraint pk_catalogue_changes primary key (number),
  constraint uq_catalogue_changes_connection_procedure_kind_mark unique (connection, procedure, kind, mark),
  constraint ck_catalogue_changes_state check (state in ('open', 'drafted', 'by_hand', 'rejected', 'gone')));
create index ix_catalogue_changes_state on portal.catalogue_changes (state, number);
"""


def upgrade() -> None:
    run_script(_UP)


def downgrade() -> None:
    run_script("drop table portal.catalogue_changes")
