"""Intake: filings that are not received yet, what the desk answers to them, and their history (append-only)."""

from migrations.script import run_script

revision = "20261128_0900"
down_revision = "20261128_0500"
branch_labels = None
depends_on = None

_FILINGS = """
create table intake.filings (
  id uuid not null, version integer not null, state text not null,
  source text not null, source_code text not null, slip text, digest bytea not null,
  desk text not null, office text not null, procedure text not null, procedure_version integer not null,
  procedure_name text not null, field text not null, level text not null, channel text not null,
  filed_at timestamptz not null, filed_by text not null, recorded_at timestamptz not null,
  last_act_at timestamptz not null, answer_due_at timestamptz not null, answered_at timestamptz,
  is_late boolean not null, completion_due_on date, reason_code text, dossier uuid, dossier_code text,
  applicant_name text not null, applicant_kind text not null, identity_sealed bytea, phone text, address text,
  email text, born_on date, proxy jsonb, marks text[] not null,
  summary text, case_name text, sets smallint not null, papers jsonb not null, fees jsonb not null,
  result_way text not null, result_address text,
  constraint pk_filings primary key (id),
  constraint uq_filings_source_code_source unique (source_code, source),
  constraint uq_filings_dossier unique (dossier),
  constraint ck_filings_version check (version >= 1),
  constraint ck_filings_dossier check ((state = 'accepted') = (dossier is not null)),
  constraint ck_filings_applicant_name_nfc check (applicant_name is nfc normalized),
  constraint ck_filings_address_nfc check (address is nfc normalized),
  constraint ck_filings_summary_nfc check (summary is nfc normalized));
create index ix_filings_desk_state_answer_due_at_id on intake.filings (desk, state, answer_due_at, id);
create index ix_filings_office_state_answer_due_at_id on intake.filings (office, state, answer_due_at, id);
create index ix_filings_state_answer_due_at_id on intake.filings (state, answer_due_at, id);
create index ix_filings_marks on intake.filings using gin (marks);
"""

# Retention may empty what was written for people; who did what and when stays for ever.
_ACTS = """
create table intake.filing_acts (
  filing uuid not null, version integer not null, act text not null, from_state text, to_state text not null,
  actor text not null, happened_at timestamptz not null, recorded_at timestamptz not null,
  reason_code text, reason text, says jsonb,
  constraint pk_filing_acts primary key (filing, version),
  constraint fk_filing_acts_filing_filings foreign key (filing) references intake.filings (id),
  constraint ck_filing_acts_reason_nfc check (reason is nfc normalized));
create function intake.let_words_be_emptied_only() returns trigger language plpgsql as $f$
begin
  if new.reason is not null or new.says is not null
    or (to_jsonb(new) - 'reason' - 'says') is distinct from (to_jsonb(old) - 'reason' - 'says') then
    raise exception 'history is append-only' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $f$;
create trigger filing_acts_keep_what_was_done before update on intake.filing_acts
  for each row execute function intake.let_words_be_emptied_only();
create trigger filing_acts_are_append_only before delete on intake.filing_acts
  for each row execute function intake.refuse_rewriting();
create trigger filing_acts_are_not_truncated before truncate on intake.filing_acts
  for each statement execute function intake.refuse_rewriting();
revoke update, delete on intake.filing_acts from motcua_intake;
grant update (reason, says) on intake.filing_acts to motcua_intake;
"""


def upgrade() -> None:
    run_script(_FILINGS + _ACTS)


def downgrade() -> None:
    raise NotImplementedError("filings are not taken back")
