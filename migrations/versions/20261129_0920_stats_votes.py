"""Stats: votes, petitions with their acts, and counts stated for the indices: append-only, none of it from facts."""

from migrations.script import run_script

revision = "20261129_0920"
down_revision = "20261129_0910"
branch_labels = None
depends_on = None

# The first tables of this service that people write to directly.
_RATINGS = """
create table stats.ratings (
  number bigint generated always as identity, id uuid not null,
  dossier text, desk text, office text, proof bytea not null, scale text not null,
  attitude smallint, time smallint, place smallint, whole smallint, verdict smallint not null,
  source text not null, is_desk_address boolean not null, device bytea,
  given_at timestamptz not null, given_on date not null, taken_at timestamptz not null, taken_by text not null,
  constraint pk_ratings primary key (number), constraint uq_ratings_id unique (id),
  constraint ck_ratings_subject check (dossier is not null or desk is not null),
  constraint ck_ratings_answers check (num_nonnulls(attitude, time, place, whole) > 0),
  constraint ck_ratings_verdict check (verdict between -1 and 1),
  constraint ck_ratings_proof check (octet_length(proof) = 32));
create unique index uq_ratings_dossier_proof on stats.ratings (dossier, proof) where dossier is not null;
create unique index uq_ratings_desk_proof on stats.ratings (desk, proof) where dossier is null;
create index ix_ratings_office_given_on on stats.ratings (office, given_on);
create index ix_ratings_disliked on stats.ratings (office, given_on) where verdict < 0;
create index ix_ratings_without_office on stats.ratings (given_on) where office is null;
create index ix_ratings_device_given_at on stats.ratings (device, given_at);
create index if not exists ix_dossiers_code on stats.dossiers (code);
create index if not exists ix_dossiers_office_costly on stats.dossiers (office, resolved_on)
  where resolved_on is not null and (not index_in_time or index_overdue is not null);
"""

_PETITIONS = """
create table stats.petitions (
  number bigint generated always as identity, id uuid not null,
  reference text not null, kind text not null, office text not null, dossier text,
  received_at timestamptz not null, received_on date not null,
  constraint pk_petitions primary key (number), constraint uq_petitions_id unique (id),
  constraint uq_petitions_reference unique (reference));
create index ix_petitions_office_received_on on stats.petitions (office, received_on);
create index ix_petitions_dossier on stats.petitions (dossier) where dossier is not null;
create table stats.petition_acts (
  petition uuid not null, seq integer not null, act text not null,
  happened_at timestamptz not null, happened_on date not null, due_on date, owes text, owes_by date,
  verdict smallint, finding text, taken_at timestamptz not null, taken_by text not null,
  constraint pk_petition_acts primary key (petition, seq),
  constraint fk_petition_acts_petition_petitions foreign key (petition) references stats.petitions (id));
create index ix_petition_acts_happened_on on stats.petition_acts (happened_on);
"""

_INPUTS = """
create table stats.index_inputs (
  number bigint generated always as identity,
  criteria text not null, item text not null, office text not null, from_on date not null, to_on date not null,
  kind text not null, numerator bigint, denominator bigint, points numeric(8, 4), source text not null,
  stated_at timestamptz not null, stated_by text not null,
  constraint pk_index_inputs primary key (number),
  constraint ck_index_inputs_period check (from_on <= to_on),
  constraint ck_index_inputs_counts check (numerator >= 0 and numerator <= denominator),
  constraint ck_index_inputs_pair check (num_nonnulls(numerator, denominator) in (0, 2)),
  constraint ck_index_inputs_something check (num_nonnulls(denominator, points) > 0));
create index ix_index_inputs_office_from_on_to_on_criteria
  on stats.index_inputs (office, from_on, to_on, criteria);
"""

_APPEND_ONLY = "".join(
    f"""
create trigger {table}_are_append_only before update or delete on stats.{table}
  for each row execute function stats.refuse_rewriting();
create trigger {table}_are_not_truncated before truncate on stats.{table}
  for each statement execute function stats.refuse_rewriting();
revoke update, delete on stats.{table} from motcua_stats;
"""
    for table in ("ratings", "petitions", "petition_acts", "index_inputs")
)


def upgrade() -> None:
    run_script(_RATINGS + _PETITIONS + _INPUTS + _APPEND_ONLY)


def downgrade() -> None:
    raise NotImplementedError("what people said is kept")
