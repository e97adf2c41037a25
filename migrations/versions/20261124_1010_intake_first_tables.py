"""Intake: organisations, the catalogue of procedures, dossiers with their numbers and keys, register books."""

from migrations.script import run_script

revision = "20261124_1010"
down_revision = "20261124_1000"
branch_labels = None
depends_on = None

_ORGANISATIONS = """
create table intake.offices (
  code text not null, name text not null, folded text not null, level text not null, parent text,
  valid_from date not null, valid_to date, successor text, code_prefix text not null, path text[] not null,
  constraint pk_offices primary key (code),
  constraint fk_offices_parent_offices foreign key (parent) references intake.offices (code),
  constraint ck_offices_name_nfc check (name is nfc normalized));
create index ix_offices_parent on intake.offices (parent);
create index ix_offices_path on intake.offices using gin (path);
create table intake.office_aliases (
  alias text not null, office text not null, valid_from date not null, valid_to date,
  constraint pk_office_aliases primary key (alias, office),
  constraint fk_office_aliases_office_offices foreign key (office) references intake.offices (code));
create index ix_office_aliases_office on intake.office_aliases (office);
create table intake.office_hours (
  office text not null, valid_from date not null, sessions jsonb not null, decided_at timestamptz not null,
  constraint pk_office_hours primary key (office, valid_from),
  constraint fk_office_hours_office_offices foreign key (office) references intake.offices (code));
"""

_CATALOGUE = """
create table intake.fields (name text not null, code text, constraint pk_fields primary key (name));
create table intake.procedures (
  code text not null, version integer not null, valid_from date not null, valid_to date,
  name text not null, folded text not null, field text not null, levels text[] not null, decision text not null,
  agency text not null, subjects text not null, channels text[] not null,
  term_unit text, term_amount integer, term_source text not null, term_text text not null, terms jsonb not null,
  fee_min integer, fee_max integer, fee_text text not null, result text not null, source text not null,
  constraint pk_procedures primary key (code, version),
  constraint ck_procedures_name_nfc check (name is nfc normalized));
create index ix_procedures_field on intake.procedures (field);
create table intake.procedure_papers (
  procedure text not null, version integer not null, number smallint not null, "when" text not null, name text not null,
  form_file text not null, originals smallint, copies smallint,
  constraint pk_procedure_papers primary key (procedure, version, number),
  constraint fk_procedure_papers_procedure_version_procedures
    foreign key (procedure, version) references intake.procedures (code, version));
create table intake.catalogue_version (
  one boolean not null, version integer not null,
  constraint pk_catalogue_version primary key (one), constraint ck_catalogue_version_one check (one));
insert into intake.catalogue_version values (true, 1);
"""

_DOSSIERS = """
create table intake.dossiers (
  id uuid not null, code text not null, office text not null, desk text not null,
  procedure text not null, procedure_version integer not null, procedure_name text not null, field text not null,
  level text not null, channel text not null, accepted_at timestamptz not null,
  term_unit text, term_amount integer, counts_by text not null, due_at timestamptz, due_on date,
  origin text not null, received_by text not null,
  applicant_name text not null, applicant_kind text not null, identity_number text, identity_is_odd boolean not null,
  phone text, address text, summary text, sets smallint not null, papers jsonb not null,
  lead_agency text, result_way text, note text,
  outcome text, ended_at timestamptz, returned_at timestamptz, register_import uuid, entry_digest bytea,
  constraint pk_dossiers primary key (id),
  constraint uq_dossiers_code unique (code),
  constraint ck_dossiers_applicant_name_nfc check (applicant_name is nfc normalized),
  constraint ck_dossiers_address_nfc check (address is nfc normalized),
  constraint ck_dossiers_summary_nfc check (summary is nfc normalized),
  constraint ck_dossiers_order_of_times check (returned_at >= ended_at and ended_at >= accepted_at));
create index ix_dossiers_office_accepted_at_id on intake.dossiers (office, accepted_at, id);
create index ix_dossiers_desk_accepted_at_id on intake.dossiers (desk, accepted_at, id);
create index ix_dossiers_accepted_at_id on intake.dossiers (accepted_at, id);
create table intake.dossier_numbers (
  prefix text not null, day date not null, last integer not null,
  constraint pk_dossier_numbers primary key (prefix, day));
create table intake.idempotency_keys (
  subject text not null, key text not null, digest bytea not null, dossier uuid not null, made_at timestamptz not null,
  constraint pk_idempotency_keys primary key (subject, key));
"""

_REGISTERS = """
create table intake.register_imports (
  id uuid not null, office text not null, file_name text not null, file_digest text not null,
  file_bytes integer not null, is_committing boolean not null, state text not null, reason text,
  rows integer not null, done integer not null, imported integer not null, unchanged integer not null,
  last_gid bigint, requested_by text not null, created_at timestamptz not null, finished_at timestamptz,
  constraint pk_register_imports primary key (id),
  constraint fk_register_imports_office_offices foreign key (office) references intake.offices (code),
  constraint ck_register_imports_state check (state in ('waiting', 'reading', 'writing', 'done', 'failed')));
create index ix_register_imports_created_at on intake.register_imports (created_at);
create table intake.register_rejects (
  register_import uuid not null, row integer not null, reason text not null,
  constraint pk_register_rejects primary key (register_import, row),
  constraint fk_register_rejects_register_import_register_imports
    foreign key (register_import) references intake.register_imports (id));
"""


def upgrade() -> None:
    run_script(_ORGANISATIONS + _CATALOGUE + _DOSSIERS + _REGISTERS)


def downgrade() -> None:
    raise NotImplementedError("received dossiers are not taken back")
