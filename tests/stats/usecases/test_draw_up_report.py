"""Reports over a reform: dossiers that were handed over stand with both offices, and the lines still add up."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.stats.domain.measure import Map
from services.stats.domain.period import Period
from services.stats.domain.report_form import all_forms, report_form
from services.stats.domain.report_table import FilledForm, Line, LineOf, Rows
from services.stats.unit_of_work import Work
from services.stats.usecases.close_period import close_period
from services.stats.usecases.draw_up_closed import draw_up_closed
from services.stats.usecases.draw_up_report import draw_up_report
from shared.callers import Caller, Role
from shared.contracts.processing import Standing
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase, Connection
from tests.stats.histories import days, histories, nothing_kept
from tests.stats.made_up import (
    DISTRICT,
    NATION,
    OTHER,
    PROVINCE,
    TODAY,
    a_standing,
    acted,
    country,
    furnish,
    moved,
    note,
    succeeded,
)
from tests.stats.usecases.test_moves import ACCEPTED, DUE, MIDNIGHT, NEW_PROVINCE, SUMMER, across, ask, reform
from tests.stats.usecases.test_note_facts import AREAS

ROWS: tuple[tuple[Rows, ...], ...] = (
    *((), (Rows.LEVEL,), (Rows.FIELD,)),
    *((Rows.FIELD, Rows.LEVEL), (Rows.OFFICE,)),
)
FORM = report_form("II.06a", SUMMER.to_on)


async def drawn_up(database: BoundDatabase, area: str, *rows: Rows) -> FilledForm:
    """Two dossiers go from a commune to the new one, one from the district to the new province."""
    own = a_standing(ACCEPTED, DUE, office=DISTRICT, field="Đất đai")
    await furnish(database, [*across(), own])
    async with database.transaction() as connection:
        await reform(connection)
        await note(connection, acted(moved(own, MIDNIGHT, NEW_PROVINCE)))
        return await _asked(connection, area, *rows)


async def _asked(connection: Connection, area: str, *rows: Rows) -> FilledForm:
    return await draw_up_report(connection, await ask(connection, area, SUMMER), FORM, rows)


def cell(line: Line, number: int) -> int:
    count = line.cells[FORM.place_of(number)]
    assert count is not None
    return count


async def test_lines_by_office_take_off_what_was_handed_from_one_to_another(database: BoundDatabase) -> None:
    filled = await drawn_up(database, NATION, Rows.OFFICE)
    lines = {line.key: line for _, line in filled.lines()}
    assert (cell(filled.total, 3), cell(lines[PROVINCE], 3), cell(lines[NEW_PROVINCE], 3)) == (3, 3, 3)
    assert lines[""].of is LineOf.HANDED_OVER
    assert (cell(lines[""], 3), cell(lines[""], 6), cell(lines[""], 7)) == (-3, -3, 0)
    assert filled.remarks == ()


@pytest.mark.parametrize("rows", [(Rows.LEVEL,), (Rows.LEVEL, Rows.FIELD), (Rows.FIELD,)])
async def test_lines_by_level_and_field_add_up_too(database: BoundDatabase, rows: tuple[Rows, ...]) -> None:
    """Only the dossier of the district changed its level."""
    filled = await drawn_up(database, NATION, *rows)
    handed_over = [line for _, line in filled.lines() if line.of is LineOf.HANDED_OVER]
    assert [cell(line, 3) for line in handed_over] == ([-1] if Rows.LEVEL in rows else [])
    for line in (filled.total, *filled.total.below):
        for place, count in enumerate(line.cells):
            assert not line.below or count == sum(part.cells[place] or 0 for part in line.below)


async def test_an_office_that_ended_says_what_it_handed_over(database: BoundDatabase) -> None:
    filled = await drawn_up(database, PROVINCE)
    assert cell(filled.total, 3) == 3
    assert cell(filled.total, 7) == cell(filled.total, 11) == 0
    assert "gồm cả 3 hồ sơ đã bàn giao cho đơn vị kế thừa" in filled.remarks[0]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told_by=st.lists(histories(), min_size=3, max_size=8), span=st.tuples(days(), days()), of=st.sampled_from(Map))
async def test_every_form_adds_up_line_by_line_whatever_happened(
    database: BoundDatabase, told_by: list[list[Standing]], span: tuple[date, date], of: Map
) -> None:
    """A form that did not would be refused as it is filled in."""
    last_on = TODAY - timedelta(days=1)
    async with nothing_kept(database) as connection:
        await note(connection, *country(), succeeded(DISTRICT, PROVINCE, Level.DISTRICT, OTHER, last_on))
        await note(connection, *(acted(history[-1]) for history in told_by))
        for area in AREAS:
            question = await ask(connection, area, Period(min(span), max(span)), of)
            for form in all_forms():
                for rows in ROWS:
                    filled = await draw_up_report(connection, question, form, rows)
                    assert all(check.left == check.right + check.asides for check in filled.checks)
            if of is Map.THEN and question.period.to_on < TODAY:
                closing = await close_period(Work(connection), MONITOR, question, None)
                for rows in ROWS:
                    if Rows.OFFICE not in rows and rows != (Rows.FIELD,):
                        live = await draw_up_report(connection, question, FORM, rows)
                        assert _cells(draw_up_closed(closing, FORM, rows)) == _cells(live)


MONITOR = Caller("giamsat.a", frozenset({Role.MONITOR}), frozenset({NATION}))


def _cells(filled: FilledForm) -> list[tuple[int | None, ...]]:
    return [filled.total.cells, *(line.cells for _, line in filled.lines())]
