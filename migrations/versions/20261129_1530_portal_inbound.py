"""Portal: what the national portal hands us, sealed, and what people decide about it."""

from migrations.script import run_script

revision = "20261129_1530"
down_revision = "20261129_1500"
branch_labels = None
depends_on = None

_UP = """
create table portal.inbound (
  id uuid not null, connection text not null, kind text, portal_code text, round smallint, raw bytea,
  account bytea, raw_mark bytea not null, mark bytea, state text not null, reason text, about text, desk text,
  filing uuid, dossier uuid, result jsonb not null, received integer not null default 1,
  tries integer not null default 0,
  received_at timestamptz not null, next_at timestamptz not null, leased_until timestamptz, settled_at timestamptz,
  constraint pk_inbound primary key (id),
  constraint ck_inbound_state check (state in ('stored', 'applied', 'quarantined', 'refused')));
create unique index uq_inbound_connection_raw_mark on portal.inbound (connection, raw_mark);
create index ix_inbound_connection_portal_code on portal.inbound (connection, portal_code);
create index ix_inbound_next_at on portal.inbound (next_at) where state = 'stored';
create index ix_inbound_received_at on portal.inbound (received_at, id);
create index ix_inbound_dossier on portal.inbound (dossier);
create index ix_inbound_filing on portal.inbound (filing);
create index ix_inbound_settled_at on portal.inbound (settled_at) where raw is not null;
create table portal.inbound_acts (
  number bigint generated always as identity, inbound uuid not null, act text not null, desk text,
  reason text not null, actor text not null, at timestamptz not null,
  constraint pk_inbound_acts primary key (number),
  constraint fk_inbound_acts_inbound_inbound foreign key (inbound) references portal.inbound (id));
create index ix_inbound_acts_inbound on portal.inbound_acts (inbound, number);
create trigger inbound_acts_are_append_only before update or delete on portal.inbound_acts
  for each row execute function portal.refuse_rewriting();
create trigger inbound_acts_are_not_truncated before truncate on portal.inbound_acts
  for each statement execute function portal.refuse_rewriting();
revoke update, delete on portal.inbound_acts from motcua_portal;
"""


def upgrade() -> None:
    run_script(_UP)


def downgrade() -> None:
    raise NotImplementedError("what the portal handed us is not thrown away")
