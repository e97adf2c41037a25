"""Intake: a narrow card of every dossier by which it is found, and where it stands by what processing announced."""

from migrations.script import run_script

revision = "20261128_1000"
down_revision = "20261128_0930"
branch_labels = None
depends_on = None

# With millions of dossiers in the books the cards and their indexes take minutes (1.2 GB and two of an index on marks).
_TABLES = """
set local statement_timeout = '2h';
create table intake.cards (
  dossier uuid not null, accepted_at timestamptz not null, office text not null, desk text not null,
  procedure text not null, words text not null, marks tsvector not null,
  constraint pk_cards primary key (dossier))
  with (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
create table intake.words (word text not null, constraint pk_words primary key (word));
create table intake.standings (
  dossier uuid not null, version integer not null, state text not null, office text not null, desk text not null,
  procedure text not null, accepted_at timestamptz not null, due_on date, due_at timestamptz,
  ended_at timestamptz, returned_at timestamptz,
  constraint pk_standings primary key (dossier))
  with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
"""

# All marks of a dossier, its procedure's, and one for each pair of its words: `=an.nguyen` has a short list where those
# of `an` and `nguyen` are long.
_CARD = """
    ' ' || array_to_string(named.words, ' ') || ' ',
    array_to_tsvector(marks || ('@' || procedure) || array(
      select '=' || one || '.' || other from unnest(named.words) as one join unnest(named.words) as other
      on one collate "C" < other))
"""
_NAMED = "lateral (select array(select mark from unnest(marks) as mark where mark ~ '^[a-z0-9]') as words) as named"

_NEW_WORDS = """
  insert into intake.words (word)
  select distinct mark from {source} where mark ~ '^[a-z0-9]'
    and (select word from intake.words where word = mark) is null order by mark
  on conflict do nothing;
"""

# Whoever writes dossiers (receipts, register books, corrections, erasures), the card follows in the same statement.
_TRIGGERS = f"""
create function intake.write_cards() returns trigger language plpgsql as $f$
begin
  insert into intake.cards (dossier, accepted_at, office, desk, procedure, words, marks)
  select id, accepted_at, office, desk, procedure, {_CARD} from written, {_NAMED};
  {_NEW_WORDS.format(source="written, unnest(marks) as mark")}
  insert into intake.standings (dossier, version, state, office, desk, procedure, accepted_at, due_on, due_at)
  select id, 0, 'accepted', office, desk, procedure, accepted_at, due_on, due_at from written
  on conflict do nothing;
  return null;
end $f$;
create trigger cards_are_written after insert on intake.dossiers
  referencing new table as written for each statement execute function intake.write_cards();
create function intake.rewrite_card() returns trigger language plpgsql as $f$
begin
  update intake.cards set accepted_at = new.accepted_at, procedure = new.procedure,
    office = case when new.office = old.office then office else new.office end,
    desk = case when new.desk = old.desk then desk else new.desk end,
    (words, marks) = (select {_CARD} from (select new.marks as marks, new.procedure as procedure) as written, {_NAMED})
  where dossier = new.id;
  {_NEW_WORDS.format(source="unnest(new.marks) as mark")}
  update intake.standings set accepted_at = new.accepted_at, procedure = new.procedure
  where dossier = new.id and (accepted_at, procedure) is distinct from (new.accepted_at, new.procedure);
  return null;
end $f$;
create trigger card_is_rewritten after update on intake.dossiers for each row
  when ((new.marks, new.office, new.desk, new.procedure, new.accepted_at)
    is distinct from (old.marks, old.office, old.desk, old.procedure, old.accepted_at))
  execute function intake.rewrite_card();
"""

# What stands in the books already; processing's log, read from its beginning, then says where each dossier stands.
CARDS = f"""
insert into intake.cards (dossier, accepted_at, office, desk, procedure, words, marks)
select id, accepted_at, office, desk, procedure, {_CARD} from intake.dossiers, {_NAMED} order by accepted_at;
{_NEW_WORDS.format(source="intake.dossiers, unnest(marks) as mark")}
"""
_STANDINGS = """
insert into intake.standings (dossier, version, state, office, desk, procedure, accepted_at, due_on, due_at)
select id, 0, 'accepted', office, desk, procedure, accepted_at, due_on, due_at from intake.dossiers
order by accepted_at;
"""

# After the rows: so they are built in one go. Words of all names are looked at, so their frequencies are kept in full.
_INDEXES = """
create index ix_cards_accepted_at_dossier on intake.cards (accepted_at, dossier)
  include (office, desk, procedure, words);
create index ix_cards_office_accepted_at_dossier on intake.cards (office, accepted_at, dossier)
  include (desk, procedure, words);
create index ix_cards_desk_accepted_at_dossier on intake.cards (desk, accepted_at, dossier)
  include (office, procedure, words) where desk <> office;
create index ix_cards_procedure_accepted_at_dossier on intake.cards (procedure, accepted_at, dossier)
  include (office, desk, words);
create index ix_cards_marks on intake.cards using gin (marks) with (gin_pending_list_limit = 256);
create index ix_standings_state_accepted_at_dossier on intake.standings (state, accepted_at, dossier)
  include (office, desk, procedure, due_on);
create index ix_standings_office_state_accepted_at_dossier on intake.standings (office, state, accepted_at, dossier)
  include (desk, procedure, due_on);
create index ix_standings_desk_state_accepted_at_dossier on intake.standings (desk, state, accepted_at, dossier)
  include (office, procedure, due_on) where desk <> office;
alter table intake.cards alter column marks set statistics 1000;
alter table intake.cards alter column procedure set statistics 1000;
drop index intake.ix_dossiers_marks;
"""


def upgrade() -> None:
    run_script(_TABLES + _TRIGGERS + CARDS + _STANDINGS + _INDEXES)


def downgrade() -> None:
    raise NotImplementedError("cards are not taken away from those who search by them")
