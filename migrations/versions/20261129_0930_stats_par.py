"""Stats: PAR indices (criteria, scores, stated ranks) and reviews of oddities: entered by people, never rewritten."""

from migrations.script import run_script

revision = "20261129_0930"
down_revision = "20261129_0920"
branch_labels = None
depends_on = None

_TABLES = """
create table stats.par_criteria_sets (
  id uuid not null, office text not null, level text not null, first_year integer not null, last_year integer,
  title text not null, paper text not null, criteria jsonb not null, bands jsonb not null,
  published_at timestamptz not null, published_by text not null,
  constraint pk_par_criteria_sets primary key (id),
  constraint ck_par_criteria_sets_years check (last_year is null or last_year >= first_year));
create index ix_par_criteria_sets_office_level_published_at
  on stats.par_criteria_sets (office, level, published_at);
create table stats.par_scores (
  number bigint generated always as identity, criteria_set uuid not null, unit text not null, year integer not null,
  criterion text not null, kind text not null, points numeric(9, 4), evidence text not null,
  scored_at timestamptz not null, scored_by text not null,
  constraint pk_par_scores primary key (number),
  constraint fk_par_scores_criteria_set_par_criteria_sets foreign key (criteria_set)
    references stats.par_criteria_sets (id),
  constraint ck_par_scores_kind check (kind in ('self', 'appraised')),
  constraint ck_par_scores_points check (points >= 0));
create index ix_par_scores_criteria_set_year_kind_unit_criterion_number
  on stats.par_scores (criteria_set, year, kind, unit, criterion, number);
create table stats.par_statements (
  number bigint generated always as identity, criteria_set uuid not null, unit text not null, year integer not null,
  criterion text not null, rank integer, of_units integer, up_on jsonb not null, source text not null,
  stated_at timestamptz not null, stated_by text not null,
  constraint pk_par_statements primary key (number),
  constraint fk_par_statements_criteria_set_par_criteria_sets foreign key (criteria_set)
    references stats.par_criteria_sets (id),
  constraint ck_par_statements_rank check (rank between 1 and of_units));
create index ix_par_statements_criteria_set_unit on stats.par_statements (criteria_set, unit);
create table stats.oddity_reviews (
  number bigint generated always as identity, kind text not null, dossier uuid not null, decision text not null,
  note text not null, reviewed_at timestamptz not null, reviewed_by text not null,
  constraint pk_oddity_reviews primary key (number),
  constraint ck_oddity_reviews_decision check (decision in ('explained', 'confirmed', 'reopened')));
create index ix_oddity_reviews_kind_dossier_number on stats.oddity_reviews (kind, dossier, number);
"""

# What became of one procedure in a whole province, without reading the province's other dossiers.
_BY_PROCEDURE = """
create index if not exists ix_dossiers_procedure_office_resolved_on on stats.dossiers (procedure, office, resolved_on)
  where resolved_on is not null;
"""

_HISTORY = """
create trigger {table}_are_append_only before update or delete on stats.{table}
  for each row execute function stats.refuse_rewriting();
create trigger {table}_are_not_truncated before truncate on stats.{table}
  for each statement execute function stats.refuse_rewriting();
revoke update, delete on stats.{table} from motcua_stats;
"""


def upgrade() -> None:
    tables = ("par_criteria_sets", "par_scores", "par_statements", "oddity_reviews")
    run_script(_TABLES + _BY_PROCEDURE + "".join(_HISTORY.replace("{table}", table) for table in tables))


def downgrade() -> None:
    raise NotImplementedError("history is not taken back")
