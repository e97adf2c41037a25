"""Stats: a vote may be changed: the new one replaces it, and both stay."""

from migrations.script import run_script

revision = "20261129_1100"
down_revision = "20261129_1047"
branch_labels = None
depends_on = None

# The narrower rule is there before the wider one goes: no moment without one.
_CHANGED = """
alter table stats.ratings add column replaces uuid;
create unique index uq_ratings_first_on_dossier on stats.ratings (dossier, proof)
  where dossier is not null and replaces is null;
create unique index uq_ratings_first_on_desk on stats.ratings (desk, proof) where dossier is null and replaces is null;
create unique index uq_ratings_replaces on stats.ratings (replaces) where replaces is not null;
drop index stats.uq_ratings_dossier_proof;
drop index stats.uq_ratings_desk_proof;
"""


def upgrade() -> None:
    run_script(_CHANGED)


def downgrade() -> None:
    raise NotImplementedError("what people said is kept")
