"""Intake: by what applicants agreed to be told, and the messages that were queued and sent."""

from migrations.script import run_script

revision = "20261128_1300"
down_revision = "20261128_1210"
branch_labels = None
depends_on = None

_NOTICES = """
create table intake.consents (
  gid bigint generated always as identity, dossier uuid not null, media text[] not null, reason text,
  given_by text not null, given_at timestamptz not null,
  constraint pk_consents primary key (gid));
create index ix_consents_dossier_gid on intake.consents (dossier, gid);
revoke update, delete on intake.consents from motcua_intake;
grant update (reason) on intake.consents to motcua_intake;
create table intake.messages (
  id uuid not null, key text not null, medium text not null, kind text not null, about uuid not null,
  address text, masked text, subject text, text text, details jsonb,
  state text not null default 'waiting', attempts integer not null default 0,
  queued_at timestamptz not null, next_try_at timestamptz, ended_at timestamptz, error text,
  constraint pk_messages primary key (id), constraint uq_messages_key unique (key),
  constraint ck_messages_state check (state in ('waiting', 'sent', 'failed', 'withdrawn')),
  constraint ck_messages_end check ((state = 'waiting') = (ended_at is null)),
  constraint ck_messages_forgets_address check (state = 'waiting' or (address is null and next_try_at is null)));
create index ix_messages_about on intake.messages (about);
create index ix_messages_waiting on intake.messages (medium, next_try_at) where state = 'waiting';
"""


def upgrade() -> None:
    run_script(_NOTICES)


def downgrade() -> None:
    raise NotImplementedError("what people were told is kept")
