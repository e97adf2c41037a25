"""Processing: offices as intake states them, dossiers after their last act, and the acts themselves (append-only)."""

from migrations.script import run_script

revision = "20261124_1020"
down_revision = "20261124_1010"
branch_labels = None
depends_on = None

_OFFICES = """
create table processing.offices (
  code text not null, seq integer not null, name text not null, level text not null, parent text, path text[] not null,
  valid_from date not null, valid_to date, successor text, hours jsonb not null,
  constraint pk_offices primary key (code),
  constraint ck_offices_name_nfc check (name is nfc normalized));
create index ix_offices_path on processing.offices using gin (path);
"""

_DOSSIERS = """
create table processing.dossiers (
  id uuid not null, code text not null, office text not null, desk text not null,
  procedure text not null, procedure_version integer not null, field text not null, level text not null,
  channel text not null, origin text not null, accepted_at timestamptz not null, term jsonb, counts_by text not null,
  version integer not null, state text not null, last_act_at timestamptz not null, due_at timestamptz, due_on date,
  dues jsonb not null, waits jsonb not null, letters jsonb not null,
  outcome text, ended_at timestamptz, returned_at timestamptz, supplement_requests integer not null,
  constraint pk_dossiers primary key (id),
  constraint uq_dossiers_code unique (code),
  constraint ck_dossiers_version check (version >= 1),
  constraint ck_dossiers_order_of_times check (returned_at >= ended_at and ended_at >= accepted_at));
create index ix_dossiers_office_state_due_at_id on processing.dossiers (office, state, due_at, id);
create index ix_dossiers_due_at_id on processing.dossiers (due_at, id);
"""

_TRANSITIONS = """
create table processing.transitions (
  dossier uuid not null, version integer not null, act text not null, from_state text, to_state text not null,
  actor text not null, happened_at timestamptz not null, recorded_at timestamptz not null,
  reason_code text, note text, evidence text, warnings text[] not null,
  constraint pk_transitions primary key (dossier, version),
  constraint fk_transitions_dossier_dossiers foreign key (dossier) references processing.dossiers (id),
  constraint ck_transitions_note_nfc check (note is nfc normalized));
create trigger transitions_are_append_only before update or delete on processing.transitions
  for each row execute function processing.refuse_rewriting();
create trigger transitions_are_not_truncated before truncate on processing.transitions
  for each statement execute function processing.refuse_rewriting();
revoke update, delete on processing.transitions from motcua_processing;
"""


def upgrade() -> None:
    run_script(_OFFICES + _DOSSIERS + _TRANSITIONS)


def downgrade() -> None:
    raise NotImplementedError("history is not taken back")
