"""Portal: what was compared with a portal day by day, and what differed."""

from migrations.script import run_script

revision = "20261129_1500"
down_revision = "20261129_1445"
branch_labels = None
depends_on = None

_UP = """
create table portal.reconciliations (
  number bigint generated always as identity, connection text not null, from_on date not null, to_on date not null,
  asked_by text not null, asked_at timestamptz not null, begun_at timestamptz, ended_at timestamptz,
  looked integer not null default 0, same integer not null default 0, missing integer not null default 0,
  different integer not null default 0, owed integer not null default 0,
  constraint pk_reconciliations primary key (number));
create index ix_reconciliations_connection on portal.reconciliations (connection, number);
create table portal.reconciliation_items (
  reconciliation bigint not null, lane uuid not null, what text not null, ours text not null, theirs text not null,
  constraint pk_reconciliation_items primary key (reconciliation, lane, what),
  constraint fk_reconciliation_items_reconciliation_reconciliations
    foreign key (reconciliation) references portal.reconciliations (number),
  constraint fk_reconciliation_items_lane_lanes foreign key (lane) references portal.lanes (id));
create table portal.shares_stated (
  office text not null, from_on date not null, to_on date not null, told integer not null, accepted integer not null,
  stated_at timestamptz not null,
  constraint pk_shares_stated primary key (office, from_on, to_on));
"""


def upgrade() -> None:
    run_script(_UP)


def downgrade() -> None:
    run_script("drop table portal.shares_stated, portal.reconciliation_items, portal.reconciliations;")
