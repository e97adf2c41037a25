"""Intake: scans with their sealed keys, who uploaded them, whose papers they are of, and what is left in the store."""

from migrations.script import run_script

revision = "20261128_0500"
down_revision = "20261128_0030"
branch_labels = None
depends_on = None

_SCANS = """
create table intake.scans (
  digest text not null, object text not null, size integer not null, type text not null, pages integer,
  key_sealed bytea not null, key_number integer not null, is_loose boolean not null,
  made_at timestamptz not null, wanted_at timestamptz not null,
  constraint pk_scans primary key (digest), constraint uq_scans_object unique (object));
create index ix_scans_key_number on intake.scans (key_number);
create index ix_scans_loose on intake.scans (wanted_at) where is_loose;
create table intake.scan_uploads (
  digest text not null, desk text not null, uploaded_by text not null, uploaded_at timestamptz not null,
  constraint pk_scan_uploads primary key (digest, desk),
  constraint fk_scan_uploads_digest_scans foreign key (digest) references intake.scans (digest) on delete cascade,
  constraint fk_scan_uploads_desk_offices foreign key (desk) references intake.offices (code));
create index ix_scan_uploads_desk on intake.scan_uploads (desk);
create table intake.scan_links (
  owner uuid not null, digest text not null,
  constraint pk_scan_links primary key (owner, digest),
  constraint fk_scan_links_digest_scans foreign key (digest) references intake.scans (digest));
create index ix_scan_links_digest on intake.scan_links (digest);
create table intake.scan_leftovers (
  object text not null, due_at timestamptz not null, constraint pk_scan_leftovers primary key (object));
create index ix_scan_leftovers_due_at on intake.scan_leftovers (due_at);
"""

# Whoever writes papers, in whatever statement, links their scans in the same transaction: a receipt without scans pays
# for one look at its papers. Links of earlier revisions stay.
_LINKING = """
create function intake.link_scans() returns trigger language plpgsql as $f$
begin
  perform from intake.scans where digest in (
    select paper ->> 'scan' from jsonb_array_elements(new.papers) as paper) order by digest for update;
  insert into intake.scan_links (owner, digest)
  select distinct new.id, paper ->> 'scan' from jsonb_array_elements(new.papers) as paper
  where paper ->> 'scan' is not null order by 2 on conflict do nothing;
  update intake.scans set is_loose = false
  where is_loose and digest in (select digest from intake.scan_links where owner = new.id);
  return null;
end $f$;
create trigger papers_link_their_scans after insert on intake.dossiers for each row
  when (new.papers @? '$[*].scan ? (@ != null)') execute function intake.link_scans();
create trigger corrected_papers_link_their_scans after update of papers on intake.dossiers for each row
  when (new.papers @? '$[*].scan ? (@ != null)') execute function intake.link_scans();
"""


def upgrade() -> None:
    run_script(_SCANS)
    run_script(_LINKING)


def downgrade() -> None:
    raise NotImplementedError("keys of scans are not thrown away")
