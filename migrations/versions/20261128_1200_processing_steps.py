"""Processing: routes of procedures, the steps of each dossier, what an act settled, and what undoing it brings back."""

from migrations.script import run_script

revision = "20261128_1200"
down_revision = "20261128_1000"
branch_labels = None
depends_on = None

_ROUTES = """
create table processing.routes (
  id uuid not null, office text, procedure text, valid_from date not null, valid_to date,
  name text not null, decision text not null, term jsonb, stages jsonb not null,
  on_supplement text not null, on_payment text not null, notice_days integer not null, answer_days integer not null,
  published_at timestamptz not null, published_by text not null,
  constraint pk_routes primary key (id),
  constraint ck_routes_name_nfc check (name is nfc normalized),
  constraint ck_routes_validity check (valid_to >= valid_from));
create index ix_routes_procedure_office_valid_from on processing.routes (procedure, office, valid_from);
create trigger routes_are_append_only before update or delete on processing.routes
  for each row execute function processing.refuse_rewriting();
create trigger routes_are_not_truncated before truncate on processing.routes
  for each statement execute function processing.refuse_rewriting();
revoke update, delete on processing.routes from motcua_processing;
"""

# What holds where nobody published a route: work can start on the first day.
_EVERYWHERE = """
insert into processing.routes values (
  '01890000-0000-7000-8000-00000000c0de', null, null, '1900-01-01', null,
  'Quy trình chung', 'NĐ 118/2025/NĐ-CP, Điều 18–19', null,
  '[{"number": 1, "name": "Tiếp nhận, chuyển hồ sơ", "seat": "desk", "role": "clerk", "after": []},
    {"number": 2, "name": "Thẩm định, giải quyết", "seat": "agency", "role": "officer", "after": [1], "is_lead": true},
    {"number": 3, "name": "Ký duyệt, ban hành", "seat": "agency", "role": "leader", "after": [2]}]',
  'restarts', 'pauses', 3, 15, '2026-11-28T00:00:00Z', 'motcua');
"""

_STEPS = """
create table processing.steps (
  dossier uuid not null, number integer not null, kind text not null, stage integer, name text not null,
  office text not null, role text not null, assignee text, begun_at timestamptz not null,
  due_at timestamptz, due_on date, counts_by text not null,
  ended_at timestamptz, ended_by text, ending text, cause text,
  procedure text not null, state text, waits_on text,
  constraint pk_steps primary key (dossier, number),
  constraint fk_steps_dossier_dossiers foreign key (dossier) references processing.dossiers (id),
  constraint ck_steps_order_of_times check (ended_at >= begun_at),
  constraint ck_steps_ended_whole check (num_nulls(ended_at, ended_by, ending) in (0, 3)));
create index ix_steps_open_by_assignee on processing.steps (assignee, due_at, dossier, number)
  where ending is null and assignee is not null;
create index ix_steps_open_by_office on processing.steps (office, due_at, dossier, number) where ending is null;
create index ix_steps_open_by_due on processing.steps (due_at, dossier, number) include (office) where ending is null;
create index ix_dossiers_desk_state_due_at_id on processing.dossiers (desk, state, due_at, id);
create index ix_steps_ended on processing.steps (office, ended_at) where ending is not null;
"""

_OUTAGES = """
create table processing.outages (
  number integer generated always as identity, system text not null, from_at timestamptz not null,
  until_at timestamptz not null, note text not null, recorded_at timestamptz not null, recorded_by text not null,
  constraint pk_outages primary key (number),
  constraint ck_outages_order_of_times check (until_at > from_at),
  constraint ck_outages_text_nfc check (note is nfc normalized and system is nfc normalized));
create index ix_outages_from_at on processing.outages (from_at);
create trigger outages_are_append_only before update or delete on processing.outages
  for each row execute function processing.refuse_rewriting();
create trigger outages_are_not_truncated before truncate on processing.outages
  for each statement execute function processing.refuse_rewriting();
revoke update, delete on processing.outages from motcua_processing;
"""

_PAPERS = """
create table processing.paper_numbers (
  office text not null, year integer not null, form text not null, last integer not null,
  constraint pk_paper_numbers primary key (office, year, form));
"""

# Defaults serve the release before, which writes none of these.
_DOSSIERS = """
alter table processing.dossiers add column route uuid;
alter table processing.dossiers add constraint fk_dossiers_route_routes foreign key (route)
  references processing.routes (id) not valid;
alter table processing.dossiers validate constraint fk_dossiers_route_routes;
alter table processing.dossiers add column cause text;
alter table processing.dossiers add column before jsonb;
alter table processing.transitions add column details jsonb not null default '{}';
alter table processing.transitions add column due_at timestamptz, add column due_on date;
"""


def upgrade() -> None:
    run_script(_ROUTES + _EVERYWHERE + _STEPS + _OUTAGES + _PAPERS + _DOSSIERS)


def downgrade() -> None:
    raise NotImplementedError("history is not taken back")
