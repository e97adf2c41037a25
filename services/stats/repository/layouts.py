"""How sums lie in their tables, and the statements that carry what offices count up to every area above them."""

from dataclasses import dataclass

from services.stats.domain.contribution import MEASURES
from services.stats.domain.ends import CAUSE_MEASURES, TIME_MEASURES

_STARTS = "case grain when 1 then day when 2 then stats.half(day) else date_trunc('year', day::timestamp)::date end"


@dataclass(frozen=True, slots=True)
class Layout:
    """Sums of areas by level and `key`. Without `own_days` the days of an area's own office are kept elsewhere."""

    table: str
    key: str
    measures: tuple[str, ...]
    own_days: bool = True

    @property
    def columns(self) -> str:
        return ", ".join(("area", "grain", "starts_on", "level", self.key, *self.measures))

    def added(self) -> str:
        """`s.x + excluded.x` for every measure: differences are added, never set."""
        return ", ".join(f"{name} = s.{name} + excluded.{name}" for name in self.measures)

    def totals(self, of: str = "{}") -> str:
        """Cast back at every stage: PostgreSQL would go on in numerics (52 s instead of 9 s for 400,000 days)."""
        kinds = ((name, "bigint" if name.endswith("_minutes") else "int") for name in self.measures)
        return ", ".join(f"sum({of.format(name)})::{kind} as {name}" for name, kind in kinds)


AREA_SUMS = Layout("area_sums", "channel", MEASURES)
AREA_KINDS = Layout("area_kinds", "kind", MEASURES, own_days=False)
AREA_CAUSES = Layout("area_causes", "cause", CAUSE_MEASURES)
AREA_TIMES = Layout("area_times", "bucket", TIME_MEASURES, own_days=False)
LAYOUTS = (AREA_SUMS, AREA_KINDS, AREA_CAUSES, AREA_TIMES)

# First each office by itself, then up the tree: an area adds up half months and years, not days once more.
# An office that was not announced yet stands alone, without a level, until it is.
_BY_PATH = """
select own.*, p.area, coalesce(o.level, '') as level, 1 as sign
from grained own left join {{schema}}.offices o on o.code = own.office
cross join lateral unnest(coalesce(o.path, array[own.office])) as p(area)
"""
_BY_SHARE = """
select own.*, m.area, m.level, m.sign
from unnest($1::text[], $2::text[], $3::text[], $4::int[]) as m(office, area, level, sign)
join grained own using (office)
"""
_INTO = """
with own as ({given}),
grained as (
  select office, grain, {starts} as starts_on, {key}, {own}
  from own cross join (values (1), (2), (3)) as g(grain) group by 1, 2, 3, 4),
placed as ({placed})
insert into {{schema}}.{table} as s ({columns})
select area, grain, starts_on, level, {key}, {totals}
from placed where {kept} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
on conflict (area, grain, starts_on, level, {key}) do update set {added}
"""


def into_areas(layout: Layout, given: str) -> str:
    """`given` selects office, day, key and measures; they go to every area of the office's path."""
    return _into(layout, given, _BY_PATH)


def into_shares(layout: Layout, given: str) -> str:
    """Only to the areas in $2, at the level in $3, `$4` times, for the offices in $1."""
    return _into(layout, given, _BY_SHARE)


def _into(layout: Layout, given: str, placed: str) -> str:
    return _INTO.format(
        given=given,
        starts=_STARTS,
        key=layout.key,
        own=layout.totals(),
        placed=placed.format(),
        table=layout.table,
        columns=layout.columns,
        totals=layout.totals("sign * {}"),
        kept="true" if layout.own_days else "not (grain = 1 and area = office)",
        added=layout.added(),
    )
