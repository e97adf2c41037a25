"""Schemas, login roles, ledgers (append-only, by grant and by trigger), outboxes and inboxes of the three services."""

from migrations.script import run_script

revision = "20261124_1000"
down_revision = None
branch_labels = None
depends_on = None

_ROLES = """
do $$ begin
  if not exists (select from pg_roles where rolname = 'motcua_{service}') then
    create role motcua_{service} login;
  end if;
end $$;
create schema {service};
grant usage on schema {service} to motcua_{service};
alter default privileges in schema {service} grant select, insert, update, delete on tables to motcua_{service};
alter default privileges in schema {service} grant usage, select on sequences to motcua_{service};
"""

_LEDGER = """
create table {service}.facts (
  gid bigint generated always as identity,
  id uuid not null,
  stream text not null,
  seq integer not null,
  type text not null,
  stored_at timestamptz not null default clock_timestamp(),
  canon bytea not null,
  leaf bytea not null,
  chain bytea not null,
  constraint pk_facts primary key (gid),
  constraint uq_facts_id unique (id),
  constraint uq_facts_stream_seq unique (stream, seq),
  constraint ck_facts_leaf check (octet_length(leaf) = 32),
  constraint ck_facts_chain check (octet_length(chain) = 32));
create table {service}.outbox (gid bigint not null, constraint pk_outbox primary key (gid));
create table {service}.fact_log (
  position bigint not null, gid bigint not null,
  constraint pk_fact_log primary key (position), constraint uq_fact_log_gid unique (gid));
create table {service}.relay (
  one boolean not null, published bigint not null,
  constraint pk_relay primary key (one), constraint ck_relay_one check (one));
insert into {service}.relay values (true, 0);
create function {service}.refuse_rewriting() returns trigger language plpgsql as $f$
begin raise exception 'history is append-only' using errcode = 'insufficient_privilege'; end $f$;
create trigger facts_are_append_only before update or delete on {service}.facts
  for each row execute function {service}.refuse_rewriting();
create trigger facts_are_not_truncated before truncate on {service}.facts
  for each statement execute function {service}.refuse_rewriting();
create trigger log_is_append_only before update or delete on {service}.fact_log
  for each row execute function {service}.refuse_rewriting();
create trigger log_is_not_truncated before truncate on {service}.fact_log
  for each statement execute function {service}.refuse_rewriting();
revoke update, delete on {service}.facts, {service}.fact_log from motcua_{service};
"""

_INBOX = """
create table {service}.inbox (
  source text not null, position bigint not null, recorded_at timestamptz,
  constraint pk_inbox primary key (source));
create table {service}.parked (
  source text not null, position bigint not null, stream text not null, type text not null, canon bytea not null,
  code text not null, reason text not null, attempts integer not null default 1,
  parked_at timestamptz not null default clock_timestamp(),
  constraint pk_parked primary key (source, position));
create index ix_parked_stream on {service}.parked (stream);
"""


def upgrade() -> None:
    for service in ("intake", "processing", "stats"):
        run_script((_ROLES + _LEDGER + _INBOX).replace("{service}", service))


def downgrade() -> None:
    raise NotImplementedError("history is not taken back")
