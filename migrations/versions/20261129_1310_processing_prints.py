"""Processing: every print of a paper, with the digest of its bytes and who signed them."""

from migrations.script import run_script

revision = "20261129_1310"
down_revision = "20261129_1100"
branch_labels = None
depends_on = None

_PRINTS = """
create table processing.prints (
  number bigint generated always as identity, dossier uuid not null, version integer,
  form text not null, size text not null, sha256 text not null, signer text,
  printed_at timestamptz not null, printed_by text not null,
  constraint pk_prints primary key (number),
  constraint fk_prints_dossier_dossiers foreign key (dossier) references processing.dossiers (id));
create index ix_prints_dossier on processing.prints (dossier, number);
create trigger prints_are_append_only before update or delete on processing.prints
  for each row execute function processing.refuse_rewriting();
create trigger prints_are_not_truncated before truncate on processing.prints
  for each statement execute function processing.refuse_rewriting();
revoke update, delete on processing.prints from motcua_processing;
"""


def upgrade() -> None:
    run_script(_PRINTS)


def downgrade() -> None:
    raise NotImplementedError("what was printed is kept")
