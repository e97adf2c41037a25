"""Portal: which databases were asked, for which procedure, at which desk, by whom; never about whom."""

from migrations.script import run_script

revision = "20261129_1543"
down_revision = "20261129_1542"
branch_labels = None
depends_on = None

_UP = """
create table portal.lookups (
  id uuid not null, connection text not null, desk text not null, procedure text not null, database text not null,
  found integer, digest text, asked_by text not null, asked_at timestamptz not null,
  constraint pk_lookups primary key (id),
  constraint ck_lookups_database check (database in ('paper_store', 'population')));
create index ix_lookups_digest on portal.lookups (digest) where digest is not null;
create index ix_lookups_asked_at on portal.lookups (asked_at);
create table portal.lookup_dossiers (
  lookup uuid not null, dossier uuid not null, stated_by text not null, stated_at timestamptz not null,
  constraint pk_lookup_dossiers primary key (lookup),
  constraint fk_lookup_dossiers_lookup_lookups foreign key (lookup) references portal.lookups (id));
create index ix_lookup_dossiers_dossier on portal.lookup_dossiers (dossier);
create trigger lookups_are_append_only before update or delete on portal.lookups
  for each row execute function portal.refuse_rewriting();
create trigger lookup_dossiers_are_append_only before update or delete on portal.lookup_dossiers
  for each row execute function portal.refuse_rewriting();
revoke update, delete on portal.lookups, portal.lookup_dossiers from motcua_portal;
"""


def upgrade() -> None:
    run_script(_UP)


def downgrade() -> None:
    raise NotImplementedError("who asked about people is not forgotten")
