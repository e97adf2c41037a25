"""Processing: warnings, the officials who are told of them, and the mornings on which they were."""

from migrations.script import run_script

revision = "20261128_1330"
down_revision = "20261128_1310"
branch_labels = None
depends_on = None

_WARNINGS = """
create table processing.warnings (
  number bigint generated always as identity, dossier uuid not null, step integer not null,
  topic text not null, kind text not null, due_on date not null, due_at timestamptz not null,
  office text not null, role text not null, assignee text,
  raised_at timestamptz not null, until_at timestamptz, quietened_at timestamptz,
  constraint pk_warnings primary key (number),
  constraint fk_warnings_dossier_dossiers foreign key (dossier) references processing.dossiers (id),
  constraint uq_warnings_dossier_step_kind_due_on unique (dossier, step, kind, due_on));
create unique index ix_warnings_open on processing.warnings (dossier, step, topic) where quietened_at is null;
create index ix_warnings_open_by_assignee on processing.warnings (assignee, due_at, number)
  where quietened_at is null and assignee is not null;
create index ix_warnings_open_by_office on processing.warnings (office, due_at, number) where quietened_at is null;
create index ix_warnings_open_until on processing.warnings (until_at) where quietened_at is null;
revoke delete on processing.warnings from motcua_processing;
"""

# So that the watch finds what can be due among the open, whatever lies behind them.
_DOSSIERS = """
create index ix_dossiers_open_by_due on processing.dossiers (due_at, id) where ended_at is null;
create index ix_dossiers_to_hand_over on processing.dossiers (ended_at, id)
  where state in ('ready', 'refused') and origin <> 'register';
create index ix_dossiers_awaiting_supplement on processing.dossiers (id) where state = 'awaiting_supplement';
"""

_OFFICIALS = """
create table processing.officials (
  account text not null, id uuid not null, version integer not null, name text not null,
  email text, phone text, zalo text, offices text[] not null, roles text[] not null, media text[] not null,
  at_once boolean not null, changed_at timestamptz not null, changed_by text not null,
  told_through bigint not null default 0,
  constraint pk_officials primary key (account), constraint uq_officials_id unique (id),
  constraint ck_officials_name_nfc check (name is nfc normalized));
create index ix_officials_offices on processing.officials using gin (offices);
revoke delete on processing.officials from motcua_processing;
create table processing.official_changes (
  account text not null, version integer not null, name text not null,
  email text, phone text, zalo text, offices text[] not null, roles text[] not null, media text[] not null,
  at_once boolean not null, changed_at timestamptz not null, changed_by text not null,
  constraint pk_official_changes primary key (account, version));
create trigger official_changes_are_append_only before update or delete on processing.official_changes
  for each row execute function processing.refuse_rewriting();
create trigger official_changes_are_not_truncated before truncate on processing.official_changes
  for each statement execute function processing.refuse_rewriting();
revoke update, delete on processing.official_changes from motcua_processing;
create table processing.mornings (
  day date not null, told_at timestamptz not null, people integer not null,
  constraint pk_mornings primary key (day));
revoke update, delete on processing.mornings from motcua_processing;
"""


def upgrade() -> None:
    run_script(_WARNINGS + _DOSSIERS + _OFFICIALS)


def downgrade() -> None:
    raise NotImplementedError("what people were warned of is kept")
