"""Intake: kinds of offices, successions and the reach that follows, agencies at a desk, duties by group of fields."""

from migrations.script import run_script

revision = "20261127_2355"
down_revision = "20261127_2350"
branch_labels = None
depends_on = None

# Defaults serve the release before, which writes neither kind nor heirs.
_OFFICES = """
alter table intake.offices add column kind text not null default 'territorial';
update intake.offices set kind = 'department' where level = 'department';
alter table intake.offices add constraint ck_offices_kind
  check (kind in ('territorial', 'department', 'vertical_agency', 'one_stop_desk'));
alter table intake.offices add column heirs text[] not null default '{}';
alter table intake.offices add column reach text[] generated always as (path || heirs) stored;
create index ix_offices_reach on intake.offices using gin (reach);
create table intake.office_successions (
  office text not null, successor text not null, from_on date not null,
  is_whole boolean not null, is_default boolean not null,
  constraint pk_office_successions primary key (office, successor),
  constraint ck_office_successions_not_itself check (office <> successor),
  constraint fk_office_successions_office_offices foreign key (office) references intake.offices (code),
  constraint fk_office_successions_successor_offices foreign key (successor) references intake.offices (code));
create index ix_office_successions_successor on intake.office_successions (successor);
create unique index uq_office_successions_default on intake.office_successions (office) where is_default;
"""

_DESKS = """
create table intake.desk_agencies (
  desk text not null, agency text not null, valid_from date not null, valid_to date,
  constraint pk_desk_agencies primary key (desk, agency, valid_from),
  constraint ck_desk_agencies_validity check (valid_to >= valid_from),
  constraint fk_desk_agencies_desk_offices foreign key (desk) references intake.offices (code),
  constraint fk_desk_agencies_agency_offices foreign key (agency) references intake.offices (code));
create index ix_desk_agencies_agency on intake.desk_agencies (agency);
create table intake.desk_duties (
  id uuid not null, desk text not null, person text not null, group_name text not null,
  fields text[] not null, rank text not null,
  valid_from date not null, valid_to date, decided_by text not null, decided_at timestamptz not null,
  constraint pk_desk_duties primary key (id),
  constraint ck_desk_duties_group_name_nfc check (group_name is nfc normalized),
  constraint ck_desk_duties_validity check (valid_to >= valid_from),
  constraint ck_desk_duties_rank check (rank in ('primary', 'secondary', 'released')),
  constraint fk_desk_duties_desk_offices foreign key (desk) references intake.offices (code));
create index ix_desk_duties_desk_valid_from on intake.desk_duties (desk, valid_from);
create trigger duties_are_append_only before update or delete on intake.desk_duties
  for each row execute function intake.refuse_rewriting();
revoke update, delete on intake.desk_duties from motcua_intake;
"""


def upgrade() -> None:
    run_script(_OFFICES + _DESKS)


def downgrade() -> None:
    raise NotImplementedError("successions are not taken back")
