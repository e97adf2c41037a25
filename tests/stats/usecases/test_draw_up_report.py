"""Reports over a reform: dossiers that were handed over stand with both offices, and the lines still add up."""

import pytest

from services.stats.domain.report_form import report_form
from services.stats.domain.report_table import FilledForm, Line, LineOf, Rows
from services.stats.usecases.draw_up_report import draw_up_report
from shared.db.database import BoundDatabase, Connection
from tests.stats.made_up import DISTRICT, NATION, PROVINCE, a_standing, acted, furnish, moved, note
from tests.stats.usecases.test_moves import ACCEPTED, DUE, MIDNIGHT, NEW_PROVINCE, SUMMER, across, ask, reform

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
