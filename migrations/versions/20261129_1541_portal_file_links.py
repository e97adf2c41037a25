"""Portal: links to files that were taken back, and every fetch of a file."""

from migrations.script import run_script

revision = "20261129_1541"
down_revision = "20261129_1530"
branch_labels = None
depends_on = None

_UP = """
create table portal.revoked_links (
  dossier uuid not null, digest text not null, reason text not null, revoked_by text not null,
  revoked_at timestamptz not null,
  constraint pk_revoked_links primary key (dossier, digest));
create table portal.file_fetches (
  number bigint generated always as identity, lane uuid not null, digest text not null, at timestamptz not null,
  status smallint not null,
  constraint pk_file_fetches primary key (number));
create index ix_file_fetches_lane on portal.file_fetches (lane, number);
create trigger revoked_links_are_append_only before update or delete on portal.revoked_links
  for each row execute function portal.refuse_rewriting();
create trigger file_fetches_are_append_only before update or delete on portal.file_fetches
  for each row execute function portal.refuse_rewriting();
revoke update, delete on portal.revoked_links, portal.file_fetches from motcua_portal;
"""


def upgrade() -> None:
    run_script(_UP)


def downgrade() -> None:
    raise NotImplementedError("a link that was taken back stays so")
