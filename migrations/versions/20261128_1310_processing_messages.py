"""Processing: the messages that were queued and sent."""

from migrations.script import run_script

revision = "20261128_1310"
down_revision = "20261128_1300"
branch_labels = None
depends_on = None

_MESSAGES = """
create table processing.messages (
  id uuid not null, key text not null, medium text not null, kind text not null, about uuid not null,
  address text, masked text, subject text, text text, details jsonb,
  state text not null default 'waiting', attempts integer not null default 0,
  queued_at timestamptz not null, next_try_at timestamptz, ended_at timestamptz, error text,
  constraint pk_messages primary key (id), constraint uq_messages_key unique (key),
  constraint ck_messages_state check (state in ('waiting', 'sent', 'failed', 'withdrawn')),
  constraint ck_messages_end check ((state = 'waiting') = (ended_at is null)),
  constraint ck_messages_forgets_address check (state = 'waiting' or (address is null and next_try_at is null)));
create index ix_messages_about on processing.messages (about);
create index ix_messages_waiting on processing.messages (medium, next_try_at) where state = 'waiting';
"""


def upgrade() -> None:
    run_script(_MESSAGES)


def downgrade() -> None:
    raise NotImplementedError("what people were told is kept")
