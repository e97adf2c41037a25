"""Intake: publishing decisions, whole versions of procedures, locally shortened limits, history of the catalogue."""

from migrations.script import run_script

revision = "20261128_0030"
down_revision = "20261128_0020"
branch_labels = None
depends_on = None

# The loader of the release before names only its own columns (so there are defaults) and copies the table's NOT NULLs
# into its temporary one (so a check says instead that nothing is missing).
_VERSIONS = """
alter table intake.procedures
  add column cases jsonb default '[]', add column fees jsonb default '[]', add column results jsonb default '[]',
  add column stages jsonb default '[]', add column online text, add column is_no_wait boolean default false,
  add column needs_no_receipt boolean default false, add column retention_months integer,
  add column "group" text, add column published_in uuid,
  add column words tsvector generated always as (array_to_tsvector(
    string_to_array(btrim(regexp_replace(folded, '[^a-z0-9]+', ' ', 'g')), ' '))) stored,
  add constraint ck_procedures_whole
    check (num_nulls(cases, fees, results, stages, is_no_wait, needs_no_receipt) = 0),
  add constraint ck_procedures_validity check (valid_to >= valid_from),
  add constraint ck_procedures_online check (online in ('full', 'partial', 'none')),
  add constraint ck_procedures_retention_months check (retention_months > 0);
create index ix_procedures_words on intake.procedures using gin (words);
create index ix_procedures_name_length on intake.procedures (length(folded));
create unique index uq_procedures_code_running on intake.procedures (code) where valid_to is null;
alter table intake.procedure_papers add column electronic smallint;
create table intake.procedure_groups (
  code text not null, name text not null, basis text not null,
  constraint pk_procedure_groups primary key (code),
  constraint ck_procedure_groups_name_nfc check (name is nfc normalized));
"""

_DECISIONS = """
create table intake.publishing_decisions (
  id uuid not null, issuer text not null, number text, decided_on date, title text not null, effective_on date,
  legal_basis jsonb not null, prepared_by text not null, prepared_at timestamptz not null,
  published_by text, published_at timestamptz, entered_on date,
  constraint pk_publishing_decisions primary key (id),
  constraint uq_publishing_decisions_issuer_number_decided_on unique (issuer, number, decided_on),
  constraint fk_publishing_decisions_issuer_offices foreign key (issuer) references intake.offices (code),
  constraint ck_publishing_decisions_title_nfc check (title is nfc normalized),
  constraint ck_publishing_decisions_published_whole check (published_at is null or
    (published_by is not null and number is not null and decided_on is not null and effective_on is not null)));
create index ix_publishing_decisions_decided_on on intake.publishing_decisions (decided_on);
create table intake.publishing_items (
  decision uuid not null, procedure text not null, action text not null, replaced_by text, content jsonb,
  version integer,
  constraint pk_publishing_items primary key (decision, procedure),
  constraint fk_publishing_items_decision_publishing_decisions
    foreign key (decision) references intake.publishing_decisions (id),
  constraint ck_publishing_items_action check (action in ('new', 'amended', 'replaced', 'abolished')),
  constraint ck_publishing_items_content check ((content is not null) = (action in ('new', 'amended'))),
  constraint ck_publishing_items_replaced_by check ((replaced_by is not null) = (action = 'replaced')));
create index ix_publishing_items_procedure on intake.publishing_items (procedure);
alter table intake.procedures add constraint fk_procedures_published_in_publishing_decisions
  foreign key (published_in) references intake.publishing_decisions (id);
"""

_SHORTENED = """
create table intake.shortened_limits (
  id uuid not null, office text not null, procedure text not null, channel text, "when" text,
  term_unit text not null, term_amount integer not null, decision text not null, decided_on date not null,
  valid_from date not null, valid_to date, shortened_by text not null, shortened_at timestamptz not null,
  constraint pk_shortened_limits primary key (id),
  constraint fk_shortened_limits_office_offices foreign key (office) references intake.offices (code),
  constraint ck_shortened_limits_validity check (valid_to >= valid_from),
  constraint uq_shortened_limits_procedure_office_channel_when_valid_from
    unique nulls not distinct (procedure, office, channel, "when", valid_from));
create index ix_shortened_limits_office on intake.shortened_limits (office);
"""

_HISTORY = """
create table intake.catalogue_acts (
  id bigint generated always as identity, at timestamptz not null, by text not null, act text not null,
  decision uuid, subject text not null, detail jsonb not null,
  constraint pk_catalogue_acts primary key (id));
create index ix_catalogue_acts_decision_id on intake.catalogue_acts (decision, id);
create index ix_catalogue_acts_subject_id on intake.catalogue_acts (subject, id);
create trigger catalogue_acts_are_append_only before update or delete on intake.catalogue_acts
  for each row execute function intake.refuse_rewriting();
create trigger catalogue_acts_are_not_truncated before truncate on intake.catalogue_acts
  for each statement execute function intake.refuse_rewriting();
revoke update, delete on intake.catalogue_acts from motcua_intake;
"""


def upgrade() -> None:
    run_script(_VERSIONS + _DECISIONS + _SHORTENED + _HISTORY)


def downgrade() -> None:
    raise NotImplementedError("published decisions are not taken back")
