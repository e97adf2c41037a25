"""Votes as they are read: where each counts, its dossier as known now, and what is odd about it.

A vote counts at the office that had its dossier when it was given, or, where the dossier was not known then, at the
office that has it now. Oddities are judged at reading, since facts about the dossier may come after the vote.
"""

from services.stats.domain.measure import Map
from services.stats.domain.satisfaction.oddity import MANY, MANY_WITHIN, SECONDS_AFTER_RETURN, Oddity
from services.stats.domain.satisfaction.rating import DISSATISFIED_TO, SATISFIED_FROM, Aspect
from services.stats.queries.scopes import members

_SECONDS = f"interval '{SECONDS_AFTER_RETURN.total_seconds()} seconds'"
_WITHIN = f"interval '{MANY_WITHIN.total_seconds()} seconds'"
_SIGNS = {
    Oddity.SECONDS_AFTER_RETURN: (f"known.returned_at <= i.given_at and i.given_at < known.returned_at + {_SECONDS}"),
    Oddity.BEFORE_RESULT: "known.id is not null and (known.ended_at is null or i.given_at < known.ended_at)",
    Oddity.MANY_FROM_DEVICE: "i.number in (select number from bursts)",
    Oddity.DESK_ADDRESS: "i.is_desk_address",
    Oddity.ANOTHER_VOTE: (
        "exists (select from stats.ratings e where e.dossier = i.dossier"
        " and e.proof <> i.proof and (e.given_at, e.number) < (i.given_at, i.number))"
    ),
    Oddity.DOSSIER_UNKNOWN: "i.dossier is not null and known.id is null",
}
_ODDITIES = ", ".join(f"case when {sign} then '{oddity}' end" for oddity, sign in _SIGNS.items())
_DOSSIER = "select id, office, procedure, ended_at, returned_at from stats.dossiers where code = {} limit 1"
_NEAR = ", ".join(
    f"lead(b.given_at, {MANY - 1 - before}) over near - lag(b.given_at, {before}) over near" for before in range(MANY)
)
# One walk over the devices' votes: a vote is one of many where any MANY in a row that hold it lie close together.
_BURSTS = f"""
select number from (
  select b.number, least({_NEAR}) as span
  from (select distinct device from inside where device is not null) as used
  join stats.ratings b on b.device = used.device
    and b.given_at >= $3::date - interval '2 days' and b.given_at < $4::date + interval '3 days'
  window near as (partition by b.device order by b.given_at, b.number)) as spans
where span <= {_WITHIN}
"""
# A vote that was changed stays in the books and counts no more.
UNCHANGED = "not exists (select from stats.ratings later where later.replaces = r.id)"
_INSIDE = """
with recursive {members},
inside as materialized (
  select m.root, r.* from members m
  join stats.ratings r on r.office = m.code where r.given_on >= $3 and r.given_on <= $4
    and {unchanged}
  union all
  select m.root, r.* from stats.ratings r
  cross join lateral ({dossier}) as late join members m on m.code = late.office
  where r.office is null and r.given_on >= $3 and r.given_on <= $4 and {unchanged}),
"""
_UNJUDGED = "votes as (select i.*, null::text as procedure, '{}'::text[] as oddities from inside i)"
_JUDGED = """
bursts as materialized ({bursts}),
votes as (
  select i.*, known.id as dossier_id, known.procedure, array_remove(array[{oddities}]::text[], null) as oddities
  from inside i left join lateral ({known}) as known on true)
"""


def votes(of: Map, *, with_below: bool = True, is_judged: bool = True) -> str:
    """The table `votes` for the roots in $1 as of the legal day $2, given from the day $3 to the day $4.

    Unjudged votes have no oddities and know no dossier: counting them looks at nothing but themselves.
    """
    inside = _INSIDE.format(
        members=members(of, with_below=with_below), dossier=_DOSSIER.format("r.dossier"), unchanged=UNCHANGED
    )
    return inside + (_judged() if is_judged else _UNJUDGED)


def _judged() -> str:
    return _JUDGED.format(
        known=_DOSSIER.format("i.dossier"),
        oddities=_ODDITIES,
        bursts=_BURSTS,
    )


def verdict_sql(score: str) -> str:
    """`verdict_of` for a score of the row's scale."""
    return (
        f"case when scale = 'like' then {score} * 2 - 1 when {score} >= {SATISFIED_FROM} then 1"
        f" when {score} <= {DISSATISFIED_TO} then -1 else 0 end"
    )


ASPECT_ROWS = "(values " + ", ".join(f"('{aspect}', {aspect})" for aspect in Aspect) + ") as each(aspect, score)"
