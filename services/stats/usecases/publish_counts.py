"""The open-data cut: counts of months that are over, by office or by a part of a province, small ones hidden.

What is hidden of an office hangs on the offices beside it, so every table from the root down to it is made up again:
the same count is hidden wherever it stands. Parts other than offices are told of provinces only: told of the offices
below as well, a count hidden here could be worked out from theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from services.stats.domain.disclosure import PublicCounts, TrueCounts, publish_parts, publish_whole
from services.stats.domain.figures import CHANNELS, Figures
from services.stats.domain.measure import Breakdown
from services.stats.domain.open_data import Cut, PublicRow
from services.stats.domain.period import Period
from services.stats.queries.kinds import fields_of
from services.stats.queries.offices import OfficeHead, office_head
from services.stats.queries.question import Question
from services.stats.usecases.take_apart import Part
from services.stats.usecases.tell_figures import tell_figures
from shared.db.database import Connection
from shared.errors import Invalid

_PROVINCE = "province"
_NOTHING = PublicCounts(0, 0, 0)
_BY = {Cut.OFFICE: Breakdown.OFFICE, Cut.CHANNEL: Breakdown.CHANNEL}
ByMonth = Mapping[date, TrueCounts]


@dataclass(frozen=True, slots=True)
class _Table:
    """An office, its true counts and those of its parts, month by month."""

    head: OfficeHead
    whole: ByMonth
    parts: Mapping[str, ByMonth]
    names: Mapping[str, str]


async def publish_counts(
    connection: Connection, office: str, months: Period, cut: Cut, now: datetime
) -> list[PublicRow]:
    """Refuses office_not_found, and parts other than offices where the office is no province (`province_only`)."""
    head = await office_head(connection, office, visible_to=[office], now=now)
    if cut is not Cut.OFFICE and head.level != _PROVINCE:
        raise Invalid("province_only", "Lĩnh vực, thủ tục và kênh chỉ công bố cho cấp tỉnh")
    above = [await _table(connection, code, months, Breakdown.OFFICE, now) for code in head.path[:-1]]
    table = await _table(connection, office, months, _BY.get(cut, Breakdown.PROCEDURE), now)
    fields = await fields_of(connection, table.parts) if cut in {Cut.FIELD, Cut.PROCEDURE} else {}
    rows: list[PublicRow] = []
    for month in table.whole:
        whole = _whole([*above, table], month)
        rows += _rows(table, cut, month, whole, _parts(table, cut, month, whole, fields))
    return rows


async def _table(connection: Connection, code: str, months: Period, by: Breakdown, now: datetime) -> _Table:
    head = await office_head(connection, code, visible_to=[code], now=now)
    told = await tell_figures(connection, Question(head, months, now), by, Breakdown.MONTH)
    whole = {step.period.from_on: _counts(step.figures) for step in told.steps}
    names = {_key(part): part.name or "" for part in told.parts}
    return _Table(head, whole, {_key(part): _by_month(part) for part in told.parts}, names)


def _key(part: Part) -> str:
    """The office itself stands behind all that lie below it."""
    return f"~{part.key}" if part.is_own else part.key


def _by_month(part: Part) -> ByMonth:
    if not part.steps:
        return {part.period.from_on: _counts(part.figures)}
    return {step.period.from_on: _counts(step.figures) for step in part.steps}


def _counts(figures: Figures) -> TrueCounts:
    return TrueCounts(figures.received, figures.resolved, figures.late)


def _whole(line: Sequence[_Table], month: date) -> PublicCounts:
    """As the tables above publish it, from the root down."""
    public = publish_whole(line[0].whole[month])
    for above, below in pairwise(line):
        public = publish_parts(public, _of_month(above, month)).get(below.head.code, _NOTHING)
    return public


def _of_month(table: _Table, month: date) -> dict[str, TrueCounts]:
    return {key: counts[month] for key, counts in table.parts.items()}


def _parts(
    table: _Table, cut: Cut, month: date, whole: PublicCounts, fields: Mapping[str, str]
) -> dict[str, PublicCounts]:
    counted = _of_month(table, month)
    if cut is Cut.OFFICE:
        return publish_parts(whole, counted)
    if cut is Cut.CHANNEL:
        return publish_parts(whole, {channel: counted.get(channel, TrueCounts()) for channel in CHANNELS})
    return _kinds(whole, counted, fields, cut)


def _kinds(
    whole: PublicCounts, counted: Mapping[str, TrueCounts], fields: Mapping[str, str], cut: Cut
) -> dict[str, PublicCounts]:
    """Fields make up the province, procedures their field. Only rows that say something: which exist tells nothing."""
    procedures: dict[str, dict[str, TrueCounts]] = {}
    for key, counts in counted.items():
        procedures.setdefault(fields[key], {})[key] = counts
    published = publish_parts(whole, {field: _sum(parts) for field, parts in procedures.items()})
    if cut is Cut.PROCEDURE:
        inside = [publish_parts(published[field], parts) for field, parts in procedures.items()]
        published = {key: counts for each in inside for key, counts in each.items()}
    return {key: counts for key, counts in sorted(published.items()) if counts.says_something}


def _sum(parts: Mapping[str, TrueCounts]) -> TrueCounts:
    total = TrueCounts()
    for each in parts.values():
        total += each
    return total


def _rows(
    table: _Table, cut: Cut, month: date, whole: PublicCounts, parts: Mapping[str, PublicCounts]
) -> Iterator[PublicRow]:
    head = table.head
    of_office = (month, head.code, head.name, head.level)
    yield PublicRow(*of_office, "", "", "", whole)
    for key, counts in parts.items():
        yield PublicRow(*of_office, cut.value, key.lstrip("~"), table.names.get(key, ""), counts)
