"""What a monitoring centre asks: over HTTP, by plain SQL over the dossiers, by DuckDB over the same rows as Parquet.

The rivals answer the plain part of each question (flows and states, no links, no checks, no rates).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Nation:
    """What may be asked about."""

    provinces: Sequence[str]
    communes: Sequence[str]
    today: date


@dataclass(frozen=True, slots=True)
class Question:
    """A title, how it is asked of the service, and in SQL that both rivals understand (table `d`)."""

    title: str
    ask: Callable[[Nation, Random], str]
    sql: Callable[[Nation, Random], str]


_FLOWS = """count(*) filter (where accepted_on between '{a}' and '{b}') as received,
  count(*) filter (where accepted_on < '{a}') as carried_over,
  count(*) filter (where resolved_on <= '{b}' and class = 'early') as early,
  count(*) filter (where resolved_on <= '{b}' and class = 'on_time') as on_time,
  count(*) filter (where resolved_on <= '{b}' and class = 'late') as late,
  count(*) filter (where resolved_on <= '{b}' and class not in ('early', 'on_time', 'late')) as other,
  count(*) filter (where resolved_on is null or resolved_on > '{b}') as open,
  count(*) filter (where (resolved_on is null or resolved_on > '{b}') and due_on < '{b}') as overdue"""
_WITHIN = "accepted_on <= '{b}' and (resolved_on is null or resolved_on >= '{a}')"


def _figures(group: str, scope: str, a: date, b: date) -> str:
    where = " and ".join(part for part in (scope, _WITHIN.format(a=a, b=b)) if part)
    return f"select {group}, {_FLOWS.format(a=a, b=b)} from d where {where} group by all_keys".replace(
        "all_keys", ", ".join(str(n + 1) for n in range(group.count(",") + 1))
    )


def _asked(path: str, office: str, a: date, b: date, *breakdown: str) -> str:
    return f"{path}?{urlencode([('office', office), ('from', a), ('to', b), *(('breakdown', by) for by in breakdown)])}"


def _month(n: Nation) -> tuple[date, date]:
    return n.today.replace(day=1), n.today


def _quarter(n: Nation) -> tuple[date, date]:
    """The last official quarter that is over: 15/6–14/9 in November."""
    return date(n.today.year, 6, 15), date(n.today.year, 9, 14)


def _year(n: Nation) -> tuple[date, date]:
    return n.today - timedelta(days=364), n.today


def _of_province(n: Nation, chance: Random) -> str:
    return f"province = '{chance.choice(n.provinces)}'"


def _of_commune(n: Nation, chance: Random) -> str:
    return f"office = '{chance.choice(n.communes)}'"


QUESTIONS = (
    Question(
        "a province this month by level",
        lambda n, c: _asked("/figures", c.choice(n.provinces), *_month(n), "level"),
        lambda n, c: _figures("level", _of_province(n, c), *_month(n)),
    ),
    Question(
        "the nation this month by province",
        lambda n, c: _asked("/figures", "VN", *_month(n), "office"),
        lambda n, c: _figures("province", "", *_month(n)),
    ),
    Question(
        "a commune's 12 months by day",
        lambda n, c: _asked("/figures", c.choice(n.communes), *_year(n), "day"),
        lambda n, c: (
            "select day, sum(r) as received, sum(e) as resolved from ("
            f"select accepted_on as day, count(*) as r, 0 as e from d where {(w := _of_commune(n, c))} group by 1 "
            f"union all select resolved_on, 0, count(*) from d where {w} group by 1) x group by 1 order by 1"
        ),
    ),
    Question(
        "II.06a of a province's quarter, by level and field",
        lambda n, c: _asked("/figures", c.choice(n.provinces), *_quarter(n), "level_field"),
        lambda n, c: _figures("level, field", _of_province(n, c), *_quarter(n)),
    ),
    Question(
        "overdue now in a province, by commune",
        lambda n, c: _asked("/figures", c.choice(n.provinces), n.today, n.today, "office"),
        lambda n, c: (
            f"select office, count(*) from d where {_of_province(n, c)} and resolved_on is null "
            f"and due_on < '{n.today}' group by 1"
        ),
    ),
    Question(
        "QĐ 766, item 2.1, of a province's quarter",
        lambda n, c: _asked("/figures", c.choice(n.provinces), *_quarter(n)),
        lambda n, c: (
            "select count(*) filter (where index_in_time), count(*) from d where "
            f"{_of_province(n, c)} and {_WITHIN.format(a=_quarter(n)[0], b=_quarter(n)[1])}"
        ),
    ),
    Question(
        "a province's year by official month",
        lambda n, c: _asked("/figures", c.choice(n.provinces), *_year(n), "official"),
        lambda n, c: (
            "select date_trunc('month', resolved_on + interval '17 days') as month, class, count(*) from d where "
            f"{_of_province(n, c)} and resolved_on >= '{_year(n)[0]}' group by 1, 2"
        ),
    ),
    Question(
        "the nation's year by level and month",
        lambda n, c: _asked("/figures", "VN", *_year(n), "level", "month"),
        lambda n, c: (
            "select level, date_trunc('month', resolved_on) as month, class, count(*) from d where "
            f"resolved_on >= '{_year(n)[0]}' group by 1, 2, 3"
        ),
    ),
    Question(
        "a commune's year by procedure",
        lambda n, c: _asked("/figures", c.choice(n.communes), *_year(n), "procedure"),
        lambda n, c: _figures("procedure", _of_commune(n, c), *_year(n)),
    ),
    Question(
        "how long a province took in a quarter, by level",
        lambda n, c: _asked("/times", c.choice(n.provinces), *_quarter(n), "level"),
        lambda n, c: (
            "select level, count(*), avg(gross_minutes), percentile_disc(0.5) within group (order by gross_minutes), "
            "percentile_disc(0.9) within group (order by net_minutes) from d where "
            f"{_of_province(n, c)} and resolved_on between '{_quarter(n)[0]}' and '{_quarter(n)[1]}' "
            "and gross_minutes is not null group by 1"
        ),
    ),
)
