"""Stats: periods that were closed with their figures, and what arrived about them afterwards."""

from migrations.script import run_script

revision = "20261129_0910"
down_revision = "20261129_0900"
branch_labels = None
depends_on = None

_CLOSINGS = """
alter table stats.books add column closed_to date;
create table stats.closings (
  id uuid not null, office text not null, from_on date not null, to_on date not null, issue integer not null,
  reason text, generation bigint not null, positions jsonb not null, figures jsonb not null, parts jsonb not null,
  closed_at timestamptz not null, closed_by text not null,
  constraint pk_closings primary key (id),
  constraint uq_closings_office_from_on_to_on_issue unique (office, from_on, to_on, issue),
  constraint ck_closings_issue check (issue >= 1 and (issue = 1) = (reason is null)),
  constraint ck_closings_period check (from_on <= to_on));
create trigger closings_are_append_only before update or delete on stats.closings
  for each row execute function stats.refuse_rewriting();
create trigger closings_are_not_truncated before truncate on stats.closings
  for each statement execute function stats.refuse_rewriting();
revoke update, delete on stats.closings from motcua_stats;

create table stats.late_changes (
  number bigint generated always as identity, generation bigint not null, counted text not null, id uuid not null,
  code text, office text not null, procedure text not null, field text not null, channel text not null,
  day date not null, deltas jsonb not null,
  constraint pk_late_changes primary key (number),
  constraint ck_late_changes_counted check (counted in ('dossier', 'filing')));
create index ix_late_changes_office_day on stats.late_changes (office, day);
create trigger late_changes_are_append_only before update or delete on stats.late_changes
  for each row execute function stats.refuse_rewriting();
create trigger late_changes_are_not_truncated before truncate on stats.late_changes
  for each statement execute function stats.refuse_rewriting();
revoke update, delete on stats.late_changes from motcua_stats;
"""


def upgrade() -> None:
    run_script(_CLOSINGS)


def downgrade() -> None:
    raise NotImplementedError("history is not taken back")
