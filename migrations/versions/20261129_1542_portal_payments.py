"""Portal: payments online, and all that the platform said of them."""

from migrations.script import run_script

revision = "20261129_1542"
down_revision = "20261129_1541"
branch_labels = None
depends_on = None

_UP = """
create table portal.payments (
  reference text not null, dossier uuid not null, connection text not null, amount bigint not null,
  is_of_fees boolean not null, state text not null, transaction text, address text, started_by text not null,
  started_at timestamptz not null, asks integer not null default 0, next_ask_at timestamptz,
  paid_at timestamptz, apply_at timestamptz, applied_at timestamptz, apply_trouble text,
  constraint pk_payments primary key (reference),
  constraint ck_payments_state check (state in ('started', 'paid', 'failed', 'unknown')),
  constraint ck_payments_amount check (amount > 0),
  constraint ck_payments_paid check ((state = 'paid') = (paid_at is not null)));
create unique index uq_payments_started on portal.payments (dossier) where state = 'started';
create unique index uq_payments_connection_transaction on portal.payments (connection, transaction);
create index ix_payments_dossier on portal.payments (dossier, started_at);
create index ix_payments_next_ask_at on portal.payments (connection, next_ask_at) where next_ask_at is not null;
create index ix_payments_apply_at on portal.payments (connection, apply_at) where apply_at is not null;
create table portal.payment_words (
  number bigint generated always as identity, reference text not null, at timestamptz not null, source text not null,
  code text not null, amount bigint, transaction text, verdict text not null,
  constraint pk_payment_words primary key (number),
  constraint fk_payment_words_reference_payments foreign key (reference) references portal.payments (reference));
create index ix_payment_words_reference on portal.payment_words (reference, number);
create trigger payment_words_are_append_only before update or delete on portal.payment_words
  for each row execute function portal.refuse_rewriting();
create trigger payment_words_are_not_truncated before truncate on portal.payment_words
  for each statement execute function portal.refuse_rewriting();
revoke update, delete on portal.payment_words from motcua_portal;
revoke delete on portal.payments from motcua_portal;
"""


def upgrade() -> None:
    run_script(_UP)


def downgrade() -> None:
    raise NotImplementedError("what was paid is not forgotten")
