"""Stats: offices, dossiers as last told, daily figures and their sums along the organisation."""

from migrations.script import run_script

revision = "20261124_1030"
down_revision = "20261124_1020"
branch_labels = None
depends_on = None

_OFFICES = """
create table stats.offices (
  code text not null, seq integer not null, name text not null, level text not null, parent text,
  path text[] not null, valid_from date not null, valid_to date, successor text,
  constraint pk_offices primary key (code),
  constraint ck_offices_name_nfc check (name is nfc normalized));
create index ix_offices_path on stats.offices using gin (path);
create index ix_offices_parent on stats.offices (parent);
"""

_DOSSIERS = """
create table stats.dossiers (
  id uuid not null, code text not null, version integer not null, office text not null, desk text not null,
  procedure text not null, field text not null, level text not null, channel text not null, origin text not null,
  state text not null, counts_by text not null, accepted_at timestamptz not null, accepted_on date not null,
  due_at timestamptz, due_on date, outcome text, ended_at timestamptz, ended_on date, returned_at timestamptz,
  cause text, history jsonb,
  class text, has_letter boolean not null, resolved_on date, waiting datemultirange, overdue datemultirange,
  constraint pk_dossiers primary key (id)) with (fillfactor = 90);
create index ix_dossiers_office_accepted_on on stats.dossiers (office, accepted_on);
create index ix_dossiers_office_resolved_on on stats.dossiers (office, resolved_on);
create index ix_dossiers_due_at_open_by_hour on stats.dossiers (due_at)
  where counts_by = 'hour' and resolved_on is null;
"""

_MEASURES = """
  received integer not null, early integer not null, on_time integer not null, late integer not null,
  late_with_letter integer not null, stopped integer not null, withdrawn integer not null,
  unclassed integer not null, open integer not null, waiting integer not null, overdue integer not null,
"""

# Room for updates in place: today's row of a busy area is written with every run of facts.
_SUMS = f"""
create table stats.daily (
  office text not null, procedure text not null, channel text not null, day date not null, {_MEASURES}
  constraint pk_daily primary key (office, procedure, channel, day)) with (fillfactor = 80);
create table stats.area_sums (
  area text not null, grain smallint not null, starts_on date not null, channel text not null, {_MEASURES}
  constraint pk_area_sums primary key (area, grain, starts_on, channel),
  constraint ck_area_sums_grain check (grain in (1, 2, 3))) with (fillfactor = 80);
create table stats.touched (
  area text not null, generation bigint not null,
  constraint pk_touched primary key (area)) with (fillfactor = 80);
create table stats.books (
  one boolean not null, generation bigint not null,
  constraint pk_books primary key (one), constraint ck_books_one check (one));
insert into stats.books values (true, 0);
"""


def upgrade() -> None:
    run_script(_OFFICES + _DOSSIERS + _SUMS)


def downgrade() -> None:
    raise NotImplementedError("history is not taken back")
