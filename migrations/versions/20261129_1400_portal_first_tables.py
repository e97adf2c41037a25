"""Portal: schema and login role, ledger and inbox, lanes and entries, agencies, the portal's catalogue."""

from importlib import import_module

from migrations.script import run_script

revision = "20261129_1400"
down_revision = "20261129_1320"
branch_labels = None
depends_on = None

_UP = """
create table portal.offices (
  code text not null, name text not null, level text not null, parent text,
  constraint pk_offices primary key (code));
create table portal.agencies (
  office text not null, valid_from date not null, connection text not null, new text not null, old text,
  set_by text not null, set_at timestamptz not null,
  constraint pk_agencies primary key (office, valid_from));
create table portal.procedures (
  connection text not null, code text not null, name text not null, field text not null, field_name text not null,
  content jsonb not null, fetched_at timestamptz not null, gone_at timestamptz,
  constraint pk_procedures primary key (connection, code));
create table portal.catalogue_runs (
  connection text not null, fetched_at timestamptz not null, constraint pk_catalogue_runs primary key (connection));
create table portal.lanes (
  id uuid not null, is_filing boolean not null, connection text not null, code text not null, portal_code text,
  office text not null, desk text not null, procedure text not null, accepted_on date, state text not null,
  is_there boolean not null default false, told smallint, last_record jsonb, last_seq integer not null,
  next_at timestamptz not null, newest_at timestamptz not null, leased_until timestamptz, leased_by text,
  constraint pk_lanes primary key (id),
  constraint ck_lanes_state check (state in ('idle', 'ready', 'blocked', 'held', 'ministry')));
create index ix_lanes_connection_next_at on portal.lanes (connection, next_at) where state in ('ready', 'blocked');
create index ix_lanes_connection_newest_at on portal.lanes (connection, newest_at) where state in ('ready', 'blocked');
create index ix_lanes_state on portal.lanes (state, newest_at) where state in ('blocked', 'held');
create index ix_lanes_accepted_on on portal.lanes (connection, accepted_on);
create unique index uq_lanes_connection_portal_code on portal.lanes (connection, portal_code);
create index ix_lanes_code on portal.lanes (code);
create table portal.entries (
  lane uuid not null, seq integer not null, kind text not null, state text not null, shot jsonb not null,
  noted_at timestamptz not null, attempts smallint not null default 0, tried_at timestamptz, settled_at timestamptz,
  last_class text, last_code text, last_text text,
  constraint pk_entries primary key (lane, seq),
  constraint fk_entries_lane_lanes foreign key (lane) references portal.lanes (id),
  constraint ck_entries_kind check (kind in ('record', 'progress')),
  constraint ck_entries_state check
    (state in ('pending', 'sending', 'unknown', 'blocked', 'dead', 'merged', 'acked', 'skipped')));
create index ix_entries_unsettled on portal.entries (lane, seq) where state not in ('merged', 'acked', 'skipped');
create table portal.lane_acts (
  number bigint generated always as identity, lane uuid not null, seq integer, act text not null,
  reason text not null, actor text not null, at timestamptz not null,
  constraint pk_lane_acts primary key (number),
  constraint fk_lane_acts_lane_lanes foreign key (lane) references portal.lanes (id));
create index ix_lane_acts_lane on portal.lane_acts (lane, number);
create trigger lane_acts_are_append_only before update or delete on portal.lane_acts
  for each row execute function portal.refuse_rewriting();
create trigger lane_acts_are_not_truncated before truncate on portal.lane_acts
  for each statement execute function portal.refuse_rewriting();
revoke update, delete on portal.lane_acts from motcua_portal;
create table portal.code_numbers (
  prefix text not null, day date not null, last integer not null,
  constraint pk_code_numbers primary key (prefix, day));
"""


def upgrade() -> None:
    first = import_module("migrations.versions.20261124_1000_ledgers")
    run_script((first._ROLES + first._LEDGER + first._INBOX).replace("{service}", "portal"))
    run_script(_UP)


def downgrade() -> None:
    raise NotImplementedError("what is owed to the portal is not taken back")
